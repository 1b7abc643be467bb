"""Noise, low precision and rounded values: the bounds hold, and say what limits them."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

import minigrad as mg
from minigrad.arrays import Float64Array

ADAPTIVE = mg.AdaptiveDifference(domain_errors=(ValueError, ZeroDivisionError, OverflowError))


def _noisy_exp(rng: np.random.Generator, level: float) -> Callable[[Float64Array], Float64Array]:
    def fun(t: Float64Array) -> Float64Array:
        noise: Float64Array = level * rng.normal(size=t.shape)
        return np.exp(t) * (1 + noise)

    return fun


@pytest.mark.parametrize("level", [1e-12, 1e-9, 1e-6])
def test_bounds_hold_under_noise(level: float) -> None:
    rng = np.random.default_rng(9)
    x = np.linspace(0.5, 2.0, 200)
    estimate = ADAPTIVE.estimate_derivative(_noisy_exp(rng, level), x)
    inside = np.abs(estimate.value - np.exp(x)) <= estimate.error
    assert inside.mean() >= 0.98
    # A 3-point difference at its best step, (3 level)^(1/3) for f''' = f, has errors near (9 level^2 / 8)^(1/3) f.
    assert np.median(np.abs(estimate.value - np.exp(x)) / np.exp(x)) <= 0.3 * (9 * level**2 / 8) ** (1 / 3)


def test_noise_that_swamps_everything_is_no_derivative() -> None:
    rng = np.random.default_rng(8)
    for _ in range(20):
        estimate = ADAPTIVE.estimate_derivative(lambda x: rng.normal(), 1.0)
        assert int(estimate.status) in (mg.Status.LIMITED_BY_NOISE, mg.Status.NOT_RESOLVED)
        assert not float(estimate.error) < abs(float(estimate.value)) / 2


@pytest.mark.parametrize("cast", [np.float32, np.float16])
def test_values_in_low_precision(cast: type[np.float32] | type[np.float16]) -> None:
    estimate = ADAPTIVE.estimate_derivative(lambda x: np.sin(cast(x)), 1.0)
    assert abs(float(estimate.value) - math.cos(1.0)) <= float(estimate.error) <= 1e6 * float(np.finfo(cast).eps)


@pytest.mark.parametrize(
    ("digits", "status"),
    [
        (2, mg.Status.NOT_RESOLVED),
        (3, mg.Status.NOT_RESOLVED),
        (6, mg.Status.LIMITED_BY_NOISE),
        (9, mg.Status.LIMITED_BY_NOISE),
    ],
)
def test_quantised_values_are_noise_and_few_digits_may_be_steps(digits: int, status: mg.Status) -> None:
    estimate = ADAPTIVE.estimate_derivative(lambda x: round(math.sin(x), digits), 1.0)
    assert abs(float(estimate.value) - math.cos(1.0)) <= float(estimate.error)
    assert int(estimate.status) == status


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


@pytest.mark.parametrize(("fun", "x", "slope"), [(round, 2.5, 1.0), (lambda x: int(1000 * x), 0.77, 1000.0)])
def test_rounding_to_few_digits_is_both_a_plateau_and_a_slope(
    fun: Callable[[float], float], x: float, slope: float
) -> None:
    estimate = ADAPTIVE.estimate_derivative(fun, x)
    if np.isfinite(estimate.error):
        value, error = float(estimate.value), float(estimate.error)
        assert int(estimate.status) == mg.Status.NOT_RESOLVED
        assert value - error <= 0.0
        assert value + error >= slope


def test_rounding_below_the_smallest_normal_number_is_in_the_bound() -> None:
    estimate = ADAPTIVE.estimate_derivative(lambda x: 1e-310 * math.sin(x), 1.0)
    assert 0 < abs(float(estimate.value) - 1e-310 * math.cos(1.0)) <= float(estimate.error)


def test_an_infinite_value_where_the_second_sentinel_looks_ends_the_search() -> None:
    """The values are infinite at random, and noisy, so the second sentinel is asked, and fails, everywhere."""

    def fun(x: float) -> float:
        bits = int(np.float64(x).view(np.uint64)) * 0x9E3779B97F4A7C15 % 2**64
        return math.inf if x != 1.0 and bits >> 61 == 0 else math.sin(x) * (1 + 1e-9 * (bits / 2**64))

    for x in np.linspace(1.0, 1.001, 50):
        if math.isfinite(fun(float(x))):
            assert ADAPTIVE.estimate_derivative(fun, float(x)).evaluations <= 200


@pytest.mark.parametrize(
    ("level", "status"),
    [(1e-13, mg.Status.CONVERGED), (1e-9, mg.Status.LIMITED_BY_NOISE), (1e-6, mg.Status.LIMITED_BY_NOISE)],
)
def test_what_the_error_is_due_to_decides_the_status(level: float, status: mg.Status) -> None:
    rng = np.random.default_rng(1)
    estimate = ADAPTIVE.estimate_derivative(lambda x: math.exp(x) * (1 + level * rng.normal()), 1.0)
    assert abs(float(estimate.value) - math.e) <= float(estimate.error)
    assert int(estimate.status) == status


@pytest.mark.parametrize("level", [1e-11, 1e-8, 1e-5])
def test_bounds_under_noise_are_not_idle(level: float) -> None:
    """They are some 40 standard deviations of what the best entry makes of the noise, hardly more or less."""
    rng = np.random.default_rng(15)
    x = np.linspace(0.5, 2.0, 300)
    estimate = ADAPTIVE.estimate_derivative(_noisy_exp(rng, level), x)
    ratio = estimate.error / np.abs(estimate.value - np.exp(x))
    assert 10 <= np.median(ratio) <= 200


def test_bounds_of_second_derivatives_hold_under_noise() -> None:
    rng = np.random.default_rng(16)

    def fun(x: Float64Array) -> float:
        return float(np.exp(x).sum() * (1 + 1e-9 * rng.normal()))

    x = np.linspace(0.5, 1.5, 12)
    estimate = ADAPTIVE.estimate_hessian(fun, x)
    assert (np.abs(estimate.value - np.diag(np.exp(x))) <= estimate.error).mean() >= 0.98


def test_a_sentinel_that_is_infinite_does_not_spoil_the_ladder() -> None:
    """At one step alone, that of the first sentinel, f has no value."""
    estimate = ADAPTIVE.estimate_derivative(
        lambda x: math.nan if abs(abs(x - 1) - 0.0413 / 211.3) < 1e-9 else math.exp(x), 1.0
    )
    assert abs(float(estimate.value) - math.e) <= float(estimate.error) <= 1e-9


def test_noise_that_grows_with_f_over_the_window() -> None:
    """exp(8 t) with relative noise: next to x the noise is a third smaller than at the end of the first window."""
    rng, x = np.random.default_rng(5), np.linspace(0.5, 1.5, 400)

    def fun(t: Float64Array) -> Float64Array:
        noise: Float64Array = 1e-7 * rng.normal(size=t.shape)
        return np.exp(8 * (t - x)) * (1 + noise)

    estimate = ADAPTIVE.estimate_derivative(fun, x)
    ratio = np.abs(estimate.value - 8.0) / estimate.error
    assert (ratio <= 1.0).mean() >= 0.99
    assert np.median(ratio) >= 0.01


@pytest.mark.parametrize("count", [1, 2])
def test_steps_that_are_rounded_because_x_is_large(count: int) -> None:
    """Steps are multiples of the spacing of floats at x; what that costs is in the bound, and far above eps f'."""
    x = 1e9 + 0.1
    estimate = ADAPTIVE.estimate_derivative(lambda t: np.sin(10 * (t - 1e9)), [x] * count)
    exact = 10 * math.cos(10 * (x - 1e9))
    assert (np.abs(estimate.value - exact) <= estimate.error).all()
    assert (estimate.error <= 1e-4).all()


def test_a_huge_function_with_noise_does_not_overflow() -> None:
    rng = np.random.default_rng(6)
    estimate = ADAPTIVE.estimate_derivative(lambda t: 1e300 * math.sin(t) * (1 + 1e-9 * rng.normal()), 1.0)
    assert abs(float(estimate.value) - 1e300 * math.cos(1.0)) <= float(estimate.error) <= 1e295


def test_a_power_between_those_that_extrapolation_cancels_is_in_the_bound() -> None:
    """|t|^2.5 makes an error of H^1.5, which no column of the table cancels."""
    x = np.linspace(0.5, 1.5, 50)

    def fun(t: Float64Array) -> Float64Array:
        apart: Float64Array = t - x
        power: Float64Array = 0.1 * np.abs(apart) ** 2.5
        return np.exp(t) + power * np.sign(apart)

    estimate = ADAPTIVE.estimate_derivative(fun, x)
    assert (np.abs(estimate.value - np.exp(x)) <= estimate.error).all()
