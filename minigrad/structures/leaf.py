"""One array or number in a structure, and its place in the vector."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import final

import numpy as np

from minigrad.arrays import AnyArray, Float64Array, Shape
from minigrad.layout import Block


@final
@dataclass(frozen=True)
class Leaf:
    """One array or number of a structure; a complex one has two entries of the vector for each of its own.

    Attributes:
        name: such as ``dense.W``.
        start: its first entry in the vector.
        shape: its own.
        code: of the type in which the caller gave it: f for float32, d for float64, F and D for complex ones.
        number: whether it is a number, and no array.
    """

    name: str
    start: int
    shape: Shape
    code: str
    number: bool

    @property
    def is_complex(self) -> bool:
        """Whether real and imaginary part lie next to each other in the vector."""
        return self.code in "FD"

    @cached_property
    def block(self) -> Block:
        """Its place in the vector; complex arrays have the parts as their last axis there."""
        return Block.at(self.name, self.start, (*self.shape, 2) if self.is_complex else self.shape)

    @property
    def signs(self) -> Float64Array:
        """-1 for the imaginary parts in its place in the vector, 1 for all else."""
        signs = np.ones(self.block.size)
        signs[1::2] = -1.0 if self.is_complex else 1.0
        return signs

    def entry_name(self, index: int) -> str:
        """The name of entry number ``index`` of its place in the vector.

        >>> Leaf("z", 0, (3,), "D", False).entry_name(5), Leaf("a", 0, (), "d", True).entry_name(0)
        ('z[2].imag', 'a')
        """
        own = Block.at(self.name, 0, self.shape)
        if not self.is_complex:
            return own.entry_name(index)
        return f"{own.entry_name(index // 2)}.{'imag' if index % 2 else 'real'}"

    def entries(self, array: AnyArray) -> AnyArray:
        """The entries of the vector for an array, flat, which may share its memory: of a complex leaf real and
        imaginary parts next to each other, of a real one numbers of the array's kind."""
        if self.is_complex:
            return np.asarray(array, dtype=np.complex128, order="C").reshape(-1).view(np.float64)
        return np.asarray(array, dtype=np.complex128 if array.dtype.kind == "c" else np.float64).reshape(-1)

    def build(self, vector: Float64Array, *, given: bool) -> object:
        """Its part of a vector, or of a stack of vectors, as a number or as an array that is a view of it.

        Args:
            vector: (..., size).
            given: whether it is due in the type that the caller gave it in, instead of double precision.
        """
        if self.is_complex and vector.dtype.kind == "c":
            raise TypeError(
                f"`{self.name}` is complex, which no imaginary step can move; choose another differentiator"
            )
        leading = vector.shape[:-1]
        part: AnyArray = vector[..., self.block.place]
        if self.is_complex:
            part = part.view(np.complex128)
        array = part.reshape(leading + self.shape)
        if given:
            array = array.astype(self.code, copy=False)
        if leading or not self.number:
            return array
        return array.item() if array.dtype.char in "dD" else array[()]


def kept_type(array: AnyArray) -> str:
    """The code of the type in which a function of the caller's gets such an array; what is neither float32, float64 nor
    complex reaches it as float64."""
    code = array.dtype.char
    return code if code in "fdFD" else "D" if array.dtype.kind == "c" else "d"


def name_of(leaves: tuple[Leaf, ...], index: int) -> str:
    """The name of an entry of the vector of these leaves."""
    leaf = next(leaf for leaf in leaves if index < leaf.block.place.stop)
    return leaf.entry_name(index - leaf.start)
