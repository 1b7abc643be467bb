"""The share of samples that a classifier gets right."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from minigrad.arrays import FloatArray, IntArray, as_float_array, require_shape
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
        ValueError: shapes that do not fit each other, or a label outside [0, classes).

    >>> accuracy([[0.1, 0.9], [0.8, 0.2]], [1, 1])
    0.5
    """
    rows = as_float_array("outputs", outputs)
    if rows.ndim != 2:
        raise ValueError(f"`outputs` must have shape (samples, classes), got {rows.shape}")
    return share_right(rows, _checked(targets, rows))


def share_right(outputs: FloatArray, targets: Targets) -> float:
    """:func:`accuracy` of arrays that are known to fit."""
    labels = _labels(targets)
    if labels is None:
        return float("nan")
    return float(np.mean(outputs.argmax(axis=-1) == labels))


def _checked(targets: npt.ArrayLike, outputs: FloatArray) -> Targets:
    if np.ndim(targets) != 1:
        rows = as_float_array("targets", targets)
        require_shape("targets", rows, outputs.shape)
        return rows
    labels = np.asarray(targets)
    if labels.dtype.kind not in "iu":
        raise TypeError(f"`targets` with one axis are labels and must be integers, got dtype {labels.dtype}")
    require_shape("targets", labels, outputs.shape[:1])
    if not 0 <= int(labels.min()) <= int(labels.max()) < outputs.shape[1]:
        raise ValueError(
            f"`targets` must be labels in [0, {outputs.shape[1]}), one class for each output, "
            f"got {int(labels.min())} to {int(labels.max())}"
        )
    return labels.astype(np.int64)


def _labels(targets: Targets) -> IntArray | None:
    if targets.ndim == 1:
        return targets.astype(np.int64)
    if targets.shape[-1] == 1:  # one number for each sample, and ones throughout are no classes
        return None
    one_hot = ((targets == 0) | (targets == 1)).all() and (targets.sum(axis=-1) == 1).all()
    return targets.argmax(axis=-1) if one_hot else None
