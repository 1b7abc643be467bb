"""Residuals from the collection of Moré, Garbow and Hillstrom, at their starting points or near them.

Source: J. J. Moré, B. S. Garbow, K. E. Hillstrom, Testing unconstrained optimization software, ACM TOMS 7 (1981).
"""

from __future__ import annotations

import numpy as np

from examples.benchmarks.derivatives.case import Inexact
from examples.benchmarks.derivatives.forms import in_form, product
from examples.benchmarks.derivatives.jacobians.problem import JacobianProblem
from examples.benchmarks.derivatives.mistakes import at, column, stale_row, swapped, transposed

FLOW_X = np.array([4.0, 2.0, 1.0, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625])
FLOW_Y = np.array([0.1957, 0.1947, 0.1735, 0.16, 0.0844, 0.0627, 0.0456, 0.0342, 0.0323, 0.0235, 0.0246])
THERMISTOR = np.array([34780, 28610, 23650, 19630, 16370, 13720, 11540, 9744, 8261, 7030, 6005, 5147, 4427, 3820, 3307])
TENTHS = 0.1 * np.arange(1, 11)
PARTS = np.arange(1, 30) / 29.0


def _helical(x: Inexact) -> Inexact:
    theta = np.arctan(x[1] / x[0]) / (2.0 * np.pi) + 0.5
    return np.array([10.0 * (x[2] - 10.0 * theta), 10.0 * (np.sqrt(x[0] ** 2 + x[1] ** 2) - 1.0), x[2]])


def _helical_jac(x: Inexact) -> Inexact:
    square = x[0] ** 2 + x[1] ** 2
    root, turn = np.sqrt(square), 50.0 / np.pi / square
    return np.array([[turn * x[1], -turn * x[0], 10.0], [10.0 * x[0] / root, 10.0 * x[1] / root, 0.0], [0.0, 0.0, 1.0]])


def _helical_full_turn(x: Inexact) -> Inexact:
    return at(_helical_jac, (0, slice(0, 2)), 2.0 * np.pi)(x)


def _powell_scaled(x: Inexact) -> Inexact:
    return np.array([1e4 * x[0] * x[1] - 1.0, np.exp(-x[0]) + np.exp(-x[1]) - 1.0001])


def _powell_scaled_jac(x: Inexact) -> Inexact:
    return np.array([[1e4 * x[1], 1e4 * x[0]], [-np.exp(-x[0]), -np.exp(-x[1])]])


def _brown_scaled(x: Inexact) -> Inexact:
    return np.array([x[0] - 1e6, x[1] - 2e-6, x[0] * x[1] - 2.0])


def _brown_scaled_jac(x: Inexact) -> Inexact:
    return np.array([[1.0, 0.0], [0.0, 1.0], [x[1], x[0]]])


def _box(x: Inexact) -> Inexact:
    return np.asarray(np.exp(-TENTHS * x[0]) - np.exp(-TENTHS * x[1]) - x[2] * (np.exp(-TENTHS) - np.exp(-10 * TENTHS)))


def _box_jac(x: Inexact) -> Inexact:
    last = np.exp(-10 * TENTHS) - np.exp(-TENTHS)
    return np.stack([-TENTHS * np.exp(-TENTHS * x[0]), TENTHS * np.exp(-TENTHS * x[1]), last], axis=1)


def _kowalik(x: Inexact) -> Inexact:
    return np.asarray(FLOW_Y - x[0] * (FLOW_X**2 + FLOW_X * x[1]) / (FLOW_X**2 + FLOW_X * x[2] + x[3]))


def _kowalik_jac(x: Inexact) -> Inexact:
    above, below = FLOW_X**2 + FLOW_X * x[1], FLOW_X**2 + FLOW_X * x[2] + x[3]
    through = x[0] * above / below**2
    return np.stack([-above / below, -x[0] * FLOW_X / below, through * FLOW_X, through], axis=1)


def _watson(x: Inexact) -> Inexact:
    powers = PARTS[:, np.newaxis] ** np.arange(6)
    slope = np.dot(np.arange(1, 6) * powers[:, :5], x[1:])
    fit = slope - np.dot(powers, x) ** 2 - 1.0
    return np.concatenate([fit, [x[0], x[1] - x[0] ** 2 - 1.0]])


def _watson_jac(x: Inexact) -> Inexact:
    powers = PARTS[:, np.newaxis] ** np.arange(6)
    rows = -2.0 * np.dot(powers, x)[:, np.newaxis] * powers
    rows[:, 1:] += np.arange(1, 6) * powers[:, :5]
    last = np.zeros((2, 6))
    last[0, 0], last[1, 0], last[1, 1] = 1.0, -2.0 * x[0], 1.0
    return np.concatenate([rows, last])


def _meyer(x: Inexact) -> Inexact:
    return np.asarray(x[0] * np.exp(x[1] / (45.0 + 5.0 * np.arange(1, 16) + x[2])) - THERMISTOR)


def _meyer_jac(x: Inexact) -> Inexact:
    below = 45.0 + 5.0 * np.arange(1, 16) + x[2]
    e = np.exp(x[1] / below)
    return np.stack([e, x[0] * e / below, -x[0] * x[1] * e / below**2], axis=1)


