"""Targets: class labels or rows of numbers, checked once.

Labels have one axis less than the outputs, rows have as many; the two are told apart by that, never by sizes.
"""

from __future__ import annotations

from enum import Enum
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from minigrad.arrays import AnyArray, FloatArray, IntArray, Shape, as_array, as_float_array, as_int_array, require_shape
from minigrad.objectives.binary_targets import binary_labels, require_unit_interval

Targets: TypeAlias = FloatArray | IntArray
"""Checked targets: labels (samples,) as int64, or rows (samples, features) as floats."""

_LABELS = np.dtype(np.int64)
_SUM_TOLERANCE = 1e-6  # the rows of a softmax in float32 add up to 1 within a few 1e-7


class TargetKind(Enum):
    """The kinds of targets that an objective accepts."""

    ANY = "labels or rows"
    ROWS = "rows of numbers"
    CLASSES = "labels or rows of probabilities"
    BINARY = "rows of numbers from 0 to 1, or labels 0 and 1 of one output"
    """Both arrive as rows."""


def prepare_targets(
    kind: TargetKind, targets: npt.ArrayLike, outputs_shape: Shape, *, name: str = "targets"
) -> Targets:
    """A checked, read-only copy of ``targets``: labels (samples,) or rows (samples, features).

    Args:
        kind: what the objective accepts.
        targets: for outputs (..., samples, features), labels (samples,) or rows (samples, features); for outputs
            (features,) of a single sample, a single label or a single row.
        outputs_shape: the shape of the outputs.
        name: the caller's name for ``targets``, for messages.

    Raises:
        TypeError: labels that are not integers.
        ValueError: a wrong shape, labels out of range, rows that are no probabilities.

    >>> prepare_targets(TargetKind.CLASSES, 2, (3,))
    array([2])
    >>> prepare_targets(TargetKind.CLASSES, [[0, 1], [1, 0]], (2, 2))
    array([[0., 1.],
           [1., 0.]])
    >>> prepare_targets(TargetKind.BINARY, [1, 0], (2, 1))
    array([[1.],
           [0.]])
    """
    if len(outputs_shape) == 0:
        raise ValueError("`outputs` must have shape (features,) or (..., samples, features), got a single number")
    both = outputs_shape[-2:] if len(outputs_shape) > 1 else (1, *outputs_shape)
    array = as_array(name, targets)
    if array.ndim == min(len(outputs_shape), 2) - 1:
        binary = kind is TargetKind.BINARY
        prepared: Targets = binary_labels(name, array, both) if binary else _labels(name, kind, array, both)
    else:
        prepared = _rows(name, kind, targets, outputs_shape)
    prepared.setflags(write=False)
    return prepared


def as_labels(targets: npt.ArrayLike) -> IntArray:
    """Labels as integers, for use as an index: ``outputs[..., np.arange(n), as_labels(t)]``.

    Raises:
        TypeError: they are rows, or not integers.

    >>> as_labels([0, 2])
    array([0, 2])
    """
    if type(targets) is np.ndarray and targets.dtype == _LABELS:
        return targets
    return as_int_array("targets", targets)


def _labels(name: str, kind: TargetKind, targets: AnyArray, samples_and_features: Shape) -> IntArray:
    n_samples, n_classes = samples_and_features
    labels = targets.reshape(-1)
    if kind is TargetKind.ROWS:
        raise ValueError(
            f"`{name}` must be rows of shape {samples_and_features}, got shape {targets.shape}; "
            f"use {name}[:, np.newaxis] for one feature, one_hot(labels, n_classes) for classes"
        )
    if labels.dtype.kind not in "iu":
        raise TypeError(f"`{name}` with one axis are labels and must be integers, got dtype {labels.dtype}")
    require_shape(name, labels, (n_samples,))
    integers = labels.astype(np.int64) if labels.dtype.kind == "i" else as_int_array(name, labels)
    low, high = int(np.minimum.reduce(integers)), int(np.maximum.reduce(integers))
    if not 0 <= low <= high < n_classes:
        numbered = "" if low == 0 else "number the classes from 0"
        wider = f"give the network {high - low + 1} outputs, one for each class" if high - low >= n_classes else ""
        advice = " and ".join(filter(None, (numbered, wider)))
        raise ValueError(
            f"`{name}` must be labels in [0, {n_classes}) for outputs of {n_classes} classes, got {low} to {high}; "
            f"{advice}"
        )
    return integers


def _rows(name: str, kind: TargetKind, targets: npt.ArrayLike, outputs_shape: Shape) -> FloatArray:
    rows = as_float_array(name, targets)
    if rows.shape != outputs_shape[-2:]:
        with_labels = kind in (TargetKind.ANY, TargetKind.CLASSES) or (kind, outputs_shape[-1]) == (
            TargetKind.BINARY,
            1,
        )
        labels = f"labels of shape {outputs_shape[-2:-1]} or " if with_labels else ""
        raise ValueError(f"`{name}` must be {labels}rows of shape {outputs_shape[-2:]}, got {rows.shape}")
    rows = rows.reshape(-1, outputs_shape[-1])
    if kind is TargetKind.CLASSES:
        _require_probabilities(name, rows)
    if kind is TargetKind.BINARY:
        require_unit_interval(name, rows)
    return rows


def _require_probabilities(name: str, rows: FloatArray) -> None:
    totals: FloatArray = rows.sum(axis=-1, dtype=np.float64)
    wrong = (rows < 0.0).any(axis=-1) | (np.abs(totals - 1.0) > _SUM_TOLERANCE)
    if wrong.any():
        row = int(np.argmax(wrong))
        raise ValueError(
            f"each row of `{name}` must be probabilities, at least 0 and adding up to 1, "
            f"got {rows[row].tolist()} in row {row}, adding up to {float(totals[row]):.6g}"
        )
