"""``plot_history``: loss and accuracy after each epoch."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from minigrad.arguments import require_instance
from minigrad.arrays import Float64Array
from minigrad.plotting.drawing.canvas import canvas, panels
from minigrad.plotting.drawing.legends import legend_above
from minigrad.plotting.drawing.styles import style
from minigrad.plotting.drawing.ticks import count_along
from minigrad.training.recording.history import History

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D

Curves: TypeAlias = dict[str, Float64Array]
"""Values after each epoch, by data set; NaN where there are none."""

MARKERS = 20
"""The approximate number of markers of a long run."""

DECADE = 10.0
"""The ratio of the largest to the smallest loss from which on the axis is logarithmic."""


def plot_history(history: History, *, ax: Axes | None = None) -> Axes:
    """The loss after each epoch, on training and validation data, and below it the accuracy where there is one.

    The axis of the loss is logarithmic where the losses are positive and span more than a factor of 10. Infinite losses
    are crosses at the upper edge.

    Args:
        history: what :meth:`Trainer.fit <minigrad.Trainer.fit>` returned; what was not evaluated (NaN) is left out.
        ax: where to draw; by default on a new figure.

    Returns:
        the axes. With accuracies, they are the invisible frame of two new ones, which ``ax.figure.axes`` lists after
        it.

    Raises:
        MissingExtraError: matplotlib is not installed.
        TypeError: ``history`` is no :class:`~minigrad.History`.
        ValueError: it has no epochs, or neither a loss nor an accuracy in any.

    >>> from minigrad.training import EpochRecord
    >>> records = EpochRecord(1, 1.1, 0.4, 1.2, 0.3), EpochRecord(2, 0.7, 0.8, 0.9, 0.7)
    >>> frame, loss, accuracy = plot_history(History(records)).figure.axes
    >>> [(line.get_label(), line.get_ydata().tolist()) for line in accuracy.lines]
    [('training', [0.4, 0.8]), ('validation', [0.3, 0.7])]
    """
    require_instance("history", history, History)
    if len(history) == 0:
        raise ValueError("`history` must have at least one epoch, got none; take what `Trainer.fit` returns")
    losses = _known({"training": history.loss, "validation": history.validation_loss})
    accuracies = _known({"training": history.accuracy, "validation": history.validation_accuracy})
    if not losses and not accuracies:
        raise ValueError("`history` must have a loss or an accuracy in some epoch, got NaN in all")
    axes = canvas(ax)
    epochs = np.array([record.epoch for record in history.records], np.float64)
    upper, *lower = panels(axes, 2, columns=1) if accuracies else [axes]
    lines = _draw(upper, epochs, losses, "mean loss")
    if _spans_decades(losses):
        upper.set_yscale("log")
    for panel in lower:
        panel.sharex(upper)
        upper.tick_params(labelbottom=False)
        lines |= _draw(panel, epochs, accuracies, "accuracy (share)")
    (upper, *lower)[-1].set_xlabel("epoch")
    if len(history) == 1:
        upper.set_xlim(epochs[0] - 1.0, epochs[0] + 1.0)
    legend_above(upper, list(lines.items()))
    return axes


def _known(curves: Curves) -> Curves:
    """The curves that have a value."""
    return {name: values for name, values in curves.items() if not np.isnan(values).all()}


def _draw(axes: Axes, epochs: Float64Array, curves: Curves, label: str) -> dict[str, Line2D]:
    lines: dict[str, Line2D] = {}
    for name, values in curves.items():
        look, size = (style(0), 8.0) if name == "training" else (style(1), 4.0)  # neither hides the other
        (lines[name],) = axes.plot(
            epochs, values, **look._asdict(), label=name, markersize=size, markevery=_marked(values)
        )
        infinite = epochs[np.isinf(values)]
        if infinite.size:
            edge = axes.get_xaxis_transform()
            (lines[f"{name}: infinite"],) = axes.plot(
                infinite,
                np.ones(infinite.size),
                "X",
                color=look.color,
                markersize=size + 4.0,
                transform=edge,
                clip_on=False,
            )
    axes.set_ylabel(label)
    count_along(axes.xaxis)
    return lines


def _marked(values: Float64Array) -> list[int]:
    """The epochs with a marker: evenly spaced ones, and those between missing values, which no line shows."""
    known = np.isfinite(values)
    alone = known & ~np.append(False, known[:-1]) & ~np.append(known[1:], False)
    spread = np.arange(values.size) % -(-values.size // MARKERS) == 0
    return [int(index) for index in np.flatnonzero(alone | spread)]


def _spans_decades(losses: Curves) -> bool:
    values = np.concatenate([own[np.isfinite(own)] for own in losses.values()] or [np.ones(1)])
    return bool(values.min() > 0.0 and values.max() > DECADE * values.min())
