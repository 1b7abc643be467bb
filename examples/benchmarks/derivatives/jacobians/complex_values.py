"""Functions of real numbers with complex values: impedances, responses, characteristic functions."""

from __future__ import annotations

import numpy as np

from examples.benchmarks.derivatives.case import Inexact, Vector
from examples.benchmarks.derivatives.jacobians.problem import JacobianProblem
from examples.benchmarks.derivatives.mistakes import column, times

OMEGA = np.array([0.5, 1.0, 1.6, 2.2, 3.0])
PHASES = np.array([0.2, 1.1, -0.7])


def _joined(parts: Vector) -> Vector:
    """A complex function from one that gives its real and its imaginary part."""

    def joined(x: Inexact) -> Inexact:
        real, imaginary = np.asarray(parts(x))
        return np.asarray(real + 1j * imaginary)

    return joined


def _conjugated(jac: Vector) -> Vector:
    return lambda x: np.conj(jac(x))


def _response(x: Inexact) -> Inexact:
    """1 / (k - m w^2 + i c w), of stiffness, mass and damping."""
    rest, loss = x[0] - x[1] * OMEGA**2, x[2] * OMEGA
    below = rest**2 + loss**2
    return np.stack([rest / below, -loss / below])


def _response_jac(x: Inexact) -> Inexact:
    inner = np.stack([np.ones(5), -(OMEGA**2), 1j * OMEGA], axis=1)
    return np.asarray(-inner / (x[0] - x[1] * OMEGA**2 + 1j * x[2] * OMEGA)[:, np.newaxis] ** 2)


def _response_real_damping(x: Inexact) -> Inexact:
    return column(_response_jac, 2, -1j)(x)


def _sum_of_waves(x: Inexact) -> Inexact:
    """One complex number: amplitudes times exp(i phase)."""
    return np.stack([np.sum(x * np.cos(PHASES * x)), np.sum(x * np.sin(PHASES * x))])


def _sum_of_waves_jac(x: Inexact) -> Inexact:
    return np.asarray((1.0 + 1j * PHASES * x) * np.exp(1j * PHASES * x))


def _amplitudes_only(x: Inexact) -> Inexact:
    return np.exp(1j * PHASES * x)


PROBLEMS = (
    JacobianProblem(
        "response of an oscillator, complex",
        _response,
        np.array([2.0, 0.8, 0.3]),
        {
            "right": _response_jac,
            "conjugated": _conjugated(_response_jac),
            "i is missing in the damping's column": _response_real_damping,
            "the minus is missing": times(_response_jac, -1.0),
        },
        fun=_joined(_response),
        joined=True,
    ),
    JacobianProblem(
        "a sum of waves, one complex number",
        _sum_of_waves,
        np.array([0.8, 1.5, -0.4]),
        {
            "right": _sum_of_waves_jac,
            "as if the phases did not depend on x": _amplitudes_only,
            "the real part alone": lambda x: np.real(_sum_of_waves_jac(x)),
        },
        fun=_joined(_sum_of_waves),
        joined=True,
    ),
)
