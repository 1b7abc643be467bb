from __future__ import annotations

import math

import numpy as np
import pytest

import minigrad as mg
from minigrad.arrays import Float64Array
from minigrad.plotting import plot_descent
from minigrad.plotting.drawing.styles import WRONG
from tests.plotting.descents import START, descend
from tests.plotting.pictures import bowl
from tests.plotting.rendering import colours_near, data_of, legend_labels, pixels

pytest.importorskip("matplotlib")


def test_one_line_for_each_run_with_the_values_of_the_run() -> None:
    runs = {"rate 0.1": descend(0.1), "rate 0.3": descend(0.3)}
    ax = plot_descent(runs)
    for line, factor in zip(ax.lines, (0.8, 0.4), strict=True):
        np.testing.assert_array_equal(data_of(line)[0], np.arange(101))
        np.testing.assert_allclose(data_of(line)[1], 25.0 * factor ** (2.0 * np.arange(101)), rtol=1e-6, atol=1e-30)
    assert ax.get_yscale() == "log"
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("step", "f(x)")
    assert legend_labels(ax)[0] == "rate 0.1: converged in 100 steps, fun = 1.04e-18"  # 25 * 0.64^100
    assert legend_labels(ax)[1].startswith("rate 0.3: converged in 100 steps, fun = ")
    first, second = ax.lines
    assert first.get_color() != second.get_color()
    assert first.get_linestyle() != second.get_linestyle()


def test_it_serves_functions_of_any_number_of_variables() -> None:
    result = mg.minimize(lambda x: float(x @ x), [1.0, 2.0, 2.0], mg.GradientDescent(learning_rate=0.25), steps=3)
    for fun in (None, lambda x: float(x @ x)):
        np.testing.assert_allclose(
            data_of(plot_descent(result, fun).lines[0])[1], [9.0, 2.25, 0.5625, 0.140625], rtol=1e-6
        )


@pytest.mark.parametrize(
    ("offset", "scale"), [(0.0, "log"), (-10.0, "linear"), (20.0, "linear")], ids=["positive", "negative", "narrow"]
)
def test_the_scale_suits_the_values(offset: float, scale: str) -> None:
    assert plot_descent(descend(0.1, fun=lambda x: bowl(x) + offset)).get_yscale() == scale


def test_values_of_exactly_0_lie_at_the_lower_edge_of_the_logarithmic_scale() -> None:
    result = mg.minimize(bowl, START, mg.GradientDescent(learning_rate=0.5), jac=lambda x: 2.0 * x, steps=3)
    assert result.values.tolist() == [25.0, 0.0, 0.0, 0.0]
    ax = plot_descent({"exact": result, "good": descend(0.1)})
    exact, good = (np.asarray(line.get_ydata()) for line in ax.lines[:2])
    assert exact.tolist() == [25.0, *[ax.get_ylim()[0]] * 3]
    assert ax.get_ylim()[0] == pytest.approx(0.1 * good.min())
    assert ax.get_ylabel() == "f(x), with 0 at the lower edge"


def test_a_diverged_run_ends_in_a_cross() -> None:
    ax = plot_descent({"good": descend(0.1), "bad": descend(10.0)})
    cross = ax.lines[-1]
    np.testing.assert_allclose(data_of(cross).T, [[4.0, 25.0 * 361.0**4]], rtol=1e-6)
    assert (cross.get_marker(), cross.get_color()) == ("X", WRONG)
    assert "bad: diverged at step 4, fun = 4.25e+11" in legend_labels(ax)
    assert (213, 94, 0) in colours_near(ax, 4.0, 25.0 * 361.0**4)


def test_on_a_linear_scale_it_leaves_the_frame_which_the_others_set() -> None:
    runs = {"good": descend(0.1, fun=lambda x: bowl(x) - 10.0), "bad": descend(10.0, fun=lambda x: bowl(x) - 10.0)}
    ax = plot_descent(runs)
    assert ax.get_ylim() == pytest.approx((-11.25, 16.25))  # from -10 to 15, with a margin
    x, y = data_of(ax.lines[-1]).ravel().tolist()
    assert y == pytest.approx(16.25)
    assert 0.0 < x < 0.01


def test_one_that_falls_without_end_leaves_the_frame_too() -> None:
    """On minus a bowl both fall; with rate 1 the steps grow threefold."""

    def hill(x: Float64Array) -> float:
        return -bowl(x)

    ax = plot_descent({"slow": descend(1e-3, fun=hill), "fast": descend(1.0, fun=hill)})
    last = -25.0 * 1.002**200
    assert ax.get_ylim() == pytest.approx((last + 0.05 * (last + 25.0), -25.0 - 0.05 * (last + 25.0)), rel=1e-6)
    assert ax.lines[-1].get_marker() == "X"
    assert data_of(ax.lines[-1])[1, 0] == pytest.approx(ax.get_ylim()[0])


@pytest.mark.parametrize("value", [math.inf, math.nan])
def test_values_that_are_not_finite_are_left_out(value: float) -> None:
    def fun(x: Float64Array) -> float:
        return value if x[0] > 0.5 else float(x @ x)

    ax = plot_descent(mg.minimize(fun, [-1.0], mg.GradientDescent(learning_rate=0.9), divergence="return"))
    np.testing.assert_array_equal(data_of(ax.lines[0]), [[0.0], [1.0]])
    assert data_of(ax.lines[1]).tolist() == [[0.0], [1.0]]
    pixels(ax)
