"""Where f does not move around x, exactly or nearly: which points have the slope 0, and which have none."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

import minigrad as mg

ADAPTIVE = mg.AdaptiveDifference(domain_errors=(ValueError, ZeroDivisionError, OverflowError))


@pytest.mark.parametrize(("fun", "x"), [(lambda x: 3.0, 1.0), (lambda x: 0.0, -2.0), (lambda x: -1e5, 0.0)])
def test_a_constant_has_derivative_zero_and_is_known_to(fun: Callable[[float], float], x: float) -> None:
    estimate = ADAPTIVE.estimate_derivative(fun, x)
    assert float(estimate.value) == 0.0
    assert float(estimate.error) <= 1e-15 * max(1.0, abs(fun(x)))  # a zero may be what is left of numbers of size 1
    assert int(estimate.status) == mg.Status.CONVERGED


def test_a_unit_that_is_switched_off_has_derivative_zero() -> None:
    """It adds 1 per unit of x further out, so numbers as large as 1 may be rounded inside."""
    estimate = ADAPTIVE.estimate_derivative(lambda x: max(x, 0.0), -2.0)
    assert float(estimate.value) == 0.0 < float(estimate.error) <= 1e-15


def test_a_plateau_as_long_as_the_first_steps_is_a_derivative_of_zero_but_not_called_converged() -> None:
    estimate = ADAPTIVE.estimate_derivative(lambda x: round(math.sin(x), 1), 1.0)
    assert float(estimate.value) == 0.0  # which is what this function has
    assert int(estimate.status) == mg.Status.LIMITED_BY_NOISE


@pytest.mark.parametrize("x", [1e-6, 1.0, 30.0])
def test_a_function_constant_but_for_rounding_has_derivative_zero(x: float) -> None:
    estimate = ADAPTIVE.estimate_derivative(lambda t: math.sin(t) ** 2 + math.cos(t) ** 2, x)
    assert abs(float(estimate.value)) <= float(estimate.error) <= 1e-15


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


@pytest.mark.parametrize(
    ("fun", "x"),
    [
        (lambda x: x**2, 0.0),
        (lambda x: x**3, 0.0),
        (lambda x: x**4, 0.0),
        (lambda x: x**7, 0.0),
        (lambda x: (x - 3) ** 3, 3.0),
        (lambda x: (x - 3) ** 4, 3.0),
        (lambda x: 5 + (x - 2) ** 3, 2.0),
        (lambda x: math.tanh(x - 9) ** 3, 9.0),
        (lambda x: (x - 1e3) ** 3, 1e3),
        (lambda x: x - math.sin(x), 0.0),
        (math.cos, 0.0),
    ],
)
def test_a_stationary_point_has_derivative_zero_with_a_bound(fun: Callable[[float], float], x: float) -> None:
    estimate = ADAPTIVE.estimate_derivative(fun, x)
    assert abs(float(estimate.value)) <= float(estimate.error) <= 1e-7
    assert estimate.evaluations <= 25


def test_next_to_a_stationary_point_the_slope_is_inside_the_bound() -> None:
    x = 1 + 1e-9
    estimate = ADAPTIVE.estimate_derivative(lambda x: (x - 1) ** 3, x)
    assert abs(float(estimate.value) - 3 * (x - 1) ** 2) <= float(estimate.error) <= 1e-14


def test_a_gradient_with_a_coordinate_in_which_f_is_even_and_one_in_which_it_is_constant() -> None:
    estimate = ADAPTIVE.estimate(lambda x: x[0] ** 2 * x[1], [0.0, 1.0])
    assert (estimate.value == 0).all()
    assert (estimate.error <= 1e-15).all()


@pytest.mark.parametrize("fun", [lambda x: abs(x) ** 1.5, math.sqrt, lambda x: math.sqrt(x) ** 3])
def test_roots_stay_unresolved(fun: Callable[[float], float]) -> None:
    estimate = mg.AdaptiveDifference(domain_errors=(ValueError,)).estimate_derivative(fun, 0.0)
    assert int(estimate.status) == mg.Status.NOT_RESOLVED
    assert np.isinf(estimate.error)


@pytest.mark.parametrize("x", [2.0, -0.5, 0.0])
def test_a_constant_is_looked_at_up_to_a_hundred_times_its_size(x: float) -> None:
    visited = list[float]()

    def fun(t: float) -> float:
        visited.append(t)
        return 3.0

    ADAPTIVE.derivative(fun, x)
    scale = abs(x) or 1.0
    assert 100 * scale <= max(abs(t - x) for t in visited) <= 2000 * max(scale, 1.0)
