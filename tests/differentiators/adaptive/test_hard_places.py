"""Poles, jumps and oscillations at distances that long steps do not see, points without a slope, extreme numbers."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

import minigrad as mg

LARGEST = float(np.finfo(np.float64).max)
ADAPTIVE = mg.AdaptiveDifference(domain_errors=(ValueError, ZeroDivisionError, OverflowError))


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
    estimate = ADAPTIVE.estimate_derivative(fun, x)
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
    estimate = ADAPTIVE.estimate_derivative(fun, x)
    assert int(estimate.status) == mg.Status.NOT_RESOLVED
    assert np.isinf(estimate.error) or abs(float(estimate.value) - exact) <= float(estimate.error)


def test_an_oscillation_with_a_billion_periods_is_found() -> None:
    """1e10 is exact, so sin(1e10 x) near 1 is off by the rounding of 1e10 x alone: 1e-6 in the argument."""
    estimate = ADAPTIVE.estimate_derivative(lambda x: math.sin(1e10 * x), 1.0)
    exact = 1e10 * math.cos(1e10)
    assert np.isinf(estimate.error) or abs(float(estimate.value) - exact) <= float(estimate.error)


@pytest.mark.parametrize(
    ("fun", "x"),
    [
        (lambda x: math.copysign(abs(x) ** (1 / 3), x), 0.0),
        (lambda x: float(x > 0.5), 0.5),
        (math.sqrt, 0.0),
        (lambda x: 1.0 if x == 1.0 else math.nan, 1.0),
        (lambda x: 1.0 if x == 1.0 else math.inf, 1.0),
    ],
)
def test_where_there_is_no_derivative_nothing_is_claimed(fun: Callable[[float], float], x: float) -> None:
    estimate = ADAPTIVE.estimate_derivative(fun, x)
    assert math.isnan(float(estimate.value))
    assert float(estimate.error) == math.inf
    assert int(estimate.status) == mg.Status.NOT_RESOLVED


@pytest.mark.parametrize("x", [LARGEST, -LARGEST, 1.797e308, 1e308])
@pytest.mark.parametrize("constant", [0.0, 3.0])
def test_a_constant_at_the_largest_floats(x: float, constant: float) -> None:
    """Warnings are errors here, so this also says that no spacing overflows."""
    estimate = ADAPTIVE.estimate_derivative(lambda t: constant, x)
    assert float(estimate.value) == 0.0
    assert float(estimate.error) <= 1e-300
