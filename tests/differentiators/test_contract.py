"""What every differentiator of this package does besides its contract, which tests/testing/test_suites.py checks.

Runs over ``DIFFERENTIATORS`` of ``tests/registry.py``. The functions here accept complex points too, for methods that
step in imaginary directions.
"""

from __future__ import annotations

from typing import cast

import numpy as np
import numpy.typing as npt
import pytest

from minigrad import Differentiator, Estimate, Status
from minigrad.arrays import Float64Array
from tests.registry import DIFFERENTIATORS

SHAPES = [(), (1,), (3,), (2, 3), (1, 2, 1)]
every_differentiator = pytest.mark.parametrize("method", DIFFERENTIATORS, ids=str)
every_shape = pytest.mark.each("shape", SHAPES)


def _weights(shape: tuple[int, ...]) -> Float64Array:
    return np.arange(1.0, np.prod(shape, dtype=int) + 1.0).reshape(shape)


def _point(shape: tuple[int, ...]) -> Float64Array:
    return np.asarray(np.linspace(0.3, 1.7, int(np.prod(shape, dtype=int))).reshape(shape))


def smooth(x: Float64Array) -> np.float64:
    """sum_k k sin(x_k) + (sum x)^2 / 10; the indices k = 1, 2, ... tell the coordinates apart."""
    value: np.float64 = np.sum(_weights(x.shape) * np.sin(x)) + np.sum(x) ** 2 / 10.0
    return value


def smooth_gradient(x: Float64Array) -> Float64Array:
    return np.asarray(_weights(x.shape) * np.cos(x) + np.sum(x) / 5.0)


def smooth_hessian(x: Float64Array) -> Float64Array:
    diagonal = np.diag((-_weights(x.shape) * np.sin(x)).reshape(-1))
    return (diagonal + 0.2).reshape(x.shape * 2)


def outputs(x: Float64Array) -> Float64Array:
    """(f, 2 f, x_0^2)."""
    return np.array([smooth(x), 2.0 * smooth(x), x.reshape(-1)[0] ** 2])


class Observed:
    """``smooth``, keeping copies of the points that it is called with."""

    def __init__(self) -> None:
        self.points: list[Float64Array] = []

    def __call__(self, x: Float64Array) -> np.float64:
        self.points.append(x.copy())
        return smooth(x)


def _check(estimate: Estimate, truth: npt.ArrayLike, *, slack: float) -> None:
    """Right within its own error bound, which is itself small; value, error, step and status of one shape."""
    truth = np.asarray(truth)
    for array in (estimate.value, estimate.error, estimate.step):
        assert array.shape == truth.shape
        assert array.dtype == np.float64
    assert estimate.status.shape == truth.shape
    assert estimate.status.dtype == np.int8
    assert set(estimate.status.reshape(-1).tolist()) <= {Status.CONVERGED, Status.LIMITED_BY_NOISE, Status.ONE_SIDED}
    assert np.all(np.abs(estimate.value - truth) <= estimate.error)
    assert np.all(estimate.error <= slack * (1.0 + np.abs(truth)))
    assert np.all(estimate.step > 0.0)
    assert np.all(np.isfinite(estimate.step))


# --- right ---------------------------------------------------------------------------------------------------------


@every_shape
@every_differentiator
def test_gradient(method: Differentiator, shape: tuple[int, ...]) -> None:
    x = _point(shape)
    _check(method.estimate(smooth, x), smooth_gradient(x), slack=2e-3)
    value = method.gradient(smooth, x)
    assert value.shape == shape
    assert value.dtype == np.float64
    np.testing.assert_allclose(value, smooth_gradient(x), rtol=1e-3)


@every_differentiator
def test_partial(method: Differentiator) -> None:
    x = _point((2, 3))
    for index in np.ndindex(2, 3):
        truth = smooth_gradient(x)[index]
        _check(method.estimate_partial(smooth, x, index), truth, slack=2e-3)
        value = method.partial(smooth, x, index)
        assert type(value) is float
        assert value == pytest.approx(truth, rel=1e-3)


