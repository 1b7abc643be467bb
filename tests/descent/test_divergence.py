from __future__ import annotations

import math
import pickle

import numpy as np
import pytest

from minigrad.arrays import FloatArray
from minigrad.descent import DivergenceError, minimize
from minigrad.descent.divergence import StepHistory
from minigrad.differentiators import CentralDifference
from minigrad.errors import StepLostError
from minigrad.optimizers import Adam, AdamState, Clipped, GradientDescent, Momentum, MomentumState, NoState, Optimizer
from tests.descent.test_minimize import START, bowl, bowl_gradient, rosenbrock, rosenbrock_gradient

LITERAL = CentralDifference(abs_step=1e-4, exact_steps=False)


@pytest.mark.parametrize("numeric", [True, False])
def test_the_articles_learning_rate_of_ten_is_divergence_by_nineteen(numeric: bool) -> None:
    """x <- x - 10 * 2 x = -19 x; the curvature is 2, so gradient descent descends below 2 / 2 = 1."""
    with pytest.raises(DivergenceError, match="diverged at step 4: each step is 19 times as long") as caught:
        minimize(bowl, START, GradientDescent(learning_rate=10.0), jac=None if numeric else bowl_gradient)
    error = caught.value
    assert isinstance(error, ArithmeticError)
    np.testing.assert_allclose([error.growth, error.learning_rate], [19.0, 1.0], rtol=1e-6)
    assert "learning rates below about 1 (2 / lambda, with lambda = 2" in str(error)
    assert (error.step, error.result.nit, error.result.success) == (4, 4, False)
    np.testing.assert_allclose(error.result.path, np.outer((-19.0) ** np.arange(5), START), rtol=1e-6)
    np.testing.assert_allclose(error.result.values, 25.0 * 361.0 ** np.arange(5), rtol=1e-6)
    assert np.isnan(error.result.jac).all()


def test_on_request_the_run_so_far_is_returned() -> None:
    result = minimize(bowl, START, GradientDescent(learning_rate=10.0), jac=bowl_gradient, divergence="return")
    assert not result.success
    assert result.message.startswith("diverged at step 4")
    np.testing.assert_array_equal(result.path, np.outer((-19.0) ** np.arange(5), START))


def test_the_frozen_run_of_the_article_is_reproduced_and_explained() -> None:
    result = minimize(bowl, START, GradientDescent(learning_rate=10.0), differentiator=LITERAL, divergence="ignore")
    assert repr(result.x) == "array([-2.58983747e+13, -1.29524862e+12])"  # every digit that the article prints
    assert result.path.shape == (101, 2)
    assert not result.success
    np.testing.assert_array_equal(result.path[10:], np.tile(result.x, (91, 1)))
    assert (result.x + 1e-4 == result.x).all()
    assert result.jac.tolist() == [0.0, 0.0]
    assert result.message.startswith(
        "frozen after step 10: x + h == x there for h = 0.0001 (first in some coordinate after step 9), so the numeric "
        "gradient is exactly zero, and the remaining 90 steps did nothing."
    )
    assert "this is no minimum" in result.message


def test_a_frozen_gradient_does_not_meet_tol() -> None:
    """Both gradients are exactly zero after step 10, far below tol."""
    result = minimize(
        bowl, START, GradientDescent(learning_rate=10.0), differentiator=LITERAL, divergence="ignore", tol=1.0
    )
    assert result.nit == 100
    assert not result.success
    assert result.message.startswith("frozen after step 10")


def test_a_gradient_lost_in_one_coordinate_only_is_told_apart() -> None:
    result = minimize(bowl, [1e13, 1.0], GradientDescent(learning_rate=0.1), differentiator=LITERAL, tol=1e-6)
    assert not result.success
    assert result.message.startswith("the gradient is lost in 1 of 2 coordinates: x + h == x")


def test_with_exact_steps_the_lost_step_is_an_error_that_names_the_step() -> None:
    exact = CentralDifference(abs_step=1e-4)
    with pytest.raises(StepLostError, match=r"the step 0\.0001 is lost to rounding") as caught:
        minimize(bowl, START, GradientDescent(learning_rate=10.0), differentiator=exact, divergence="ignore")
    assert caught.value.__notes__ == ["The gradient was computed after step 9 of the descent."]


