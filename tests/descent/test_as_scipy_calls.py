"""``args=`` and ``jac=True``, as ``scipy.optimize.minimize`` has them."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import numpy as np
import pytest
from scipy import optimize

import minigrad as mg
from minigrad.arrays import Float64Array
from minigrad.descent import minimize
from minigrad.optimizers.base import State
from minigrad.optimizers.method import Method

START = (-3.0, 4.0)
A, B = 0.5, np.array([1.0, 4.0])


def ellipse(x: Float64Array, a: float, b: Float64Array) -> float:
    return float(a * np.sum(b * x**2))


def slope(x: Float64Array, a: float, b: Float64Array) -> Float64Array:
    return 2.0 * a * b * x


class Both:
    """Value and gradient in one call, in buffers that it uses again; it keeps the points, and spoils them."""

    def __init__(self) -> None:
        self.points: list[list[float]] = []
        self._buffer = np.zeros(2)

    def __call__(self, x: Float64Array, a: float, b: Float64Array) -> tuple[float, Float64Array]:
        self.points.append(x.tolist())
        value = ellipse(x, a, b)
        self._buffer[...] = slope(x, a, b)
        x[...] = np.nan
        return value, self._buffer


def test_one_call_for_each_point_and_the_same_path_as_with_two_functions() -> None:
    _compare(mg.GradientDescent(0.2))
    _compare(mg.Adam(0.1))
    _compare(mg.LBFGS())


def _compare(rule: Method[State]) -> None:
    both = Both()
    one = minimize(both, START, rule, jac=True, args=(A, B), steps=20)
    two = minimize(ellipse, START, rule, jac=slope, args=(A, B), steps=20)
    np.testing.assert_array_equal(one.path, two.path)
    assert (one.nfev, one.njev) == (two.nfev, two.njev)
    assert len(both.points) == len({tuple(point) for point in both.points}) <= one.nfev


def test_the_minimum_of_rosenbrock_by_scipys_own_functions() -> None:
    """With arguments that shift it: the same pair goes into scipy's minimize."""

    def both(x: Float64Array, shift: float) -> tuple[float, Float64Array]:
        return float(optimize.rosen(x - shift)), optimize.rosen_der(x - shift)

    found = minimize(both, np.zeros(3), mg.LBFGS(), jac=True, args=(1.0,), steps=200, tol=1e-9)
    theirs = optimize.minimize(both, np.zeros(3), jac=True, args=(1.0,), method="L-BFGS-B", tol=1e-12)
    np.testing.assert_allclose(found.x, 2.0, atol=1e-8)
    np.testing.assert_allclose(found.x, theirs.x, atol=1e-4)


def test_numeric_gradients_get_the_arguments_too() -> None:
    numeric = minimize(ellipse, START, mg.GradientDescent(0.2), args=(A, B))
    np.testing.assert_allclose(numeric.x, 0.0, atol=1e-6)
    shift = minimize(lambda x, a: float((x - a) @ (x - a)), START, mg.LBFGS(), args=cast("tuple[float]", 2.0), tol=1e-6)
    np.testing.assert_allclose(shift.x, 2.0, atol=1e-6)


def test_what_is_no_pair_is_refused() -> None:
    rule = mg.GradientDescent(0.1)
    wrong: tuple[tuple[object, str], ...] = (
        (3.0, r"`fun` must return \(value, gradient\) with jac=True, got 3.0"),
        ((1.0, 2.0, 3.0), r"`fun` must return \(value, gradient\) with jac=True, got \(1.0, 2.0, 3.0\)"),
        ((1.0, [1.0]), r"`fun\(x\)\[1\]` must have shape \(2,\), got \(1,\)"),
        (([1.0, 2.0], [1.0, 2.0]), r"`fun` must return a number, got an array of shape \(2,\)"),
        ((1.0, [1.0, np.nan]), r"`fun\(x\)\[1\]` must be finite, got nan at index 1"),
    )
    for returned, message in wrong:
        fun = cast("Callable[[Float64Array], tuple[float, Float64Array]]", lambda x, given=returned: given)
        with pytest.raises((TypeError, ValueError), match=message):
            minimize(fun, START, rule, jac=True)
    with pytest.raises(ValueError, match="give `jac` or `differentiator`, not both"):
        minimize(ellipse, START, rule, jac=True, args=(A, B), differentiator=mg.CentralDifference())  # type: ignore[call-overload]  # what the test is about
