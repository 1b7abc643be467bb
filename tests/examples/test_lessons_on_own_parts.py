"""The numbers and pictures of the lessons on parts of one's own, against closed forms and other methods."""

from __future__ import annotations

import math

import numpy as np
import pytest

pytest.importorskip("matplotlib")

import minigrad as mg
from examples.own_differentiator import FittedLine
from examples.own_layer import PReLU
from examples.own_objective import Huber
from examples.quantile_regression import Pinball
from examples.stateful_and_pure_layers import BookSigmoid
from minigrad.arrays import Float64Array
from minigrad.testing import check_objective
from tests.examples.lessons import line_of, run

pytestmark = pytest.mark.xdist_group("lessons")


def _slope(x: float) -> float:
    """Of the sigmoid."""
    return math.exp(-x) / (1.0 + math.exp(-x)) ** 2


def test_the_pure_layer_is_right_and_the_stateful_one_is_not() -> None:
    lesson = run("stateful_and_pure_layers")
    # sigmoid(0) = 0.5, so sigmoid(sigmoid(x)) has the slope sigmoid'(0.5) sigmoid'(0).
    assert lesson.numbers("in between: book ") == pytest.approx([_slope(3.0), 0.25], abs=1e-6)
    assert lesson.numbers("at 0:     book ") == pytest.approx([_slope(0.5) ** 2, _slope(0.5) * 0.25], abs=1e-6)
    (x0, y0), (x1, y1) = line_of(lesson.axes, "f'(0) = 0.25")
    assert ((y1 - y0) / (x1 - x0), (y1 + y0) / 2.0) == pytest.approx((0.25, 0.5))
    (x0, y0), (x1, y1) = line_of(lesson.axes, "the book's layer: 0.0452")
    assert ((y1 - y0) / (x1 - x0), (y1 + y0) / 2.0) == pytest.approx((_slope(3.0), 0.5))


def test_the_contract_suite_finds_the_stateful_one() -> None:
    text = run("stateful_and_pure_layers").text
    assert "BookSigmoid() breaks its contract:\n  - a forward in between does not change a pullback: d_inputs" in text
    assert "What to do: keep nothing on the layer (no self.x = x)" in text


def test_alone_both_layers_are_right() -> None:
    x, d_outputs = np.array([[-1.0, 0.0, 2.0]]), np.array([[1.0, 2.0, 3.0]])
    (found, backward), (outputs, pullback) = BookSigmoid().forward({}, x), mg.Sigmoid().forward({}, x)
    np.testing.assert_allclose(found, outputs, rtol=1e-15)
    np.testing.assert_allclose(backward(d_outputs)[1], pullback(d_outputs)[1], rtol=1e-14)


def test_the_layer_learns_the_slope_of_the_absolute_value() -> None:
    lesson = run("own_layer")
    assert "PASS: 1 of 1" in lesson.text
    assert lesson.numbers("and is ") == pytest.approx([-1.0], abs=1e-5)
    x, before = line_of(lesson.axes, "before").T
    np.testing.assert_allclose(before, np.where(x > 0.0, x, 0.25 * x))
    np.testing.assert_allclose(line_of(lesson.axes, "after 40 steps")[:, 1], np.abs(x), atol=1e-5)


def test_the_derivatives_of_the_layer_by_hand() -> None:
    outputs, pullback = PReLU(2).forward({"slope": np.array([0.5, 2.0])}, np.array([[-1.0, 3.0], [4.0, -3.0]]))
    assert outputs.tolist() == [[-0.5, 3.0], [4.0, -6.0]]
    d_params, d_inputs = pullback(np.array([[1.0, 1.0], [1.0, 10.0]]))
    assert d_inputs.tolist() == [[0.5, 1.0], [1.0, 20.0]]
    assert d_params["slope"].tolist() == [-1.0, -30.0]


