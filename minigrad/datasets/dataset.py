"""``Dataset``: samples with a class label for each, and the names of features and classes.

The loaders return one; other functions take its two arrays: ``train_test_split(iris.x, iris.t)``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import final

import numpy as np
import numpy.typing as npt
from typing_extensions import override

from minigrad.arguments import as_names, require_distinct, require_instance
from minigrad.arrays import (
    AnyArray,
    Float64Array,
    FloatArray,
    IntArray,
    as_array,
    as_float_array,
    as_int_array,
    require_finite,
    require_rows,
)

_SHOWN = 8
"""How many features or classes a printed data set lists."""


@final
@dataclass(frozen=True, eq=False, repr=False)
class Dataset:
    """Samples in rows, features in columns, one class label per row; the arrays are read-only copies.

    Args:
        x: (n, d) features, finite; integers become floats. Not copied if it is read-only and owns its memory.
        t: (n,) integer labels, each an index into ``target_names``.
        feature_names: d names, one per column of ``x``.
        target_names: one name per class.
        description: what the data are, and their source.

    Raises:
        TypeError: ``x`` is not real, or ``t`` not integer.
        ValueError: shapes and names do not fit together, or a label has no name.

    >>> lengths = [[1.4, 0.2], [4.7, 1.4]]
    >>> flowers = Dataset(lengths, [0, 1], ("length", "width"), ("setosa", "versicolor"), "Two flowers.")
    >>> flowers
    Dataset(2 samples, 2 features, 2 classes)
    >>> print(flowers)
    Two flowers.
    2 samples, 2 features, 2 classes
    feature  min  mean  max
    length   1.4  3.05  4.7
    width    0.2   0.8  1.4
    class       samples
    setosa            1
    versicolor        1
    """

    x: Float64Array
    t: IntArray
    feature_names: tuple[str, ...]
    target_names: tuple[str, ...]
    description: str = ""

    def __post_init__(self) -> None:
        x = read_only_rows(self.x)
        t = as_labels("t", self.t)
        feature_names = as_names("feature_names", self.feature_names)
        target_names = as_names("target_names", self.target_names)
        require_instance("description", self.description, str)
        require_same_length(x, t)
        require_distinct("feature_names", feature_names)
        require_distinct("target_names", target_names)
        if len(feature_names) != x.shape[1]:
            raise ValueError(
                f"`feature_names` must have {x.shape[1]} names, one per column of x, got {len(feature_names)}"
            )
        if not 0 <= int(t.min()) <= int(t.max()) < len(target_names):
            raise ValueError(
                f"`t` must lie in [0, {len(target_names)}), one label per name in `target_names`,"
                f" got {int(t.min())} to {int(t.max())}"
            )
        t.setflags(write=False)
        # The way to set attributes of a frozen dataclass.
        object.__setattr__(self, "x", x)
        object.__setattr__(self, "t", t)
        object.__setattr__(self, "feature_names", feature_names)
        object.__setattr__(self, "target_names", target_names)

    @property
    def n_samples(self) -> int:
        """Number of rows."""
        return int(self.x.shape[0])

    @property
    def n_features(self) -> int:
        """Number of columns of ``x``."""
        return int(self.x.shape[1])

    @property
    def n_classes(self) -> int:
        """Number of classes."""
        return len(self.target_names)

    @property
    def class_counts(self) -> tuple[int, ...]:
        """How many samples each class has, in the order of ``target_names``."""
        return tuple(int(count) for count in np.bincount(self.t, minlength=self.n_classes))

    @override
    def __repr__(self) -> str:
        return f"Dataset({self._size()})"

    @override
    def __str__(self) -> str:
        columns = zip(self.feature_names, self.x.min(axis=0), self.x.mean(axis=0), self.x.max(axis=0), strict=True)
        features = [(name, f"{low:.4g}", f"{mean:.4g}", f"{high:.4g}") for name, low, mean, high in columns]
        classes = [(name, str(count)) for name, count in zip(self.target_names, self.class_counts, strict=True)]
        lines = [self.description] if self.description else []
        lines += [self._size()]
        lines += summary_table(("feature", "min", "mean", "max"), features)
        lines += summary_table(("class", "samples"), classes)
        return "\n".join(lines)

    def _size(self) -> str:
        return f"{self.n_samples} samples, {self.n_features} features, {self.n_classes} classes"


def read_only_rows(value: npt.ArrayLike) -> Float64Array:
    """A checked copy, or the array itself if it is read-only and owns its memory, so that a large table is not
    copied."""
    if type(value) is np.ndarray and value.dtype == np.float64 and _is_fixed(value) and value.size:
        x: Float64Array = value
        require_finite("x", x)
    else:
        x = as_float_array("x", value).astype(np.float64, copy=False)
        x.setflags(write=False)
    require_rows("x", x)
    return x


def _is_fixed(array: AnyArray) -> bool:
    return array.flags.owndata and array.flags.c_contiguous and not array.flags.writeable


def as_labels(name: str, value: npt.ArrayLike) -> IntArray:
    """A new int64 copy of a row of labels.

    Raises:
        TypeError: the labels are not integers.
        ValueError: they are not one row, or empty.

    >>> as_labels("t", [[0, 1], [1, 0]])
    Traceback (most recent call last):
        ...
    ValueError: `t` must be one row of labels, got shape (2, 2); turn one-hot rows into labels with .argmax(axis=-1)
    """
    labels = as_array(name, value)
    if labels.ndim != 1:
        raise ValueError(
            f"`{name}` must be one row of labels, got shape {labels.shape}; turn one-hot rows into labels with "
            ".argmax(axis=-1)"
        )
    if labels.size == 0:
        raise ValueError(f"`{name}` must not be empty, got shape {labels.shape}")
    if labels.dtype.kind not in "iu":
        raise TypeError(f"`{name}` must hold integer labels, got dtype {labels.dtype}")
    return as_int_array(name, labels)


def require_same_length(x: FloatArray, t: FloatArray | IntArray) -> None:
    """Raise a ``ValueError`` unless ``x`` has one row for each label in ``t``."""
    if x.ndim == 0 or x.shape[0] != t.shape[0]:
        raise ValueError(f"`x` and `t` must have the same number of samples, got shapes {x.shape} and {t.shape}")


def summary_table(header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Iterable[str]:
    """Aligned lines, of at most 8 rows."""
    shown = [header, *rows[:_SHOWN]]
    widths = [max(len(row[column]) for row in shown) for column in range(len(header))]
    for row in shown:
        cells = (cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))
        yield "  ".join([row[0].ljust(widths[0]), *cells])
    if len(rows) > _SHOWN:
        yield f"... and {len(rows) - _SHOWN} more"
