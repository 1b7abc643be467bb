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


def columns_of_mean(
    of_elements: Callable[[FloatArray, Targets], FloatArray], outputs: FloatArray, targets: Targets
) -> ColumnValues:
    """``column_values`` of an objective that is the mean over features of a function of one output and its target.

    The values of all other columns are added up once; only the replaced column is evaluated again.

    Args:
        of_elements: from outputs and targets of one shape to their values, in a new array.
        outputs: (samples, features).
        targets: (samples, features).

    >>> values = columns_of_mean(lambda o, t: abs(o - t), np.array([[1.0, 2.0]]), np.array([[0.0, 5.0]]))
    >>> values(np.array([0, 1]), np.array([[7.0], [7.0]])).ravel()
    array([5. , 1.5])
    """
    rest = of_others(np.add, of_elements(outputs, targets).T, 0.0)

    def values(column: IntArray, contents: FloatArray) -> FloatArray:
        result = of_elements(contents, targets.T[column])
        result += rest[column]
        result /= outputs.shape[-1]
        return result

    return values


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
