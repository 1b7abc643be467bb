"""Which entries of a Jacobian may differ from 0."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np
from typing_extensions import override

from minigrad.arrays import BoolArray, IntArray


@final
@dataclass(frozen=True, eq=False)
class Sparsity:
    """The entries (row, column) of an (m, n) matrix that may differ from 0: each once, by rows, then by columns.

    Attributes:
        rows, columns: (k,) the places of the k entries.
        shape: (m, n), outputs and entries of x.
    """

    rows: IntArray
    columns: IntArray
    shape: tuple[int, int]

    @staticmethod
    def of(rows: IntArray, columns: IntArray, shape: tuple[int, int]) -> Sparsity:
        """A pattern from places in any order, of which some may come twice.

        >>> import numpy as np
        >>> Sparsity.of(np.array([1, 0, 1]), np.array([0, 2, 0]), (2, 3)).rows
        array([0, 1])
        """
        place = np.unique(rows.astype(np.int64) * shape[1] + columns)
        own_rows, own_columns = np.divmod(place, max(1, shape[1]))
        return Sparsity(own_rows, own_columns, shape)

    @property
    def places(self) -> IntArray:
        """(k,) the entries as flat indices of the whole matrix, in ascending order."""
        return self.rows * self.shape[1] + self.columns

    def find(self, rows: IntArray, columns: IntArray) -> tuple[IntArray, BoolArray]:
        """(q,) where the places (q,) are in this pattern, and whether they are at all."""
        wanted, own = rows * self.shape[1] + columns, np.append(self.places, -1)
        where = np.searchsorted(own[:-1], wanted)
        return where, own[where] == wanted

    def joined(self, rows: IntArray, columns: IntArray) -> Sparsity:
        """This pattern and more places."""
        return Sparsity.of(np.append(self.rows, rows), np.append(self.columns, columns), self.shape)

    def doubled(self) -> Sparsity:
        """For two outputs in place of each, such as a real and an imaginary part."""
        rows = np.concatenate([2 * self.rows, 2 * self.rows + 1])
        return Sparsity.of(rows, np.tile(self.columns, 2), (2 * self.shape[0], self.shape[1]))

    def columns_of(self, row: int) -> IntArray:
        """The columns that row ``row`` may depend on."""
        columns: IntArray = self.columns[slice(*np.searchsorted(self.rows, (row, row + 1)))]
        return columns

    def rows_of(self, column: int) -> IntArray:
        """The rows that may depend on column ``column``."""
        rows: IntArray = self.rows[self.columns == column]
        return rows

    @override
    def __repr__(self) -> str:
        return f"<Sparsity of shape {self.shape}: {self.rows.size} entries>"
