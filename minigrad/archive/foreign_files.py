"""What a file is that minigrad did not write."""

from __future__ import annotations

from codecs import getincrementaldecoder
from typing import Final

HEAD: Final = 64
"""How many bytes tell what a file is."""

_ZIP: Final = b"PK"

_BEGINNINGS: Final = {
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"\x93NUMPY": "a single array, as numpy.save writes it",
    b"\x89HDF": "an HDF5 file, as Keras writes it",
    b"\x1f\x8b": "a gzip archive",
    **{bytes([0x80, protocol]): "a pickle, which could run code when it is loaded" for protocol in range(2, 6)},
}


def require_zip(head: bytes) -> None:
    """Raise a ``ValueError`` that says what a file is whose first bytes are not those of a zip.

    >>> require_zip(b"sepal,petal\\n1,2\\n")
    Traceback (most recent call last):
        ...
    ValueError: this is text, not a file that minigrad saved
    """
    if head.startswith(_ZIP):
        return
    if not head:
        raise ValueError("the file is empty")
    what = next((what for beginning, what in _BEGINNINGS.items() if head.startswith(beginning)), None)
    raise ValueError(f"this is {what or _text_or_unknown(head)}, not a file that minigrad saved")


def _text_or_unknown(head: bytes) -> str:
    try:
        text = getincrementaldecoder("utf-8-sig")().decode(head)  # the last character may be cut off
    except UnicodeDecodeError:
        return "a file of unknown kind"
    return "text" if all(mark.isprintable() or mark.isspace() for mark in text) else "a file of unknown kind"
