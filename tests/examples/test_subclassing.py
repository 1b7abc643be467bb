from __future__ import annotations

import numpy as np
import pytest

import minigrad as mg
from examples.subclassing import Adagrad, Huber, main


def test_huber_finds_the_line_and_least_squares_does_not() -> None:
    huber, least_squares = main()
    # By hand: the wild point pulls with force 1, the ten others are in the quadratic part. With a = slope - 2 and
    # b = intercept - 1, sum(miss) = 1 and sum(x miss) = 1 read 10 b - a = 1 and 3.4 a - b = 1.
    assert (huber.slope, huber.intercept) == pytest.approx((2 + 1 / 3, 1 + 2 / 15), rel=1e-9)
    x = np.linspace(-1.0, 1.0, 11)
    slope, intercept = np.polyfit(x, np.append(2.0 * x[:-1] + 1.0, 30.0), 1)
    assert (least_squares.slope, least_squares.intercept) == pytest.approx((slope, intercept), rel=1e-6)


def test_both_derivatives_are_verified() -> None:
    assert [fit.report.verdict for fit in main()] == [mg.Verdict.PASS, mg.Verdict.PASS]


def test_huber_on_both_sides_of_the_bend() -> None:
    assert Huber(2.0).value([[0.5], [-7.0]], [[0.0], [0.0]]) == (0.125 + 2.0 * (7.0 - 1.0)) / 2
    assert Huber(2.0).gradient([[0.5], [-7.0]], [[0.0], [0.0]]).tolist() == [[0.25], [-1.0]]


def test_two_steps_of_adagrad_by_hand() -> None:
    rule, theta = Adagrad(learning_rate=0.5), np.array([1.0])
    theta, state = rule.step(theta, np.array([3.0]), rule.init(theta))
    assert theta == pytest.approx([0.5])
    theta, state = rule.step(theta, np.array([4.0]), state)
    assert theta == pytest.approx([0.5 - 0.5 * 4.0 / 5.0])
    assert state.squares.tolist() == [25.0]
