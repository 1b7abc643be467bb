"""The layout of an array in rows and columns."""

from __future__ import annotations

from dataclasses import dataclass
from math import log, prod
from typing import final

import numpy as np

from minigrad.arrays import Float64Array, IntArray, Shape

LONGEST_ROW = 50
"""A longer vector is folded into rows."""
ROUND = tuple(digit * 10**power for power in range(9) for digit in (1, 2, 5))
"""Round numbers, for the length of a row of a folded vector (from 10 on) and for the distance of ticks."""

MOST_TICKS = 6
"""The largest number of tick labels along one side of a map."""


@final
@dataclass(frozen=True)
class Sheet:
    """Rows and columns of an array whose entries are counted in C order.

    Attributes:
        shape: of the array.
        columns: how many entries a row has; the last row of a folded vector may have fewer.
        split: how many axes run downwards; 0 for a vector, even where it is folded.

    >>> sheet = Sheet.of((2, 3))
    >>> sheet.rows, sheet.columns, sheet.places(np.array([5]))
    (2, 3, (array([2]), array([1])))
    """

    shape: Shape
    columns: int
    split: int

    @staticmethod
    def of(shape: Shape) -> Sheet:
        """The sheet that is nearest to a square; matrices and short vectors keep their shape."""
        size = prod(shape)
        if len(shape) < 2:
            folded = next((width for width in ROUND[3:] if width * width >= size), size)
            return Sheet((size,), size if size <= LONGEST_ROW else folded, 0)
        split = min(range(1, len(shape)), key=lambda k: abs(log(prod(shape[:k]) / prod(shape[k:]))))
        return Sheet(shape, prod(shape[split:]), split)

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return -(-prod(self.shape) // self.columns)

    @property
    def missing(self) -> int:
        """How many places at the end of the last row are empty."""
        return self.rows * self.columns - prod(self.shape)

    def places(self, entries: IntArray) -> tuple[IntArray, IntArray]:
        """(x, y), that is (column, row), of entries by their flat index."""
        rows, columns = np.divmod(entries, self.columns)
        return columns, rows

    def image(self, flat: Float64Array) -> Float64Array:
        """(rows, columns): one number for each entry, and NaN where there is none."""
        return np.pad(flat, (0, self.missing), constant_values=np.nan).reshape(self.rows, self.columns)

    def labels(self) -> tuple[str, str]:
        """The labels of the x axis and the y axis."""
        if not self.split:
            return ("index", "") if self.rows == 1 else ("+ index", "index")
        down, across = range(self.split), range(self.split, len(self.shape))
        return _axes(across), _axes(down)

    def ticks(self) -> tuple[list[int], list[int]]:
        """The columns and the rows with a tick: about six of each, or none along the single row of a vector."""
        shape = self.shape if self.split else ()
        columns = _steps(self.columns, shape[-1] if len(shape) - self.split > 1 else 1)
        return columns, _steps(self.rows, shape[self.split - 1] if self.split > 1 else 1) if self.labels()[1] else []

    def column_name(self, column: int) -> str:
        """The indices that a column stands for, such as ``2`` or ``2, 0``."""
        return _index(column, self.shape[self.split :]) if self.split else str(column)

    def row_name(self, row: int) -> str:
        """The indices that a row stands for; for a folded vector, the index of its first entry."""
        return _index(row, self.shape[: self.split]) if self.split else str(row * self.columns)


def _steps(count: int, group: int) -> list[int]:
    """Whole numbers below ``count`` at a round distance, or at multiples of ``group``.

    >>> _steps(3, 1), _steps(50, 1), _steps(24, 3)
    ([0, 1, 2], [0, 10, 20, 30, 40], [0, 6, 12, 18])
    """
    distance = next(width for width in ROUND if width * group * MOST_TICKS >= count)
    return list(range(0, count, distance * group))


def _axes(numbers: range) -> str:
    return f"ax{'e' if len(numbers) > 1 else 'i'}s {', '.join(map(str, numbers))}"


def _index(flat: int, shape: Shape) -> str:
    return ", ".join(str(int(i)) for i in np.unravel_index(flat, shape))
