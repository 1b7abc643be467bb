"""What pictures of data and networks show at the edges: one entry, many classes, odd names, infinities, axes of any
scale."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest

import minigrad as mg
from minigrad.arrays import Float64Array
from minigrad.plotting.drawing.canvas import figure_of
from minigrad.training import EpochRecord, History
from tests.plotting.rendering import legend_labels, pixels

pytest.importorskip("matplotlib")

if TYPE_CHECKING:
    from matplotlib.axes import Axes

plots = mg.plotting


def bowl(x: Float64Array) -> float:
    return float(x @ x)


def test_classes_of_the_same_name_are_all_in_the_legend() -> None:
    network = mg.SimpleNet(2, 3, rng=0)
    ax = plots.plot_decision_regions(
        network, [[0.0, 1.0], [1.0, 0.0], [1.0, 1.0]], [0, 1, 2], target_names=["a", "a", "b"]
    )
    assert legend_labels(ax)[:3] == ["a", "a", "b"]


def test_long_names_of_classes_leave_room_for_the_matrix() -> None:
    ax = plots.plot_confusion([[1.0, 2.0]], [0], target_names=["x" * 90, "y" * 90])
    assert (pixels(ax) < 128).any()
    assert min(ax.bbox.width, ax.bbox.height) > 150


def test_a_hundred_classes_are_named_in_part_and_frames_do_not_cover_their_cells() -> None:
    outputs = np.random.default_rng(0).normal(size=(200, 100))
    ax = plots.plot_confusion(outputs, np.arange(200) % 100)
    figure_of(ax).draw_without_rendering()
    boxes = [label.get_window_extent() for label in ax.get_xticklabels()]
    assert len(boxes) == 25
    assert not ax.texts
    assert not any(a.overlaps(b) for a, b in pairwise(boxes))
    cell = ax.bbox.width / 100
    assert max(patch.get_linewidth() for patch in ax.patches) * 100 / 72 < cell / 3


def test_counts_of_many_digits_fit_into_their_cells() -> None:
    outputs = np.eye(10)[np.repeat(np.arange(10), 10_000)]
    ax = plots.plot_confusion(outputs, np.repeat(np.arange(10), 10_000))
    figure_of(ax).draw_without_rendering()
    assert max(text.get_window_extent().width for text in ax.texts) < ax.bbox.width / 10


def test_an_infinite_loss_is_a_cross_at_the_edge() -> None:
    nan = math.nan
    losses = (1.0, math.inf, 2.0)
    ax = plots.plot_history(History(tuple(EpochRecord(k, loss, nan, nan, nan) for k, loss in enumerate(losses, 1))))
    (cross,) = [line for line in ax.lines if line.get_marker() == "X"]
    assert np.asarray(cross.get_xydata()).tolist() == [[2.0, 1.0]]
    assert "training: infinite" in legend_labels(ax)


def test_a_history_without_any_value_is_refused() -> None:
    with pytest.raises(ValueError, match="`history` must have a loss or an accuracy in some epoch, got NaN in all"):
        plots.plot_history(History((EpochRecord(1, math.nan, math.nan, math.nan, math.nan),)))


def test_an_array_of_one_number_has_one_tick_and_it_is_whole() -> None:
    ax = plots.plot_weights(mg.SimpleNet(1, 1, rng=0))
    figure_of(ax).draw_without_rendering()
    low, high = ax.get_xlim()
    assert [tick for tick in ax.get_xticks() if low <= tick <= high] == [0.0]


def test_numbers_below_a_wide_heat_map_do_not_overlap() -> None:
    figure = figure_of(plots.plot_weights(mg.TwoLayerNet(4, 1000, 3, rng=0)))
    figure.draw_without_rendering()
    weight = next(axes for axes in figure.axes if axes.get_title() == "dense1.weight")
    boxes = [label.get_window_extent() for label in weight.get_xticklabels() if 0 <= label.get_position()[0] < 1000]
    assert len(boxes) > 1
    assert not any(a.overlaps(b) for a, b in pairwise(boxes))


def test_a_gradient_of_nan_is_not_called_unmeasured() -> None:
    report = mg.check_gradient(bowl, lambda x: x * np.nan, [1.0, 2.0])
    words = plots.plot_gradient_report(report).texts[0].get_text()
    assert np.isfinite(report.numeric).all()
    assert "hatched: 2 without a relative error" in words


def test_a_plane_needs_two_parameters() -> None:
    risk = mg.EmpiricalRisk(mg.SimpleNet(1, 1, rng=0), mg.MeanSquaredError(), [[1.0], [2.0]], [[1.0], [2.0]])
    with pytest.raises(ValueError, match=r"`risk` must have a network of at least two parameters.*, got one"):
        plots.plot_loss_landscape(risk)


def test_pictures_choose_their_own_scales() -> None:
    """On logarithmic axes a map would lie about distances, and a loss below 0 would not be seen."""
    from matplotlib.figure import Figure

    nan = math.nan
    losses = History((EpochRecord(1, -1.0, nan, nan, nan), EpochRecord(2, 0.5, nan, nan, nan)))
    draws: list[Callable[[Axes], Axes]] = [
        lambda ax: plots.plot_gradient_field(bowl, (-1.0, 1.0), points=3, ax=ax),
        lambda ax: plots.plot_history(losses, ax=ax),
        lambda ax: plots.plot_confusion([[1.0, 2.0]], [0], ax=ax),
    ]
    for draw in draws:
        ax = Figure(layout="constrained").add_subplot(xscale="log", yscale="log")
        assert draw(ax).get_xscale() == ax.get_yscale() == "linear"
