"""Functions of a structure as functions of its vector."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar, final

from minigrad.arrays import Float64Array
from minigrad.structures.structure import Structure

S = TypeVar("S")
Value_co = TypeVar("Value_co", covariant=True)


@final
@dataclass(frozen=True, eq=False)
class OnStructures(Generic[S, Value_co]):
    """Hands a function of a structure the structure that is built from a vector.

    >>> structure = Structure.of("x", {"a": 1.0, "b": 2.0})
    >>> OnStructures(lambda x: x["a"] - x["b"], structure)([5.0, 3.0])
    2.0
    """

    fun: Callable[[S], Value_co]
    structure: Structure[S]

    def __call__(self, vector: Float64Array) -> Value_co:
        """The value at the structure with these numbers."""
        return self.fun(self.structure.build(vector))
