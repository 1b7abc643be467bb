"""What an objective may declare about its structure, so that numeric gradients need not compute everything again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeAlias, runtime_checkable

import numpy as np

from minigrad.arrays import FloatArray, IntArray
from minigrad.objectives.targets import Targets

ColumnValues: TypeAlias = Callable[[IntArray, FloatArray], FloatArray]
"""From columns (k,) and their new contents (k, samples) to the samples' values (k, samples)."""


@runtime_checkable
class RespondsToOneColumn(Protocol):
    """An objective that can be updated when one column of the outputs changes."""

    def column_values(self, outputs: FloatArray, targets: Targets) -> ColumnValues:
        """A function that gives the values of all samples when one column of ``outputs`` is replaced.

        Args:
            outputs: (samples, features).
            targets: prepared.
        """


def of_others(ufunc: np.ufunc, rows: FloatArray, nothing: float) -> FloatArray:
    """For each row, ``ufunc`` over all other rows; ``nothing`` is its value where there are none.

    From both ends, in 3 n steps for n rows, and without taking a row's own part away again, which would cancel.

    >>> of_others(np.add, np.array([[1.0], [2.0], [4.0]]), 0.0).ravel()
    array([6., 5., 3.])
    """
    before, after = np.full_like(rows, nothing), np.full_like(rows, nothing)
    ufunc.accumulate(rows[:-1], axis=0, out=before[1:])
    ufunc.accumulate(rows[:0:-1], axis=0, out=after[-2::-1])
    others: FloatArray = ufunc(before, after)
    return others
