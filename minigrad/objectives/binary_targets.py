"""Targets from 0 to 1, each by itself: labels 0 and 1 of one output, or rows of probabilities that need not add up."""

from __future__ import annotations

import numpy as np

from minigrad.arrays import AnyArray, Float64Array, FloatArray, Shape, as_int_array, require_shape


def binary_labels(name: str, targets: AnyArray, samples_and_outputs: Shape) -> Float64Array:
    """Labels 0 and 1 as rows of one number.

    >>> binary_labels("targets", np.array([1, 0]), (2, 1))
    array([[1.],
           [0.]])
    """
    n_samples, n_outputs = samples_and_outputs
    if n_outputs != 1:
        raise ValueError(
            f"`{name}` must be rows of shape {samples_and_outputs}, a number from 0 to 1 for each output, got shape "
            f"{targets.shape}; labels are for one output"
        )
    labels = targets.reshape(-1)
    if labels.dtype.kind not in "iu":
        raise TypeError(
            f"`{name}` with one axis are labels and must be integers, got dtype {labels.dtype}; use "
            f"{name}[:, np.newaxis] for probabilities, {name}.astype(int) for labels"
        )
    require_shape(name, labels, (n_samples,))
    integers = as_int_array(name, labels)
    low, high = int(integers.min()), int(integers.max())
    if not 0 <= low <= high <= 1:
        raise ValueError(
            f"`{name}` must be labels 0 and 1, got {low} to {high}; number two classes so, or use SoftmaxCrossEntropy "
            "with one output for each class"
        )
    return integers.astype(np.float64)[:, np.newaxis]


def require_unit_interval(name: str, rows: FloatArray) -> None:
    """Raise a ``ValueError`` that names the first number of ``rows`` outside [0, 1].

    >>> require_unit_interval("targets", np.array([[0.5, 1.5]]))
    Traceback (most recent call last):
        ...
    ValueError: `targets` must lie in [0, 1], got 1.5 at index (0, 1)
    """
    wrong = (rows < 0.0) | (rows > 1.0)
    if wrong.any():
        row, column = (int(i) for i in np.argwhere(wrong)[0])
        raise ValueError(f"`{name}` must lie in [0, 1], got {float(rows[row, column])} at index {(row, column)}")
