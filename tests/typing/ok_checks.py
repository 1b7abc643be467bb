"""Checks of functions that are annotated as most are, for arrays in float64: accepted by mypy."""

from __future__ import annotations

from typing import assert_type

import numpy as np
import numpy.typing as npt

import minigrad as mg
from minigrad.testing import assert_gradient, assert_hessian, assert_jacobian

Array = npt.NDArray[np.float64]


def residuals(x: Array, t: Array) -> Array:
    return t * x**2


def slopes(x: Array, t: Array) -> Array:
    return np.diag(2.0 * t * x)


def value(x: Array) -> float:
    return float(np.sum(x**4))


def gradient(x: Array) -> Array:
    return 4.0 * x**3


def hessian(x: Array) -> Array:
    return np.diag(12.0 * x**2)


def product(x: Array, v: Array) -> Array:
    return 12.0 * x**2 * v


def both(x: Array) -> tuple[Array, Array]:
    return x**2, np.diag(2.0 * x)


def sums(params: dict[str, Array]) -> Array:
    return params["W"] @ params["b"]


def by_name(params: dict[str, Array]) -> dict[str, Array]:
    return {"W": np.einsum("ij,k->ijk", np.eye(2), params["b"]), "b": params["W"].copy()}


T, PARAMS = np.array([1.0, 3.0]), {"W": np.ones((2, 2)), "b": np.array([1.0, 2.0])}
assert_type(mg.check_gradient(value, gradient, [1.0, 2.0]), mg.GradientReport)
assert_gradient(value, gradient, [1.0, 2.0])
assert_type(mg.check_jacobian(residuals, slopes, [1.0, 2.0], args=(T,)), mg.GradientReport)
assert_jacobian(residuals, slopes, [1.0, 2.0], args=(T,))
assert_jacobian(both, True, [1.0, 2.0])
assert_jacobian(sums, by_name, PARAMS)
assert_type(mg.check_hessian(gradient, hessian, [1.0, 2.0], fun=value), mg.GradientReport)
assert_hessian(gradient, product, [1.0, 2.0])
assert_type(mg.check_jvp_vjp(gradient, product, product, [1.0, 2.0]), mg.GradientReport)
