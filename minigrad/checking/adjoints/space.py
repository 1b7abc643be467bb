"""The arrays that a map takes or returns, as vectors of real numbers: a complex number is two of them."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import final

import numpy as np

from minigrad.arrays import EPSILON, AnyArray, Float64Array, Shape


@final
@dataclass(frozen=True)
class Space:
    """Arrays of one shape and type.

    Attributes:
        name: "x" or "y".
        shape: of the arrays.
        kind: f, d, F or D: numpy's code of float32, float64, complex64 or complex128.
        first: the number of the first random array in names such as x1.
    """

    name: str
    shape: Shape
    kind: str
    first: int = 1

    @property
    def complex(self) -> bool:
        """Whether the numbers are complex."""
        return self.kind in "FD"

    @property
    def size(self) -> int:
        """How many real numbers there are."""
        return prod(self.shape) * (2 if self.complex else 1)

    @property
    def epsilon(self) -> float:
        """The rounding of one real number."""
        return EPSILON["f" if self.kind in "fF" else "d"]

    def array(self, vector: Float64Array) -> AnyArray:
        """A fresh array of this shape and type."""
        numbers = vector.view(np.complex128) if self.complex else vector
        return numbers.astype(self.kind).reshape(self.shape)

    def vector(self, array: AnyArray) -> Float64Array:
        """(size,) the numbers of an array with as many elements, in C order; a new array."""
        if self.complex:
            return np.array(array, dtype=np.complex128, order="C").reshape(-1).view(np.float64)
        return np.array(array.real, dtype=np.float64, order="C").reshape(-1)

    @property
    def type_name(self) -> str:
        """What numpy calls the type."""
        return str(np.dtype(self.kind))

    def draw(self, rng: np.random.Generator, weights: Float64Array | float = 1.0) -> Float64Array:
        """A random vector, whose numbers this type can hold."""
        return self.rounded(rng.normal(size=self.size) * weights)

    def rounded(self, vector: Float64Array) -> Float64Array:
        """The vector as arrays of this type hold it."""
        return self.vector(self.array(vector)) if self.kind in "fF" else vector

    def numbered(self, index: int) -> str:
        """The name of a random array, counted from 0."""
        return f"{self.name}{self.first + index}"

    def place(self, index: int) -> str:
        """How an element is indexed: ``3``, or ``(0, 2)`` where arrays have other than one axis."""
        found = tuple(int(i) for i in np.unravel_index(index, self.shape)) if self.shape else ()
        return str(found[0]) if len(found) == 1 else str(found)


def times_i(vector: Float64Array) -> Float64Array:
    """The vector of 1j times a complex array."""
    return np.array(1j * np.ascontiguousarray(vector).view(np.complex128)).view(np.float64)


def dot(one: Float64Array, other: Float64Array) -> float:
    """The sum of products, whose own rounding is below that of its terms."""
    return float((one.astype(np.longdouble) * other).sum())


def norm(vector: Float64Array) -> float:
    """The Euclidean norm, also of numbers whose squares underflow."""
    largest = float(np.max(np.abs(vector), initial=0.0))
    return largest * float(np.linalg.norm(vector / largest)) if largest > 0.0 else 0.0
