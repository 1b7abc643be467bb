"""Hessians whose gradient is rough: with noise, with an offset, at an edge of its domain, of all sizes, with kinks."""

from __future__ import annotations

import numpy as np

from examples.benchmarks.derivatives.case import Inexact
from examples.benchmarks.derivatives.forms import product
from examples.benchmarks.derivatives.hessians.problem import HessianProblem
from examples.benchmarks.derivatives.mistakes import at, times
from examples.benchmarks.noise_of_bits import noise_of_bits

COUPLING = np.array([[2.0, 0.5, -0.3], [0.5, 1.5, 0.4], [-0.3, 0.4, 1.0]])
POINT = np.array([0.4, -0.7, 1.1])
SIZES = np.array([1e-5, 1.0, 1e4])


def _smooth(x: Inexact) -> Inexact:
    return np.asarray(0.5 * np.sum(x * np.dot(COUPLING, x)) + np.sum(np.cos(x)))


def _smooth_gradient(x: Inexact) -> Inexact:
    return np.asarray(np.dot(COUPLING, x) - np.sin(x))


def _smooth_hessian(x: Inexact) -> Inexact:
    return np.asarray(COUPLING - np.diag(np.cos(x)))


def _noisy_gradient(x: Inexact) -> Inexact:
    """As from an adjoint solve that stops at 1e-9."""
    noise = [noise_of_bits(np.asarray(np.real(x) + shift, dtype=np.float64)) for shift in (0.0, 1.0, 2.0)]
    return np.asarray(_smooth_gradient(x) * (1.0 + 1e-9 * np.array(noise)))


def _tilted(x: Inexact) -> Inexact:
    """The gradient is large, what it changes by is small."""
    return np.asarray(_smooth(x) + 1e6 * np.sum(x))


def _tilted_gradient(x: Inexact) -> Inexact:
    return np.asarray(_smooth_gradient(x) + 1e6)


def _entropy(x: Inexact) -> Inexact:
    return np.asarray(np.sum(x * np.log(x)))


def _entropy_gradient(x: Inexact) -> Inexact:
    return np.asarray(np.log(x) + 1.0)


def _entropy_hessian(x: Inexact) -> Inexact:
    return np.diag(1.0 / x)


def _sized(x: Inexact) -> Inexact:
    return _smooth(np.asarray(x / SIZES))


def _sized_gradient(x: Inexact) -> Inexact:
    return np.asarray(_smooth_gradient(np.asarray(x / SIZES)) / SIZES)


def _sized_hessian(x: Inexact) -> Inexact:
    return np.asarray(_smooth_hessian(np.asarray(x / SIZES)) / np.outer(SIZES, SIZES))


def _units_once(x: Inexact) -> Inexact:
    """The units of one of the two derivatives forgotten."""
    return np.asarray(_smooth_hessian(np.asarray(x / SIZES)) / SIZES)


def _hinges(x: Inexact) -> Inexact:
    """Squared hinges: the gradient has a kink where an entry is 0."""
    return np.asarray(_smooth(x) + np.sum(np.where(np.real(x) > 0.0, x, 0.0) ** 2))


def _hinges_gradient(x: Inexact) -> Inexact:
    return np.asarray(_smooth_gradient(x) + 2.0 * np.where(np.real(x) > 0.0, x, 0.0))


def _hinges_hessian(x: Inexact) -> Inexact:
    return np.asarray(_smooth_hessian(x) + np.diag(np.where(x > 0.0, 2.0, 0.0)))


def _hinges_all(x: Inexact) -> Inexact:
    return np.asarray(_smooth_hessian(x) + 2.0 * np.eye(3))


PROBLEMS = (
    HessianProblem(
        "noise of 1e-9 in the gradient",
        _smooth,
        _smooth_gradient,
        POINT,
        {"right": _smooth_hessian, "an entry 1.01": at(_smooth_hessian, (1, 1), 1.01)},
        {"right as products": product(_smooth_hessian), "half as products": product(times(_smooth_hessian, 0.5))},
        shown=_noisy_gradient,
    ),
    HessianProblem(
        "a gradient of 1e6",
        _tilted,
        _tilted_gradient,
        POINT,
        {"right": _smooth_hessian, "an entry 1.01": at(_smooth_hessian, (1, 1), 1.01)},
        {"right as products": product(_smooth_hessian), "twice as products": product(times(_smooth_hessian, 2.0))},
    ),
    HessianProblem(
        "entropy of small probabilities",
        _entropy,
        _entropy_gradient,
        np.array([1e-7, 0.3, 0.6999999]),
        {"right": _entropy_hessian, "the largest entry 1.001": at(_entropy_hessian, (0, 0), 1.001)},
        {"right as products": product(_entropy_hessian)},
    ),
    HessianProblem(
        "variables of all sizes",
        _sized,
        _sized_gradient,
        POINT * SIZES,
        {
            "right": _sized_hessian,
            "units of one derivative": _units_once,
            "the smallest entry 1.01": at(_sized_hessian, (2, 2), 1.01),
        },
        {"right as products": product(_sized_hessian)},
    ),
    HessianProblem(
        "squared hinges",
        _hinges,
        _hinges_gradient,
        np.array([1e-3, -0.7, 1.1]),
        {"right": _hinges_hessian, "every hinge open": _hinges_all},
        {"right as products": product(_hinges_hessian)},
    ),
    HessianProblem(
        "a squared hinge at its corner",
        _hinges,
        _hinges_gradient,
        np.array([0.0, -0.7, 1.1]),
        {"undecidable": _hinges_hessian},
    ),
)
