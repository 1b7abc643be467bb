"""``write_archive``: a new file, or the old one unchanged."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from minigrad.archive.arrays_as_npy import to_npy
from minigrad.archive.kinds import Kind
from minigrad.archive.manifest import to_text_file
from minigrad.archive.zip_members import MANIFEST, to_zip
from minigrad.arguments import as_path
from minigrad.arrays import AnyArray
from minigrad.files import write_atomically
from minigrad.plain_data.json_values import JsonObject


def write_archive(
    path: str | os.PathLike[str], kind: Kind, content: JsonObject, arrays: Mapping[str, AnyArray]
) -> Path:
    """Write arrays and what belongs to them into one file, whole or not at all.

    Equal arguments give equal bytes.

    Args:
        path: of the file; its folder must exist, and an old file is replaced.
        kind: what the file holds.
        content: plain data; NaN and infinity as :func:`minigrad.plain_data.json_values.number` writes them.
        arrays: by name, of real numbers.

    Returns:
        the path.

    Raises:
        OSError: the file cannot be written; the old one, if there was one, is unchanged.
        TypeError, ValueError: something is not an array of numbers, or not plain data.

    >>> import numpy as np
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = write_archive(f"{folder}/net.npz", "network", {}, {"theta": np.array([1.0, 2.0])})
    ...     np.load(path)["theta"].tolist()
    [1.0, 2.0]
    """
    target = as_path("path", path)
    packed = {name: to_npy(name, array) for name, array in arrays.items()}
    manifest = to_text_file(kind, content, {name: entry for name, (entry, _) in packed.items()})
    members = {f"{name}.npy": data for name, (_, data) in packed.items()}
    return write_atomically(target, to_zip({MANIFEST: manifest.encode("ascii"), **members}))
