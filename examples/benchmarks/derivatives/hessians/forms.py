"""Quadratic forms and sums of squares, with their Hessians and with what is taken for them."""

from __future__ import annotations

import numpy as np

from examples.benchmarks.derivatives.case import Inexact
from examples.benchmarks.derivatives.forms import in_form, product
from examples.benchmarks.derivatives.hessians.problem import HessianProblem
from examples.benchmarks.derivatives.mistakes import times, transposed

LEVELS, POWERS = np.array([1.5, 2.25, 2.625]), np.array([1, 2, 3])
SKEW = np.array([[4.0, 1.0, 0.0], [-0.5, 3.0, 0.7], [0.2, 0.0, 2.0]])


def _beale(x: Inexact) -> Inexact:
    return np.asarray(np.sum((LEVELS - x[0] * (1.0 - x[1] ** POWERS)) ** 2))


def _beale_parts(x: Inexact) -> tuple[Inexact, Inexact, Inexact]:
    """Residuals, their (3, 2) Jacobian, and x[1]'s powers' second derivatives times x[0]."""
    residual = np.asarray(LEVELS - x[0] * (1.0 - x[1] ** POWERS))
    slope = POWERS * x[1] ** (POWERS - 1)
    second = POWERS * (POWERS - 1) * x[1] ** np.maximum(POWERS - 2, 0)
    return residual, np.stack([x[1] ** POWERS - 1.0, x[0] * slope], axis=1), np.stack([slope, x[0] * second])


def _beale_gradient(x: Inexact) -> Inexact:
    residual, jac, _ = _beale_parts(x)
    return np.asarray(2.0 * np.dot(residual, jac))


def _beale_gauss_newton(x: Inexact) -> Inexact:
    _, jac, _ = _beale_parts(x)
    return np.asarray(2.0 * np.dot(jac.T, jac))


def _beale_hessian(x: Inexact) -> Inexact:
    residual, _, (mixed, second) = _beale_parts(x)
    m, s = np.sum(residual * mixed), np.sum(residual * second)
    return np.asarray(_beale_gauss_newton(x) + 2.0 * np.array([[0.0, m], [m, s]]))


def _quadratic(x: Inexact) -> Inexact:
    return np.asarray(0.5 * np.sum(x * np.dot(SKEW, x)) - np.sum(x))


def _quadratic_gradient(x: Inexact) -> Inexact:
    return np.asarray(0.5 * np.dot(SKEW + SKEW.T, x) - 1.0)


def _symmetric(x: Inexact) -> Inexact:
    del x
    return np.asarray(0.5 * (SKEW + SKEW.T))


def _as_written(x: Inexact) -> Inexact:
    del x
    return SKEW.copy()


def _gradient_as_written(x: Inexact) -> Inexact:
    return np.asarray(np.dot(SKEW, x) - 1.0)


PROBLEMS = (
    HessianProblem(
        "Beale",
        _beale,
        _beale_gradient,
        np.array([1.0, 1.2]),
        {
            "right, in float32": in_form(_beale_hessian, "float32"),
            "right": _beale_hessian,
            "Gauss and Newton's": _beale_gauss_newton,
        },
    ),
    HessianProblem(
        "Beale at its minimum",
        _beale,
        _beale_gradient,
        np.array([3.0, 0.5]),
        {
            "right: Gauss and Newton's where no residuals are left": _beale_gauss_newton,
            "half": times(_beale_hessian, 0.5),
        },
        with_fun=False,
    ),
    HessianProblem(
        "quadratic form with an asymmetric matrix",
        _quadratic,
        _quadratic_gradient,
        np.array([0.4, -1.0, 2.0]),
        {"right": _symmetric, "the matrix as written": _as_written, "its transpose": transposed(_as_written)},
        products={"right as products": product(_symmetric)},
        pairs={"gradient and Hessian with the matrix as written": (_gradient_as_written, _as_written)},
    ),
)
