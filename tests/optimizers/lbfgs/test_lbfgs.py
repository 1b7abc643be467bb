"""The direction by the dense formula, the conditions of the line search at each step, and how it stops."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import final

import numpy as np
import pytest

from minigrad.arrays import FloatArray
from minigrad.optimizers import LBFGS, LBFGSState
from minigrad.optimizers.lbfgs.inverse_hessian import inverse_hessian_times
from tests.references.scipy_lbfgs import rosenbrock, rosenbrock_gradient


@final
@dataclass(frozen=True)
class Function:
    """A value, its gradient, a start and the minimum."""

    value: Callable[[FloatArray], float]
    slope: Callable[[FloatArray], FloatArray]
    start: FloatArray
    minimum: FloatArray

    def __call__(self, theta: FloatArray) -> tuple[float, FloatArray]:
        with np.errstate(all="ignore"):
            return self.value(theta), self.slope(theta)


VALLEY = Function(rosenbrock, rosenbrock_gradient, np.array([-1.2, 1.0, -0.5]), np.ones(3))
DOMAIN = Function(  # NaN for negative x
    lambda x: float(np.sum(x - np.log(x))), lambda x: 1.0 - 1.0 / x, np.array([0.01, 30.0]), np.ones(2)
)
STEEP = Function(  # a first step of length 1 is far too short, and later ones too long
    lambda x: float(2e6 * np.sum(np.sinh((x - 30.0) / 2.0) ** 2)),
    lambda x: 1e6 * np.sinh(x - 30.0),
    np.array([20.0, 33.0]),
    np.full(2, 30.0),
)
NEARLY_FLAT = Function(
    lambda x: float(1e-9 * np.sum((x - 5.0) ** 2)), lambda x: 2e-9 * (x - 5.0), np.zeros(2), np.full(2, 5.0)
)
BIT = Function(  # the minimum's value is so large that the last steps vanish in its rounding
    lambda x: float(1e9 + np.sum((x - 1.0) ** 2)), lambda x: 2.0 * (x - 1.0), np.array([4.0, -3.0]), np.ones(2)
)
FUNCTIONS = {"valley": VALLEY, "domain": DOMAIN, "steep": STEEP, "nearly flat": NEARLY_FLAT, "rounding": BIT}


def path(function: Function, steps: int) -> list[FloatArray]:
    rule, theta = LBFGS(), function.start
    state, points = rule.init(theta), [theta]
    for _ in range(steps):
        theta, state = rule.advance(function, theta, state)
        points.append(theta)
    return points


@pytest.mark.each("name", FUNCTIONS)
def test_every_step_fulfils_the_strong_wolfe_conditions_until_it_stays(name: str) -> None:
    function, points = FUNCTIONS[name], path(FUNCTIONS[name], 80)
    np.testing.assert_allclose(points[-1], function.minimum, rtol=1e-8)
    for before, after in pairwise(points):
        step, (value, slope), (new, new_slope) = after - before, function(before), function(after)
        rounding = 1e-14 * abs(value)
        assert new <= value + 1e-4 * float(slope @ step) + rounding
        assert abs(new_slope @ step) <= 0.9 * abs(slope @ step)
    assert points[-1].tolist() == points[-2].tolist()


def test_the_direction_is_that_of_the_dense_formula() -> None:
    """H <- (1 - s y' / s.y) H (1 - y s' / s.y) + s s' / s.y for each step, from (s.y / y.y) of the last."""
    rng = np.random.default_rng(3)
    steps, vector = rng.normal(size=(4, 6)), rng.normal(size=6)
    changes = steps @ np.diag(rng.uniform(0.5, 3.0, size=6))
    last = float(steps[-1] @ changes[-1])
    dense: FloatArray = last / float(changes[-1] @ changes[-1]) * np.eye(6)
    for s, y in zip(steps, changes, strict=True):
        turn: FloatArray = np.eye(6) - np.outer(s, y) / (s @ y)
        dense = turn @ dense @ turn.T + np.outer(s, s) / (s @ y)
    np.testing.assert_allclose(inverse_hessian_times(vector, steps, changes), dense @ vector, rtol=1e-12)


