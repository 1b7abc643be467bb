"""Functions of an array, written once for every library with numpy's names: autograd and jax."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import NamedTuple, TypeAlias

import numpy as np

from minigrad.arrays import Float64Array

Differentiable: TypeAlias = Callable[[Float64Array], Float64Array]
"""Of arrays and of the tracers that a library puts in their place."""

MATRIX = np.random.default_rng(81).standard_normal((3, 3))


class Written(NamedTuple):
    """A function that returns a number, where it is looked at, and the shape of its argument."""

    name: str
    fun: Differentiable
    low: float
    high: float
    shape: tuple[int, ...] = (4,)


def elementwise(np: ModuleType) -> list[Written]:
    """Sums of functions of each entry, weighted so that no two entries are alike."""

    def summed(name: str, low: float, high: float) -> Written:
        fun = getattr(np, name)
        return Written(name, lambda x: np.sum(fun(x) * np.arange(1.0, 5.0)), low, high)

    everywhere = (
        "sin",
        "cos",
        "tanh",
        "sinh",
        "cosh",
        "exp",
        "expm1",
        "arctan",
        "arcsinh",
        "square",
        "abs",
        "sinc",
        "exp2",
        "negative",
        "sign",
        "maximum.accumulate",
    )
    positive = ("log", "log1p", "log2", "log10", "sqrt", "reciprocal", "tan")
    inside = ("arcsin", "arccos", "arctanh")
    rows = [summed(name, -1.4, 1.4) for name in everywhere if hasattr(np, name)]
    rows += [summed(name, 0.3, 1.4) for name in positive]
    rows += [summed(name, -0.9, 0.9) for name in inside]
    return [*rows, Written("arccosh", lambda x: np.sum(np.arccosh(x + 1.0)), 0.3, 1.4)]


def reductions(np: ModuleType) -> list[Written]:
    """Sums, products, orders and pieces."""
    return [
        Written("mean", lambda x: np.mean(x**2), -1.5, 1.5),
        Written("var", lambda x: np.var(x), -1.5, 1.5),
        Written("std", lambda x: np.std(x), -1.5, 1.5),
        Written("prod", lambda x: np.prod(x), -1.5, 1.5),
        Written("max", lambda x: np.max(x) ** 2, -1.5, 1.5),
        Written("min", lambda x: np.min(x) ** 2, -1.5, 1.5),
        Written("cumsum", lambda x: np.sum(np.cumsum(x) ** 3), -1.5, 1.5),
        Written("sort", lambda x: np.sum(np.sort(x) * np.arange(4.0)), -1.5, 1.5),
        Written("logaddexp", lambda x: np.logaddexp(x[0], x[1]) * x[2], -1.5, 1.5),
        Written("maximum", lambda x: np.sum(np.maximum(x, 0.2) ** 2), -1.5, 1.5),
        Written("minimum", lambda x: np.sum(np.minimum(x, 0.2) ** 3), -1.5, 1.5),
        Written("where", lambda x: np.sum(np.where(x > 0.1, x**3, np.sin(x))), -1.5, 1.5),
        Written("clip", lambda x: np.sum(np.clip(x, -0.7, 0.9) ** 2), -1.5, 1.5),
        Written("hypot", lambda x: np.sqrt(x[0] ** 2 + x[1] ** 2) * x[3], -1.5, 1.5),
        Written("arctan2", lambda x: np.arctan2(x[0], x[1]) * x[2], 0.3, 1.5),
        Written("power", lambda x: x[0] ** x[1] + x[2] ** 3.5, 0.3, 1.5),
        Written("concatenate", lambda x: np.sum(np.concatenate([x, x[::-1] ** 2]) ** 2), -1.5, 1.5),
        Written("outer", lambda x: np.sum(np.outer(x, x[1:]) ** 2), -1.5, 1.5),
        Written("tensordot", lambda x: np.sum(np.tensordot(x[:3], MATRIX, 1) ** 2), -1.5, 1.5),
        Written("einsum", lambda x: np.einsum("i,ij,j", x[:3], MATRIX, x[1:]), -1.5, 1.5),
        Written("roll", lambda x: np.sum(np.roll(x, 1) * x**2), -1.5, 1.5),
        Written("diff", lambda x: np.sum(np.diff(x) ** 4), -1.5, 1.5),
        Written("kron", lambda x: np.sum(np.kron(x, x[:2]) ** 2), -1.5, 1.5),
        Written("linalg.norm", lambda x: np.linalg.norm(x), -1.5, 1.5),
        Written("linalg.norm of twice as many", lambda x: np.linalg.norm(np.concatenate([x, 2.0 * x])), -1.5, 1.5),
        Written("fft", lambda x: np.sum(np.abs(np.fft.fft(x)) ** 2 * np.arange(4.0)), -1.5, 1.5),
        Written("logsumexp by hand", lambda x: np.max(x) + np.log(np.sum(np.exp(x - np.max(x)))), -1.5, 1.5),
        Written("rosenbrock", lambda x: np.sum(100.0 * (x[1:] - x[:-1] ** 2) ** 2 + (1.0 - x[:-1]) ** 2), -1.5, 1.5),
    ]


def matrices(np: ModuleType) -> list[Written]:
    """Functions of a 3 x 3 matrix."""
    square = (3, 3)

    def definite(x: Float64Array) -> Float64Array:
        return np.dot(x, x.T) + 2.0 * np.eye(3)  # type: ignore[no-any-return]  # of the library's own kind

    return [
        Written("linalg.det", lambda x: np.linalg.det(x), -1.5, 1.5, square),
        Written("linalg.slogdet", lambda x: np.linalg.slogdet(definite(x))[1], -1.5, 1.5, square),
        Written("linalg.inv", lambda x: np.sum(np.linalg.inv(definite(x)) * MATRIX), -1.5, 1.5, square),
        Written("linalg.solve", lambda x: np.sum(np.linalg.solve(definite(x), MATRIX[0]) ** 2), -1.5, 1.5, square),
        Written("linalg.cholesky", lambda x: np.sum(np.linalg.cholesky(definite(x)) * MATRIX), -1.5, 1.5, square),
        Written(
            "linalg.eigh: values",
            lambda x: np.sum(np.linalg.eigh(definite(x))[0] ** 2 * np.arange(1.0, 4.0)),
            -1.5,
            1.5,
            square,
        ),
        Written(
            "linalg.eigh: vectors", lambda x: np.sum(np.linalg.eigh(definite(x))[1] ** 2 * MATRIX), -1.5, 1.5, square
        ),
        Written("linalg.svd: values", lambda x: np.sum(np.linalg.svd(x, compute_uv=False) ** 3), -1.5, 1.5, square),
        Written("linalg.svd: vectors", lambda x: np.sum(np.linalg.svd(x)[0] ** 2 * MATRIX), -1.5, 1.5, square),
        Written("linalg.norm, fro", lambda x: np.linalg.norm(x), -1.5, 1.5, square),
        Written("linalg.norm, nuc", lambda x: np.linalg.norm(x, "nuc"), -1.5, 1.5, square),
        Written("linalg.pinv", lambda x: np.sum(np.linalg.pinv(x[:, :2]) ** 2), -1.5, 1.5, square),
        Written("trace", lambda x: np.trace(np.dot(x, np.dot(x, x))), -1.5, 1.5, square),
        Written("tril", lambda x: np.sum(np.tril(x) ** 3), -1.5, 1.5, square),
        Written("diag", lambda x: np.sum(np.diag(np.dot(x, x)) ** 2), -1.5, 1.5, square),
        Written("transpose", lambda x: np.sum(np.transpose(x) * MATRIX * x), -1.5, 1.5, square),
        Written(
            "softmax regression",
            lambda x: (
                -np.sum(
                    np.log(np.exp(np.dot(MATRIX, x)) / np.sum(np.exp(np.dot(MATRIX, x)), axis=1, keepdims=True))
                    * np.eye(3)
                )
            ),
            -1.5,
            1.5,
            square,
        ),
    ]
