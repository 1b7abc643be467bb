"""Hessians of likelihoods in one or two parameters."""

from __future__ import annotations

import numpy as np

from examples.benchmarks.derivatives.case import Inexact
from examples.benchmarks.derivatives.forms import in_form, product
from examples.benchmarks.derivatives.hessians.problem import HessianProblem
from examples.benchmarks.derivatives.mistakes import at, plus

RNG = np.random.default_rng(1314)
SAMPLE = RNG.normal(1.0, 0.7, size=20)
SPECTRUM = np.array([6.0, 2.0, 0.5, 0.1, 0.01])
COEFFICIENTS = RNG.normal(size=5) * np.sqrt(SPECTRUM + 0.2)


def _normal(x: Inexact) -> Inexact:
    """A sample's negative log-likelihood, of the mean and the logarithm of the standard deviation."""
    return np.asarray(SAMPLE.size * x[1] + 0.5 * np.sum((SAMPLE - x[0]) ** 2) * np.exp(-2.0 * x[1]))


def _normal_gradient(x: Inexact) -> Inexact:
    r, precision = SAMPLE - x[0], np.exp(-2.0 * x[1])
    return np.array([-np.sum(r) * precision, SAMPLE.size - np.sum(r**2) * precision])


def _normal_hessian(x: Inexact) -> Inexact:
    r, precision = SAMPLE - x[0], np.exp(-2.0 * x[1])
    mixed = 2.0 * np.sum(r) * precision
    return np.array([[SAMPLE.size * precision, mixed], [mixed, 2.0 * np.sum(r**2) * precision]])


def _fisher(x: Inexact) -> Inexact:
    """Fisher's information: the expected Hessian."""
    return np.diag([SAMPLE.size * np.exp(-2.0 * x[1]), 2.0 * SAMPLE.size])


def _of_sigma(x: Inexact) -> Inexact:
    """With respect to the standard deviation instead of its logarithm."""
    jac, s = np.array(_normal_hessian(x)), np.exp(-x[1])
    jac[0, 1] *= s
    jac[1, 0] *= s
    jac[1, 1] = (jac[1, 1] - _normal_gradient(x)[1]) * s**2
    return jac


def _process(x: Inexact) -> Inexact:
    """A Gaussian process in the basis of its kernel's eigenvectors: log signal and log noise."""
    v = np.exp(x[0]) * SPECTRUM + np.exp(x[1])
    return np.asarray(0.5 * np.sum(np.log(v) + COEFFICIENTS**2 / v))


def _process_parts(x: Inexact) -> tuple[Inexact, Inexact, Inexact]:
    """(2, 5) derivatives of the variances, and first and second derivatives with respect to each variance."""
    dv = np.stack([np.exp(x[0]) * SPECTRUM, np.exp(x[1]) + 0.0 * SPECTRUM])
    v = np.sum(dv, axis=0)
    return dv, np.asarray(0.5 * (1.0 / v - COEFFICIENTS**2 / v**2)), -0.5 / v**2 + COEFFICIENTS**2 / v**3


def _process_gradient(x: Inexact) -> Inexact:
    dv, first, _ = _process_parts(x)
    return np.asarray(np.dot(dv, first))


def _process_hessian(x: Inexact) -> Inexact:
    dv, first, second = _process_parts(x)
    return np.asarray((dv * second) @ dv.T + np.diag(np.dot(dv, first)))


def _process_no_curvature(x: Inexact) -> Inexact:
    """The second derivative of the exponentials is missing."""
    dv, _, second = _process_parts(x)
    return np.asarray((dv * second) @ dv.T)


PROBLEMS = (
    HessianProblem(
        "normal likelihood",
        _normal,
        _normal_gradient,
        np.array([0.8, -0.3]),
        {
            "right, as an operator": in_form(_normal_hessian, "operator"),
            "right": _normal_hessian,
            "the expected one": _fisher,
            "of the standard deviation": _of_sigma,
        },
    ),
    HessianProblem(
        "Gaussian process",
        _process,
        _process_gradient,
        np.array([0.3, -1.2]),
        {
            "right": _process_hessian,
            "second derivative of the exponentials missing": _process_no_curvature,
            "an entry moved by 1e-4": plus(_process_hessian, (1, 1), 1e-4),
            "sign beside the diagonal": at(at(_process_hessian, (0, 1), -1.0), (1, 0), -1.0),
        },
        products={"right as products": product(_process_hessian)},
    ),
)