def test_remembers_the_last_steps_in_arrays_of_one_size() -> None:
    rule, theta = LBFGS(history=3), VALLEY.start
    state, points = rule.init(theta), [theta]
    for count in (1, 2, 3, 3, 3):
        theta, state = rule.advance(VALLEY, theta, state)
        points.append(theta)
        assert (state.pairs, state.steps.shape, state.changes.shape) == (count, (3, 3), (3, 3))
    np.testing.assert_array_equal(state.steps, np.diff(points, axis=0)[-3:])
    slopes = [VALLEY.slope(point) for point in points]
    np.testing.assert_array_equal(state.changes, np.diff(slopes, axis=0)[-3:])


def test_begins_again_where_what_it_remembers_does_not_lead_down() -> None:
    rule = LBFGS(history=2)
    misled = LBFGSState(1, np.array([[0.0] * 3, [1.0, 0.0, 0.0]]), np.array([[0.0] * 3, [-1.0, 0.0, 0.0]]))
    theta, state = rule.advance(VALLEY, VALLEY.start, misled)
    fresh, _ = rule.advance(VALLEY, VALLEY.start, rule.init(VALLEY.start))
    assert theta.tolist() == fresh.tolist()
    assert state.pairs == 1


STAYING: dict[str, Function] = {
    "at a minimum": replace(VALLEY, start=np.ones(3)),
    "at a kink": Function(lambda x: float(np.abs(x).sum()), np.sign, np.zeros(2), np.zeros(2)),
    "with a gradient of the wrong sign": replace(VALLEY, slope=lambda x: -rosenbrock_gradient(x)),
    "where the value is NaN": replace(DOMAIN, start=np.array([-1.0, 1.0])),
    "where the gradient is infinite": replace(VALLEY, slope=lambda x: np.full(3, np.inf)),
}


@pytest.mark.each("where", STAYING)
def test_stays_where_it_finds_nothing_lower(where: str) -> None:
    function = STAYING[where]
    rule, theta = LBFGS(), function.start
    after, state = rule.advance(function, theta, rule.init(theta))
    assert after.tolist() == theta.tolist()
    assert after is not theta
    assert state.pairs == 0


def test_a_kink_ends_the_search_without_an_error() -> None:
    kink = replace(STAYING["at a kink"], start=np.array([-1.0, 2.5]))
    values = [kink(point)[0] for point in path(kink, 20)]
    assert values == sorted(values, reverse=True)


def test_float32_stays_float32() -> None:
    def bowl(theta: FloatArray) -> tuple[float, FloatArray]:
        assert theta.dtype == np.float32
        return float(theta @ theta), 2.0 * theta.astype(np.float64)

    rule, theta = LBFGS(), np.array([3.0, -4.0], np.float32)
    state = rule.init(theta)
    for _ in range(4):
        theta, state = rule.advance(bowl, theta, state)
    assert theta.dtype == state.steps.dtype == np.float32
    np.testing.assert_allclose(theta, 0.0, atol=1e-6)


def test_its_mistakes_are_named() -> None:
    rule = LBFGS(history=3)
    with pytest.raises(ValueError, match=r"`state` must have shape \(3, 2\), got \(3, 3\)"):
        rule.advance(VALLEY, np.ones(2), rule.init(np.ones(3)))
    with pytest.raises(TypeError, match="`state` must be of class LBFGSState, got None"):
        rule.advance(VALLEY, np.ones(3), None)  # type: ignore[arg-type]  # what the test is about
    with pytest.raises(ValueError, match=r"`gradient` must have shape \(2,\), got \(3,\)"):
        rule.advance(lambda x: (0.0, np.ones(3)), np.ones(2), rule.init(np.ones(2)))
