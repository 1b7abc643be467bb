"""What pictures show at the edges: gaps in the domain, kinks, constants, one entry, many classes, odd names, axes of any scale."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import pytest

import minigrad as mg
from minigrad.arrays import Float64Array
from minigrad.plotting.drawing.canvas import figure_of
from minigrad.training import EpochRecord, History
from tests.plotting.rendering import pixels

matplotlib = pytest.importorskip("matplotlib")

if TYPE_CHECKING:
    from matplotlib.axes import Axes

plots = mg.plotting


def bowl(x: Float64Array) -> float:
    return float(x @ x)


def run(fun: Callable[[Float64Array], float] = bowl, rate: float = 0.1, steps: int = 100) -> mg.DescentResult:
    return mg.minimize(fun, [1.0, 2.0], mg.GradientDescent(learning_rate=rate), steps=steps, divergence="return")


def legend_texts(ax: Axes) -> list[str]:
    legend = ax.get_legend()
    return [] if legend is None else [text.get_text() for text in legend.get_texts()]


@pytest.mark.parametrize("fun", [math.log, np.log])
def test_a_curve_has_a_gap_where_its_function_ends(fun: Callable[[float], float]) -> None:
    """By default the picture of x = 1 reaches from 0 to 2, where log(0) raises or is -inf with a warning."""
    curve = np.asarray(plots.plot_tangent(fun, 1.0).lines[0].get_ydata())
    assert np.isnan(curve[0]) and np.isfinite(curve[1:]).all()


def test_a_slope_at_a_kink_is_stated_with_its_error_bound() -> None:
    """The slopes of |x| at 0 are -1 and 1; those of x^2 are known, whatever the curve is scaled by."""
    assert legend_texts(plots.plot_tangent(abs, 0.0))[1] == "f'(0) = 0 +- 1"
    for scale in (1e-200, 1.0, 1e200):
        assert legend_texts(plots.plot_tangent(lambda x: scale * x**2, 0.0))[1].endswith("= 0")


def test_a_tangent_needs_a_finite_value_and_slope() -> None:
    with pytest.raises(ValueError, match="`fun` must be finite at each `x`, got nan at -1; choose another `x`"):
        plots.plot_tangent(lambda x: x if x > 0 else math.nan, -1.0)
    with pytest.raises(ValueError, match="`fun` has no finite slope at `x` = 0"):
        plots.plot_tangent(lambda x: int(x > 0), 0.0)


def test_a_run_that_never_moves_did_not_run_away() -> None:
    """On a constant the last step is as long as the longest: 0."""
    ax = plots.plot_descent(run(lambda x: 2.0))
    assert "X" not in [line.get_marker() for line in ax.lines] and legend_texts(ax) == ["converged in 100 steps, fun = 2"]
    assert legend_texts(plots.plot_descent(run(steps=1)))[0].startswith("not converged in 1 step,")


def test_a_path_that_only_touches_a_corner_of_the_frame_ends_there_in_a_cross() -> None:
    ax = plots.plot_descent(run(), bowl, bounds=((0.0, 1.0), (2.0, 3.0)))
    (cross,) = [line for line in ax.lines if line.get_marker() == "X"]
    assert np.asarray(cross.get_xydata()).tolist() == [[1.0, 2.0]]


def test_titles_of_many_panels_do_not_run_into_each_other() -> None:
    figure = figure_of(plots.plot_descent({f"run {k}": run(steps=k) for k in range(10)}, bowl))
    figure.draw_without_rendering()
    boxes = [axes.title.get_window_extent() for axes in figure.axes if axes.get_title()]
    assert len(boxes) == 10 and not any(a.overlaps(b) for k, a in enumerate(boxes) for b in boxes[:k])


@pytest.mark.parametrize("name", ["_adam", "größe " + "x" * 200])
def test_every_run_and_method_is_in_the_legend_whatever_its_name(name: str) -> None:
    for ax in (plots.plot_descent({name: run(), "other": run()}), plots.plot_step_sweep(np.exp, 1.0, {name: mg.ComplexStep()})):
        assert any(text.strip().startswith(name[:10]) for text in legend_texts(ax))
        assert (pixels(ax) < 128).any() and ax.bbox.width > 400  # the axes keep their width


def test_classes_of_the_same_name_are_all_in_the_legend() -> None:
    network = mg.SimpleNet(2, 3, rng=0)
    ax = plots.plot_decision_regions(network, [[0.0, 1.0], [1.0, 0.0], [1.0, 1.0]], [0, 1, 2], target_names=["a", "a", "b"])
    assert legend_texts(ax)[:3] == ["a", "a", "b"]


def test_long_names_of_classes_leave_room_for_the_matrix() -> None:
    ax = plots.plot_confusion([[1.0, 2.0]], [0], target_names=["x" * 90, "y" * 90])
    assert (pixels(ax) < 128).any() and min(ax.bbox.width, ax.bbox.height) > 150


def test_a_hundred_classes_are_named_in_part_and_frames_do_not_cover_their_cells() -> None:
    outputs = np.random.default_rng(0).normal(size=(200, 100))
    ax = plots.plot_confusion(outputs, np.arange(200) % 100)
    figure_of(ax).draw_without_rendering()
    boxes = [label.get_window_extent() for label in ax.get_xticklabels()]
    assert len(boxes) == 25 and not ax.texts and not any(a.overlaps(b) for a, b in zip(boxes, boxes[1:], strict=False))
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
    assert np.asarray(cross.get_xydata()).tolist() == [[2.0, 1.0]] and "training: infinite" in legend_texts(ax)


def test_a_history_without_any_value_is_refused() -> None:
    with pytest.raises(ValueError, match="`history` must have a loss or an accuracy in some epoch, got NaN in all"):
        plots.plot_history(History((EpochRecord(1, *[math.nan] * 4),)))


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
    assert len(boxes) > 1 and not any(a.overlaps(b) for a, b in zip(boxes, boxes[1:], strict=False))


def test_a_derivative_that_no_method_finds_is_named() -> None:
    with pytest.raises(ValueError, match="`fun` must have a finite derivative by one of `methods` at least, got none at x = 0.5"):
        plots.plot_step_sweep(lambda x: math.nan, 0.5, derivative=1.0)


def test_an_estimate_that_is_not_finite_is_no_value() -> None:
    """The slope of the square root at 0 is infinite."""
    methods = [mg.ForwardDifference(), mg.AdaptiveDifference()]
    words = legend_texts(plots.plot_step_sweep(np.sqrt, 0.0, methods, derivative=1.0))
    assert "AdaptiveDifference(): no value by itself, the estimate is not finite" in words


def test_a_gradient_of_nan_is_not_called_unmeasured() -> None:
    report = mg.check_gradient(bowl, lambda x: x * np.nan, [1.0, 2.0])
    words = plots.plot_gradient_report(report).texts[0].get_text()
    assert np.isfinite(report.numeric).all() and "hatched: 2 without a relative error" in words


def test_a_plane_needs_two_parameters() -> None:
    risk = mg.EmpiricalRisk(mg.SimpleNet(1, 1, rng=0), mg.MeanSquaredError(), [[1.0], [2.0]], [[1.0], [2.0]])
    with pytest.raises(ValueError, match="`risk` must have a network of at least two parameters.*, got one"):
        plots.plot_loss_landscape(risk)


def test_pictures_choose_their_own_scales() -> None:
    """On logarithmic axes a map would lie about distances, and a loss below 0 would not be seen."""
    from matplotlib.figure import Figure

    losses = History((EpochRecord(1, -1.0, *[math.nan] * 3), EpochRecord(2, 0.5, *[math.nan] * 3)))
    draws: list[Callable[[Axes], Axes]] = [
        lambda ax: plots.plot_gradient_field(bowl, (-1.0, 1.0), points=3, ax=ax),
        lambda ax: plots.plot_history(losses, ax=ax),
        lambda ax: plots.plot_confusion([[1.0, 2.0]], [0], ax=ax),
    ]
    for draw in draws:
        ax = Figure(layout="constrained").add_subplot(xscale="log", yscale="log")
        assert draw(ax).get_xscale() == ax.get_yscale() == "linear"


def test_a_path_cut_off_by_the_frame_ends_in_an_arrow_despite_rounding() -> None:
    """From (1, 2) over (-3, -6) on the way to (9, 18), at every size of the frame."""

    def walled(x: Float64Array) -> float:
        return math.inf if abs(x[0]) > 3.0 else bowl(x)

    rule = mg.GradientDescent(learning_rate=2.0)
    result = mg.minimize(walled, [1.0, 2.0], rule, jac=lambda x: 2.0 * x, divergence="return")
    for high in (3.1, 3.3, 3.6, 4.7, 5.3):
        ax = plots.plot_descent(result, walled, bounds=((-4.0, 3.0), (-7.0, high)))
        assert "X" not in [line.get_marker() for line in ax.lines], high
