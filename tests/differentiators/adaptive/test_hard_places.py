"""Poles, jumps and oscillations at distances that long steps do not see, and the ends of the floating-point numbers."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

import minigrad as mg

LARGEST = float(np.finfo(np.float64).max)


@pytest.mark.parametrize(
    ("fun", "x", "exact"),
    [
        (lambda x: 1 / (x - 1), 0.999999999, -1 / (0.999999999 - 1) ** 2),
        (math.tan, 1.570796, 1 / math.cos(1.570796) ** 2),
        (lambda x: 1 / (x - 1e5), 100000.01, -1 / (100000.01 - 1e5) ** 2),
        (lambda x: x * x + math.floor(x), 3.0000003, 6.0000006),
        (lambda x: math.atan(1e8 * x), 0.0, 1e8),
    ],
)
def test_a_pole_or_a_jump_close_to_x(fun: Callable[[float], float], x: float, exact: float) -> None:
    """1 / (x - a) is exact but for the last digit, as x - a is."""
    estimate = mg.AdaptiveDifference().estimate_derivative(fun, x)
    assert abs(float(estimate.value) - exact) <= float(estimate.error) <= 1e-5 * abs(exact)


@pytest.mark.parametrize(
    ("fun", "x", "exact"),
    [
        (lambda x: math.sin(1e15 * x), 1.0, 1e15 * math.cos(1e15)),
        (math.sin, 1e308, math.cos(1e308)),
    ],
)
def test_an_oscillation_without_a_resolved_period_has_no_narrow_bound(
    fun: Callable[[float], float], x: float, exact: float
) -> None:
    estimate = mg.AdaptiveDifference().estimate_derivative(fun, x)
    assert int(estimate.status) == mg.Status.NOT_RESOLVED
    assert np.isinf(estimate.error) or abs(float(estimate.value) - exact) <= float(estimate.error)


def test_an_oscillation_with_a_billion_periods_is_found() -> None:
    """1e10 is exact, so sin(1e10 x) near 1 is off by the rounding of 1e10 x alone: 1e-6 in the argument."""
    estimate = mg.AdaptiveDifference().estimate_derivative(lambda x: math.sin(1e10 * x), 1.0)
    exact = 1e10 * math.cos(1e10)
    assert np.isinf(estimate.error) or abs(float(estimate.value) - exact) <= float(estimate.error)


@pytest.mark.parametrize(("fun", "x", "slope"), [(round, 2.5, 1.0), (lambda x: int(1000 * x), 0.77, 1000.0)])
def test_rounding_to_few_digits_is_both_a_plateau_and_a_slope(
    fun: Callable[[float], float], x: float, slope: float
) -> None:
    estimate = mg.AdaptiveDifference().estimate_derivative(fun, x)
    if np.isfinite(estimate.error):
        value, error = float(estimate.value), float(estimate.error)
        assert int(estimate.status) == mg.Status.NOT_RESOLVED
        assert value - error <= 0.0
        assert value + error >= slope


@pytest.mark.parametrize("x", [LARGEST, -LARGEST, 1.797e308, 1e308])
@pytest.mark.parametrize("constant", [0.0, 3.0])
def test_a_constant_at_the_largest_floats(x: float, constant: float) -> None:
    """Warnings are errors here, so this also says that no spacing overflows."""
    estimate = mg.AdaptiveDifference().estimate_derivative(lambda t: constant, x)
    assert float(estimate.value) == 0.0
    assert float(estimate.error) <= 1e-300


def test_rounding_below_the_smallest_normal_number_is_in_the_bound() -> None:
    estimate = mg.AdaptiveDifference().estimate_derivative(lambda x: 1e-310 * math.sin(x), 1.0)
    assert 0 < abs(float(estimate.value) - 1e-310 * math.cos(1.0)) <= float(estimate.error)


def test_an_infinite_value_where_the_second_sentinel_looks_ends_the_search() -> None:
    """The values are infinite at random, and noisy, so the second sentinel is asked, and fails, everywhere."""

    def fun(x: float) -> float:
        bits = int(np.float64(x).view(np.uint64)) * 0x9E3779B97F4A7C15 % 2**64
        return math.inf if x != 1.0 and bits >> 61 == 0 else math.sin(x) * (1 + 1e-9 * (bits / 2**64))

    for x in np.linspace(1.0, 1.001, 50):
        if math.isfinite(fun(float(x))):
            assert mg.AdaptiveDifference().estimate_derivative(fun, float(x)).evaluations <= 200
