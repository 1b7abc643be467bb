"""Hessians where functions have joints: kinks of the gradient, at x and beside it."""

from __future__ import annotations

import numpy as np

from examples.benchmarks.derivatives.case import Inexact
from examples.benchmarks.derivatives.hessians.problem import HessianProblem
from examples.benchmarks.derivatives.mistakes import at


def _cubed(x: Inexact) -> Inexact:
    """Its gradient has a kink at 0."""
    return np.asarray(np.sum(x**2 * np.where(np.real(x) < 0.0, -x, x)))


def _cubed_gradient(x: Inexact) -> Inexact:
    return np.asarray(3.0 * x * np.where(np.real(x) < 0.0, -x, x))


def _cubed_hessian(x: Inexact) -> Inexact:
    return np.diag(6.0 * np.abs(x))


def _huber(x: Inexact) -> Inexact:
    inside = np.abs(np.real(x)) < 1.0
    return np.asarray(np.sum(np.where(inside, 0.5 * x**2, x * np.sign(np.real(x)) - 0.5)))


def _huber_gradient(x: Inexact) -> Inexact:
    return np.asarray(np.where(np.abs(np.real(x)) < 1.0, x, np.sign(np.real(x))))


def _huber_hessian(x: Inexact) -> Inexact:
    return np.diag(np.where(np.abs(x) < 1.0, 1.0, 0.0))


def _eye(x: Inexact) -> Inexact:
    return np.eye(x.size)


PROBLEMS = (
    HessianProblem(
        "cubes of absolute values",
        _cubed,
        _cubed_gradient,
        np.array([0.5, -0.3]),
        {"right": _cubed_hessian, "a sign lost": at(_cubed_hessian, 1, -1.0)},
    ),
    HessianProblem(
        "Huber's loss",
        _huber,
        _huber_gradient,
        np.array([0.4, 1.7, -0.95]),
        {"right": _huber_hessian, "of the square": _eye},
    ),
    HessianProblem(
        "Huber's loss at its joint", _huber, _huber_gradient, np.array([0.4, 1.0]), {"undecidable": _huber_hessian}
    ),
)
