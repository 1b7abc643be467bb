"""The share of samples that a classifier gets right."""

from __future__ import annotations

import numpy as np

from minigrad.arrays import FloatArray, IntArray
from minigrad.objectives.targets import Targets


def accuracy(outputs: FloatArray, targets: Targets) -> float:
    """The share of samples whose largest output is at the target's class.

    Args:
        outputs: (samples, classes): logits or probabilities.
        targets: labels (samples,), or one-hot rows (samples, classes).

    Returns:
        a number in [0, 1]; NaN where the targets do not name one class for each sample (soft targets, regression).

    >>> accuracy(np.array([[0.1, 0.9], [0.8, 0.2]]), np.array([1, 1]))
    0.5
    """
    labels = _labels(targets)
    if labels is None:
        return float("nan")
    return float(np.mean(outputs.argmax(axis=-1) == labels))


def _labels(targets: Targets) -> IntArray | None:
    if targets.ndim == 1:
        return targets.astype(np.int64)
    if targets.shape[-1] == 1:  # one number for each sample, and ones throughout are no classes
        return None
    one_hot = ((targets == 0) | (targets == 1)).all() and (targets.sum(axis=-1) == 1).all()
    return targets.argmax(axis=-1) if one_hot else None
