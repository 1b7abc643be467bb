"""Smooth formulas in closed form, each beside its gradient."""

from __future__ import annotations

import numpy as np

from examples.benchmarks.verdict_corpus.case import AnyFloats, Array, Inexact, Problem, number

RNG = np.random.default_rng(20240501)
MATRIX: Array = RNG.normal(size=(5, 5))
SYMMETRIC: Array = MATRIX @ MATRIX.T + np.eye(5)
POINTS: Array = RNG.uniform(0.5, 2.0, size=8)
WAVES: Array = RNG.uniform(-2.0, 2.0, size=6)
TABLE: Array = RNG.normal(size=(4, 3))


def _quadratic(x: Inexact) -> complex:
    return number(0.5 * np.dot(x, np.dot(SYMMETRIC, x)) - np.sum(x))


def _quadratic_gradient(x: AnyFloats) -> AnyFloats:
    return SYMMETRIC @ x - 1.0


def _rosenbrock(x: Inexact) -> complex:
    return number(np.sum(100.0 * (x[1:] - x[:-1] ** 2) ** 2 + (1.0 - x[:-1]) ** 2))


def _rosenbrock_gradient(x: AnyFloats) -> AnyFloats:
    gradient = np.zeros_like(x)
    valley = x[1:] - x[:-1] ** 2
    gradient[:-1] = -400.0 * x[:-1] * valley - 2.0 * (1.0 - x[:-1])
    gradient[1:] += 200.0 * valley
    return gradient


def _log_sum(x: Inexact) -> complex:
    return number(np.sum(np.log(x) * np.arange(1, x.size + 1)))


def _log_sum_gradient(x: AnyFloats) -> AnyFloats:
    return np.arange(1, x.size + 1) / x


def _log_sum_exp(x: Inexact) -> complex:
    return number(np.log(np.sum(np.exp(x))))


def _log_sum_exp_gradient(x: AnyFloats) -> AnyFloats:
    shifted = np.exp(x - float(x.max()))
    return np.asarray(shifted / float(shifted.sum()))


def _rational(x: Inexact) -> complex:
    return number(np.sum(x / (1.0 + x**2)))


def _rational_gradient(x: AnyFloats) -> AnyFloats:
    return np.asarray((1.0 - x**2) / (1.0 + x**2) ** 2)


def _waves(x: Inexact) -> complex:
    return number(np.sum(np.sin(3.0 * x)) * np.cos(np.sum(x)))


def _waves_gradient(x: AnyFloats) -> AnyFloats:
    total = float(x.sum())
    sines = float(np.sin(3.0 * x).sum())
    return np.asarray(3.0 * np.cos(3.0 * x) * float(np.cos(total)) - sines * float(np.sin(total)))


def _roots(x: Inexact) -> complex:
    return number(np.sum(np.sqrt(x)) + 0.1 * np.sum(x) ** 2)


def _roots_gradient(x: AnyFloats) -> AnyFloats:
    return np.asarray(0.5 / np.sqrt(x) + 0.2 * float(x.sum()))


def _likelihood(x: Inexact) -> complex:
    return number(np.sum((POINTS - x[0]) ** 2) * np.exp(-2.0 * x[1]) / 2.0 + POINTS.size * x[1])


def _likelihood_gradient(x: AnyFloats) -> AnyFloats:
    residual = POINTS - x[0]
    precision = np.exp(-2.0 * x[1])
    return np.array([-float(residual.sum()) * precision, POINTS.size - float((residual**2).sum()) * precision])


def _trace(x: Inexact) -> complex:
    return number(np.sum(np.dot(TABLE.T, x) ** 2) / 7.0 + np.sum(x**3))


def _trace_gradient(x: AnyFloats) -> AnyFloats:
    return 2.0 / 7.0 * TABLE @ (TABLE.T @ x) + 3.0 * x**2


def _product(x: Inexact) -> complex:
    return number(np.prod(x) * np.exp(-np.sum(x**2) / 10.0))


def _product_gradient(x: AnyFloats) -> AnyFloats:
    value = float(np.prod(x) * np.exp(-np.sum(x**2) / 10.0))
    return value * (1.0 / x - x / 5.0)


def _powers(x: Inexact) -> complex:
    return number(np.sum(x**4) - 3.0 * np.sum(x**3) + np.sum(x[:-1] * x[1:]))


def _powers_gradient(x: AnyFloats) -> AnyFloats:
    gradient = 4.0 * x**3 - 9.0 * x**2
    gradient[:-1] += x[1:]
    gradient[1:] += x[:-1]
    return gradient


def _determinant(x: Inexact) -> complex:
    return number(
        x[0, 0] * x[1, 1] * x[2, 2]
        + x[0, 1] * x[1, 2] * x[2, 0]
        + x[0, 2] * x[1, 0] * x[2, 1]
        - x[0, 2] * x[1, 1] * x[2, 0]
        - x[0, 1] * x[1, 0] * x[2, 2]
        - x[0, 0] * x[1, 2] * x[2, 1]
    )


def _determinant_gradient(x: AnyFloats) -> AnyFloats:
    return float(np.linalg.det(x)) * np.linalg.inv(x).T


def _fast_wave(x: Inexact) -> complex:
    return number(np.sum(np.sin(1e4 * x)) + np.sum(x))


def _fast_wave_gradient(x: AnyFloats) -> AnyFloats:
    return np.asarray(1e4 * np.cos(1e4 * x) + 1.0)


def _saturated(x: Inexact) -> complex:
    return number(np.sum(np.tanh(x)) + np.sum(np.exp(-x)))


def _saturated_gradient(x: AnyFloats) -> AnyFloats:
    return 1.0 / np.cosh(x) ** 2 - np.exp(-x)


def _distance(x: Inexact) -> complex:
    return number(np.sqrt(np.sum(x**2) + 1e-4))


def _distance_gradient(x: AnyFloats) -> AnyFloats:
    return np.asarray(x / float(np.sqrt(np.sum(x**2) + 1e-4)))


def formulas() -> list[Problem]:
    """All of them, at points of order one."""
    rng = np.random.default_rng(7)
    return [
        Problem("quadratic", _quadratic, _quadratic_gradient, rng.normal(size=5)),
        Problem("rosenbrock", _rosenbrock, _rosenbrock_gradient, np.array([-1.2, 1.0, 0.7, -0.4])),
        Problem("log-sum", _log_sum, _log_sum_gradient, rng.uniform(0.3, 3.0, size=4)),
        Problem("log-sum-exp", _log_sum_exp, _log_sum_exp_gradient, rng.normal(size=6)),
        Problem("rational", _rational, _rational_gradient, rng.normal(size=5)),
        Problem("waves", _waves, _waves_gradient, WAVES.copy()),
        Problem("roots", _roots, _roots_gradient, rng.uniform(0.2, 4.0, size=4)),
        Problem("likelihood", _likelihood, _likelihood_gradient, np.array([0.8, -0.3])),
        Problem("trace", _trace, _trace_gradient, rng.normal(size=(4, 3))),
        Problem("product", _product, _product_gradient, rng.uniform(0.5, 1.5, size=5)),
        Problem("powers", _powers, _powers_gradient, rng.normal(size=6)),
        Problem("determinant", _determinant, _determinant_gradient, rng.normal(size=(3, 3))),
        Problem("fast wave", _fast_wave, _fast_wave_gradient, np.array([0.31, 1.7])),
        Problem("saturated", _saturated, _saturated_gradient, np.array([0.5, 3.0, 6.0])),
        Problem("distance", _distance, _distance_gradient, np.array([0.3, -0.02, 0.001])),
    ]
