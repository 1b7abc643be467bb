"""What the bounds promise on functions that are not smooth, or not computed as they are written; exact slopes by
hand."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

import minigrad as mg
from minigrad.arrays import Float64Array

ADAPTIVE = mg.AdaptiveDifference()


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


@pytest.mark.parametrize("x", [0.99, 0.9999, -0.999999])
def test_an_edge_where_x_is_rounded_inside(x: float) -> None:
    """(1 - x)(1 + x) is exact but for two roundings, 1 - x^2 is not."""
    exact = -x / math.sqrt((1 - x) * (1 + x))
    estimate = mg.AdaptiveDifference(domain_errors=(ValueError,)).estimate_derivative(lambda t: math.sqrt(1 - t * t), x)
    assert abs(float(estimate.value) - exact) <= float(estimate.error) <= 1e-4 * abs(exact)
    assert estimate.evaluations <= 30


@pytest.mark.parametrize("amplitude", [1e-6, 1e-9])
def test_a_small_fast_component_is_in_the_bound(amplitude: float) -> None:
    estimate = ADAPTIVE.estimate_derivative(lambda t: math.exp(t) + amplitude * math.sin(1e5 * t), 0.7)
    exact = math.exp(0.7) + amplitude * 1e5 * math.cos(7e4)
    assert abs(float(estimate.value) - exact) <= float(estimate.error)


@pytest.mark.parametrize(
    ("fun", "x"), [(math.ceil, 0.3), (math.floor, 7.7), (round, 1.2), (lambda t: round(t, 1), 2.03)]
)
def test_between_jumps_the_derivative_is_zero_and_no_number_comes_from_a_jump(
    fun: Callable[[float], float], x: float
) -> None:
    estimate = ADAPTIVE.estimate_derivative(fun, x)
    assert float(estimate.value) == 0.0 or int(estimate.status) == mg.Status.NOT_RESOLVED


@pytest.mark.parametrize("x", [37.0, 50.0, 90.0])
def test_a_saturated_loss_does_not_have_the_slope_zero_exactly(x: float) -> None:
    """log(1 + exp(-x)) is 0 from 37 on, its slope -1 / (1 + exp(x)) is not."""
    estimate = ADAPTIVE.estimate_derivative(lambda t: math.log(1 + math.exp(-t)), x)
    assert abs(float(estimate.value) + 1 / (1 + math.exp(x))) <= float(estimate.error) <= 1e-12
    assert int(estimate.status) != mg.Status.CONVERGED


def test_a_coordinate_on_which_f_does_not_depend_is_exactly_zero() -> None:
    estimate = ADAPTIVE.estimate(lambda x: math.exp(x[0]), [0.5, 3.0])
    assert (float(estimate.value[1]), float(estimate.error[1])) <= (0.0, 1e-14)
    assert int(estimate.status[1]) == mg.Status.CONVERGED


def test_a_function_that_stands_still_because_it_is_rounded_is_not_taken_for_flat() -> None:
    """float16 has 11 bits: 100 + x does not move for less than 0.03."""
    estimate = ADAPTIVE.estimate_derivative(lambda t: float(np.float16(100.0 + t)), 0.3)
    assert abs(float(estimate.value) - 1.0) <= float(estimate.error)
    assert int(estimate.status) != mg.Status.CONVERGED


@pytest.mark.parametrize("returned", [np.float32, np.float64])
def test_bounds_hold_where_all_is_computed_in_float32(returned: type[np.float32] | type[np.float64]) -> None:
    """log(1 + exp(a x + b)) has the slope a / (1 + exp(-a x - b))."""
    rng = np.random.default_rng(12)
    a, b, x = rng.normal(size=(3, 400))

    def fun(t: Float64Array) -> Float64Array:
        z = np.float32(1.0) * a.astype(np.float32) * t.astype(np.float32) + b.astype(np.float32)
        values: Float64Array = np.log1p(np.exp(z)).astype(returned)
        return values

    estimate = ADAPTIVE.estimate_derivative(fun, x)
    inside = np.abs(estimate.value - a / (1 + np.exp(-a * x - b))) <= estimate.error
    assert (inside | np.isnan(estimate.value)).mean() >= 0.99
    assert np.median(estimate.error) <= 1e-3


@pytest.mark.parametrize("x", [3e-7, -2e-6, 1e-4])
def test_steps_of_a_rounded_intermediate_are_not_taken_for_a_component(x: float) -> None:
    """(exp(x) - 1) / x, whose slope is 1/2 + x/3 + x^2/8 + ..., behaves like c / x between the steps of exp(x)."""
    estimate = ADAPTIVE.estimate_derivative(lambda t: (math.exp(t) - 1) / t, x)
    assert abs(float(estimate.value) - (0.5 + x / 3 + x**2 / 8)) <= float(estimate.error)
