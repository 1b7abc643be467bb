"""Every kind of derivative, and the estimates with their error bounds, against closed forms."""

from __future__ import annotations

import math

import numpy as np
import pytest

from minigrad import CentralDifference, ForwardDifference
from minigrad.arrays import Float64Array
from minigrad.probes.splitting import SplitSettings
from tests.differentiators.cases import (
    DIFFERENCES,
    Difference,
    Recorder,
    rosenbrock,
    rosenbrock_gradient,
)
from tests.differentiators.counts import polar, polar_jacobian, with_error

every_difference = pytest.mark.each("method", DIFFERENCES)


# --- derivative ------------------------------------------------------------------------------------------------------


def test_derivative_of_a_number_is_a_float() -> None:
    seen: list[object] = []

    def fun(x: float) -> float:
        seen.append(x)
        return x**3

    value = CentralDifference().derivative(fun, 2.0)
    assert type(value) is float
    assert value == pytest.approx(12.0, rel=1e-9)
    assert {type(x) for x in seen} == {float}, "math functions and float methods must work on what fun gets"


@pytest.mark.each("shape", [(1,), (5,), (2, 3), (2, 1, 2)])
@every_difference
def test_derivative_of_an_elementwise_function(method: Difference, shape: tuple[int, ...]) -> None:
    x = np.linspace(-2.0, 2.0, math.prod(shape)).reshape(shape)
    value = method.derivative(np.tanh, x)
    assert value.shape == shape
    np.testing.assert_allclose(value, 1.0 / np.cosh(x) ** 2, atol=2e-6)


def test_elements_do_not_disturb_each_other() -> None:
    """All elements move at once, each by a step of its own scale."""
    x = np.array([1e-3, 1.0, 1e3, 1e6])
    np.testing.assert_allclose(CentralDifference().derivative(lambda x: x**2, x), 2.0 * x, rtol=1e-7)


def test_elementwise_function_is_called_once_for_each_offset() -> None:
    calls: list[tuple[int, ...]] = []

    def fun(x: Float64Array) -> Float64Array:
        calls.append(x.shape)
        return np.exp(x)

    x = np.zeros((3, 4))
    CentralDifference(order=4).derivative(fun, x)
    assert calls == [(3, 4)] * 4
    calls.clear()
    estimate = CentralDifference(order=4).estimate_derivative(fun, x)
    assert calls == [(3, 4)] * 13
    assert estimate.evaluations == 13 * 12, "every element of every call is one point"


# --- partial ---------------------------------------------------------------------------------------------------------


def _polynomial(x: Float64Array) -> float:
    """x00 x01^2 + 3 x10^3 of a 2 x 2 matrix; x11 is not used."""
    return float(x[0, 0] * x[0, 1] ** 2 + 3.0 * x[1, 0] ** 3)


@pytest.mark.each(
    ("index", "truth"),
    [((0, 0), 4.0), ((0, 1), 4.0), ((1, 0), 81.0), ((1, 1), 0.0), ((-1, 0), 81.0), ((-2, -1), 4.0), ((1, -2), 81.0)],
)
@every_difference
def test_partial_with_tuple_and_negative_indices(method: Difference, index: tuple[int, int], truth: float) -> None:
    assert method.partial(_polynomial, [[1.0, 2.0], [3.0, 4.0]], index) == pytest.approx(truth, rel=1e-6, abs=1e-6)


def test_partial_of_a_vector_and_of_a_number() -> None:
    method = CentralDifference()
    assert method.partial(lambda x: x[0] * x[2] ** 2, [2.0, 5.0, 3.0], -1) == pytest.approx(12.0, rel=1e-8)
    assert method.partial(lambda x: float(x) ** 2, 3.0, ()) == pytest.approx(6.0, rel=1e-8)


def test_partial_moves_nothing_else() -> None:
    fun = Recorder(lambda x: float(np.sum(x**2)))
    CentralDifference(order=4).partial(fun, [1.0, 2.0, 3.0], 1)
    points = fun.stacked()
    assert np.all(points[:, [0, 2]] == [1.0, 3.0])
    assert len(points) == 4
    assert np.all(points[:, 1] != 2.0)


# --- directional -----------------------------------------------------------------------------------------------------


@every_difference
def test_directional_is_gradient_times_direction(method: Difference) -> None:
    x, v = np.array([0.7, -0.3]), np.array([2.0, -1.5])
    truth = float(rosenbrock_gradient(x) @ v)
    assert method.directional(rosenbrock, x, v) == pytest.approx(truth, rel=1e-5)


@pytest.mark.each("scale", [1e-200, 1e-8, 1.0, 1e8, 1e200])
def test_direction_is_not_normalised_and_may_have_any_length(scale: float) -> None:
    slope = CentralDifference().directional(lambda x: x[0] * x[1], [3.0, 4.0], [scale, 2.0 * scale])
    assert slope == pytest.approx(10.0 * scale, rel=1e-8)


