"""``plot_confusion``: how many samples of each class were put into each class."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from minigrad.arrays import IntArray
from minigrad.plotting.classifiers.class_looks import class_names
from minigrad.plotting.drawing.canvas import canvas, figure_of
from minigrad.plotting.drawing.styles import SEQUENTIAL, WRONG
from minigrad.scores.confusion_matrix import confusion_matrix

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_NUMBERS = 32
"""The largest number of classes whose counts are written; for more there is a colour bar, and names for every second or
third class."""

LETTERS = 55
"""How many characters fit below the axes side by side; longer names are rotated."""

BRIGHT = 0.5
"""Cells above this part of the colour map's range are bright, and carry dark numbers."""


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
        the axes. Their image is the matrix of counts, their texts the same counts row by row; for more than 32 classes
        there is a colour bar instead.

    Raises:
        MissingExtraError: matplotlib is not installed.
        TypeError, ValueError: as :func:`~minigrad.accuracy`; also for targets that name no classes.

    >>> ax = plot_confusion([[2.0, 1.0], [0.0, 1.0], [3.0, 1.0]], [0, 1, 1], target_names=["cat", "dog"])
    >>> ax.get_title()
    'accuracy 0.667: 2 of 3 samples'
    >>> ax.images[0].get_array().astype(int).tolist()
    [[1, 0], [1, 1]]
    """
    counts = confusion_matrix(outputs, targets)
    names = class_names(target_names, len(counts))
    axes = canvas(ax)
    image = axes.imshow(counts, cmap=SEQUENTIAL, vmin=0, vmax=max(1, int(counts.max())))
    if len(names) > MOST_NUMBERS:
        figure_of(axes).colorbar(image, ax=axes, label="samples")
    else:
        _write_counts(axes, counts)
    _frame_mistakes(axes, counts)
    right, n_samples = int(np.trace(counts)), int(counts.sum())
    axes.set_title(f"accuracy {right / n_samples:.3f}: {right} of {n_samples} samples")
    places = range(0, len(names), -(-len(names) // MOST_NUMBERS))
    shown = [names[place] for place in places]
    upright = sum(len(name) + 1 for name in shown) > LETTERS
    axes.set_xticks(places, shown, rotation=90 if upright else 0)
    axes.set_yticks(places, shown)
    axes.set_xlabel("predicted class")
    axes.set_ylabel("true class")
    return axes


def _write_counts(axes: Axes, counts: IntArray) -> None:
    size = min(10.0, 160.0 / len(counts), 400.0 / (len(counts) * len(str(counts.max()))))
    bright = counts > BRIGHT * counts.max()
    for (row, column), count in np.ndenumerate(counts):
        color = "black" if bright[row, column] else "white"
        axes.text(column, row, f"{count}", ha="center", va="center", color=color, fontsize=size)


def _frame_mistakes(axes: Axes, counts: IntArray) -> None:
    from matplotlib.patches import Rectangle

    width = min(2.0, 40.0 / len(counts))
    for row, column in np.argwhere(counts).tolist():
        if row != column:
            corner = column - 0.46, row - 0.46
            axes.add_patch(Rectangle(corner, 0.92, 0.92, fill=False, edgecolor=WRONG, linewidth=width))
