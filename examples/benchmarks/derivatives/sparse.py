"""A sparse matrix as scipy has it, as far as a check needs one, so that the corpus runs without scipy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np

from examples.benchmarks.derivatives.case import Inexact
from minigrad.arrays import IntArray


@final
@dataclass(frozen=True, eq=False)
class Sparse:
    """Entries (row, col, data) of a matrix; entries at one place add up.

    Attributes:
        row, col: (k,) places.
        data: (k,) values.
        shape: of the matrix.
    """

    row: IntArray
    col: IntArray
    data: Inexact
    shape: tuple[int, int]

    def tocoo(self) -> Sparse:
        """Itself: it has the attributes of a matrix in coordinate form."""
        return self

    def toarray(self) -> Inexact:
        """The dense matrix."""
        dense = np.zeros(self.shape, dtype=self.data.dtype)
        np.add.at(dense, (self.row, self.col), self.data)
        return dense


def sparse(dense: Inexact) -> Sparse:
    """The entries of a dense matrix that are not zero."""
    row, col = np.nonzero(dense)
    rows, cols = (int(size) for size in dense.shape)
    return Sparse(row.astype(np.int64), col.astype(np.int64), dense[row, col], (rows, cols))


def tridiagonal(lower: Inexact, middle: Inexact, upper: Inexact) -> Sparse:
    """A matrix with these three diagonals, of lengths n - 1, n and n - 1."""
    n = int(middle.size)
    i = np.arange(n, dtype=np.int64)
    return Sparse(
        np.concatenate([i[1:], i, i[:-1]]),
        np.concatenate([i[:-1], i, i[1:]]),
        np.concatenate([lower, middle, upper]),
        (n, n),
    )
