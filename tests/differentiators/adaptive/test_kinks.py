"""Kinks, jumps of f'' and components that are too fast for the first window; exact slopes by hand."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

import minigrad as mg

ADAPTIVE = mg.AdaptiveDifference(domain_errors=(ValueError, ZeroDivisionError, OverflowError))


@pytest.mark.parametrize("x", [0.3, -1.7, 40.0])
@pytest.mark.parametrize("jump", [1e-2, 1.0, -30.0])
def test_both_slopes_at_a_kink_are_inside_the_bound(x: float, jump: float) -> None:
    estimate = ADAPTIVE.estimate_derivative(lambda t: math.sin(t) + jump * abs(t - x), x)
    value, error = float(estimate.value), float(estimate.error)
    assert value - error <= math.cos(x) - abs(jump)
    assert math.cos(x) + abs(jump) <= value + error
    assert error <= 1.5 * abs(jump) + 1e-3
    assert estimate.evaluations <= 60


@pytest.mark.parametrize("distance", [1e-8, 1e-6, 1e-4, 1e-2])
def test_a_kink_near_x_does_not_spoil_the_slope(distance: float) -> None:
    x, kink = 1.3, 1.3 + distance
    estimate = ADAPTIVE.estimate_derivative(lambda t: math.exp(t) + 0.5 * abs(t - kink), x)
    assert abs(float(estimate.value) - (math.exp(x) - 0.5)) <= float(estimate.error) <= 1e-3


@pytest.mark.parametrize("x", [0.5, -3.0])
def test_a_joint_at_x_is_inside_the_bound(x: float) -> None:
    """The squared hinge has the slope 0 at its joint, on both sides; its second derivative jumps from 0 to 2."""
    estimate = ADAPTIVE.estimate_derivative(lambda t: math.cos(t) + max(t - x, 0.0) ** 2, x)
    assert abs(float(estimate.value) + math.sin(x)) <= float(estimate.error) <= 1e-4
    second = ADAPTIVE.estimate_hessian(lambda t: math.cos(float(t[0])) + max(float(t[0]) - x, 0.0) ** 2, [x])
    value, error = float(second.value[0, 0]), float(second.error[0, 0])
    assert (value - error <= -math.cos(x) and 2 - math.cos(x) <= value + error) or math.isnan(value)


@pytest.mark.parametrize("amplitude", [1e-6, 1e-9])
def test_a_small_fast_component_is_in_the_bound(amplitude: float) -> None:
    estimate = ADAPTIVE.estimate_derivative(lambda t: math.exp(t) + amplitude * math.sin(1e5 * t), 0.7)
    exact = math.exp(0.7) + amplitude * 1e5 * math.cos(7e4)
    assert abs(float(estimate.value) - exact) <= float(estimate.error)


@pytest.mark.parametrize("x", [3e-7, -2e-6, 1e-4])
def test_steps_of_a_rounded_intermediate_are_not_taken_for_a_component(x: float) -> None:
    """(exp(x) - 1) / x, whose slope is 1/2 + x/3 + x^2/8 + ..., behaves like c / x between the steps of exp(x)."""
    estimate = ADAPTIVE.estimate_derivative(lambda t: (math.exp(t) - 1) / t, x)
    assert abs(float(estimate.value) - (0.5 + x / 3 + x**2 / 8)) <= float(estimate.error)


def test_a_small_kink_far_away_does_not_keep_the_window_jumping() -> None:
    """Long windows saw the kink and asked for short ones, which saw nothing and asked for long ones, until the budget
    ended."""

    def fun(x: float) -> float:
        return 1.0 + 0.027 * x + 1e-4 * x**2 + 0.008 * max(0.0, 0.45 - x)

    estimate = ADAPTIVE.estimate_derivative(fun, 0.75)
    assert abs(float(estimate.value) - (0.027 + 2e-4 * 0.75)) <= float(estimate.error) <= 1e-9
    assert estimate.evaluations <= 40


@pytest.mark.parametrize("fun", [abs, lambda x: x * math.sin(1 / x) if x else 0.0])
def test_where_secants_have_all_slopes_up_to_one_the_bound_says_so(fun: Callable[[float], float]) -> None:
    estimate = ADAPTIVE.estimate_derivative(fun, 0.0)
    assert int(estimate.status) == mg.Status.NOT_RESOLVED
    assert np.isnan(estimate.value) or float(estimate.error) - abs(float(estimate.value)) >= 1.0


def test_a_large_kink_at_x_is_seen_from_nine_evaluations() -> None:
    """Three pairs that do not agree, one closer pair that says why, and f(x)."""
    estimate = ADAPTIVE.estimate_derivative(lambda x: math.sin(x) + abs(x - 1.0), 1.0)
    assert estimate.evaluations == 9
    assert float(estimate.value) == pytest.approx(math.cos(1.0), abs=1e-6)
    assert 1.0 <= float(estimate.error) <= 1.01
    assert int(estimate.status) == mg.Status.NOT_RESOLVED


@pytest.mark.parametrize("size", [0.5e-6, 1e-4])
def test_a_small_kink_on_a_smooth_function_is_in_the_bound(size: float) -> None:
    """Too small for the sentinels: only the difference of both sides, extrapolated, shows it."""
    estimate = ADAPTIVE.estimate_derivative(lambda x: math.exp(x) + size * abs(x - 1.0), 1.0)
    value, error = float(estimate.value), float(estimate.error)
    assert value - error <= math.e - size
    assert math.e + size <= value + error
    assert error <= 100 * size


def test_a_small_jump_of_the_second_derivative_is_in_the_bound() -> None:
    estimate = ADAPTIVE.estimate_derivative(lambda x: math.exp(x) + 0.5e-4 * abs(x - 1.0) * (x - 1.0), 1.0)
    assert abs(float(estimate.value) - math.e) <= float(estimate.error) <= 1e-5


def test_a_kink_spoils_a_second_derivative() -> None:
    estimate = ADAPTIVE.estimate_hessian(lambda t: math.exp(float(t[0])) + 1e-3 * abs(float(t[0]) - 1.0), [1.0])
    assert not float(estimate.error[0, 0]) < 1e-3


@pytest.mark.parametrize("size", [1e-7, 1e-6, 1e-5, 1e-3, 0.1, 1.0])
def test_a_second_derivative_at_a_kink_has_no_narrow_bound(size: float) -> None:
    """Second differences at a step h are off by 2 size / h there: whatever the size, some h makes that large."""
    estimate = ADAPTIVE.estimate_hessian(lambda t: math.exp(float(t[0])) + size * abs(float(t[0]) - 1.0), [1.0])
    assert float(estimate.error[0, 0]) >= 0.1
    if size >= 1e-3:  # the sentinels see this one
        assert math.isnan(float(estimate.value[0, 0]))
        assert float(estimate.error[0, 0]) == math.inf
        assert estimate.evaluations <= 15


@pytest.mark.parametrize("frequency", [1e3, 2e5, 1e7])
def test_a_fast_component_is_resolved(frequency: float) -> None:
    """Of x + sin(w x) / w / 5, which is far too small to be seen in the first window for large w."""
    estimate = ADAPTIVE.estimate_derivative(lambda x: x + 0.2 / frequency * math.sin(frequency * x), 1.0)
    exact = 1 + 0.2 * math.cos(frequency)
    assert abs(float(estimate.value) - exact) <= float(estimate.error) <= 1e-3
    assert float(estimate.step) <= 3 / frequency


def test_bounds_hold_for_most_values_that_are_computed_from_rounded_intermediates() -> None:
    """(exp(x) - 1) / x at x from 1e-8 to 1e-5: where exp(x) is constant, the slope of 1 / x is all that is seen."""
    x = 10.0 ** np.random.default_rng(4).uniform(-8, -5, 150)
    estimate = ADAPTIVE.estimate_derivative(lambda t: (np.exp(t) - 1) / t, x)
    inside = np.abs(estimate.value - (0.5 + x / 3)) <= estimate.error
    assert (inside | np.isnan(estimate.value)).mean() >= 0.935
