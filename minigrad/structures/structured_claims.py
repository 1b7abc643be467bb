"""A gradient that is claimed as a structure, such as a dict of arrays: its vector, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from math import prod
from typing import cast, final

import numpy as np

from minigrad.arrays import EPSILON, AnyArray, Float64Array, FloatArray, Shape
from minigrad.structures.reading import Reading
from minigrad.structures.structure import Structure


@final
@dataclass(frozen=True, eq=False)
class StructuredClaim:
    """What jac returned.

    Attributes:
        structure: what is due.
        returned: the structure that was returned, read anew each time it is asked for its numbers.
        outputs: the shape of what fun returns.
        parts: whether the numbers are complex, and count as two outputs each.
        conjugate: whether the sign of imaginary parts is turned.
        shares: the name of an array in it that shares memory with the argument of jac, if there is one.
    """

    structure: Structure[object]
    returned: object
    outputs: Shape
    parts: bool
    conjugate: bool = False
    shares: str | None = None

    @property
    def reading(self) -> Reading:
        """Its numbers as they are now, and how it differs from what is due."""
        return self.structure.read(self.returned, self.outputs, "fiuc" if self.parts else "fiu")

    def toarray(self) -> Float64Array:
        """(*outputs, size), in the widest type that an array in it has; without entries where some are missing."""
        reading = self.reading
        if not reading.complete:
            return np.empty(0)
        widest = max((_bits(array) for array in reading.arrays.values()), default=64)
        vector = reading.vector
        if self.conjugate:
            vector = cast("Float64Array", vector) * self.structure.signs
        if self.parts:
            vector = np.stack([vector.real, vector.imag], axis=len(self.outputs))
        return cast("Float64Array", vector.astype(f"f{widest // 8}", copy=False))

    @property
    def epsilons(self) -> Float64Array:
        """For each entry of :meth:`toarray`, the epsilon of the type in which it came, 0 for float64."""
        reading = self.reading
        if not reading.complete:
            return np.empty(0)
        each = [np.full(leaf.block.size, _epsilon(reading.arrays[leaf.name])) for leaf in self.structure.leaves]
        return np.tile(np.concatenate(each), prod(self.outputs) * (2 if self.parts else 1))

    @property
    def narrowed(self) -> list[str]:
        """The arrays in it that have a narrower type than those of x, as texts."""
        arrays = self.reading.arrays
        return [
            f"`{leaf.name}` has dtype {arrays[leaf.name].dtype} for {np.dtype(leaf.code)}"
            for leaf in self.structure.leaves
            if leaf.name in arrays and _is_narrower(arrays[leaf.name], 32 if leaf.code in "fF" else 64)
        ]


@final
@dataclass(frozen=True, eq=False)
class StructuredJac:
    """jac as a function of the vector of a structure.

    Attributes:
        jac: as the caller gave it.
        structure: what it takes.
        outputs, parts, conjugate: see :class:`StructuredClaim`.
        double: whether it gets double precision instead of the types in which the caller gave x.
    """

    jac: Callable[[object], object]
    structure: Structure[object]
    outputs: Shape = ()
    parts: bool = False
    double: bool = False
    conjugate: bool = False

    def __call__(self, vector: FloatArray) -> StructuredClaim:
        """What jac returns at the structure with these numbers; what it changes in there is seen in the vector."""
        lent = cast("Float64Array", vector)
        point = self.structure.lent(lent, given=not self.double)
        before = self.structure.read(point).arrays
        returned = self.jac(point)
        lent[...] = self.structure.read(point).vector
        claim = StructuredClaim(self.structure, returned, self.outputs, self.parts, self.conjugate)
        shared = (name for name, array in claim.reading.arrays.items() if _shares(array, before.values()))
        return replace(claim, shares=next(shared, None))


def _shares(array: AnyArray, arrays: Iterable[AnyArray]) -> bool:
    return any(np.may_share_memory(array, own) for own in arrays)


def _bits(array: AnyArray) -> int:
    """Of one real number; integers count as double precision."""
    if array.dtype.kind not in "fc":
        return 64
    return min(64, 8 * array.dtype.itemsize // (2 if array.dtype.kind == "c" else 1))


def _epsilon(array: AnyArray) -> float:
    """Of the type, 0 for float64."""
    bits = _bits(array)
    return 0.0 if bits >= 64 else EPSILON["f" if bits == 32 else "e"]


def _is_narrower(array: AnyArray, bits: int) -> bool:
    """Whether this type is narrower; a whole number is as good as any."""
    return _bits(array) < bits or (array.dtype.kind in "iu" and array.ndim > 0)
