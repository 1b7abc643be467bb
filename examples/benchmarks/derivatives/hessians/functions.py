"""Test functions of optimisation with their Hessians."""

from __future__ import annotations

import numpy as np

from examples.benchmarks.derivatives.case import Inexact
from examples.benchmarks.derivatives.forms import in_form, product
from examples.benchmarks.derivatives.hessians.problem import HessianProblem
from examples.benchmarks.derivatives.mistakes import at, one_triangle, plus


def _rosenbrock(x: Inexact) -> Inexact:
    return np.asarray(np.sum(100.0 * (x[1:] - x[:-1] ** 2) ** 2 + (1.0 - x[:-1]) ** 2))


def _rosenbrock_gradient(x: Inexact) -> Inexact:
    valley = x[1:] - x[:-1] ** 2
    own = -400.0 * x[:-1] * valley - 2.0 * (1.0 - x[:-1])
    return np.asarray(np.append(own, 0.0) + np.append(0.0, 200.0 * valley))


def _rosenbrock_hessian(x: Inexact) -> Inexact:
    own = np.zeros_like(x)
    own[:-1] = 1200.0 * x[:-1] ** 2 - 400.0 * x[1:] + 2.0
    own[1:] += 200.0
    beside = -400.0 * x[:-1]
    return np.asarray(np.diag(own) + np.diag(beside, 1) + np.diag(beside, -1))


def _rosenbrock_frozen(x: Inexact) -> Inexact:
    """The end of the valley counted for every coordinate but the last as well as for the first."""
    return plus(_rosenbrock_hessian, (0, 0), 200.0)(x)


def _wood(x: Inexact) -> Inexact:
    a, b, c, d = x
    valleys = 100.0 * (b - a**2) ** 2 + (1.0 - a) ** 2 + 90.0 * (d - c**2) ** 2 + (1.0 - c) ** 2
    return np.asarray(valleys + 10.1 * ((b - 1.0) ** 2 + (d - 1.0) ** 2) + 19.8 * (b - 1.0) * (d - 1.0))


def _wood_gradient(x: Inexact) -> Inexact:
    a, b, c, d = x
    first, second = -400.0 * a * (b - a**2) - 2.0 * (1.0 - a), -360.0 * c * (d - c**2) - 2.0 * (1.0 - c)
    third = 200.0 * (b - a**2) + 20.2 * (b - 1.0) + 19.8 * (d - 1.0)
    return np.array([first, third, second, 180.0 * (d - c**2) + 20.2 * (d - 1.0) + 19.8 * (b - 1.0)])


def _wood_hessian(x: Inexact) -> Inexact:
    a, b, c, d = x
    return np.array(
        [
            [1200.0 * a**2 - 400.0 * b + 2.0, -400.0 * a, 0.0, 0.0],
            [-400.0 * a, 220.2, 0.0, 19.8],
            [0.0, 0.0, 1080.0 * c**2 - 360.0 * d + 2.0, -360.0 * c],
            [0.0, 19.8, -360.0 * c, 200.2],
        ]
    )


def _wood_blocks(x: Inexact) -> Inexact:
    return at(at(_wood_hessian, (1, 3), 0.0), (3, 1), 0.0)(x)


def _singular(x: Inexact) -> Inexact:
    a, b, c, d = x
    return np.asarray((a + 10.0 * b) ** 2 + 5.0 * (c - d) ** 2 + (b - 2.0 * c) ** 4 + 10.0 * (a - d) ** 4)


def _singular_gradient(x: Inexact) -> Inexact:
    a, b, c, d = x
    p, q, r, s = 2.0 * (a + 10.0 * b), 10.0 * (c - d), 4.0 * (b - 2.0 * c) ** 3, 40.0 * (a - d) ** 3
    return np.array([p + s, 10.0 * p + r, q - 2.0 * r, -q - s])


def _singular_hessian(x: Inexact) -> Inexact:
    a, b, c, d = x
    r, s = 12.0 * (b - 2.0 * c) ** 2, 120.0 * (a - d) ** 2
    return np.array(
        [
            [2.0 + s, 20.0, 0.0, -s],
            [20.0, 200.0 + r, -2.0 * r, 0.0],
            [0.0, -2.0 * r, 10.0 + 4.0 * r, -10.0],
            [-s, 0.0, -10.0, 10.0 + s],
        ]
    )


VALLEY = np.array([-1.2, 1.0, 0.7, -0.4])
SLOPE = np.array([3.0, -1.0, 0.3, 1.0])
PROBLEMS = (
    HessianProblem(
        "Rosenbrock in four variables",
        _rosenbrock,
        _rosenbrock_gradient,
        VALLEY,
        {
            "right": _rosenbrock_hessian,
            "one triangle only": one_triangle(_rosenbrock_hessian),
            "the 200 of the end also at the beginning": _rosenbrock_frozen,
            "one entry 1 + 1e-4": at(_rosenbrock_hessian, (2, 2), 1.0001),
        },
        products={"right as products": product(_rosenbrock_hessian)},
    ),
    HessianProblem(
        "Wood",
        _wood,
        _wood_gradient,
        np.array([-3.0, -1.0, -3.0, -1.0]),
        {
            "right, sparse": in_form(_wood_hessian, "sparse"),
            "right": _wood_hessian,
            "the blocks beside the diagonal are missing": _wood_blocks,
        },
    ),
    HessianProblem(
        "Powell's singular function",
        _singular,
        _singular_gradient,
        SLOPE,
        {
            "right, as an operator": in_form(_singular_hessian, "operator"),
            "right": _singular_hessian,
            "sign of one pair": at(at(_singular_hessian, (0, 3), -1.0), (3, 0), -1.0),
        },
    ),
    HessianProblem(
        "Powell's singular function at its minimum",
        _singular,
        _singular_gradient,
        np.zeros(4),
        {"right": _singular_hessian, "a small number on the diagonal": plus(_singular_hessian, (0, 0), 1e-3)},
    ),
)
