"""Named arrays with a description, kept in one file that runs no code when it is read.

The file is a zip that ``numpy.load`` opens: ``manifest.json`` and one ``.npy`` member for each array.

- ``kinds``: What a file may hold, and what opens it.
- ``arrays_as_npy``: An array as the bytes of an ``.npy`` file, and back under the checks of its manifest.
- ``manifest``: The manifest: format, kind, versions, the caller's content, and shape, dtype and checksum of each array.
- ``foreign_files``: What a file is that minigrad did not write.
- ``zip_members``: A zip whose equal contents are equal bytes, and whose sizes are checked before anything is read.
- ``write``: ``write_archive``: a new file, or the old one unchanged.
- ``read``: ``read_archive``: what was written, or a message that says what is wrong with the file.
"""

from __future__ import annotations

from minigrad.archive.kinds import Kind as Kind
from minigrad.archive.read import Archive as Archive
from minigrad.archive.read import read_archive as read_archive
from minigrad.archive.write import write_archive as write_archive
