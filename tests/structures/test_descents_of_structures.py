"""``minimize`` from a dict or a NamedTuple of arrays."""

from __future__ import annotations

from typing import NamedTuple, assert_type

import numpy as np
import pytest

import minigrad as mg
from minigrad.arrays import FloatArray


class Point(NamedTuple):
    w: FloatArray
    b: float


START = Point(np.array([3.0, -1.0], np.float32), 2.0)
RATE = mg.GradientDescent(learning_rate=0.25)


def bowl(p: Point) -> float:
    """|w - 1|^2 + b^2: each step of RATE halves the way to the minimum."""
    return float(np.sum((p.w - 1.0) ** 2) + p.b**2)


def slope(p: Point) -> Point:
    return Point(2 * (p.w - 1.0), 2 * p.b)


def test_the_result_has_structures_like_x0() -> None:
    steps = list[mg.DescentStep[Point]]()
    result = mg.minimize(bowl, START, RATE, jac=slope, steps=3, callback=steps.append)
    assert_type(result.x, Point)
    assert isinstance(result.x, Point)
    np.testing.assert_array_equal(result.x.w, [1.25, 0.75])
    assert result.x.w.dtype == np.float64
    assert (result.x.b, result.fun, result.jac.b) == (0.25, 0.1875, 0.5)
    np.testing.assert_array_equal(result.path.w, [[3, -1], [2, 0], [1.5, 0.5], [1.25, 0.75]])
    assert [(step.nit, step.x.b) for step in steps] == [(1, 1.0), (2, 0.5), (3, 0.25)]
    assert (result.nit, result.njev, result.success, result.values.tolist()) == (3, 4, False, [12.0, 3.0, 0.75, 0.1875])
    assert "x of w, b" in repr(result)
    assert str(result) == str(result.flat)
    assert repr(steps[0]) == "<DescentStep 1: fun = 3, x of class Point>"
    np.testing.assert_array_equal(START.w, [3.0, -1.0])


def test_numeric_gradients_and_methods_that_ask_themselves() -> None:
    for result in (mg.minimize(bowl, START, RATE), mg.minimize(bowl, START, mg.LBFGS(), jac=slope, tol=1e-9)):
        assert result.success
        assert result.outcome is mg.DescentOutcome.CONVERGED
        np.testing.assert_allclose(result.x.w, 1.0)
        assert abs(result.x.b) < 1e-6


def test_args_and_values_with_gradients() -> None:
    def scaled(p: Point, factor: float) -> tuple[float, Point]:
        return factor * bowl(p), Point(factor * slope(p).w, factor * slope(p).b)

    both = mg.minimize(scaled, START, RATE, args=(0.5,), jac=True, steps=2)
    apart = mg.minimize(
        lambda p, factor: scaled(p, factor)[0],
        START,
        RATE,
        args=(0.5,),
        jac=lambda p, factor: scaled(p, factor)[1],
        steps=2,
    )
    assert both.x.b == apart.x.b == 2.0 * 0.75**2
    assert both.nfev == apart.nfev == 3
    with pytest.raises(ValueError, match=r"`fun\(x\)\[1\]` must have the structure of `x0`: it has 3 items, must"):
        mg.minimize(lambda p: (bowl(p), np.zeros(3)), START, RATE, jac=True)


def test_what_is_no_gradient_and_what_diverges() -> None:
    def lacking(p: dict[str, FloatArray]) -> dict[str, FloatArray]:
        return {"w": p["w"]}

    with pytest.raises(ValueError, match=r"`jac\(x\)` must have the structure of `x0`: it has no `b`"):
        mg.minimize(lambda p: float(p["w"] @ p["w"]), {"w": START.w, "b": np.ones(1)}, RATE, jac=lacking)
    with pytest.raises(TypeError, match="`x0` must hold numbers and arrays of numbers, got 'relu' at `kind`"):
        mg.minimize(lambda p: 0.0, {"kind": "relu"}, RATE)
    with pytest.raises(mg.DivergenceError, match="diverged at step 4") as caught:
        mg.minimize(bowl, START, mg.GradientDescent(learning_rate=10.0), jac=slope)
    assert caught.value.result.path.shape == (5, 3)
    stayed = mg.minimize(bowl, START, mg.GradientDescent(learning_rate=10.0), jac=slope, divergence="return")
    assert np.isnan(stayed.jac.b)


def test_an_array_that_is_used_in_place_of_the_argument_is_named() -> None:
    params = {"W": np.array([[1.0, 2.0]]), "b": np.zeros(1)}
    with pytest.warns(mg.IgnoredArgumentWarning, match=r"params\['W'\]"):
        mg.minimize(lambda p: float(np.sum(params["W"] ** 2)), params, RATE, steps=1)
