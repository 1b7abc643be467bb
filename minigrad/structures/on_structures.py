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

    Attributes:
        fun: the function.
        structure: what it takes.
        watched: whether what the function changes in its argument is to be seen in the vector.

    >>> structure = Structure.of("x", {"a": 1.0, "b": 2.0})
    >>> OnStructures(lambda x: x["a"] - x["b"], structure)([5.0, 3.0])
    2.0
    """

    fun: Callable[[S], Value_co]
    structure: Structure[S]
    watched: bool = False

    def __call__(self, vector: Float64Array) -> Value_co:
        """The value at the structure with these numbers."""
        if not self.watched:
            return self.fun(self.structure.build(vector))
        point = self.structure.lent(vector)
        value = self.fun(point)
        vector[...] = self.structure.read(point).vector
        return value