def test_ignored_divergence_runs_on_and_is_no_success() -> None:
    result = minimize(
        bowl, START, GradientDescent(learning_rate=10.0), jac=bowl_gradient, divergence="ignore", steps=20
    )
    np.testing.assert_allclose(result.x, 19.0**20 * np.array(START), rtol=1e-12)
    assert not result.success
    assert "higher than it began" in result.message
    assert "below about 1 " in result.message


def test_the_suggested_rate_is_set_by_the_largest_curvature() -> None:
    """Curvatures 1 and 50: the start lies in the flat direction, but the limit is 2 / 50."""

    def jac(x: FloatArray) -> FloatArray:
        return np.array([1.0, 50.0]) * x

    def fun(x: FloatArray) -> float:
        return float(0.5 * x @ jac(x))

    with pytest.raises(DivergenceError) as caught:
        minimize(fun, [1.0, 1e-3], GradientDescent(learning_rate=0.2), jac=jac, steps=1000)
    assert caught.value.learning_rate == pytest.approx(0.04, rel=1e-2)
    for factor, success in ((0.95, True), (1.05, False)):
        rule = GradientDescent(learning_rate=factor * caught.value.learning_rate)
        result = minimize(fun, [1.0, 1e-3], rule, jac=jac, steps=1000, divergence="return")
        assert result.success is success


def test_where_the_curvature_changes_the_suggestion_comes_from_halving() -> None:
    """x^4 from 10: the first step lowers the function for learning rates below 0.005, well only for shorter ones."""
    with pytest.raises(DivergenceError, match="found by halving the step with which the rise began") as caught:
        minimize(lambda x: x[0] ** 4, [10.0], GradientDescent(learning_rate=1.0), jac=lambda x: 4.0 * x**3)
    assert 0.0005 <= caught.value.learning_rate < 0.005
    rule = GradientDescent(learning_rate=caught.value.learning_rate)
    assert minimize(lambda x: x[0] ** 4, [10.0], rule, jac=lambda x: 4.0 * x**3).fun < 10.0


def test_a_value_that_is_not_finite_stops_the_run_at_once() -> None:
    def fun(x: FloatArray) -> float:
        return math.inf if abs(x[0]) > 50.0 else float(x[0] ** 2)

    for divergence in ("return", "ignore"):
        result = minimize(fun, [10.0], GradientDescent(learning_rate=5.0), jac=bowl_gradient, divergence=divergence)
        assert (result.nit, result.success, result.fun) == (1, False, math.inf)
        assert result.message.startswith("diverged at step 1: the point or `fun` (inf) is not finite there")
    with pytest.raises(DivergenceError) as caught:
        minimize(fun, [10.0], GradientDescent(learning_rate=5.0), jac=bowl_gradient)
    assert math.isnan(caught.value.growth)
    assert caught.value.learning_rate == 5.0 / 16.0


def test_a_point_that_is_not_finite_never_reaches_the_function() -> None:
    result = minimize(
        lambda x: float(abs(x[0])), [1e300], GradientDescent(learning_rate=1e10), jac=lambda x: -x, divergence="return"
    )
    assert result.nit == 1
    assert np.isinf(result.x).all()
    assert math.isnan(result.fun)
    assert "Use a smaller learning rate" in result.message


def test_a_function_that_is_unbounded_below_is_named_so() -> None:
    def fun(x: FloatArray) -> float:
        return -math.inf if x[0] > 1e3 else -float(x[0] ** 2)

    with pytest.raises(DivergenceError, match=r"-inf there, so it has no minimum\. No learning rate helps"):
        minimize(fun, [1.0], GradientDescent(learning_rate=1.0), jac=lambda x: -2.0 * x)


def test_the_error_survives_pickling() -> None:
    with pytest.raises(DivergenceError) as caught:
        minimize(bowl, START, GradientDescent(learning_rate=10.0))
    copy = pickle.loads(pickle.dumps(caught.value))
    assert isinstance(copy, DivergenceError)
    assert (str(copy), copy.growth, copy.step) == (str(caught.value), caught.value.growth, 4)


