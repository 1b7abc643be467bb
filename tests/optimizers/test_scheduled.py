from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np
import pytest
from typing_extensions import override

from minigrad.arrays import FloatArray
from minigrad.layout import Layout
from minigrad.optimizers import (
    Adam,
    AdamW,
    Clipped,
    CosineDecay,
    Frozen,
    GradientDescent,
    LinearDecay,
    Momentum,
    NoState,
    Optimizer,
    Schedule,
    Scheduled,
    StepDecay,
    matched,
)
from minigrad.optimizers.base import State

LAYOUT = Layout(("a", "b"), ((1,), (2,)))
START = np.array([2.0, -1.0, 0.5])


def slope(theta: FloatArray) -> FloatArray:
    return np.array([3.0, 100.0, 0.1]) * theta


def path(rule: Optimizer[State], steps: int = 12) -> FloatArray:
    theta: FloatArray = START
    state, points = rule.init(theta), [theta]
    for _ in range(steps):
        theta, state = rule.step(theta, slope(theta), state)
        points.append(theta)
    return np.array(points)


@final
@dataclass(frozen=True)
class SignDescent(Optimizer[NoState]):
    """A user's, whose field has another name."""

    length: float

    @override
    def init(self, theta: FloatArray) -> NoState:
        return NoState()

    @override
    def step(self, theta: FloatArray, gradient: FloatArray, state: NoState) -> tuple[FloatArray, NoState]:
        return theta - self.length * np.sign(matched(gradient, theta)), state


@final
@dataclass(frozen=True)
class ScaledSignDescent(Optimizer[NoState]):
    """The same, with the method that lets a schedule reach it."""

    length: float

    @override
    def init(self, theta: FloatArray) -> NoState:
        return NoState()

    @override
    def step(self, theta: FloatArray, gradient: FloatArray, state: NoState) -> tuple[FloatArray, NoState]:
        return SignDescent(self.length).step(theta, gradient, state)

    def with_scaled_rate(self, factor: float) -> ScaledSignDescent:
        return ScaledSignDescent(self.length * factor)


@final
@dataclass(frozen=True)
class Given(Schedule):
    """A factor that may be wrong."""

    value: float

    @override
    def factor(self, step: int) -> float:
        return self.value


def test_every_step_has_the_learning_rate_of_its_number() -> None:
    """One optimizer for each step, with another learning rate and the same state."""
    schedule, theta, expected = CosineDecay(10), START, [START]
    state = Adam().init(theta)
    for number in range(10):
        theta, state = Adam(learning_rate=0.1 * schedule.factor(number)).step(theta, slope(theta), state)
        expected.append(theta)
    np.testing.assert_allclose(path(Scheduled(Adam(0.1), schedule), 10), expected, rtol=1e-14)


def test_a_factor_of_zero_stops_theta_but_not_the_state() -> None:
    rule = Scheduled(AdamW(0.1, weight_decay=0.5), LinearDecay(1))
    theta, state = rule.step(START, slope(START), rule.init(START))
    after, last = rule.step(theta, slope(theta), state)
    assert after.tolist() == theta.tolist()
    assert (last.steps, last.own.steps) == (2, 2)


def test_wrappers_may_stand_in_any_order() -> None:
    decay, plain = StepDecay(3, rate=0.5), Momentum(learning_rate=0.01)
    expected = path(Scheduled(Clipped(Frozen(plain, LAYOUT, "a"), max_norm=2.0), decay))
    for rule in (
        Clipped(Scheduled(Frozen(plain, LAYOUT, "a"), decay), max_norm=2.0),
        Clipped(Frozen(Scheduled(plain, decay), LAYOUT, "a"), max_norm=2.0),
    ):
        np.testing.assert_array_equal(path(rule), expected)
    clipped = Clipped(plain, max_norm=2.0)
    clipped_inside = path(Frozen(Scheduled(clipped, decay), LAYOUT, "a"))
    np.testing.assert_array_equal(clipped_inside, path(Scheduled(Frozen(clipped, LAYOUT, "a"), decay)))
    assert not np.array_equal(clipped_inside, expected)  # a norm counts frozen entries only where Frozen is inside


def test_two_schedules_multiply() -> None:
    rule = Scheduled(Scheduled(GradientDescent(0.01), LinearDecay(8)), StepDecay(2, rate=0.5))
    factors = [LinearDecay(8).factor(step) * 0.5 ** (step // 2) for step in range(12)]
    expected = [START]
    for factor in factors:
        expected.append(expected[-1] - 0.01 * factor * slope(expected[-1]))
    np.testing.assert_allclose(path(rule), expected, rtol=1e-13)


def test_an_optimizer_without_a_learning_rate_says_so_at_once() -> None:
    with pytest.raises(TypeError, match=r"must have a learning rate .*, got SignDescent\(length=0.5\): give"):
        Scheduled(Clipped(SignDescent(0.5), max_norm=1.0), CosineDecay(10))
    rule = Scheduled(ScaledSignDescent(0.5), LinearDecay(2))
    np.testing.assert_allclose(path(rule, 3)[:, 0], [2.0, 1.5, 1.25, 1.25], rtol=1e-15)


@pytest.mark.each("value", [-0.1, float("nan"), float("inf")])
def test_a_wrong_factor_is_named_with_its_schedule(value: float) -> None:
    rule = Scheduled(GradientDescent(), Given(value))
    with pytest.raises(ValueError, match=rf"`Given\(value={value}\).factor\(0\)` must be a finite number"):
        rule.step(START, slope(START), rule.init(START))