def _freudenstein(x: Inexact) -> Inexact:
    return np.array(
        [-13.0 + x[0] + ((5.0 - x[1]) * x[1] - 2.0) * x[1], -29.0 + x[0] + ((x[1] + 1.0) * x[1] - 14.0) * x[1]]
    )


def _freudenstein_jac(x: Inexact) -> Inexact:
    return np.array([[1.0, 10.0 * x[1] - 3.0 * x[1] ** 2 - 2.0], [1.0, 3.0 * x[1] ** 2 + 2.0 * x[1] - 14.0]])


def _powell_singular(x: Inexact) -> Inexact:
    first, second = x[1] - 2.0 * x[2], x[0] - x[3]
    return np.array([x[0] + 10.0 * x[1], np.sqrt(5.0) * (x[2] - x[3]), first**2, np.sqrt(10.0) * second**2])


def _powell_singular_jac(x: Inexact) -> Inexact:
    a, b, root = 2.0 * (x[1] - 2.0 * x[2]), 2.0 * np.sqrt(10.0) * (x[0] - x[3]), np.sqrt(5.0)
    return np.array([[1.0, 10.0, 0.0, 0.0], [0.0, 0.0, root, -root], [0.0, a, -2.0 * a, 0.0], [b, 0.0, 0.0, -b]])


def _trigonometric(x: Inexact) -> Inexact:
    i = np.arange(1, x.size + 1)
    return np.asarray(x.size - np.sum(np.cos(x)) + i * (1.0 - np.cos(x)) - np.sin(x))


def _trigonometric_jac(x: Inexact) -> Inexact:
    own = np.arange(1, x.size + 1) * np.sin(x) - np.cos(x)
    return np.asarray(np.sin(x)[np.newaxis, :] + np.diag(own))


def _trigonometric_own(x: Inexact) -> Inexact:
    return np.diag(np.arange(1, x.size + 1) * np.sin(x) - np.cos(x))


WATSON = np.array([0.1, -0.2, 0.3, 0.4, -0.1, 0.2])
SINGULAR = np.array([3.0, -1.0, 0.0, 1.0])
PROBLEMS = (
    JacobianProblem(
        "helical valley",
        _helical,
        np.array([-1.0, 0.3, 0.0]),
        {"right": _helical_jac, "2 pi is missing": _helical_full_turn},
    ),
    JacobianProblem(
        "Powell badly scaled",
        _powell_scaled,
        np.array([1e-5, 9.0]),
        {"right": _powell_scaled_jac, "columns of the first row exchanged": lambda x: _powell_scaled_jac(x)[:, ::-1]},
        products={"right as products": product(_powell_scaled_jac)},
    ),
    JacobianProblem(
        "Brown badly scaled",
        _brown_scaled,
        np.array([1e6, 3e-6]),
        {
            "right, sparse": in_form(_brown_scaled_jac, "sparse"),
            "right": _brown_scaled_jac,
            "sign of the smallest entry": at(_brown_scaled_jac, (2, 0), -1.0),
        },
    ),
    JacobianProblem(
        "Box in three dimensions",
        _box,
        np.array([0.5, 10.0, 20.0]),
        {"right": _box_jac, "sign of the last column": column(_box_jac, 2, -1.0)},
    ),
    JacobianProblem(
        "Kowalik and Osborne",
        _kowalik,
        np.array([0.25, 0.39, 0.415, 0.39]),
        {
            "right, in float32": in_form(_kowalik_jac, "float32"),
            "right": _kowalik_jac,
            "last columns exchanged": swapped(_kowalik_jac, 2, 3),
        },
    ),
    JacobianProblem(
        "Watson",
        _watson,
        WATSON,
        {
            "right, sparse": in_form(_watson_jac, "sparse"),
            "right": _watson_jac,
            "the last row of the point before": stale_row(_watson_jac, 30, WATSON * 1.1),
        },
    ),
    JacobianProblem(
        "Meyer",
        _meyer,
        np.array([0.02, 4000.0, 250.0]),
        {"right": _meyer_jac, "one column 1 + 1e-4": column(_meyer_jac, 1, 1.0001)},
    ),
    JacobianProblem(
        "Freudenstein and Roth",
        _freudenstein,
        np.array([0.5, -2.0]),
        {"right": _freudenstein_jac, "transposed": transposed(_freudenstein_jac)},
    ),
    JacobianProblem(
        "Powell's singular function",
        _powell_singular,
        SINGULAR,
        {
            "right, sparse": in_form(_powell_singular_jac, "sparse"),
            "right": _powell_singular_jac,
            "the outer 2 is missing in a row": at(_powell_singular_jac, 3, 0.5),
        },
    ),
    JacobianProblem(
        "Powell's singular function at its solution", _powell_singular, np.zeros(4), {"right": _powell_singular_jac}
    ),
    JacobianProblem(
        "trigonometric",
        _trigonometric,
        np.array([0.2, 0.5, -0.3, 1.0, 0.7, -0.6]),
        {"right": _trigonometric_jac, "what is off the diagonal is missing": _trigonometric_own},
        products={"right as products": product(_trigonometric_jac)},
    ),
)