def test_directional_on_matrices_and_integers() -> None:
    x, v = np.arange(6).reshape(2, 3), np.array([[1, 0, -1], [2, 0, 0]])
    truth = float(np.sum(2 * x * v))
    assert CentralDifference().directional(lambda x: float(np.sum(x**2)), x, v) == pytest.approx(truth, rel=1e-9)


def test_a_large_coordinate_that_stands_still_does_not_lengthen_the_step() -> None:
    slope = CentralDifference().directional(lambda x: math.sin(x[1]), [1e20, 1.0], [0.0, 1.0])
    assert slope == pytest.approx(math.cos(1.0), rel=1e-9)


@every_difference
def test_jacobian_of_polar_coordinates(method: Difference) -> None:
    np.testing.assert_allclose(method.jacobian(polar, [2.0, 0.5]), polar_jacobian(2.0, 0.5), atol=2e-7)


@pytest.mark.each("x_shape", [(), (2,), (2, 3)])
@pytest.mark.each("out_shape", [(), (1,), (4,), (2, 2)])
def test_jacobian_shape_is_output_shape_then_x_shape(x_shape: tuple[int, ...], out_shape: tuple[int, ...]) -> None:
    """F_j = sum_i A_ji x_i with A_ji = j + 10 i, all indices flat."""
    n, m = math.prod(x_shape), math.prod(out_shape)
    a = np.arange(float(m))[:, None] + 10.0 * np.arange(float(n))
    x = np.linspace(0.0, 1.0, n).reshape(x_shape)
    value = CentralDifference().jacobian(lambda x: (a @ x.reshape(-1)).reshape(out_shape), x)
    assert value.shape == out_shape + x_shape
    np.testing.assert_allclose(value, a.reshape(out_shape + x_shape), atol=1e-8)


def test_jacobian_of_a_function_that_returns_a_list_or_integers() -> None:
    value = CentralDifference().jacobian(lambda x: [x[0], x[0] * x[1]], [2.0, 3.0])
    np.testing.assert_allclose(value, [[1.0, 0.0], [3.0, 2.0]], atol=1e-9)
    assert CentralDifference().jacobian(lambda x: np.array([1, 2]), [2.0, 3.0]).tolist() == [[0.0, 0.0], [0.0, 0.0]]


@every_difference
def test_jacobian_shares_evaluations_between_outputs(method: Difference) -> None:
    calls = 0

    def fun(x: Float64Array) -> Float64Array:
        nonlocal calls
        calls += 1
        return float(x.sum()) * np.outer(x, x)

    estimate = method.estimate_jacobian(fun, [1.0, 2.0, 3.0])
    # f(x) tells the output's shape
    assert calls == estimate.evaluations == 1 + 3 * with_error(method, 1)


def test_vectorized_gives_the_same_in_one_call() -> None:
    calls: list[tuple[int, ...]] = []

    def stack(x: Float64Array) -> Float64Array:
        calls.append(x.shape)
        values: Float64Array = np.sum(np.sin(x), axis=(1, 2))
        return values

    x = np.linspace(-1.0, 1.0, 6).reshape(2, 3)
    method = CentralDifference(order=4)
    value = method.gradient(stack, x, vectorized=True)
    assert calls == [(24, 2, 3)]
    np.testing.assert_array_equal(value, method.gradient(lambda x: float(np.sum(np.sin(x))), x))
    assert method.estimate(stack, x, vectorized=True).evaluations == 73


def test_vectorized_jacobian() -> None:
    method = ForwardDifference(order=2)
    value = method.jacobian(lambda x: np.stack([x[:, 0] * x[:, 1], x[:, 0] ** 2], axis=1), [2.0, 3.0], vectorized=True)
    np.testing.assert_allclose(value, [[3.0, 2.0], [4.0, 0.0]], atol=1e-8)


def test_vectorized_function_of_a_number() -> None:
    value = CentralDifference().gradient(lambda x: x**2, 3.0, vectorized=True)
    assert value.shape == ()
    assert float(value) == pytest.approx(6.0, rel=1e-9)


def test_stacks_are_split_when_memory_is_short(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []

    def stack(x: Float64Array) -> Float64Array:
        sizes.append(len(x))
        values: Float64Array = np.sum(np.sin(x), axis=1)
        return values

    x = np.linspace(-1.0, 1.0, 10)
    whole = CentralDifference().gradient(stack, x, vectorized=True)
    monkeypatch.setattr("minigrad.probes.splitting.SPLIT", SplitSettings(stack_bytes=8 * 10 * 3))
    sizes.clear()
    np.testing.assert_array_equal(CentralDifference().gradient(stack, x, vectorized=True), whole)
    assert sizes == [3] * 6 + [2]
    serial = CentralDifference().gradient(lambda x: float(np.sum(np.sin(x))), x)
    np.testing.assert_allclose(serial, whole, rtol=1e-9)
