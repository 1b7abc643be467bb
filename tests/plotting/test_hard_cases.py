"""What pictures of functions and descents show at the edges: gaps in the domain, kinks, constants, odd names,
rounding."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

import minigrad as mg
from minigrad.arrays import Float64Array
from minigrad.plotting.drawing.canvas import figure_of
from tests.plotting.rendering import legend_labels

pytest.importorskip("matplotlib")

plots = mg.plotting


def bowl(x: Float64Array) -> float:
    return float(x @ x)


def run(fun: Callable[[Float64Array], float] = bowl, rate: float = 0.1, steps: int = 100) -> mg.DescentResult:
    return mg.minimize(fun, [1.0, 2.0], mg.GradientDescent(learning_rate=rate), steps=steps, divergence="return")


@pytest.mark.parametrize("fun", [math.log, np.log])
def test_a_curve_has_a_gap_where_its_function_ends(fun: Callable[[float], float]) -> None:
    """By default the picture of x = 1 reaches from 0 to 2, where log(0) raises or is -inf with a warning."""
    curve = np.asarray(plots.plot_tangent(fun, 1.0).lines[0].get_ydata())
    assert np.isnan(curve[0])
    assert np.isfinite(curve[1:]).all()


def test_a_slope_at_a_kink_is_stated_with_its_error_bound() -> None:
    """The slopes of |x| at 0 are -1 and 1; those of x^2 are known, whatever the curve is scaled by."""
    assert legend_labels(plots.plot_tangent(abs, 0.0))[1] == "f'(0) = 0 +- 1"
    parabolas: list[Callable[[float], float]] = [lambda x: 1e-200 * x**2, lambda x: x**2, lambda x: 1e200 * x**2]
    for parabola in parabolas:
        assert legend_labels(plots.plot_tangent(parabola, 0.0))[1].endswith("= 0")


def test_a_tangent_needs_a_finite_value_and_slope() -> None:
    with pytest.raises(ValueError, match="`fun` must be finite at each `x`, got nan at -1; choose another `x`"):
        plots.plot_tangent(lambda x: x if x > 0 else math.nan, -1.0)
    with pytest.raises(ValueError, match="`fun` has no finite slope at `x` = 0"):
        plots.plot_tangent(lambda x: int(x > 0), 0.0)


def test_a_run_that_never_moves_did_not_run_away() -> None:
    """On a constant the last step is as long as the longest: 0."""
    ax = plots.plot_descent(run(lambda x: 2.0))
    assert "X" not in [line.get_marker() for line in ax.lines]
    assert legend_labels(ax) == ["converged in 100 steps, fun = 2"]
    assert legend_labels(plots.plot_descent(run(steps=1)))[0].startswith("not converged in 1 step,")


def test_a_path_that_only_touches_a_corner_of_the_frame_ends_there_in_a_cross() -> None:
    ax = plots.plot_descent(run(), bowl, bounds=((0.0, 1.0), (2.0, 3.0)))
    (cross,) = [line for line in ax.lines if line.get_marker() == "X"]
    assert np.asarray(cross.get_xydata()).tolist() == [[1.0, 2.0]]


def test_titles_of_many_panels_do_not_run_into_each_other() -> None:
    figure = figure_of(plots.plot_descent({f"run {k}": run(steps=k) for k in range(10)}, bowl))
    figure.draw_without_rendering()
    boxes = [axes.title.get_window_extent() for axes in figure.axes if axes.get_title()]
    assert len(boxes) == 10
    assert not any(a.overlaps(b) for k, a in enumerate(boxes) for b in boxes[:k])


@pytest.mark.parametrize("name", ["_adam", "größe " + "x" * 200])
def test_every_run_and_method_is_in_the_legend_whatever_its_name(name: str) -> None:
    for ax in (
        plots.plot_descent({name: run(), "other": run()}),
        plots.plot_step_sweep(np.exp, 1.0, {name: mg.ComplexStep()}, derivative=math.e, steps=[0.1, 0.2]),
    ):
        assert any(text.strip().startswith(name[:10]) for text in legend_labels(ax))
        figure_of(ax).draw_without_rendering()
        assert ax.bbox.width > 400


def test_a_derivative_that_no_method_finds_is_named() -> None:
    with pytest.raises(
        ValueError, match=r"`fun` must have a finite derivative by one of `methods` at least, got none at x = 0\.5"
    ):
        plots.plot_step_sweep(lambda x: math.nan, 0.5, derivative=1.0)


def test_an_estimate_that_is_not_finite_is_no_value() -> None:
    """The slope of the square root at 0 is infinite."""
    methods = [mg.ForwardDifference(), mg.AdaptiveDifference()]
    words = legend_labels(plots.plot_step_sweep(np.sqrt, 0.0, methods, derivative=1.0))
    assert "AdaptiveDifference(): no value, the estimate is not finite" in words


def test_a_path_cut_off_by_the_frame_ends_in_an_arrow_despite_rounding() -> None:
    """From (1, 2) over (-3, -6) on the way to (9, 18), at every size of the frame."""

    def walled(x: Float64Array) -> float:
        return math.inf if abs(x[0]) > 3.0 else bowl(x)

    rule = mg.GradientDescent(learning_rate=2.0)
    result = mg.minimize(walled, [1.0, 2.0], rule, jac=lambda x: 2.0 * x, divergence="return")
    for high in (3.1, 4.7):
        ax = plots.plot_descent(result, walled, bounds=((-4.0, 3.0), (-7.0, high)))
        assert "X" not in [line.get_marker() for line in ax.lines], high
