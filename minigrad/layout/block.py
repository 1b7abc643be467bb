"""The place of one named array in a vector, and the names of its entries."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import final

import numpy as np

from minigrad.arrays import IntArray, Shape


@final
@dataclass(frozen=True)
class Block:
    """The place of one array in the vector.

    Attributes:
        name: such as ``dense1.weight``; empty for entries that have no common name.
        place: its stretch of the vector, in which it lies in C order.
        shape: of the array.
    """

    name: str
    place: slice[int, int, None]
    shape: Shape

    @staticmethod
    def at(name: str, start: int, shape: Shape) -> Block:
        """The place of an array whose first entry is number ``start`` of the vector."""
        return Block(name, slice(start, start + math.prod(shape)), shape)

    @property
    def size(self) -> int:
        """The number of its entries."""
        return self.place.stop - self.place.start

    @property
    def entries(self) -> IntArray:
        """(size,) the indices of its entries in the vector."""
        return np.arange(self.place.start, self.place.stop)

    def entry_name(self, index: int) -> str:
        """The name of entry number ``index`` of the array, in C order; an array without axes is its only entry.

        >>> Block.at("x", 7, (2, 3)).entry_name(2), Block.at("x", 0, ()).entry_name(0)
        ('x[0, 2]', 'x')
        """
        place = ", ".join(str(int(i)) for i in np.unravel_index(index, self.shape))
        return f"{self.name}[{place}]" if self.shape else self.name
