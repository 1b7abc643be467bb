"""Systems of nonlinear equations with banded Jacobians: discretised differential equations, as sparse matrices."""

from __future__ import annotations

import numpy as np

from examples.benchmarks.derivatives.case import Inexact
from examples.benchmarks.derivatives.forms import in_form, product
from examples.benchmarks.derivatives.jacobians.problem import JacobianProblem
from examples.benchmarks.derivatives.mistakes import at
from examples.benchmarks.derivatives.sparse import Sparse, sparse, tridiagonal

N = 12
RNG = np.random.default_rng(1301)
STATE = RNG.normal(size=N)
GRID = np.arange(1, N + 1) / (N + 1.0)
STEP = 1.0 / (N + 1.0)


def _neighbours(x: Inexact) -> tuple[Inexact, Inexact]:
    """The values to the left and to the right of each, with zeros at both ends."""
    padded = np.concatenate([[0.0], x, [0.0]])
    return padded[:-2], padded[2:]


def _broyden(x: Inexact) -> Inexact:
    left, right = _neighbours(x)
    return np.asarray((3.0 - 2.0 * x) * x - left - 2.0 * right + 1.0)


def _broyden_jac(x: Inexact) -> Sparse:
    ones = np.ones(N - 1)
    return tridiagonal(-ones, 3.0 - 4.0 * x, -2.0 * ones)


def _broyden_turned(x: Inexact) -> Sparse:
    ones = np.ones(N - 1)
    return tridiagonal(-2.0 * ones, 3.0 - 4.0 * x, -ones)


def _bratu(x: Inexact) -> Inexact:
    left, right = _neighbours(x)
    return np.asarray((left - 2.0 * x + right) / STEP**2 + 3.0 * np.exp(x))


def _bratu_jac(x: Inexact) -> Sparse:
    beside = np.full(N - 1, STEP**-2)
    return tridiagonal(beside, -2.0 * STEP**-2 + 3.0 * np.exp(x), beside)


def _bratu_without_source(x: Inexact) -> Sparse:
    beside = np.full(N - 1, STEP**-2)
    return tridiagonal(beside, np.full_like(x, -2.0 * STEP**-2), beside)


def _boundary_value(x: Inexact) -> Inexact:
    left, right = _neighbours(x)
    return np.asarray(2.0 * x - left - right + STEP**2 * (x + GRID + 1.0) ** 3 / 2.0)


def _boundary_value_jac(x: Inexact) -> Inexact:
    own = 2.0 + 1.5 * STEP**2 * (x + GRID + 1.0) ** 2
    return np.asarray(np.diag(own) - np.eye(N, k=1) - np.eye(N, k=-1))


def _burgers(x: Inexact) -> Inexact:
    """Periodic: u' = -u u_x + nu u_xx, by central differences."""
    left, right = np.roll(x, 1), np.roll(x, -1)
    return np.asarray(-x * (right - left) / (2.0 * STEP) + 0.05 * (left - 2.0 * x + right) / STEP**2)


def _burgers_jac(x: Inexact) -> Inexact:
    left, right = np.roll(x, 1), np.roll(x, -1)
    spread, i = 0.05 / STEP**2, np.arange(N)
    jac = np.zeros((N, N))
    jac[i, i] = -(right - left) / (2.0 * STEP) - 2.0 * spread
    jac[i, i - 1] = x / (2.0 * STEP) + spread
    jac[i, (i + 1) % N] = -x / (2.0 * STEP) + spread
    return jac


def _burgers_not_closed(x: Inexact) -> Inexact:
    return at(_burgers_jac, (0, N - 1), 0.0)(x)


def _burgers_frozen_speed(x: Inexact) -> Inexact:
    """The speed is taken as constant: the derivative with respect to the u in front of u_x is missing."""
    left, right = np.roll(x, 1), np.roll(x, -1)
    return np.asarray(_burgers_jac(x) + np.diag((right - left) / (2.0 * STEP)))


def _laplace(x: Inexact) -> Inexact:
    """The five-point stencil on a field of 4 x 3, zero outside; plus u^3."""
    padded = np.pad(x, 1)
    return np.asarray(padded[:-2, 1:-1] + padded[2:, 1:-1] + padded[1:-1, :-2] + padded[1:-1, 2:] - 4.0 * x + x**3)


def _laplace_jac(x: Inexact) -> Inexact:
    rows, cols = x.shape
    jac = np.zeros((*x.shape, *x.shape))
    for i, j in np.ndindex(rows, cols):
        jac[i, j, i, j] = 3.0 * x[i, j] ** 2 - 4.0
        for k, m in ((i - 1, j), (i + 1, j), (i, j - 1), (i, j + 1)):
            if 0 <= k < rows and 0 <= m < cols:
                jac[i, j, k, m] = 1.0
    return jac


def _laplace_wraps(x: Inexact) -> Inexact:
    """An index of -1 counts from the end: the first row has the last as its neighbour."""
    extra = np.zeros((*x.shape, *x.shape))
    for j in range(x.shape[1]):
        extra[0, j, -1, j] = 1.0
    return np.asarray(_laplace_jac(x) + extra)


PROBLEMS = (
    JacobianProblem(
        "Broyden's tridiagonal function, sparse",
        _broyden,
        STATE,
        {"right": _broyden_jac, "diagonals above and below exchanged": _broyden_turned},
    ),
    JacobianProblem(
        "Bratu, sparse",
        _bratu,
        0.3 * STATE,
        {"right": _bratu_jac, "the derivative of the source is missing": _bratu_without_source},
    ),
    JacobianProblem(
        "discrete boundary value problem",
        _boundary_value,
        GRID * (GRID - 1.0),
        {
            "right, as an operator": in_form(_boundary_value_jac, "operator"),
            "right": _boundary_value_jac,
            "the last diagonal entry off by 1e-3": at(_boundary_value_jac, (N - 1, N - 1), 1.001),
        },
    ),
    JacobianProblem(
        "Burgers, periodic, sparse",
        _burgers,
        STATE,
        {
            "right": lambda x: sparse(_burgers_jac(x)),
            "the corner of the periodic boundary is missing": lambda x: sparse(_burgers_not_closed(x)),
            "the speed taken as constant": lambda x: sparse(_burgers_frozen_speed(x)),
        },
    ),
    JacobianProblem(
        "five-point stencil",
        _laplace,
        RNG.normal(size=(4, 3)),
        {"right": _laplace_jac, "an index of -1 wraps around": _laplace_wraps},
        products={"right as products": product(_laplace_jac)},
    ),
)
