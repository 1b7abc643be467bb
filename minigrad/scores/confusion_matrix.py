"""How many samples of each class were taken for each class."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from minigrad.arrays import IntArray
from minigrad.scores.accuracy import true_classes


def confusion_matrix(outputs: npt.ArrayLike, targets: npt.ArrayLike) -> IntArray:
    """The number of samples of each true class (rows) that were taken for each class (columns).

    A sample is taken for the class of its largest output.

    Args:
        outputs: (samples, classes): logits or probabilities.
        targets: labels (samples,), or one-hot rows (samples, classes).

    Returns:
        (classes, classes); the diagonal counts what is right.

    Raises:
        TypeError, ValueError: as :func:`~minigrad.accuracy`; also for targets that name no classes.

    >>> confusion_matrix([[2.0, 1.0], [0.0, 1.0], [3.0, 1.0]], [0, 1, 1])
    array([[1, 0],
           [1, 1]])
    """
    rows, true = true_classes(outputs, targets)
    classes = rows.shape[1]
    counts: IntArray = np.bincount(true * classes + rows.argmax(axis=1), minlength=classes**2).astype(np.int64)
    return counts.reshape(classes, classes)
