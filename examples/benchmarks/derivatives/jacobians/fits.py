"""Residuals of curves that are fitted to measurements, with their Jacobians as least-squares code has them."""

from __future__ import annotations

import numpy as np

from examples.benchmarks.derivatives.case import Inexact
from examples.benchmarks.derivatives.forms import in_form, product
from examples.benchmarks.derivatives.jacobians.problem import JacobianProblem
from examples.benchmarks.derivatives.mistakes import at, column, plus, stale_row, swapped, times, transposed

TIMES = np.linspace(0.1, 4.0, 12)
MEASURED = 2.3 * np.exp(-1.1 * TIMES) + 0.4 + 0.05 * np.sin(7.0 * TIMES)
SIGMA = 0.02 + 0.01 * np.arange(12)
DOSES = np.geomspace(0.05, 40.0, 9)


def _rosenbrock(x: Inexact) -> Inexact:
    return np.array([10.0 * (x[1] - x[0] ** 2), 1.0 - x[0]])


def _rosenbrock_jac(x: Inexact) -> Inexact:
    return np.array([[-20.0 * x[0], 10.0], [-1.0, 0.0]])


def _decay(x: Inexact) -> Inexact:
    return np.asarray(x[0] * np.exp(-x[1] * TIMES) + x[2] - MEASURED)


def _decay_jac(x: Inexact) -> Inexact:
    e = np.exp(-x[1] * TIMES)
    return np.stack([e, -x[0] * TIMES * e, np.ones_like(e)], axis=1)


def _decay_without_times(x: Inexact) -> Inexact:
    e = np.exp(-x[1] * TIMES)
    return np.stack([e, -x[0] * e, np.ones_like(e)], axis=1)


def _weighted(x: Inexact) -> Inexact:
    return np.asarray(_decay(x) / SIGMA)


def _weighted_jac(x: Inexact) -> Inexact:
    return np.asarray(_decay_jac(x) / SIGMA[:, np.newaxis])


def _two_decays(x: Inexact) -> Inexact:
    return np.asarray(x[0] * np.exp(-x[1] * TIMES) + x[2] * np.exp(-x[3] * TIMES) - MEASURED)


def _two_decays_jac(x: Inexact) -> Inexact:
    first, second = np.exp(-x[1] * TIMES), np.exp(-x[3] * TIMES)
    return np.stack([first, -x[0] * TIMES * first, second, -x[2] * TIMES * second], axis=1)


def _log_kinetics(x: Inexact) -> Inexact:
    """Michaelis and Menten's rate, with the logarithms of both constants as parameters."""
    return np.asarray(np.exp(x[0]) * DOSES / (np.exp(x[1]) + DOSES) - 1.0)


def _kinetics_jac(x: Inexact) -> Inexact:
    """With respect to the constants themselves."""
    v, k = np.exp(x[0]), np.exp(x[1])
    return np.stack([DOSES / (k + DOSES), -v * DOSES / (k + DOSES) ** 2], axis=1)


def _log_kinetics_jac(x: Inexact) -> Inexact:
    return np.asarray(_kinetics_jac(x) * np.exp(x))


def _dose_response(x: Inexact) -> Inexact:
    """Four parameters: bottom, top, the logarithm of the middle, and the slope of Hill."""
    return np.asarray(x[0] + (x[1] - x[0]) / (1.0 + np.exp(-x[3] * (np.log(DOSES) - x[2]))))


def _dose_response_jac(x: Inexact) -> Inexact:
    z = np.log(DOSES) - x[2]
    s = 1.0 / (1.0 + np.exp(-x[3] * z))
    slope = (x[1] - x[0]) * s * (1.0 - s)
    return np.stack([1.0 - s, s, -x[3] * slope, z * slope], axis=1)


def _oscillation(x: Inexact) -> Inexact:
    """Amplitude, damping, angular frequency, and a phase in degrees."""
    return np.asarray(x[0] * np.exp(-x[1] * TIMES) * np.cos(x[2] * TIMES + x[3] * np.pi / 180.0))


def _oscillation_radians(x: Inexact) -> Inexact:
    e, angle = np.exp(-x[1] * TIMES), x[2] * TIMES + x[3] * np.pi / 180.0
    cosine, sine = e * np.cos(angle), e * np.sin(angle)
    return np.stack([cosine, -x[0] * TIMES * cosine, -x[0] * TIMES * sine, -x[0] * sine], axis=1)


def _oscillation_jac(x: Inexact) -> Inexact:
    return column(_oscillation_radians, 3, np.pi / 180.0)(x)


START = np.array([-1.2, 1.0])
DECAY = np.array([2.0, 0.9, 0.5])
TWO = np.array([1.5, 0.4, -0.7, 2.2])
PROBLEMS = (
    JacobianProblem(
        "Rosenbrock's residuals",
        _rosenbrock,
        START,
        {
            "right": _rosenbrock_jac,
            "transposed": transposed(_rosenbrock_jac),
            "sign of one entry": at(_rosenbrock_jac, (0, 0), -1.0),
        },
    ),
    JacobianProblem(
        "exponential decay",
        _decay,
        DECAY,
        {
            "right, in float32": in_form(_decay_jac, "float32"),
            "right": _decay_jac,
            "the times of the inner derivative are missing": _decay_without_times,
            "the offset's column is zero": column(_decay_jac, 2, 0.0),
        },
    ),
    JacobianProblem(
        "weighted decay",
        _weighted,
        DECAY,
        {
            "right": _weighted_jac,
            "not weighted": _decay_jac,
            "one weight of twelve off by 1e-3": at(_weighted_jac, 7, 1.001),
        },
    ),
    JacobianProblem(
        "sum of two exponentials",
        _two_decays,
        TWO,
        {
            "right": _two_decays_jac,
            "columns of the rates exchanged": swapped(_two_decays_jac, 1, 3),
            "one row of the point before": stale_row(_two_decays_jac, 4, TWO + 0.02),
        },
        products={"right as products": product(_two_decays_jac)},
    ),
    JacobianProblem(
        "Michaelis-Menten with logarithms",
        _log_kinetics,
        np.array([0.7, -0.4]),
        {"right": _log_kinetics_jac, "the chain rule of the logarithms is missing": _kinetics_jac},
    ),
    JacobianProblem(
        "dose and response",
        _dose_response,
        np.array([0.05, 1.8, 0.3, 1.4]),
        {
            "right": _dose_response_jac,
            "the sign of the middle's column": column(_dose_response_jac, 2, -1.0),
            "one entry of 36 off by 1e-4": at(_dose_response_jac, (3, 2), 1.0001),
        },
        products={"right as products": product(_dose_response_jac)},
    ),
    JacobianProblem(
        "damped oscillation, phase in degrees",
        _oscillation,
        np.array([1.3, 0.2, 2.5, 40.0]),
        {
            "right, as an operator": in_form(_oscillation_jac, "operator"),
            "right": _oscillation_jac,
            "the phase's column per radian": _oscillation_radians,
            "a half in front, as of the sum of squares": times(_oscillation_jac, 2.0),
            "one entry moved by 1e-5": plus(_oscillation_jac, (5, 0), 1e-5),
        },
    ),
)