@every_differentiator
def test_directional(method: Differentiator) -> None:
    x, v = _point((3,)), np.array([1.0, -2.0, 0.5])
    truth = float(smooth_gradient(x) @ v)
    _check(method.estimate_directional(smooth, x, v), truth, slack=2e-3)
    value = method.directional(smooth, x, v)
    assert type(value) is float
    assert value == pytest.approx(truth, rel=1e-3)


@every_differentiator
def test_derivative(method: Differentiator) -> None:
    value = method.derivative(np.sin, 0.5)
    assert type(value) is float
    assert value == pytest.approx(np.cos(0.5), rel=1e-4)
    x = _point((2, 3))
    _check(method.estimate_derivative(np.sin, x), np.cos(x), slack=1e-3)
    np.testing.assert_allclose(method.derivative(np.sin, x), np.cos(x), atol=1e-4)


@every_shape
@every_differentiator
def test_jacobian(method: Differentiator, shape: tuple[int, ...]) -> None:
    x = _point(shape)
    last = np.zeros(x.size)
    last[0] = 2.0 * x.reshape(-1)[0]
    truth = np.stack([smooth_gradient(x), 2.0 * smooth_gradient(x), last.reshape(shape)])
    _check(method.estimate_jacobian(outputs, x), truth, slack=2e-3)
    np.testing.assert_allclose(method.jacobian(outputs, x), truth, atol=1e-3)


@every_shape
@every_differentiator
def test_hessian(method: Differentiator, shape: tuple[int, ...]) -> None:
    x = _point(shape)
    estimate = method.estimate_hessian(smooth, x)
    _check(estimate, smooth_hessian(x), slack=5e-2)
    flat = estimate.value.reshape(x.size, x.size)
    np.testing.assert_array_equal(flat, flat.T)
    np.testing.assert_allclose(method.hessian(smooth, x), smooth_hessian(x), atol=1e-2)


@pytest.mark.each("scale", [1e-3, 1.0, 1e3, 1e6])
@every_differentiator
def test_gradient_at_many_scales(method: Differentiator, scale: float) -> None:
    """sum (x / scale)^2, whose gradient is 2 x / scale^2, at x of that scale."""
    x = scale * np.array([1.0, -2.5])
    estimate = method.estimate(lambda p: np.sum((p / scale) ** 2), x)
    truth = 2.0 * x / scale**2
    assert np.all(np.abs(estimate.value - truth) <= estimate.error)
    np.testing.assert_allclose(estimate.value, truth, rtol=1e-3)


@every_differentiator
def test_a_constant_has_no_slope(method: Differentiator) -> None:
    estimate = method.estimate(lambda x: 3.0 + 0.0 * x[0], [1.0, 0.0])
    np.testing.assert_allclose(estimate.value, 0.0, atol=1e-9)
    assert np.all(np.abs(estimate.value) <= estimate.error)


# --- types of x ------------------------------------------------------------------------------------------------------


@pytest.mark.each(
    "x", [[3, 4], np.array([3, 4]), np.array([3, 4], np.int8), (3.0, 4.0), np.array([3.0, 4.0], np.float32)]
)
@every_differentiator
def test_any_kind_of_x(method: Differentiator, x: npt.ArrayLike) -> None:
    value = method.gradient(lambda p: np.sum(p**2), x)
    assert value.dtype == np.float64
    np.testing.assert_allclose(value, [6.0, 8.0], rtol=2e-3)


@every_differentiator
def test_fortran_order(method: Differentiator) -> None:
    x = _point((2, 3))
    np.testing.assert_array_equal(method.gradient(smooth, np.asfortranarray(x)), method.gradient(smooth, x))


# --- pure ------------------------------------------------------------------------------------------------------------


@every_differentiator
def test_x_is_neither_written_to_nor_handed_out(method: Differentiator) -> None:
    x = _point((2, 3))
    x.setflags(write=False)

    def fun(point: Float64Array) -> np.float64:
        assert not np.shares_memory(point, x)
        value = smooth(point)
        point[...] = np.nan
        return value

    np.testing.assert_allclose(method.gradient(fun, x), smooth_gradient(x), rtol=1e-3)
    np.testing.assert_array_equal(method.gradient(fun, x), method.gradient(smooth, x))


