"""Functions with kinks: beside them the piece has a Jacobian, on them no claim is the right one."""

from __future__ import annotations

import numpy as np

from examples.benchmarks.derivatives.case import Inexact
from examples.benchmarks.derivatives.forms import product
from examples.benchmarks.derivatives.jacobians.problem import JacobianProblem
from examples.benchmarks.derivatives.mistakes import at, times
from examples.benchmarks.noise_of_bits import noise_of_bits

WEIGHTS = np.array([[1.0, -2.0], [0.5, 1.0], [-1.5, 0.3]])
BIAS = np.array([0.1, -0.2, 0.6])


def _units(x: Inexact) -> Inexact:
    """Three ReLU units."""
    z = np.dot(WEIGHTS, x) + BIAS
    return np.asarray(z * (np.real(z) > 0.0))


def _units_jac(x: Inexact) -> Inexact:
    return np.asarray((np.dot(WEIGHTS, x) + BIAS > 0.0)[:, np.newaxis] * WEIGHTS)


def _all_units(x: Inexact) -> Inexact:
    del x
    return WEIGHTS.copy()


def _leaky_units(x: Inexact) -> Inexact:
    return np.asarray(np.where(np.dot(WEIGHTS, x) + BIAS > 0.0, 1.0, 0.01)[:, np.newaxis] * WEIGHTS)


def _deviations(x: Inexact) -> Inexact:
    """Absolute residuals of a line."""
    r = np.asarray(x[0] + x[1] * np.arange(4.0) - np.array([0.1, 0.9, 2.2, 2.7]))
    return np.asarray(r * np.where(np.real(r) < 0.0, -1.0, 1.0))


def _deviations_jac(x: Inexact) -> Inexact:
    sign = np.where(x[0] + x[1] * np.arange(4.0) - np.array([0.1, 0.9, 2.2, 2.7]) < 0.0, -1.0, 1.0)
    return np.stack([sign, sign * np.arange(4.0)], axis=1)


def _plain_residuals(x: Inexact) -> Inexact:
    del x
    return np.stack([np.ones(4), np.arange(4.0)], axis=1)


def _clipped(x: Inexact) -> Inexact:
    """A controller's output, between -1 and 1."""
    y = np.array([2.0 * x[0] - x[1], x[0] + 0.5 * x[1], 0.1 * x[0]])
    inside = np.abs(np.real(y)) < 1.0
    return np.asarray(np.where(inside, y, np.sign(np.real(y))))


def _clipped_jac(x: Inexact) -> Inexact:
    y = np.array([2.0 * x[0] - x[1], x[0] + 0.5 * x[1], 0.1 * x[0]])
    return np.asarray((np.abs(y) < 1.0)[:, np.newaxis] * _unclipped_jac(x))


def _unclipped_jac(x: Inexact) -> Inexact:
    del x
    return np.array([[2.0, -1.0], [1.0, 0.5], [0.1, 0.0]])


def _ordered(x: Inexact) -> Inexact:
    """The smaller and the larger of two."""
    return np.asarray(x[np.argsort(np.real(x), kind="stable")])


def _ordered_jac(x: Inexact) -> Inexact:
    return np.eye(2)[np.argsort(x, kind="stable")]


def _not_ordered(x: Inexact) -> Inexact:
    del x
    return np.eye(2)


def _pure_noise(x: Inexact) -> Inexact:
    return np.array([noise_of_bits(np.asarray(np.real(x), dtype=np.float64)), np.real(x[0])])


def _no_slope(x: Inexact) -> Inexact:
    del x
    return np.array([[0.0, 0.0], [1.0, 0.0]])


def _whole(x: Inexact) -> Inexact:
    return np.array([np.floor(np.real(x[0])) + x[1], x[0] * x[1]])


def _whole_jac(x: Inexact) -> Inexact:
    return np.array([[0.0, 1.0], [x[1], x[0]]])


PROBLEMS = (
    JacobianProblem(
        "ReLU units beside their kinks",
        _units,
        np.array([0.45, 0.21]),
        {"right": _units_jac, "every unit taken as active": _all_units, "leaky in jac only": _leaky_units},
        products={"right as products": product(_units_jac), "every unit in products": product(_all_units)},
    ),
    JacobianProblem(
        "a ReLU unit at zero",
        _units,
        np.array([-0.1, 0.0]),
        {"undecidable": _units_jac},
        products={"undecidable as products": product(_units_jac)},
    ),
    JacobianProblem(
        "a ReLU unit 1e-5 from zero",
        _units,
        np.array([-0.1 + 1e-5, 0.0]),
        {"right": _units_jac},
        products={"right as products": product(_units_jac)},
    ),
    JacobianProblem(
        "absolute residuals",
        _deviations,
        np.array([0.2, 0.9]),
        {"right": _deviations_jac, "signs forgotten": _plain_residuals},
        products={"right as products": product(_deviations_jac)},
    ),
    JacobianProblem(
        "an absolute residual at zero", _deviations, np.array([0.1, 0.95]), {"undecidable": _deviations_jac}
    ),
    JacobianProblem(
        "clipped control",
        _clipped,
        np.array([0.8, 0.3]),
        {"right": _clipped_jac, "clipping forgotten": _unclipped_jac, "sign of a row": at(_clipped_jac, 1, -1.0)},
        products={
            "right as products": product(_clipped_jac),
            "clipping forgotten in products": product(_unclipped_jac),
        },
    ),
    JacobianProblem("clipped control at its limit", _clipped, np.array([0.8, 0.6]), {"undecidable": _clipped_jac}),
    JacobianProblem(
        "two sorted numbers",
        _ordered,
        np.array([1.3, 1.2999]),
        {"right": _ordered_jac, "as if in order": _not_ordered, "half": times(_ordered_jac, 0.5)},
        products={"right as products": product(_ordered_jac)},
    ),
    JacobianProblem("two equal numbers sorted", _ordered, np.array([1.3, 1.3]), {"undecidable": _ordered_jac}),
    JacobianProblem("an output that is noise", _pure_noise, np.array([0.3, -0.6]), {"undecidable": _no_slope}),
    JacobianProblem("a whole number's floor", _whole, np.array([2.0, 0.7]), {"undecidable": _whole_jac}),
)
