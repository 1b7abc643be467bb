"""What was read from a file: the data set, and how it was made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, IntArray
from minigrad.datasets.csv.messages import drop_hint, quoted
from minigrad.datasets.dataset import Dataset
from minigrad.datasets.regression_dataset import RegressionDataset


class Table(NamedTuple):
    """A data set, with notes on how the file was read.

    ``missing`` (n, d) marks cells that were filled with the mean of their column; None if there are none.
    """

    data: Dataset
    notes: tuple[str, ...] = ()
    missing: BoolArray | None = None


class QuantityTable(NamedTuple):
    """The same with a quantity as its target; ``reason`` says what in the column shows that it is one."""

    data: RegressionDataset
    notes: tuple[str, ...] = ()
    missing: BoolArray | None = None
    reason: str = ""


def fill_with_mean(x: Float64Array, missing: BoolArray, train: IntArray, feature_names: Sequence[str]) -> Float64Array:
    """``x`` (n, d) with the ``missing`` cells (n, d) replaced by the mean of the others in the rows ``train`` (m,).

    Raises:
        ValueError: in these rows a column has missing cells only.

    >>> x, missing = np.array([[1.0], [3.0], [0.0], [8.0]]), np.array([[False], [False], [True], [False]])
    >>> fill_with_mean(x, missing, np.array([0, 1, 2]), ["a"]).tolist()
    [[1.0], [3.0], [2.0], [8.0]]
    """
    present = ~missing[train]
    counts = present.sum(axis=0)
    if not counts.all():
        name = feature_names[int(counts.argmin())]
        raise ValueError(f"column {quoted(name)} has no value in the training part, so no mean; {drop_hint(name)}")
    # Divided before they are added, since a sum of large numbers could overflow.
    mean: Float64Array = np.where(present, x[train] / counts, 0.0).sum(axis=0)
    return np.where(missing, mean, x)
