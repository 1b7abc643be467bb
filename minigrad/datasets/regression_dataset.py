"""``RegressionDataset``: samples with a number for each, and the names of both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np
from typing_extensions import override

from minigrad.arguments import as_names, require_distinct, require_instance
from minigrad.arrays import Float64Array, as_float_array
from minigrad.datasets.dataset import read_only_rows, require_same_length, summary_table


@final
@dataclass(frozen=True, eq=False, repr=False)
class RegressionDataset:
    """Samples in rows, features in columns, one number per row; the arrays are read-only copies.

    A network of one output learns the numbers as a column, ``data.t[:, np.newaxis]``, with ``MeanSquaredError``;
    ``train_test_split`` divides them with ``stratify=False``.

    Args:
        x: (n, d) features, finite. Not copied if it is read-only and owns its memory.
        t: (n,) numbers, finite.
        feature_names: d names, one per column of ``x``.
        target_name: what the numbers are.
        description: what the data are, and their source.

    Raises:
        TypeError: an array is not real, or a name no text.
        ValueError: shapes and names do not fit together.

    >>> flats = RegressionDataset([[30.0, 1.0], [70.0, 3.0]], [420.5, 810.0], ("size", "floor"), "rent")
    >>> flats
    RegressionDataset(2 samples, 2 features, "rent")
    >>> print(flats)
    2 samples, 2 features, "rent"
    column    min   mean  max
    size       30     50   70
    floor       1      2    3
    rent    420.5  615.2  810
    """

    x: Float64Array
    t: Float64Array
    feature_names: tuple[str, ...]
    target_name: str
    description: str = ""

    def __post_init__(self) -> None:
        x = read_only_rows(self.x)
        t: Float64Array = as_float_array("t", self.t).astype(np.float64)
        names = as_names("feature_names", self.feature_names)
        require_instance("target_name", self.target_name, str)
        require_instance("description", self.description, str)
        if t.ndim != 1:
            raise ValueError(f"`t` must be one row of numbers, got shape {t.shape}")
        require_same_length(x, t)
        require_distinct("feature_names", names)
        if len(names) != x.shape[1]:
            raise ValueError(f"`feature_names` must have {x.shape[1]} names, one per column of x, got {len(names)}")
        t.setflags(write=False)
        # The way to set attributes of a frozen dataclass.
        object.__setattr__(self, "x", x)
        object.__setattr__(self, "t", t)
        object.__setattr__(self, "feature_names", names)

    @property
    def n_samples(self) -> int:
        """Number of rows."""
        return int(self.x.shape[0])

    @property
    def n_features(self) -> int:
        """Number of columns of ``x``."""
        return int(self.x.shape[1])

    @override
    def __repr__(self) -> str:
        return f"RegressionDataset({self._size()})"

    @override
    def __str__(self) -> str:
        columns = zip((*self.feature_names, self.target_name), (*self.x.T, self.t), strict=True)
        rows = [(name, f"{v.min():.4g}", f"{v.mean():.4g}", f"{v.max():.4g}") for name, v in columns]
        table = summary_table(("column", "min", "mean", "max"), rows)
        return "\n".join([*filter(None, [self.description]), self._size(), *table])

    def _size(self) -> str:
        return f'{self.n_samples} samples, {self.n_features} features, "{self.target_name}"'
