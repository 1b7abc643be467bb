"""Second derivatives against closed forms."""

from __future__ import annotations

import math

import numpy as np
import pytest

from minigrad import CentralDifference
from tests.differentiators.cases import (
    DIFFERENCES,
    Difference,
    Recorder,
    rosenbrock,
    rosenbrock_hessian,
)
from tests.differentiators.counts import with_error

every_difference = pytest.mark.each("method", DIFFERENCES)


# --- hessian ---------------------------------------------------------------------------------------------------------


@pytest.mark.each("x", [(1.0, 1.0), (-1.2, 1.0), (0.3, 2.0)])
@every_difference
def test_hessian_of_rosenbrock(method: Difference, x: tuple[float, float]) -> None:
    truth = rosenbrock_hessian(np.array(x))
    estimate = method.estimate_hessian(rosenbrock, x)
    assert np.all(np.abs(estimate.value - truth) <= estimate.error)
    if method.order > 1:
        np.testing.assert_allclose(estimate.value, truth, rtol=1e-4, atol=1e-2)


@every_difference
def test_hessian_with_mixed_terms(method: Difference) -> None:
    """f = exp(x0 x1) + x2^2 x0: H01 = (1 + x0 x1) e, H00 = x1^2 e, H11 = x0^2 e, H02 = 2 x2, H22 = 2 x0."""
    a, b, c = 0.5, 0.8, -1.5
    e = math.exp(a * b)
    truth = [[b * b * e, (1 + a * b) * e, 2 * c], [(1 + a * b) * e, a * a * e, 0.0], [2 * c, 0.0, 2 * a]]
    estimate = method.estimate_hessian(lambda x: math.exp(x[0] * x[1]) + x[2] ** 2 * x[0], [a, b, c])
    assert np.array_equal(estimate.value, estimate.value.T)
    assert np.array_equal(estimate.error, estimate.error.T)
    assert np.all(np.abs(estimate.value - truth) <= estimate.error)
    np.testing.assert_allclose(estimate.value, truth, atol=1e-3 if method.order == 1 else 1e-5)
    np.testing.assert_array_equal(
        method.hessian(lambda x: math.exp(x[0] * x[1]) + x[2] ** 2 * x[0], [a, b, c]), estimate.value
    )


def test_hessian_of_a_quadratic_form_of_a_matrix() -> None:
    """f = sum_k x_k^2 (k + 1) + x_0 x_5, indices flat; the shape is x.shape twice."""
    x = np.array([[1.0, -2.0, 0.0], [3.0, 0.5, -1.0]])
    k = np.arange(1.0, 7.0)
    truth = np.diag(2.0 * k)
    truth[0, 5] = truth[5, 0] = 1.0
    value = CentralDifference().hessian(lambda x: float(np.sum(k * x.reshape(-1) ** 2) + x[0, 0] * x[1, 2]), x)
    assert value.shape == (2, 3, 2, 3)
    np.testing.assert_allclose(value.reshape(6, 6), truth, atol=1e-5)


def test_hessian_of_a_number() -> None:
    value = CentralDifference().hessian(lambda x: math.exp(float(x)), 1.0)
    assert value.shape == ()
    assert float(value) == pytest.approx(math.e, rel=1e-7)


@every_difference
def test_hessian_evaluations(method: Difference) -> None:
    fun = Recorder(rosenbrock)
    estimate = method.estimate_hessian(fun, [0.5, 0.7])
    lines = 3  # two pure ones, one mixed
    assert estimate.evaluations == len(fun.points) == 1 + lines * with_error(method, 2)
