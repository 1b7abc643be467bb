"""Every optimizer of the registry reaches known minima; its contract is in tests/testing/test_suites.py."""

from __future__ import annotations

import numpy as np
import pytest

from minigrad.arrays import FloatArray
from tests.optimizers.contract import OptimizerContract
from tests.registry import OPTIMIZERS

START = (-3.0, 4.0)
every_optimizer = pytest.mark.parametrize("case", OPTIMIZERS.values(), ids=OPTIMIZERS.keys())


def bowl(theta: FloatArray) -> FloatArray:
    """Of (x0^2 + 10 x1^2) / 2, whose minimum is at the origin."""
    return np.array([1.0, 10.0], theta.dtype) * theta


def rosenbrock(theta: FloatArray) -> FloatArray:
    """Of 100 (x1 - x0^2)^2 + (1 - x0)^2, whose minimum is at (1, 1)."""
    x0, x1 = float(theta[0]), float(theta[1])
    return np.array([-400.0 * x0 * (x1 - x0**2) - 2.0 * (1.0 - x0), 200.0 * (x1 - x0**2)], theta.dtype)


@every_optimizer
def test_reaches_the_minimum_of_a_quadratic(case: OptimizerContract) -> None:
    end = case.end(bowl, np.array(START), case.quadratic_steps)
    np.testing.assert_allclose(end, 0.0, atol=1e-6)


@every_optimizer
def test_reaches_the_minimum_of_the_rosenbrock_valley(case: OptimizerContract) -> None:
    end = case.end(rosenbrock, np.array([-1.2, 1.0]), case.rosenbrock_steps)
    np.testing.assert_allclose(end, 1.0, atol=2e-4)


@every_optimizer
def test_stays_at_a_stationary_point(case: OptimizerContract) -> None:
    end = case.end(bowl, np.zeros(2), 3)
    assert end.tolist() == [0.0, 0.0]