@pytest.mark.parametrize("momentum", [0.5, 0.9, 0.99])
@pytest.mark.parametrize("part", [0.05, 0.999])
def test_stable_momentum_is_left_alone_however_it_swings(momentum: float, part: float) -> None:
    """On curvature 2 momentum is stable below 2 (1 + momentum) / 2; near that, f first rises by up to 1 / (1 -
    momentum)^2."""
    rule = Momentum(learning_rate=part * (1.0 + momentum), momentum=momentum)
    result = minimize(bowl, START, rule, jac=bowl_gradient, steps=2500)
    assert result.fun < 1e-6


def test_the_rise_that_momentum_recovers_from_is_a_large_one() -> None:
    """So that the test above tests something."""
    rule = Momentum(learning_rate=0.999 * 1.99, momentum=0.99)
    assert minimize(bowl, START, rule, jac=bowl_gradient, steps=1000).values.max() > 700 * 25.0


def test_momentum_beyond_its_limit_is_caught() -> None:
    with pytest.raises(DivergenceError):
        minimize(bowl, START, Momentum(learning_rate=2.2, momentum=0.9), jac=bowl_gradient, steps=200)


def test_adam_that_starts_next_to_the_minimum_is_left_alone() -> None:
    """f first rises from 2e-24 to about 1e-2: bounded steps that recover."""
    result = minimize(bowl, [1e-12, 1e-12], Adam(learning_rate=0.01), jac=bowl_gradient, steps=2000)
    assert result.values.max() > 1e15 * result.values[0]
    assert result.nit == 2000


def test_adam_with_a_rate_that_is_far_too_large_swings_but_does_not_diverge() -> None:
    assert minimize(bowl, START, Adam(learning_rate=100.0), jac=bowl_gradient, steps=300).nit == 300


@pytest.mark.parametrize(
    "rule", [GradientDescent(learning_rate=0.001), Clipped(GradientDescent(learning_rate=0.002), max_norm=50.0)]
)
def test_the_rosenbrock_valley_with_a_good_rate_is_no_divergence(rule: Optimizer[NoState]) -> None:
    assert minimize(rosenbrock, [-1.2, 1.0], rule, jac=rosenbrock_gradient, steps=2000).fun < 0.5


def test_the_rosenbrock_valley_with_momentum_and_adam() -> None:
    heavy: Optimizer[MomentumState] = Momentum(learning_rate=2e-4, momentum=0.99)
    adam: Optimizer[AdamState] = Adam(learning_rate=0.1)
    assert minimize(rosenbrock, [-1.2, 1.0], heavy, jac=rosenbrock_gradient, steps=3000).fun < 1e-3
    assert minimize(rosenbrock, [-1.2, 1.0], adam, jac=rosenbrock_gradient, steps=1000).fun < 1e-3


def test_the_rosenbrock_valley_with_too_large_a_rate_is() -> None:
    with pytest.raises(DivergenceError) as caught:
        minimize(rosenbrock, [-1.2, 1.0], GradientDescent(learning_rate=0.1), jac=rosenbrock_gradient)
    rule = GradientDescent(learning_rate=caught.value.learning_rate)
    assert minimize(rosenbrock, [-1.2, 1.0], rule, jac=rosenbrock_gradient, steps=5000).fun < 1.0


def test_noise_at_the_minimum_is_no_divergence() -> None:
    rng = np.random.default_rng(0)
    noisy = minimize(
        lambda x: bowl(x) + 1e-3 * float(rng.standard_normal()),
        [0.0, 0.0],
        GradientDescent(learning_rate=0.1),
        jac=lambda x: 2.0 * x + 1e-3 * rng.standard_normal(2),
        steps=1000,
    )
    assert noisy.nit == 1000


def test_the_watch_needs_a_streak_and_growth() -> None:
    watch = StepHistory(1.0)
    assert not watch.diverges(10.0, 1.0)
    assert not watch.diverges(1e4, 1e4)  # two rises are not yet a streak
    assert not watch.diverges(5.0, 1e5)  # below the highest value: the streak is over
    assert not watch.diverges(1e5, 1.0)
    assert not watch.diverges(1e6, 10.0)
    assert not watch.diverges(1e7, 100.0)  # a streak, but not a thousandfold
    assert watch.diverges(1e8, 1000.0)
    assert watch.growth == 10.0
