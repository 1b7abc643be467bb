"""Which classes a classifier takes for which."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from minigrad.arrays import IntArray
from minigrad.plotting.classifiers.class_looks import class_names
from minigrad.plotting.drawing.canvas import SEQUENTIAL, WRONG, canvas
from minigrad.training.accuracy import true_classes

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BRIGHT = 0.5
"""Cells with more of the colour map's range than this are bright, and carry dark numbers."""


def plot_confusion(
    outputs: npt.ArrayLike, targets: npt.ArrayLike, *, target_names: Sequence[str] = (), ax: Axes | None = None
) -> Axes:
    """The number of samples of each true class (rows) that were put into each class (columns); mistakes are framed.

    Args:
        outputs: (samples, classes): logits or probabilities; the predicted class is that of the largest.
        targets: labels (samples,), or one-hot rows (samples, classes).
        target_names: a name for each class; by default their numbers.
        ax: where to draw; by default on a new figure.

    Returns:
        the axes. Their image is the matrix of counts, their texts the same counts row by row.

    Raises:
        MissingExtraError: matplotlib is not installed.
        TypeError, ValueError: as :func:`~minigrad.accuracy`; also for targets that name no classes.

    >>> ax = plot_confusion([[2.0, 1.0], [0.0, 1.0], [3.0, 1.0]], [0, 1, 1], target_names=["cat", "dog"])
    >>> ax.get_title()
    'accuracy 0.667: 2 of 3 samples'
    >>> ax.images[0].get_array().astype(int).tolist()
    [[1, 0], [1, 1]]
    """
    rows, true = true_classes(outputs, targets)
    names = class_names(target_names, rows.shape[1])
    counts = _counts(true, rows.argmax(axis=1), len(names))
    axes = canvas(ax)
    axes.imshow(counts, cmap=SEQUENTIAL, vmin=0, vmax=max(1, int(counts.max())))
    _write_counts(axes, counts)
    right = int(np.trace(counts))
    axes.set_title(f"accuracy {right / true.size:.3f}: {right} of {true.size} samples")
    places = range(len(names))
    upright = sum(map(len, names)) > 50  # characters that fit below the axes
    axes.set_xticks(places, names, rotation=90 if upright else 0)
    axes.set_yticks(places, names)
    axes.set_xlabel("predicted class")
    axes.set_ylabel("true class")
    return axes


def _counts(true: IntArray, predicted: IntArray, classes: int) -> IntArray:
    return np.bincount(true * classes + predicted, minlength=classes**2).reshape(classes, classes)


def _write_counts(axes: Axes, counts: IntArray) -> None:
    from matplotlib.patches import Rectangle

    size = min(10.0, 160.0 / len(counts))
    bright = counts > BRIGHT * counts.max()
    for (row, column), count in np.ndenumerate(counts):
        color = "black" if bright[row, column] else "white"
        axes.text(column, row, f"{count}", ha="center", va="center", color=color, fontsize=size)
        if row != column and count:
            axes.add_patch(Rectangle((column - 0.46, row - 0.46), 0.92, 0.92, fill=False, edgecolor=WRONG, linewidth=2))
