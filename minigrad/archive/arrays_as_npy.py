"""An array as the bytes of an ``.npy`` file, and back under the checks of its manifest."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from io import BytesIO
from typing import Final, final

import numpy as np

from minigrad.arguments import shown
from minigrad.arrays import AnyArray, Shape
from minigrad.plain_data.json_values import JsonObject, to_ints, to_text

DTYPES: Final = frozenset(
    "bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64".split()  # the same on all machines
)

LONGEST_HEADER: Final = 10_000
"""The largest number of bytes before the numbers of an array: the limit of ``numpy.load``."""


@final
@dataclass(frozen=True)
class Entry:
    """What the manifest says of one array; ``sha256`` is the checksum of its ``.npy`` member."""

    dtype: str
    shape: Shape
    sha256: str

    @staticmethod
    def from_json(data: JsonObject) -> Entry:
        """The inverse of :meth:`to_json`."""
        dtype, shape = to_text(data["dtype"]), to_ints(data["shape"])
        if dtype not in DTYPES or min(shape, default=0) < 0:
            raise ValueError(f"an array cannot have the dtype {shown(dtype)} and the shape {shown(shape)}")
        return Entry(dtype, shape, to_text(data["sha256"]))

    def to_json(self) -> JsonObject:
        """Plain data for the manifest."""
        return {"dtype": self.dtype, "shape": [*self.shape], "sha256": self.sha256}

    @property
    def nbytes(self) -> int:
        """The size of the numbers."""
        return math.prod(self.shape) * np.dtype(self.dtype).itemsize

    def require_size(self, name: str, size: int) -> None:
        """Raise a ``ValueError`` if a member of ``size`` bytes cannot be this array."""
        if not 0 < size - self.nbytes <= LONGEST_HEADER:
            raise ValueError(
                f"the array {name!r} has {size} bytes, but {self.nbytes} and a header belong to the shape "
                f"{shown(self.shape)} of {self.dtype}: the file was changed after it was written"
            )


def to_npy(name: str, array: AnyArray) -> tuple[Entry, bytes]:
    """The bytes of an ``.npy`` file, C-ordered and little-endian, and their entry in the manifest."""
    given: object = array
    if not isinstance(given, np.ndarray) or array.dtype.name not in DTYPES:
        raise TypeError(f"`arrays[{name!r}]` must be an array of numbers, got {shown(array)}")
    stream = BytesIO()
    plain: AnyArray = np.asarray(array, dtype=array.dtype.newbyteorder("<"), order="C")
    np.lib.format.write_array(stream, plain, version=(1, 0), allow_pickle=False)
    data = stream.getvalue()
    return Entry(array.dtype.name, array.shape, hashlib.sha256(data).hexdigest()), data


def from_npy(name: str, data: bytes, entry: Entry) -> AnyArray:
    """The array, if the checksum, the dtype and the shape are those of its entry."""
    if hashlib.sha256(data).hexdigest() != entry.sha256:
        raise ValueError(f"the checksum of the array {name!r} is wrong: the file was changed after it was written")
    stream = BytesIO(data)
    if np.lib.format.read_magic(stream) != (1, 0):
        raise ValueError(f"the array {name!r} is in another version of the .npy format than minigrad writes")
    shape, fortran_order, dtype = np.lib.format.read_array_header_1_0(stream)
    start = stream.tell()
    if fortran_order or (dtype.name, shape, len(data) - start) != (entry.dtype, entry.shape, entry.nbytes):
        raise ValueError(
            f"the array {name!r} is {shape} of {dtype}, the manifest says {shown(entry.shape)} of {entry.dtype}"
        )
    array: AnyArray = np.ndarray(shape, dtype, data, start)
    return array.astype(dtype.newbyteorder("="))
