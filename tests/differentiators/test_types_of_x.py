"""Layouts, shapes and types of x and of what a function returns."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pytest

from minigrad import BackwardDifference, CentralDifference, ForwardDifference
from minigrad.arrays import Float64Array
from tests.differentiators.cases import Difference


def _plane(x: Float64Array) -> float:
    return float(np.sum(x**2))


# --- what x may be ---------------------------------------------------------------------------------------------------

POINT = [[0.5, -1.0, 2.0], [3.0, 0.0, -0.25]]


@pytest.mark.each(
    "x",
    [
        POINT,
        tuple(map(tuple, POINT)),
        np.array(POINT),
        np.array(POINT, order="F"),
        np.array(POINT).T.copy().T,
        np.array([POINT, POINT])[0, :, ::-1][:, ::-1],
        np.array(POINT).astype(">f8"),
        np.array(POINT, np.longdouble),
    ],
)
@pytest.mark.each("method", [ForwardDifference(order=2), BackwardDifference(order=2), CentralDifference()])
def test_layout_of_x_does_not_matter(method: Difference, x: npt.ArrayLike) -> None:
    """f = sum k x_k^2 with k = 0 .. 5 in C order tells the elements apart."""
    k = np.arange(6.0).reshape(2, 3)
    value = method.gradient(lambda x: float(np.sum(k * x**2)), x)
    np.testing.assert_allclose(value, 2.0 * k * np.array(POINT), atol=1e-8)
    assert value.flags["C_CONTIGUOUS"]


@pytest.mark.each("shape", [(), (1,), (4,), (2, 2), (2, 1, 3), (1, 1, 1, 1)])
def test_shape_of_x_is_kept(shape: tuple[int, ...]) -> None:
    x = np.linspace(-1.0, 1.0, math.prod(shape)).reshape(shape)
    seen: set[tuple[int, ...]] = set()

    def fun(point: Float64Array) -> float:
        seen.add(point.shape)
        return float(np.sum(np.exp(point)))

    value = CentralDifference().gradient(fun, x)
    assert value.shape == shape
    assert seen == {shape}
    np.testing.assert_allclose(value, np.exp(x), rtol=1e-9)


@pytest.mark.each("dtype", [np.int64, np.int8, np.uint8, np.int32])
def test_integers_are_promoted(dtype: type[np.int64] | type[np.int8] | type[np.uint8] | type[np.int32]) -> None:
    value = CentralDifference().gradient(_plane, np.array([3, 4], dtype))
    assert value.dtype == np.float64
    np.testing.assert_allclose(value, [6.0, 8.0], rtol=1e-9)


def test_half_precision_x_gets_a_half_precision_step() -> None:
    estimate = CentralDifference().estimate(_plane, np.array([1.0], np.float16))
    assert float(estimate.step[0]) == pytest.approx((2.0**-10) ** (1.0 / 3.0), rel=1e-7)
    np.testing.assert_allclose(estimate.value, [2.0], rtol=1e-12)


@pytest.mark.each("value", [3, np.int32(3), np.float32(3.0), np.array(3.0), np.array(3)])
def test_functions_may_return_any_kind_of_number(value: float) -> None:
    assert CentralDifference().gradient(lambda x: value, [1.0, 2.0]).tolist() == [0.0, 0.0]
