"""``load_idx``: an array from a file in the IDX format, in which MNIST and Fashion-MNIST come."""

from __future__ import annotations

import gzip
import math
import os
import zlib
from contextlib import closing
from io import BufferedIOBase
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from minigrad.arguments import as_path
from minigrad.arrays import Shape

IdxArray: TypeAlias = npt.NDArray[np.uint8 | np.int8 | np.int16 | np.int32 | np.float32 | np.float64]
"""What a file holds, in the processor's order of bytes."""

_TYPES: Final = {0x08: ">u1", 0x09: ">i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}
"""The type of the numbers by its code; they begin with the byte of the highest value."""

_MOST_AXES: Final = 32
"""The most dimensions that an array can have in numpy before 2.0."""

_GZIP: Final = b"\x1f\x8b"
_CHUNK: Final = 1 << 20
"""How many bytes are read at a time, so that a wrong length in the header does not ask for memory."""


def load_idx(path: str | os.PathLike[str]) -> IdxArray:
    """The array in an IDX file, plain or compressed by gzip, whatever its name.

    The file begins with two zero bytes, the code of the numbers' type, the number of dimensions, and the dimensions (4
    bytes each); the numbers follow. What does not fit together is refused.

    Args:
        path: the file, such as ``train-images-idx3-ubyte.gz``.

    Returns:
        the array in the file's type, such as (60000, 28, 28) of uint8 for the images of MNIST.

    Raises:
        OSError: the file cannot be read.
        ValueError: it is no IDX file, it is cut off or damaged, or it is longer than its header says.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "labels").write_bytes(bytes([0, 0, 8, 1, 0, 0, 0, 3, 7, 2, 1]))
    ...     load_idx(Path(folder, "labels"))
    array([7, 2, 1], dtype=uint8)

    Source: Y. LeCun, C. Cortes and C. Burges (1998), The MNIST database of handwritten digits.
    """
    name = os.fsdecode(as_path("path", path))
    with closing(_open(name)) as file:
        try:
            return _read(file, name)
        except EOFError as error:
            raise ValueError(f"{name}: the compressed file is cut off; copy or download it again") from error
        except (gzip.BadGzipFile, zlib.error) as error:
            raise ValueError(f"{name}: the compressed file is damaged ({error}); copy or download it again") from error


def _open(path: str) -> BufferedIOBase:
    """The file, decompressed as it is read if it begins as gzip's files do."""
    try:
        with open(path, "rb") as file:
            compressed = file.read(2) == _GZIP
    except FileNotFoundError as error:
        raise FileNotFoundError(f"{path}: there is no such file") from error
    except IsADirectoryError as error:
        raise IsADirectoryError(f"{path}: this is a folder, not a file") from error
    return gzip.open(path, "rb") if compressed else open(path, "rb")


def _read(file: BufferedIOBase, path: str) -> IdxArray:
    code, shape = _header(file, path)
    kind = np.dtype(_TYPES[code])
    expected = math.prod(shape) * kind.itemsize
    contents = _at_most(file, expected + 1)
    described = f"the header says {' x '.join(map(str, shape))} numbers of {kind.itemsize} bytes, {expected} bytes"
    if len(contents) < expected:
        raise ValueError(f"{path}: the file is cut off: {described}, but only {len(contents)} follow")
    if len(contents) > expected:
        raise ValueError(f"{path}: {described}, but more follow; the header or the file is wrong")
    array: IdxArray = np.ndarray(shape, kind, contents).astype(kind.newbyteorder("="))
    return array


def _header(file: BufferedIOBase, path: str) -> tuple[int, Shape]:
    """The code of the type of the numbers, and the dimensions."""
    start = file.read(4)
    if not start:
        raise ValueError(f"{path}: the file is empty")
    if start[:2] != b"\0\0":
        raise ValueError(
            f"{path}: this is no IDX file, which begins with two bytes of 0; it begins with {start!r}{_hint(start)}"
        )
    if len(start) < 4:
        raise ValueError(f"{path}: the file is cut off after {len(start)} bytes, within its header")
    code, n_axes = start[2:]
    if code not in _TYPES:
        known = ", ".join(f"0x{each:02X}" for each in _TYPES)
        raise ValueError(f"{path}: the numbers' type must be one of {known}, got 0x{code:02X}; this is no IDX file")
    if not 1 <= n_axes <= _MOST_AXES:
        raise ValueError(f"{path}: the header must have 1 to {_MOST_AXES} dimensions, got {n_axes}")
    lengths = file.read(4 * n_axes)
    if len(lengths) < 4 * n_axes:
        raise ValueError(f"{path}: the file is cut off within its header, which must have {n_axes} dimensions")
    return code, tuple(int(length) for length in np.frombuffer(lengths, ">u4"))


def _hint(start: bytes) -> str:
    """What the file seems to be instead."""
    if start.lstrip().startswith(b"<"):
        return ": a web page, so the download went wrong"
    return ": a zip archive; unpack it first" if start.startswith(b"PK") else ""


def _at_most(file: BufferedIOBase, n_bytes: int) -> bytes:
    """The next ``n_bytes``, or as many as there are."""
    chunks = list[bytes]()
    while n_bytes > 0 and (chunk := file.read(min(n_bytes, _CHUNK))):
        chunks.append(chunk)
        n_bytes -= len(chunk)
    return b"".join(chunks)
