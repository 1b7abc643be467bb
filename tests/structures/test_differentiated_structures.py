"""Gradients of functions of structures, and bounds for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, assert_type

import numpy as np
import pytest

import minigrad as mg
from minigrad.arrays import Float64Array, FloatArray

CENTRAL = mg.CentralDifference()


@dataclass(frozen=True)
class Dense:
    weight: FloatArray
    bias: float


class Pair(NamedTuple):
    first: Dense
    rest: list[dict[str, Float64Array]]


X = Pair(Dense(np.array([[1.0, 2.0]], np.float32), 3.0), [{"v": np.array([4.0, 5.0])}])


def product(x: Pair) -> float:
    """bias^2 * (w0 w1) + sum of v^3."""
    return float(x.first.bias**2 * x.first.weight.prod() + np.sum(x.rest[0]["v"] ** 3))


def test_the_gradient_is_a_structure_like_x() -> None:
    found = mg.AdaptiveDifference().gradient(product, X)
    assert_type(found, Pair)
    assert isinstance(found.first, Dense)
    np.testing.assert_allclose(found.first.weight, [[18.0, 9.0]])
    assert found.first.weight.dtype == np.float64
    assert isinstance(found.first.bias, float)
    assert found.first.bias == pytest.approx(12.0)
    np.testing.assert_allclose(found.rest[0]["v"], [48.0, 75.0])


def test_an_estimate_is_flat() -> None:
    estimate = mg.AdaptiveDifference().estimate(product, X)
    np.testing.assert_allclose(estimate.value, [18.0, 9.0, 12.0, 48.0, 75.0])
    assert (np.abs(estimate.value - [18.0, 9.0, 12.0, 48.0, 75.0]) <= estimate.error).all()


def test_args_stacks_and_workers() -> None:
    x: dict[str, Float64Array] = {"a": np.array([1.0, 2.0]), "b": np.array(3.0)}
    with_args = CENTRAL.gradient(lambda x, p, q: p * x["a"][0] ** 2 + q * x["b"], x, args=(2.0, 7.0))
    np.testing.assert_allclose(with_args["a"], [4.0, 0.0], atol=1e-8)
    assert with_args["b"] == pytest.approx(7.0)
    stacked = CENTRAL.gradient(lambda x: x["a"].prod(axis=-1) * x["b"], x, vectorized=True)
    np.testing.assert_allclose(stacked["a"], [6.0, 3.0])
    mapped = CENTRAL.gradient(lambda x: x["a"].prod() * x["b"], x, workers=map)
    assert {name: np.asarray(value).tolist() for name, value in mapped.items()} == {
        name: np.asarray(value).tolist() for name, value in stacked.items()
    }


def test_bounds_may_be_structures_and_messages_name_entries() -> None:
    x: dict[str, Float64Array] = {"a": np.array([1.0, 2.0]), "b": np.array(0.0)}
    lower: dict[str, Float64Array] = {"a": np.array([0.0, 2.0]), "b": np.array(0.0)}

    def root(x: dict[str, Float64Array]) -> float:
        assert (x["a"] >= lower["a"]).all()
        assert x["b"] >= 0.0
        return float(x["a"] @ [3.0, 5.0] + np.sqrt(1.0 + x["b"]))

    found = CENTRAL.gradient(root, x, bounds=(lower, np.inf))
    np.testing.assert_allclose(found["a"], [3.0, 5.0])
    assert found["b"] == pytest.approx(0.5)
    with pytest.raises(ValueError, match=r"`x` must lie inside `bounds`: a\[1\] = 2.0 is not in \[3.0, inf\]"):
        CENTRAL.gradient(root, x, bounds=(lower | {"a": np.array([0.0, 3.0])}, np.inf))
    with pytest.raises(ValueError, match=r"`bounds` must have the structure of `x`: it has no `b`"):
        CENTRAL.gradient(root, x, bounds=({"a": np.zeros(2)}, np.inf))
    with pytest.raises(ValueError, match=r"`bounds` leave no room around b = 0.0"):
        CENTRAL.gradient(root, x, bounds=(lower, lower | {"a": np.full(2, 9.0)}))


def test_a_function_that_ignores_its_argument_is_announced() -> None:
    params = {"W": np.array([1.0, 2.0])}
    with pytest.warns(mg.IgnoredArgumentWarning, match=r"the array `params\['W'\]`"):
        found = CENTRAL.gradient(lambda p: float(params["W"] @ params["W"]), params)
    np.testing.assert_array_equal(found["W"], [0.0, 0.0])


def test_other_derivatives_say_that_they_take_arrays() -> None:
    with pytest.raises(TypeError, match="`x` must be an array or a number here: only gradients take structures"):
        CENTRAL.hessian(product, X)  # type: ignore[arg-type]  # what the test is about