@every_differentiator
def test_a_reused_buffer_does_no_harm(method: Differentiator) -> None:
    x = _point((3,))
    kept: dict[str, Float64Array] = {}

    def fun(point: Float64Array) -> Float64Array:
        fresh = outputs(point)
        buffer = kept.setdefault(fresh.dtype.kind, np.zeros_like(fresh))
        buffer[...] = fresh
        return buffer

    np.testing.assert_array_equal(method.jacobian(fun, x), method.jacobian(outputs, x))


@every_differentiator
def test_the_method_is_a_value(method: Differentiator) -> None:
    assert hash(method) == hash(method)
    assert repr(method).startswith(type(method).__name__ + "(")


# --- cost ------------------------------------------------------------------------------------------------------------


@every_differentiator
def test_without_error_bounds_no_more_evaluations(method: Differentiator) -> None:
    x, fun = _point((3,)), Observed()
    method.gradient(fun, x)
    assert len(fun.points) <= method.estimate(smooth, x).evaluations, "no error bound, no more work"


@every_differentiator
def test_vectorized_is_the_same(method: Differentiator) -> None:
    """Exactly rounded arithmetic, in which one point or many makes no difference."""

    def stack(points: Float64Array) -> Float64Array:
        return points[:, 0] * points[:, 1] + points[:, 2] * points[:, 2]

    x = _point((3,))
    one = method.gradient(lambda p: p[0] * p[1] + p[2] * p[2], x)
    calls: list[int] = []

    def counted(points: Float64Array) -> np.float64:
        calls.append(len(points))
        return cast("np.float64", stack(points))  # a stack of values, as vectorized=True wants

    np.testing.assert_array_equal(method.gradient(counted, x, vectorized=True), one)
    assert len(calls) < sum(calls)


# --- trouble ---------------------------------------------------------------------------------------------------------


@every_differentiator
def test_bad_x_is_refused(method: Differentiator) -> None:
    with pytest.raises(ValueError, match="`x` must be finite"):
        method.gradient(smooth, [1.0, float("nan")])
    with pytest.raises(ValueError, match="`x` must not be empty"):
        method.gradient(smooth, [])
    with pytest.raises(TypeError, match="`x` must hold real numbers"):
        method.gradient(smooth, [True])


@every_differentiator
def test_a_function_that_is_nowhere_finite_is_never_given_a_slope_silently(method: Differentiator) -> None:
    try:
        estimate = method.estimate(lambda x: float("nan") * x[0], [1.0])
    except ValueError:
        return
    assert int(estimate.status[0]) == Status.NOT_RESOLVED
    assert np.isinf(estimate.error[0])


# --- bounds ----------------------------------------------------------------------------------------------------------


@pytest.mark.each("x", [(0.0, 1.0), (1.0, 1.0), (0.5, 1e-7), (1.0 - 1e-12, 0.3)])
@every_differentiator
def test_bounds_are_kept(method: Differentiator, x: tuple[float, float]) -> None:
    fun = Observed()
    estimate = method.estimate(fun, x, bounds=(0.0, 1.0))
    real = np.real(np.array(fun.points))
    assert real.min() >= 0.0
    assert real.max() <= 1.0
    _check(estimate, smooth_gradient(np.array(x)), slack=2e-3)


@pytest.mark.each("corner", [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)])
@every_differentiator
def test_bounds_are_kept_by_hessians(method: Differentiator, corner: tuple[float, float]) -> None:
    fun = Observed()
    estimate = method.estimate_hessian(fun, corner, bounds=(0.0, 1.0))
    real = np.real(np.array(fun.points))
    assert real.min() >= 0.0
    assert real.max() <= 1.0
    truth = smooth_hessian(np.array(corner))
    assert np.all(np.abs(estimate.value - truth) <= estimate.error)
    np.testing.assert_allclose(estimate.value, truth, atol=5e-2)
