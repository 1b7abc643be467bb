"""The share of samples that a classifier gets right."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from minigrad.arrays import FloatArray, IntArray, as_array, as_float_array, as_int_array, require_shape
from minigrad.objectives.targets import Targets


def accuracy(outputs: npt.ArrayLike, targets: npt.ArrayLike) -> float:
    """The share of samples whose largest output is at the target's class.

    Args:
        outputs: (samples, classes): logits or probabilities.
        targets: labels (samples,), or one-hot rows (samples, classes).

    Returns:
        a number in [0, 1]; NaN where the targets do not name one class for each sample (soft targets, regression).

    Raises:
        TypeError: labels that are not integers, or arrays that are not real numbers.
        ValueError: shapes that do not fit, or a label outside [0, classes).

    >>> accuracy([[0.1, 0.9], [0.8, 0.2]], [1, 1])
    0.5
    """
    return share_right(*_as_pair(outputs, targets, "targets"))


def true_classes(
    outputs: npt.ArrayLike, targets: npt.ArrayLike, *, name: str = "targets"
) -> tuple[FloatArray, IntArray]:
    """The outputs (samples, classes) as floats and the class (samples,) of each target, for arguments as of
    :func:`accuracy`.

    Args:
        name: the caller's name for ``targets``, for messages.

    Raises:
        TypeError, ValueError: as :func:`accuracy`; also where the targets do not name one class for each sample.
    """
    rows, checked = _as_pair(outputs, targets, name)
    labels = _labels(checked)
    if labels is None:
        raise ValueError(
            f"`{name}` must name one class for each sample, by labels or one-hot rows, got other rows of numbers"
        )
    return rows, labels


def share_right(outputs: FloatArray, targets: Targets) -> float:
    """:func:`accuracy` of arrays that have been checked."""
    labels = _labels(targets)
    if labels is None:
        return float("nan")
    return float(np.mean(outputs.argmax(axis=-1) == labels))


def share_on_the_right_side(logits: FloatArray, targets: Targets) -> float:
    """The share of logits that are above 0 where the target is 1, and not above it where it is 0.

    NaN where a target is neither: a probability is no class.

    >>> share_on_the_right_side(np.array([[2.0], [-1.0], [3.0], [0.5]]), np.array([[1.0], [0.0], [0.0], [1.0]]))
    0.75
    """
    if not ((targets == 0.0) | (targets == 1.0)).all():
        return float("nan")
    return float(np.mean((logits > 0.0) == (targets == 1.0)))


def _as_pair(outputs: npt.ArrayLike, targets: npt.ArrayLike, name: str) -> tuple[FloatArray, Targets]:
    rows = as_float_array("outputs", outputs)
    if rows.ndim != 2:
        raise ValueError(f"`outputs` must have shape (samples, classes), got {rows.shape}")
    return rows, _checked(targets, rows, name)


def _checked(targets: npt.ArrayLike, outputs: FloatArray, name: str) -> Targets:
    if as_array(name, targets).ndim != 1:
        rows = as_float_array(name, targets)
        require_shape(name, rows, outputs.shape)
        return rows
    labels = as_array(name, targets)
    if labels.dtype.kind not in "iu":
        raise TypeError(f"`{name}` with one axis are labels and must be integers, got dtype {labels.dtype}")
    require_shape(name, labels, outputs.shape[:1])
    if not 0 <= int(labels.min()) <= int(labels.max()) < outputs.shape[1]:
        raise ValueError(
            f"`{name}` must be labels in [0, {outputs.shape[1]}), one class for each output, "
            f"got {int(labels.min())} to {int(labels.max())}"
        )
    return as_int_array(name, labels)


def _labels(targets: Targets) -> IntArray | None:
    if targets.ndim == 1:
        return targets.astype(np.int64)
    if targets.shape[-1] == 1:  # one number for each sample: a column of ones is no one-hot encoding
        return None
    one_hot = ((targets == 0) | (targets == 1)).all() and (targets.sum(axis=-1) == 1).all()
    return targets.argmax(axis=-1) if one_hot else None
