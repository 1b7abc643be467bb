"""Products with matrices and solves: complex ones, ill-conditioned ones, in float32, as operators."""

from __future__ import annotations

import numpy as np

from examples.benchmarks.derivatives.adjoints.problem import AdjointProblem
from examples.benchmarks.derivatives.case import Inexact, Vector

RNG = np.random.default_rng(1305)
STIFF = np.vander(np.linspace(0.1, 1.0, 7), 7)
"""Of condition 1e7 or so."""
WELL = 3.0 * np.eye(6) + RNG.normal(size=(6, 6))
CHANNEL = RNG.normal(size=(4, 6)) + 1j * RNG.normal(size=(4, 6))
SINGLE = RNG.normal(size=(8, 5)).astype(np.float32)


def _by(matrix: Inexact) -> Vector:
    return lambda x: np.dot(matrix, x)


def _solve(matrix: Inexact) -> Vector:
    return lambda x: np.linalg.solve(matrix, x)


def _weighted(y: Inexact) -> Inexact:
    """The adjoint in the norm of the trapezoidal rule, though the inner product is the plain one."""
    weights = np.ones(6)
    weights[[0, -1]] = 0.5
    return np.asarray(np.dot(WELL.T, weights * y))


def _one_entry(matrix: Inexact, factor: float) -> Inexact:
    changed = np.array(matrix)
    changed[2, 3] *= factor
    return changed


def _normalised(x: Inexact) -> Inexact:
    return np.asarray(np.dot(WELL, x) / np.linalg.norm(x))


PROBLEMS = (
    AdjointProblem(
        "solve",
        _solve(WELL),
        (6,),
        (6,),
        {"right": _solve(WELL.T), "not transposed": _solve(WELL), "a product instead": _by(WELL.T)},
    ),
    AdjointProblem(
        "ill-conditioned solve",
        _solve(STIFF),
        (7,),
        (7,),
        {"right": _solve(STIFF.T), "an entry of the matrix 1.01": _solve(_one_entry(STIFF, 1.01).T)},
        precision=1e-4,
    ),
    AdjointProblem(
        "matrix",
        _by(WELL),
        (6,),
        (6,),
        {
            "right": _by(WELL.T),
            "weights of the trapezoidal rule": _weighted,
            "an entry of 36 off by 1e-5": _by(_one_entry(WELL, 1.0 + 1e-5).T),
        },
        {"of the direction only": _normalised},
    ),
    AdjointProblem(
        "matrix as an operator",
        _by(WELL[:4]),
        (6,),
        (4,),
        {"right": _by(WELL[:4].T), "an entry 1.01": _by(_one_entry(WELL[:4], 1.01).T)},
        as_operator=True,
    ),
    AdjointProblem(
        "complex channel",
        _by(CHANNEL),
        (6,),
        (4,),
        {"right": _by(np.conj(CHANNEL.T)), "transposed, not conjugated": _by(CHANNEL.T)},
        dtype=np.complex128,
    ),
    AdjointProblem(
        "complex channel as an operator",
        _by(CHANNEL),
        (6,),
        (4,),
        {"right": _by(np.conj(CHANNEL.T)), "conjugated twice": _by(CHANNEL.T)},
        dtype=np.complex128,
        as_operator=True,
    ),
    AdjointProblem(
        "float32 matrix",
        _by(SINGLE),
        (5,),
        (8,),
        {"right": _by(SINGLE.T), "an entry 1.01": _by(_one_entry(SINGLE, 1.01).T)},
        dtype=np.float32,
        precision=1e-5,
    ),
    AdjointProblem(
        "matrix of very large numbers",
        _by(1e150 * WELL),
        (6,),
        (6,),
        {"right": _by(1e150 * WELL.T), "half": _by(5e149 * WELL.T)},
    ),
    AdjointProblem(
        "zero",
        lambda x: np.asarray(0.0 * x[:3]),
        (5,),
        (3,),
        {"right": lambda y: np.zeros(5) * y[0], "not zero": lambda y: np.full(5, 1e-6) * y[0]},
    ),
)
