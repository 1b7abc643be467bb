"""The picture of a training run: what its lines hold, and that all of them can be seen."""

from __future__ import annotations

from math import nan
from typing import Literal

import numpy as np
import pytest

pytest.importorskip("matplotlib")

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from minigrad.plotting import plot_history
from minigrad.plotting.drawing.canvas import figure_of
from minigrad.plotting.drawing.styles import STYLES
from minigrad.training import EpochRecord, History
from tests.plotting.rendering import count_of, legend_hides, legend_labels, pixels

BLUE, ORANGE = STYLES[0].color, STYLES[1].color


def history(losses: list[float], validation: list[float] | None = None, accuracy: float = nan) -> History:
    held_out = validation or [nan] * len(losses)
    pairs = enumerate(zip(losses, held_out, strict=True), start=1)
    return History(
        tuple(
            EpochRecord(epoch, loss, accuracy, other, accuracy if validation else nan) for epoch, (loss, other) in pairs
        )
    )


FULL = History(
    (EpochRecord(3, 1.1, 0.4, 1.2, 0.3), EpochRecord(4, 0.7, 0.8, 0.9, 0.7), EpochRecord(5, 0.6, 0.9, 0.8, 0.7))
)


def panels_of(ax: Axes) -> list[Axes]:
    """The axes that were added to the frame."""
    return [axes for axes in ax.figure.axes if axes is not ax]


def test_the_lines_are_the_records() -> None:
    loss, accuracy = panels_of(plot_history(FULL))
    lines = {(axes.get_ylabel(), str(line.get_label())): line for axes in (loss, accuracy) for line in axes.lines}
    assert {key: np.asarray(line.get_ydata()).tolist() for key, line in lines.items()} == {
        ("mean loss", "training"): [1.1, 0.7, 0.6],
        ("mean loss", "validation"): [1.2, 0.9, 0.8],
        ("accuracy (share)", "training"): [0.4, 0.8, 0.9],
        ("accuracy (share)", "validation"): [0.3, 0.7, 0.7],
    }
    assert all(np.asarray(line.get_xdata()).tolist() == [3.0, 4.0, 5.0] for line in lines.values())
    assert accuracy.get_xlabel() == "epoch"
    loss.set_xlim(2.0, 9.0)
    assert accuracy.get_xlim() == (2.0, 9.0)


def test_without_accuracy_everything_is_on_the_axes_themselves() -> None:
    ax = plot_history(history([2.0, 1.0], [3.0, 2.0]))
    assert ax.figure.axes == [ax]
    assert [line.get_label() for line in ax.lines] == ["training", "validation"]
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("epoch", "mean loss")


def test_without_validation_nothing_speaks_of_it() -> None:
    ax = plot_history(history([2.0, 1.0]))
    assert [line.get_label() for line in ax.lines] == ["training"]
    assert legend_labels(ax) == ["training"]


@pytest.mark.parametrize(
    ("losses", "scale"),
    [
        ([2.0, 0.1], "log"),
        ([2.0, 0.3], "linear"),
        ([2.0, 0.0], "linear"),
        ([2.0, -0.001], "linear"),
        ([2.0, nan, 0.1], "log"),
    ],
)
def test_a_loss_that_spans_decades_has_a_logarithmic_axis(losses: list[float], scale: str) -> None:
    assert plot_history(history(losses)).get_yscale() == scale
    assert plot_history(history([2.0] * len(losses), losses)).get_yscale() == scale


def test_a_single_epoch_is_a_visible_marker() -> None:
    ax = plot_history(history([1.0]))
    empty = plot_history(history([1.0]))
    empty.lines[0].remove()
    for one in (ax, empty):
        figure_of(one).set_layout_engine("none")  # it costs most of the time
    assert count_of(pixels(ax), BLUE) > count_of(pixels(empty), BLUE) + 20
    ticks = [tick for tick in ax.get_xticks() if ax.get_xlim()[0] <= tick <= ax.get_xlim()[1]]
    assert ticks == [0.0, 1.0, 2.0]


def test_an_epoch_between_two_without_value_is_a_visible_marker() -> None:
    values = [1.0] * 100
    values[50] = nan
    validation = [nan] * 100
    validation[33], validation[70:] = 2.0, [1.5] * 30
    marked = plot_history(history(values, validation)).lines[1].get_markevery()
    assert isinstance(marked, list)
    assert 33 in marked
    assert 71 not in marked
    assert len(marked) <= 25


@pytest.mark.parametrize("losses", [[2.0], [2.0, 1.0, 0.5]])
def test_equal_curves_do_not_hide_each_other(losses: list[float]) -> None:
    image = pixels(plot_history(history(losses, losses)))
    inside = image[60:]  # below the legend
    assert count_of(inside, BLUE) > 8
    assert count_of(inside, ORANGE) > 8


def test_the_lines_differ_in_more_than_colour() -> None:
    training, validation = plot_history(history([2.0, 1.0], [3.0, 2.0])).lines
    assert training.get_linestyle() != validation.get_linestyle()
    assert training.get_marker() != validation.get_marker()


@pytest.mark.parametrize("layout", ["constrained", None])
def test_the_legend_hides_nothing(layout: Literal["constrained"] | None) -> None:
    ax = plot_history(FULL, ax=Figure(figsize=(6.4, 4.8), layout=layout).add_subplot())
    loss, accuracy = panels_of(ax)
    pixels(ax)
    assert legend_labels(loss) == ["training", "validation"]
    assert not legend_hides(loss, [loss, accuracy])


def test_it_stays_in_the_place_of_the_axes_that_it_was_given() -> None:
    left, right = Figure(layout="constrained").subplots(1, 2)
    assert plot_history(FULL, ax=right) is right
    pixels(right)
    assert [panel.bbox.x0 > left.bbox.x1 for panel in panels_of(right) if panel is not left] == [True, True]
    assert not left.lines


def test_what_is_no_history_or_has_no_epochs() -> None:
    with pytest.raises(
        ValueError, match=r"`history` must have at least one epoch, got none; take what `Trainer\.fit` returns"
    ):
        plot_history(History())
    with pytest.raises(TypeError, match="`history` must be of class History, got 1"):
        plot_history(1)  # type: ignore[arg-type]  # what a caller without a type checker may do
