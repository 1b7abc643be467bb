"""Residuals of peaks, circles and spectra that are fitted, with their Jacobians."""

from __future__ import annotations

import numpy as np

from examples.benchmarks.derivatives.case import Inexact
from examples.benchmarks.derivatives.forms import in_form, product
from examples.benchmarks.derivatives.jacobians.problem import JacobianProblem
from examples.benchmarks.derivatives.mistakes import at, column, swapped, times

AXIS = np.linspace(-3.0, 3.0, 11)
ANGLES = np.linspace(0.3, 5.9, 8)
POINTS = np.stack([2.0 + 1.5 * np.cos(ANGLES), -1.0 + 1.4 * np.sin(ANGLES)], axis=1)
FREQUENCIES = np.geomspace(1.0, 1e5, 7)


def _gauss(x: Inexact) -> Inexact:
    return np.asarray(x[0] * np.exp(-0.5 * ((AXIS - x[1]) / x[2]) ** 2))


def _gauss_jac(x: Inexact) -> Inexact:
    d = AXIS - x[1]
    e = np.exp(-0.5 * (d / x[2]) ** 2)
    return np.stack([e, x[0] * e * d / x[2] ** 2, x[0] * e * d**2 / x[2] ** 3], axis=1)


def _gauss_other_width(x: Inexact) -> Inexact:
    d = AXIS - x[1]
    e = np.exp(-0.5 * (d / x[2]) ** 2)
    return np.stack([e, x[0] * e * d / x[2] ** 2, x[0] * e * d**2 / x[2] ** 2], axis=1)


def _lorentz(x: Inexact) -> Inexact:
    return np.asarray(x[0] / (1.0 + ((AXIS - x[1]) / x[2]) ** 2))


def _lorentz_jac(x: Inexact) -> Inexact:
    u = (AXIS - x[1]) / x[2]
    base = 1.0 / (1.0 + u**2)
    return np.stack([base, 2.0 * x[0] * u * base**2 / x[2], 2.0 * x[0] * u**2 * base**2 / x[2]], axis=1)


def _circle(x: Inexact) -> Inexact:
    return np.asarray(np.sqrt((POINTS[:, 0] - x[0]) ** 2 + (POINTS[:, 1] - x[1]) ** 2) - x[2])


def _circle_jac(x: Inexact) -> Inexact:
    d = np.sqrt((POINTS[:, 0] - x[0]) ** 2 + (POINTS[:, 1] - x[1]) ** 2)
    return np.stack([(x[0] - POINTS[:, 0]) / d, (x[1] - POINTS[:, 1]) / d, -np.ones(8)], axis=1)


def _polynomial(x: Inexact) -> Inexact:
    return np.asarray(np.dot(np.vander(AXIS, 6, increasing=True), x))


def _polynomial_jac(x: Inexact) -> Inexact:
    del x
    return np.vander(AXIS, 6, increasing=True)


def _highest_first(x: Inexact) -> Inexact:
    del x
    return np.vander(AXIS, 6)


def _impedance(x: Inexact) -> Inexact:
    """R0 + R1 parallel to C (Randles' circuit): the real parts above the imaginary ones."""
    w = 2.0 * np.pi * FREQUENCIES * x[2]
    below = 1.0 + (w * x[1]) ** 2
    return np.stack([x[0] + x[1] / below, -w * x[1] ** 2 / below])


def _impedance_jac(x: Inexact) -> Inexact:
    omega = 2.0 * np.pi * FREQUENCIES
    u = omega * x[1] * x[2]
    below, zero, one = 1.0 + u**2, np.zeros_like(u), np.ones_like(u)
    real = np.stack([one, (1.0 - u**2) / below**2, -2.0 * omega * x[1] ** 2 * u / below**2], axis=1)
    imaginary = np.stack([zero, -2.0 * u / below**2, -omega * x[1] ** 2 * (1.0 - u**2) / below**2], axis=1)
    return np.stack([real, imaginary])


def _impedance_per_hertz(x: Inexact) -> Inexact:
    return at(_impedance_jac, (slice(None), slice(None), 2), 1.0 / (2.0 * np.pi))(x)


PEAK = np.array([2.0, 0.4, 0.9])
PROBLEMS = (
    JacobianProblem(
        "Gauss peak",
        _gauss,
        PEAK,
        {
            "right": _gauss_jac,
            "the width squared instead of cubed": _gauss_other_width,
            "one entry of 33 off by 1e-5": at(_gauss_jac, (5, 1), 1.00001),
        },
        products={"right as products": product(_gauss_jac)},
    ),
    JacobianProblem(
        "Lorentz peak",
        _lorentz,
        PEAK,
        {"right": _lorentz_jac, "a factor 2 is missing in one column": column(_lorentz_jac, 1, 0.5)},
    ),
    JacobianProblem(
        "circle through points",
        _circle,
        np.array([1.8, -0.7, 1.2]),
        {
            "right, in float32": in_form(_circle_jac, "float32"),
            "right": _circle_jac,
            "the sign of the radius": column(_circle_jac, 2, -1.0),
            "of residuals the other way round": times(_circle_jac, -1.0),
        },
    ),
    JacobianProblem(
        "polynomial",
        _polynomial,
        np.array([0.3, -1.0, 0.2, 0.05, -0.01, 0.4]),
        {
            "right, as an operator": in_form(_polynomial_jac, "operator"),
            "right": _polynomial_jac,
            "highest power first": _highest_first,
            "two columns exchanged": swapped(_polynomial_jac, 4, 5),
        },
    ),
    JacobianProblem(
        "impedance, parts apart",
        _impedance,
        np.array([10.0, 200.0, 1e-6]),
        {"right": _impedance_jac, "2 pi is missing in the capacity's column": _impedance_per_hertz},
        products={"right as products": product(_impedance_jac)},
    ),
)
