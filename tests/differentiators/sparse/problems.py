"""Functions of which the Jacobian is known by hand and sparse."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import scipy.sparse

from minigrad.arrays import Float64Array, FloatArray
from minigrad.probes.outputs.patterns import SparsityLike


def broyden(x: Float64Array) -> Float64Array:
    """Broyden's tridiagonal function (More, Garbow and Hillstrom 1981, problem 30)."""
    y = np.zeros((x.size + 2), x.dtype)
    y[1:-1] = x
    return np.asarray((3 - 2 * x) * x - y[:-2] - 2 * y[2:] + 1)


def broyden_jacobian(x: FloatArray) -> Float64Array:
    return np.asarray(np.diag(3 - 4 * x) - np.eye(x.size, k=-1) - 2 * np.eye(x.size, k=1))


def bratu(u: Float64Array) -> Float64Array:
    """The 5-point Laplacian of a square grid, and e^u."""
    y = np.zeros((u.shape[0] + 2, u.shape[1] + 2), u.dtype)
    y[1:-1, 1:-1] = u
    with np.errstate(over="ignore"):
        return np.asarray(y[:-2, 1:-1] + y[2:, 1:-1] + y[1:-1, :-2] + y[1:-1, 2:] - 4 * u + 0.1 * np.exp(u))


def bratu_jacobian(u: FloatArray) -> Float64Array:
    k = len(u)
    band = np.eye(k, k=1) + np.eye(k, k=-1)
    laplacian = np.kron(np.eye(k), band) + np.kron(band, np.eye(k)) - 4 * np.eye(k * k)
    return np.asarray((laplacian + np.diag(0.1 * np.exp(u.reshape(-1)))).reshape(k, k, k, k))


def arrow(x: Float64Array) -> Float64Array:
    """Every output depends on the first coordinate and on its own."""
    return np.asarray(x**2 + np.sin(x[0]) * x)


def arrow_jacobian(x: FloatArray) -> Float64Array:
    result = np.diag(2 * x + np.sin(x[0]))
    result[:, 0] += np.cos(x[0]) * x
    return np.asarray(result)


def blocks(x: Float64Array) -> Float64Array:
    """Two outputs for each three coordinates, so m is not n."""
    a, b, c = x.reshape(-1, 3).T
    return np.asarray(np.stack([a * b + c, np.exp(a) * c], axis=1).reshape(-1))


def blocks_jacobian(x: FloatArray) -> Float64Array:
    result = np.zeros((2 * x.size // 3, x.size))
    for k, (a, b, c) in enumerate(x.reshape(-1, 3).tolist()):
        result[2 * k : 2 * k + 2, 3 * k : 3 * k + 3] = [[b, a, 1.0], [np.exp(a) * c, 0.0, np.exp(a)]]
    return result


def empty(x: Float64Array) -> Float64Array:
    """Output 1 and coordinate 0 take no part."""
    return np.asarray(np.stack([x[1] ** 2, 0 * x[1] + 7.0, x[2] * x[1]]))


def empty_jacobian(x: FloatArray) -> Float64Array:
    return np.array([[0.0, 2 * x[1], 0.0], [0.0, 0.0, 0.0], [0.0, x[2], x[1]]])


class Problem(NamedTuple):
    """A function, its Jacobian, a point, the pattern and how many colours that needs."""

    fun: Callable[[Float64Array], Float64Array]
    jacobian: Callable[[FloatArray], Float64Array]
    x: Float64Array
    sparsity: SparsityLike
    colours: int

    @property
    def expected(self) -> Float64Array:
        return self.jacobian(self.x)


GRID = 0.3 * np.arange(9.0).reshape(3, 3) - 1.0
ARROW = np.eye(6) + np.eye(6)[:, :1] @ np.ones((1, 6))

PROBLEMS = {
    "broyden": Problem(broyden, broyden_jacobian, np.linspace(-1.0, 1.5, 7), "tridiagonal", 3),
    "bratu": Problem(bratu, bratu_jacobian, GRID, scipy.sparse.csr_matrix(bratu_jacobian(GRID).reshape(9, 9)), 6),
    "arrow": Problem(arrow, arrow_jacobian, np.linspace(0.5, 2.0, 6), ARROW.T != 0, 2),
    "blocks": Problem(blocks, blocks_jacobian, np.linspace(0.2, 2.0, 9), np.kron(np.eye(3), [[1, 1, 1], [1, 0, 1]]), 3),
    "empty": Problem(empty, empty_jacobian, np.array([1.0, 2.0, 3.0]), [[0, 1, 0], [0, 0, 0], [0, 1, 1]], 2),
    "one": Problem(np.sin, lambda x: np.cos(x).reshape(1, 1), np.array([0.5]), "diagonal", 1),
}
