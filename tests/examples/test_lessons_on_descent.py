"""The numbers and pictures of the lessons on descent, against the article's numbers and closed forms."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest

pytest.importorskip("matplotlib")

from examples import plateau
from examples.own_optimizer import Lion
from tests.examples.lessons import line_of, run

pytestmark = pytest.mark.xdist_group("lessons")


def test_the_articles_descents() -> None:
    text = run("descent_and_learning_rates").text
    assert "rate 0.1: x = [-6.11110793e-10  8.14814391e-10]\n  converged" in text  # 0.8^100 times the start
    assert "rate 1e-10: x = [-2.99999994  3.99999992]\n  hardly moved" in text
    assert "diverged at step 4: each step is 19 times as long" in text
    assert "fixed h: x = [-2.58983747e+13 -1.29524862e+12]\n  frozen after step 10: x + h == x" in text


def test_the_paths_of_the_articles_descents() -> None:
    good, small, large, frozen, *_ = run("descent_and_learning_rates").panels
    np.testing.assert_allclose(line_of(good, "path"), np.outer(0.8 ** np.arange(101), [-3.0, 4.0]), rtol=1e-7)
    assert np.ptp(line_of(small, "path"), axis=0) == pytest.approx([6e-8, 8e-8], rel=1e-3)
    assert "hardly moved" in small.get_title()
    assert "diverged" in large.get_title()
    assert "frozen" in frozen.get_title()


def test_the_saddle_is_called_one_and_a_thousandth_beside_it_the_descent_leaves() -> None:
    lesson = run("saddle_point")
    stays, leaves = lesson.text.split("from (-3, 0.001)")
    assert "saddle point" in stays
    assert "along [0, 1], with curvature -2" in stays
    assert "saddle" not in leaves.split("\n  ")[1].split("\ncurvatures")[0]
    assert f"x = [-0.    {0.001 * 1.2**43:.2f}]" in leaves  # each step multiplies x1 by 1 + 2 * 0.1
    assert lesson.numbers("curvatures at (0, 0): ") == [-2.0, 2.0]
    expected = np.outer(0.8 ** np.arange(44), [-3.0, 0.0]) + np.outer(1.2 ** np.arange(44), [0.0, 0.001])
    np.testing.assert_allclose(line_of(lesson.panels[1], "path"), expected, atol=1e-7)


def test_gradient_descent_stands_still_on_the_plateau_and_adam_crosses_it() -> None:
    slow, fast = run("plateau").text.split("Adam: ")
    assert "hardly moved" in slow
    assert "x = [-2.996  2.996], f = 1\n" in slow
    assert 3.0 * math.exp(-9.0) == pytest.approx(0.000370229413, rel=1e-6)
    assert "the largest gradient entry from 0.000370229413" in slow
    moved = float(re.findall(r"move x by ([\d.]+) only", plateau.__doc__ or "")[0])
    assert moved == pytest.approx(
        100 * 0.1 * math.hypot(3.0, 3.0) * math.exp(-9.0), rel=0.05
    )  # rate, |x|, exp(-|x|^2 / 2)
    assert "x = [-0.006  0.006], f = 3.2e-05" in fast


def test_the_likeliest_coin() -> None:
    lesson = run("ascent")
    assert lesson.numbers("likeliest p: ") == [0.7, round(0.7 * math.log(0.7) + 0.3 * math.log(0.3), 6)]
    # d/dp = 0.7 / p - 0.3 / (1 - p), which is 0.8 at 0.5
    (_, low), (_, high) = line_of(lesson.axes, "f'(0.5) = 0.8")
    assert high - low == pytest.approx(0.8 * (0.98 - 0.2))
    level = next(line for line in lesson.axes.get_lines() if str(line.get_label()).startswith("f'(0.7)"))
    assert np.ptp(np.asarray(level.get_ydata())) < 1e-6


def test_the_best_learning_rate_lies_between_too_small_and_too_large() -> None:
    lesson = run("choosing_a_learning_rate")
    rates = 10.0 ** np.arange(-4, 5)
    losses = [lesson.numbers(f"learning rate {rate:<8g} held-out loss ")[0] for rate in rates]
    best = int(np.argmin(losses))
    assert lesson.numbers("best: ") == [rates[best]]
    assert losses[0] > losses[best - 1]
    assert losses[-1] > 10.0 * losses[best]
    curve, chosen = lesson.axes.get_lines()
    np.testing.assert_allclose(np.asarray(curve.get_ydata()), losses, rtol=1e-3)
    assert np.asarray(chosen.get_xydata())[0] == pytest.approx((rates[best], losses[best]), rel=1e-3)


def test_the_race_through_the_valley() -> None:
    lesson = run("optimizers_in_a_valley")
    # Gradient descent multiplies x0 by 1 - 0.95 / 10 and x1 by 1 - 2 * 0.95 in each of 30 steps.
    x = np.array([-7.0, 2.0]) * np.array([1.0 - 0.095, 1.0 - 1.9]) ** 30
    assert lesson.numbers("gradient descent f =") == pytest.approx([x[0] ** 2 / 20.0 + x[1] ** 2, *x], abs=6e-4)
    # Momentum: v <- 0.9 v - 0.1 g and x <- x + v, a linear map of (x, v) in each coordinate.
    ends = [
        (np.linalg.matrix_power(np.array([[1.0 - 0.1 * c, 0.9], [-0.1 * c, 0.9]]), 30) @ [start, 0.0])[0]
        for c, start in ((0.1, -7.0), (2.0, 2.0))
    ]
    assert lesson.numbers("momentum         f =")[1:] == pytest.approx(ends, abs=6e-4)
    assert line_of(lesson.panels[1], "path")[-1] == pytest.approx(ends, abs=1e-6)


def test_the_race_on_rosenbrock() -> None:
    lesson = run("optimizers_on_rosenbrock")
    assert "gradient: PASS" in lesson.text
    for name in ("gradient descent", "momentum", "Adam"):
        f, x0, x1 = lesson.numbers(f"{name:16} f =")
        assert f == pytest.approx((1.0 - x0) ** 2 + 100.0 * (x1 - x0**2) ** 2, abs=0.02)
        assert abs(x1 - x0**2) < 0.02  # on the floor of the valley
    order = [lesson.numbers(f"{name:16} f =")[0] for name in ("momentum", "Adam", "gradient descent")]
    assert order == sorted(order)
    assert order[1] < 0.1 < 1.0 < order[2] < 24.2


def test_two_steps_of_lion_by_hand() -> None:
    """0.9 * 0.03 + 0.1 * -0.2 is positive though the second gradient is negative."""
    rule, theta = Lion(learning_rate=0.5), np.array([1.0])
    after_one, state = rule.step(theta, np.array([3.0]), rule.init(theta))
    assert (after_one.tolist(), state.mean.tolist()) == ([0.5], pytest.approx([0.03]))
    after_two, state = rule.step(after_one, np.array([-0.2]), state)
    assert (after_two.tolist(), state.mean.tolist()) == ([0.0], pytest.approx([0.0277]))


def test_lion_arrives_once_its_steps_shorten() -> None:
    x, mean = np.array([-7.0, 2.0]), np.zeros(2)
    for number in range(60):
        gradient = x * [0.1, 2.0]
        x = x - 0.8 * 10.0 / (10.0 + number) * np.sign(0.9 * mean + 0.1 * gradient)
        mean = 0.99 * mean + 0.01 * gradient
    lesson = run("own_optimizer")
    f, *end = lesson.numbers("scheduled: f = ")
    assert [f, *end[:2]] == pytest.approx([x[0] ** 2 / 20.0 + x[1] ** 2, *x], abs=6e-4)
    assert line_of(lesson.panels[0], "path")[-1] == pytest.approx(x, abs=1e-6)
    assert lesson.numbers("alone:     f = ")[0] > 50.0 * f
