"""Functions that raise, write into their argument, reuse a buffer or keep what they got do no harm."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import numpy as np
import pytest

from minigrad import BackwardDifference, CentralDifference, ForwardDifference
from minigrad.arrays import Float64Array
from minigrad.probes.function_types import ScalarFunction
from tests.differentiators.cases import DIFFERENCES, Difference, DifferenceClass

every_difference = pytest.mark.each("method", DIFFERENCES)
every_class = pytest.mark.each("kind", [ForwardDifference, BackwardDifference, CentralDifference])
CENTRAL = CentralDifference()


def _plane(x: Float64Array) -> float:
    return float(np.sum(x**2))


# --- functions that raise --------------------------------------------------------------------------------------------


class _Trouble(Exception):
    """An exception that nobody else raises."""


@pytest.mark.each("at", [1, 2, 4])
@every_class
def test_the_exception_goes_through_and_x_stays(kind: DifferenceClass, at: int) -> None:
    x = np.array([3.0, 4.0, 5.0])
    trouble = _Trouble("only here")
    calls = 0

    def fun(point: Float64Array) -> float:
        nonlocal calls
        calls += 1
        point[...] = -1.0
        if calls == at:
            raise trouble
        return 1.0

    with pytest.raises(_Trouble) as caught:
        kind(order=2).gradient(fun, x)
    assert caught.value is trouble
    assert calls == at
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    assert x.tolist() == [3.0, 4.0, 5.0]


@pytest.mark.each("error", [ValueError("mine"), ZeroDivisionError(), KeyboardInterrupt(), TypeError("own")])
def test_built_in_exceptions_too(error: BaseException) -> None:
    def fun(x: Float64Array) -> float:
        raise error

    def array_fun(x: Float64Array) -> Float64Array:
        raise error

    calls: list[Callable[[], object]] = [
        lambda: CENTRAL.gradient(fun, [1.0]),
        lambda: CENTRAL.hessian(fun, [1.0]),
        lambda: CENTRAL.directional(fun, [1.0], [1.0]),
        lambda: CENTRAL.jacobian(array_fun, [1.0]),
        lambda: CENTRAL.derivative(array_fun, [1.0]),
        lambda: CENTRAL.gradient(fun, [1.0], vectorized=True),
    ]
    for call in calls:
        with pytest.raises(type(error)) as caught:
            call()
        assert caught.value is error


# --- functions that write, reuse and keep ----------------------------------------------------------------------------


@every_difference
def test_fun_may_write_into_its_x(method: Difference) -> None:
    def fun(x: Float64Array) -> float:
        x **= 2
        value = float(np.sum(x))
        x[...] = np.nan
        return value

    def elementwise(x: Float64Array) -> Float64Array:
        x *= x
        return x

    np.testing.assert_allclose(method.gradient(fun, [3.0, 4.0]), [6.0, 8.0], rtol=1e-6)
    np.testing.assert_allclose(method.hessian(fun, [3.0, 4.0]), [[2.0, 0.0], [0.0, 2.0]], atol=1e-3)
    np.testing.assert_allclose(method.jacobian(elementwise, [3.0, 4.0]), [[6.0, 0.0], [0.0, 8.0]], atol=1e-5)
    np.testing.assert_allclose(method.derivative(elementwise, [3.0, 4.0]), [6.0, 8.0], rtol=1e-6)
    assert method.directional(fun, [3.0, 4.0], [1.0, 1.0]) == pytest.approx(14.0, rel=1e-6)


def test_a_vectorized_fun_may_write_into_its_x() -> None:
    def stack(x: Float64Array) -> float:
        x **= 2
        values = np.sum(x, axis=1)
        x[...] = 0.0
        return cast("float", values)

    value = CentralDifference(order=4).gradient(stack, [3.0, 4.0], vectorized=True)
    np.testing.assert_allclose(value, [6.0, 8.0], rtol=1e-9)


@every_difference
def test_fun_may_return_the_same_buffer_every_time(method: Difference) -> None:
    number, outputs, elements = np.zeros(()), np.zeros(2), np.zeros(2)

    def scalar(x: Float64Array) -> Float64Array:
        number[...] = np.sum(x**2)
        return number

    def several(x: Float64Array) -> Float64Array:
        outputs[:] = x[0] * x[1], x[0] ** 2
        return outputs

    def elementwise(x: Float64Array) -> Float64Array:
        np.square(x, out=elements)
        return elements

    np.testing.assert_allclose(method.gradient(cast("ScalarFunction", scalar), [3.0, 4.0]), [6.0, 8.0], rtol=1e-6)
    np.testing.assert_allclose(method.jacobian(several, [3.0, 4.0]), [[4.0, 3.0], [6.0, 0.0]], atol=1e-6)
    np.testing.assert_allclose(method.derivative(elementwise, [3.0, 4.0]), [6.0, 8.0], rtol=1e-6)


def test_fun_may_return_a_view_of_its_x_and_keep_it() -> None:
    kept: list[Float64Array] = []

    def fun(x: Float64Array) -> Float64Array:
        for old in kept:
            old[...] = np.nan  # what it was given is its own: this must not reach anything
        kept.append(x)
        return x

    np.testing.assert_allclose(CENTRAL.jacobian(fun, [3.0, 4.0]), np.eye(2), atol=1e-9)


@every_difference
def test_x_is_never_seen_by_fun_nor_written_to(method: Difference) -> None:
    x = np.array([[3.0, 4.0], [5.0, 6.0]])
    x.setflags(write=False)
    v = np.ones((2, 2))
    v.setflags(write=False)

    def fun(point: Float64Array) -> float:
        assert not np.shares_memory(point, x)
        assert not np.shares_memory(point, v)
        assert point.flags.writeable
        return _plane(point)

    np.testing.assert_allclose(method.gradient(fun, x), 2.0 * x, rtol=1e-6)
    method.directional(fun, x, v)
    method.hessian(fun, x)
    method.derivative(np.sin, x)
    method.jacobian(np.sin, x)


@every_difference
def test_fun_may_change_the_callers_x(method: Difference) -> None:
    """As with the article's network, whose W is what f really reads; here it does not matter."""
    x = np.array([3.0, 4.0])
    v = np.array([1.0, 1.0])

    def fun(point: Float64Array) -> float:
        x[:] += 100.0
        v[:] = 0.0
        return _plane(point)

    np.testing.assert_allclose(method.gradient(fun, x), [6.0, 8.0], rtol=1e-6)
    x[:] = 3.0, 4.0
    v[:] = 1.0
    assert method.directional(fun, x, v) == pytest.approx(14.0, rel=1e-6)


def test_results_are_the_callers_own() -> None:
    """Writing into a result changes no later one."""
    first = CENTRAL.gradient(_plane, [3.0, 4.0])
    first[...] = 0.0
    np.testing.assert_allclose(CENTRAL.gradient(_plane, [3.0, 4.0]), [6.0, 8.0], rtol=1e-9)
    for value in (
        CENTRAL.hessian(_plane, [3.0, 4.0]),
        CENTRAL.jacobian(np.sin, [3.0]),
        CENTRAL.derivative(np.sin, [1.0]),
    ):
        value[...] = 0.0
