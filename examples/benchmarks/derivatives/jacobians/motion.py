"""Right-hand sides and steps of differential equations, with the Jacobians that implicit solvers ask for."""

from __future__ import annotations

import numpy as np

from examples.benchmarks.derivatives.case import Inexact, Vector
from examples.benchmarks.derivatives.forms import in_form, product
from examples.benchmarks.derivatives.jacobians.problem import JacobianProblem
from examples.benchmarks.derivatives.mistakes import at, plus, times, transposed

TABLEAU = ((0.5, 1.0), (0.5, 2.0), (1.0, 2.0), (0.0, 1.0))


def _prey(x: Inexact) -> Inexact:
    return np.array([1.1 * x[0] - 0.4 * x[0] * x[1], 0.1 * x[0] * x[1] - 0.4 * x[1]])


def _prey_jac(x: Inexact) -> Inexact:
    return np.array([[1.1 - 0.4 * x[1], -0.4 * x[0]], [0.1 * x[1], 0.1 * x[0] - 0.4]])


def _van_der_pol(x: Inexact) -> Inexact:
    return np.array([x[1], 1000.0 * (1.0 - x[0] ** 2) * x[1] - x[0]])


def _van_der_pol_jac(x: Inexact) -> Inexact:
    return np.array([[0.0, 1.0], [-2000.0 * x[0] * x[1] - 1.0, 1000.0 * (1.0 - x[0] ** 2)]])


def _robertson(x: Inexact) -> Inexact:
    slow, fast, pair = 0.04 * x[0], 3e7 * x[1] ** 2, 1e4 * x[1] * x[2]
    return np.array([-slow + pair, slow - pair - fast, fast])


def _robertson_jac(x: Inexact) -> Inexact:
    a, b, c = 1e4 * x[2], 1e4 * x[1], 6e7 * x[1]
    return np.array([[-0.04, a, b], [0.04, -a - c, -b], [0.0, c, 0.0]])


def _lorenz(x: Inexact) -> Inexact:
    return np.array([10.0 * (x[1] - x[0]), x[0] * (28.0 - x[2]) - x[1], x[0] * x[1] - 8.0 / 3.0 * x[2]])


def _lorenz_jac(x: Inexact) -> Inexact:
    return np.array([[-10.0, 10.0, 0.0], [28.0 - x[2], -1.0, -x[0]], [x[1], x[0], -8.0 / 3.0]])


def _pendulum(x: Inexact) -> Inexact:
    """An angle in degrees and its rate in degrees per second."""
    return np.array([x[1], -np.rad2deg(1.0) * 9.81 * np.sin(x[0] * np.pi / 180.0) - 0.1 * x[1]])


def _pendulum_jac(x: Inexact) -> Inexact:
    return np.array([[0.0, 1.0], [-9.81 * np.cos(x[0] * np.pi / 180.0), -0.1]])


def _runge_kutta(x: Inexact) -> Inexact:
    """One classical step of 0.2 of predator and prey."""
    total, k = np.zeros_like(x), _prey(x)
    for length, weight in TABLEAU:
        total = total + weight * k
        k = _prey(np.asarray(x + 0.2 * length * k))
    return np.asarray(x + 0.2 / 6.0 * total)


def _runge_kutta_jac(x: Inexact) -> Inexact:
    total, k, dk = np.zeros((2, 2)), _prey(x), _prey_jac(x)
    for length, weight in TABLEAU:
        total = total + weight * dk
        at_stage = np.asarray(x + 0.2 * length * k)
        k, dk = _prey(at_stage), _prey_jac(at_stage) @ (np.eye(2) + 0.2 * length * dk)
    return np.asarray(np.eye(2) + 0.2 / 6.0 * total)


def _runge_kutta_frozen(x: Inexact) -> Inexact:
    """Each stage differentiated as if it did not depend on the stage before."""
    total, k = np.zeros((2, 2)), _prey(x)
    stage = x
    for length, weight in TABLEAU:
        total = total + weight * _prey_jac(stage)
        stage = np.asarray(x + 0.2 * length * k)
        k = _prey(stage)
    return np.asarray(np.eye(2) + 0.2 / 6.0 * total)


def _implicit(right_hand: Vector, before: Inexact, step: float) -> Vector:
    """The residual of an implicit Euler step from ``before``."""
    return lambda x: np.asarray(x - before - step * right_hand(x))


def _implicit_jac(jac: Vector, step: float) -> Vector:
    return lambda x: np.asarray(np.eye(x.size) - step * jac(x))


STIFF = np.array([1.0, 3.6e-5, 1e-3])
PROBLEMS = (
    JacobianProblem(
        "predator and prey", _prey, np.array([10.0, 5.0]), {"right": _prey_jac, "transposed": transposed(_prey_jac)}
    ),
    JacobianProblem(
        "van der Pol, stiff",
        _van_der_pol,
        np.array([2.0, -0.66]),
        {"right": _van_der_pol_jac, "the small term is missing": plus(_van_der_pol_jac, (1, 0), 1.0)},
    ),
    JacobianProblem(
        "Robertson",
        _robertson,
        STIFF,
        {"right": _robertson_jac, "a sign in the last row": at(_robertson_jac, 2, -1.0)},
        products={"right as products": product(_robertson_jac)},
    ),
    JacobianProblem(
        "implicit step of Robertson",
        _implicit(_robertson, STIFF, 1e-2),
        STIFF + np.array([-1e-4, 1e-6, 1e-4]),
        {"right": _implicit_jac(_robertson_jac, 1e-2), "the step is missing": _implicit_jac(_robertson_jac, 1.0)},
    ),
    JacobianProblem(
        "Lorenz",
        _lorenz,
        np.array([-5.0, -7.0, 20.0]),
        {
            "right, sparse": in_form(_lorenz_jac, "sparse"),
            "right": _lorenz_jac,
            "one entry off by 1e-3": at(_lorenz_jac, (1, 0), 1.001),
        },
    ),
    JacobianProblem(
        "pendulum in degrees",
        _pendulum,
        np.array([65.0, 12.0]),
        {"right": _pendulum_jac, "per radian": at(_pendulum_jac, (1, 0), np.rad2deg(1.0))},
    ),
    JacobianProblem(
        "a step of Runge and Kutta",
        _runge_kutta,
        np.array([10.0, 5.0]),
        {
            "right, as an operator": in_form(_runge_kutta_jac, "operator"),
            "right": _runge_kutta_jac,
            "stages taken as independent": _runge_kutta_frozen,
        },
    ),
    JacobianProblem(
        "predator and prey, products",
        _prey,
        np.array([8.0, 3.0]),
        products={
            "right": lambda x, v: np.dot(_prey_jac(x), v),
            "from the left": lambda x, v: np.dot(_prey_jac(x).T, v),
            "of the direction only": lambda x, v: np.dot(_prey_jac(x), v) / np.linalg.norm(v),
            "with the value added": lambda x, v: np.dot(_prey_jac(x), v) + _prey(x),
            "a factor on all of it": lambda x, v: np.dot(times(_prey_jac, 1.01)(x), v),
        },
    ),
)
