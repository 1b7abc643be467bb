"""Functions of matrices, and of the coefficients of polynomials."""

from __future__ import annotations

import numpy as np

from examples.benchmarks.derivatives.case import Inexact
from examples.benchmarks.derivatives.forms import in_form, product
from examples.benchmarks.derivatives.jacobians.problem import JacobianProblem
from examples.benchmarks.derivatives.mistakes import at, times

RNG = np.random.default_rng(1303)
RIGHT = np.array([1.0, -2.0, 0.5])
SQUARE = 2.0 * np.eye(3) + 0.5 * RNG.normal(size=(3, 3))


def _inverse(a: Inexact) -> Inexact:
    return np.linalg.inv(a)


def _inverse_jac(a: Inexact) -> Inexact:
    b = np.linalg.inv(a)
    return np.asarray(-np.einsum("ik,mj->ijkm", b, b))


def _inverse_no_sign(a: Inexact) -> Inexact:
    return np.asarray(-_inverse_jac(a))


def _inverse_transposed(a: Inexact) -> Inexact:
    b = np.linalg.inv(a)
    return np.asarray(-np.einsum("im,kj->ijkm", b, b))


def _solution(a: Inexact) -> Inexact:
    return np.linalg.solve(a, RIGHT)


def _solution_jac(a: Inexact) -> Inexact:
    return np.asarray(-np.einsum("ik,m->ikm", np.linalg.inv(a), _solution(a)))


def _solution_times_right_side(a: Inexact) -> Inexact:
    return np.asarray(-np.einsum("ik,m->ikm", np.linalg.inv(a), RIGHT))


def _factor(x: Inexact) -> Inexact:
    """Cholesky's factor (l11, l21, l22) of [[x0, x1], [x1, x2]]."""
    first = np.sqrt(x[0])
    return np.array([first, x[1] / first, np.sqrt(x[2] - x[1] ** 2 / x[0])])


def _factor_jac(x: Inexact) -> Inexact:
    first, _, last = _factor(x)
    ratio = x[1] / x[0]
    return np.array(
        [
            [0.5 / first, 0.0, 0.0],
            [-0.5 * ratio / first, 1.0 / first, 0.0],
            [0.5 * ratio**2 / last, -ratio / last, 0.5 / last],
        ]
    )


def _exponential(a: Inexact) -> Inexact:
    """The series of exp(A)."""
    total, term = np.eye(2) + 0.0 * a, np.eye(2) + 0.0 * a
    for k in range(1, 30):
        term = np.dot(term, a) / k
        total = total + term
    return total


def _exponential_jac(a: Inexact) -> Inexact:
    """Each column is the upper right block of exp([[A, E], [0, A]])."""
    jac = np.zeros((2, 2, 2, 2))
    for k, m in np.ndindex(2, 2):
        block = np.zeros((4, 4))
        block[:2, :2] = block[2:, 2:] = a
        block[k, 2 + m] = 1.0
        total, term = np.eye(4), np.eye(4)
        for order in range(1, 40):
            term = term @ block / order
            total = total + term
        jac[:, :, k, m] = total[:2, 2:]
    return jac


def _as_if_commuting(a: Inexact) -> Inexact:
    """exp(A) E for each direction E, as for numbers."""
    return np.asarray(np.einsum("ik,jm->ijkm", _exponential(a), np.eye(2)))


def _square(a: Inexact) -> Inexact:
    return np.asarray(np.dot(a, a))


def _square_jac(a: Inexact) -> Inexact:
    eye = np.eye(a.shape[0])
    return np.asarray(np.einsum("ik,mj->ijkm", eye, a) + np.einsum("ik,jm->ijkm", a, eye))


def _square_as_numbers(a: Inexact) -> Inexact:
    return np.asarray(2.0 * np.einsum("ik,jm->ijkm", a, np.eye(a.shape[0])))


def _from_roots(r: Inexact) -> Inexact:
    """The coefficients of (t - r0)(t - r1)(t - r2) below the highest."""
    return np.array([-np.sum(r), r[0] * r[1] + r[0] * r[2] + r[1] * r[2], -np.prod(r)])


def _from_roots_jac(r: Inexact) -> Inexact:
    pairs = np.sum(r) - r
    others = np.array([r[1] * r[2], r[0] * r[2], r[0] * r[1]])
    return np.stack([-np.ones(3), pairs, -others])


def _determinant(a: Inexact) -> Inexact:
    return np.asarray(np.linalg.det(a))


def _determinant_jac(a: Inexact) -> Inexact:
    return np.asarray(np.linalg.det(a) * np.linalg.inv(a).T)


def _determinant_not_transposed(a: Inexact) -> Inexact:
    return np.asarray(np.linalg.det(a) * np.linalg.inv(a))


PROBLEMS = (
    JacobianProblem(
        "inverse",
        _inverse,
        SQUARE,
        {
            "right": _inverse_jac,
            "the minus is missing": _inverse_no_sign,
            "axes of the second inverse exchanged": _inverse_transposed,
        },
        products={"right as products": product(_inverse_jac)},
    ),
    JacobianProblem(
        "solution of a linear system",
        _solution,
        SQUARE,
        {"right": _solution_jac, "the right-hand side instead of the solution": _solution_times_right_side},
    ),
    JacobianProblem(
        "Cholesky's factor",
        _factor,
        np.array([4.0, 1.2, 2.5]),
        {"right": _factor_jac, "a half is missing": at(_factor_jac, (2, 0), 2.0)},
    ),
    JacobianProblem(
        "exponential of a matrix",
        _exponential,
        np.array([[0.3, -1.0], [0.6, 0.2]]),
        {
            "right, in float32": in_form(_exponential_jac, "float32"),
            "right": _exponential_jac,
            "as if all matrices commuted": _as_if_commuting,
        },
    ),
    JacobianProblem(
        "square of a matrix", _square, SQUARE, {"right": _square_jac, "2 A, as for numbers": _square_as_numbers}
    ),
    JacobianProblem(
        "coefficients from roots",
        _from_roots,
        np.array([0.5, -1.5, 2.0]),
        {"right": _from_roots_jac, "the last sign": at(_from_roots_jac, 2, -1.0)},
    ),
    JacobianProblem(
        "determinant, F of shape ()",
        _determinant,
        SQUARE,
        {
            "right": _determinant_jac,
            "not transposed": _determinant_not_transposed,
            "a factor 3": times(_determinant_jac, 3.0),
        },
        products={"right as products": product(_determinant_jac)},
    ),
)
