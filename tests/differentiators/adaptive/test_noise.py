from __future__ import annotations

import numpy as np
import pytest

from minigrad.arrays import Float64Array
from minigrad.differentiators.adaptive import sentinel_noise as noise
from minigrad.differentiators.adaptive.ladder import PAIRS


def measured(level: float, doubt: float = 0.0) -> Float64Array:
    """Residuals of f = 2t + t^2 with noise of this level, at t = +-1e-3 in a window of 0.5."""
    rng = np.random.default_rng(4)
    t = PAIRS[True] * 1e-3
    values = 2 * t + t**2 + level * rng.normal(size=(2, 20_000)) - level * rng.normal(size=20_000)
    taylor = np.array([[2.0], [1.0 * 0.5], [0.0], [0.0]])  # a_k H^(k - 1)
    return noise.residuals(values / t, np.array([1e-3]), np.array([0.5]), taylor, True)


def test_a_polynomial_leaves_nothing() -> None:
    assert np.abs(measured(0.0)).max() < 1e-18


@pytest.mark.parametrize("level", [1e-9, 1e-3])
def test_level_finds_the_noise_of_one_value(level: float) -> None:
    estimates = noise.level(measured(level), np.zeros(1))
    assert np.sqrt(np.mean(estimates**2)) == pytest.approx(level, rel=0.02)


def test_doubt_about_the_slope_is_not_taken_for_noise() -> None:
    residual = np.array([[1e-6], [-1e-6]])  # odd, as a wrong slope would be
    assert noise.level(residual, np.array([2e-6])) == 0.0
    assert noise.level(residual, np.zeros(1)) == pytest.approx(1e-6)


def test_spread_does_not_overflow() -> None:
    assert noise.spread(np.full((2, 1), 1e300)) == pytest.approx(1e300)
    assert noise.level(np.full((2, 1), 1e300), np.zeros(1)) == pytest.approx(2e300 / np.sqrt(12))


def test_noise_grows_with_f_but_no_further_than_the_ladder_shows() -> None:
    near, one = np.array([1e-6]), np.ones(1)
    quiet, loud = np.full((2, 1), 1e-7), np.full((2, 1), 1.0)
    assert noise.at_window(near, one, 3 * one, loud) == pytest.approx(3e-6)
    assert noise.at_window(near, one, 300 * one, quiet) == near
    with np.errstate(invalid="ignore"):  # as the driver does
        assert noise.at_window(np.zeros(1), np.zeros(1), np.zeros(1), np.zeros((2, 1))) == 0.0