def test_huber_finds_the_line_and_least_squares_does_not() -> None:
    lesson = run("own_objective")
    # By hand: the wild point pulls with force 1, the ten others are in the quadratic part. With a = slope - 2 and
    # b = intercept - 1, sum(miss) = 1 and sum(x miss) = 1 read 10 b - a = 1 and 3.4 a - b = 1.
    huber = 2.0 + 1.0 / 3.0, 1.0 + 2.0 / 15.0
    assert lesson.numbers("Huber(): y = ") == pytest.approx(huber, abs=1e-6)
    x = np.linspace(-1.0, 1.0, 11)
    squares = np.polyfit(x, np.append(2.0 * x[:-1] + 1.0, 30.0), 1)
    assert lesson.numbers("MeanSquaredError(): y = ") == pytest.approx(squares, abs=1e-6)
    np.testing.assert_allclose(line_of(lesson.axes, "Huber")[:, 1], np.polyval(huber, x), atol=1e-6)
    np.testing.assert_allclose(line_of(lesson.axes, "MeanSquaredError")[:, 1], np.polyval(squares, x), atol=1e-6)


def test_huber_on_both_sides_of_the_bend() -> None:
    assert Huber().value([[0.5], [-7.0]], [[0.0], [0.0]]) == (0.125 + 7.0 - 0.5) / 2
    assert Huber().gradient([[0.5], [-7.0]], [[0.0], [0.0]]).tolist() == [[0.25], [-0.5]]


def test_the_fitted_line_is_numpys() -> None:
    x, t = 0.7, np.linspace(-0.4, 0.4, 101)
    expected = np.polyfit(t, np.round(np.sin(x + t), 1), 1)[0]
    assert FittedLine(0.4).derivative(lambda x: round(math.sin(x), 1), x) == pytest.approx(expected)


def test_the_fitted_line_stays_within_bounds() -> None:
    seen: list[float] = []

    def fun(x: Float64Array) -> float:
        seen.append(float(x[0]))
        return float(x[0] ** 2)

    slope = FittedLine(0.1).gradient(fun, [1.0], bounds=(0.0, 1.0))[0]
    assert max(seen) == 1.0
    assert slope == pytest.approx(1.9, abs=0.03)  # of the secants below 1


def test_noise_averages_out() -> None:
    fitted, same_reach, short = (
        float(line.split(" is ")[0]) for line in run("own_differentiator").text.splitlines()[:3]
    )
    # The error of rounding is spread evenly over 0.1: its deviation is 0.1 / sqrt(12), and a central difference divides
    # sqrt(2) of it by 2 h. Less a factor, since at h = 0.01 both ends are often rounded to the same.
    assert 0.02 < 2.0 * fitted < same_reach < 0.1
    assert short == pytest.approx(0.1 / math.sqrt(12.0) * math.sqrt(2.0) / 0.02, rel=0.3)


def test_quantiles_of_iris() -> None:
    lesson = run("quantile_regression")
    iris = mg.load_iris()
    sepal, petal = iris.x[:, 0], iris.x[:, 2]
    for quantile in (0.9, 0.5, 0.1):
        slope, six, intercept, share = np.abs(lesson.numbers(f"{quantile:.0%} below: petal = "))
        assert six == 6.0
        assert share == pytest.approx(100.0 * quantile, abs=1.0)
        miss = petal - (slope * (sepal - 6.0) + intercept)
        loss = np.maximum(quantile * miss, (quantile - 1.0) * miss).mean()
        assert loss == pytest.approx(_least_pinball_loss(sepal, petal, quantile), rel=1e-3)


def _least_pinball_loss(x: Float64Array, y: Float64Array, quantile: float) -> float:
    """A best line passes through two of the points (Koenker and Bassett 1978, theorem 3.1): try all pairs."""
    i, j = np.triu_indices(len(x), 1)
    i, j = i[x[i] != x[j]], j[x[i] != x[j]]
    slope = (y[j] - y[i]) / (x[j] - x[i])
    miss = y - (y[i] - slope * x[i])[:, np.newaxis] - slope[:, np.newaxis] * x
    return float(np.maximum(quantile * miss, (quantile - 1.0) * miss).mean(axis=1).min())


def test_the_pinball_loss_keeps_its_promises() -> None:
    check_objective(Pinball(0.3))
    assert Pinball(0.25).value([[0.0], [0.0]], [[4.0], [-4.0]]) == (1.0 + 3.0) / 2
