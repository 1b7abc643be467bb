"""Every form in which functions and their Jacobians come: shapes, lists, buffers, products, operators."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import final

import numpy as np

from examples.benchmarks.derivatives.case import Inexact
from examples.benchmarks.derivatives.jacobians.problem import JacobianProblem
from examples.benchmarks.derivatives.mistakes import at, times
from minigrad.arrays import Float64Array

ROWS = np.array([[1.0, -0.5, 2.0], [0.3, 0.8, -1.0]])
FIELD = np.array([[0.4, -1.1, 0.6], [1.3, 0.2, -0.7]])


def _number(x: Inexact) -> Inexact:
    """Several outputs of one number."""
    t = np.asarray(x).reshape(())
    return np.array([np.sin(t), t**2, np.exp(-t)])


def _number_jac(x: Inexact) -> Inexact:
    t = np.asarray(x).reshape(())
    return np.array([np.cos(t), 2.0 * t, -np.exp(-t)])


def _one(x: Inexact) -> Inexact:
    """A value of shape (1,)."""
    return np.array([np.sum(x**2) + x[0] * x[1]])


def _one_jac(x: Inexact) -> Inexact:
    return np.array([[2.0 * x[0] + x[1], 2.0 * x[1] + x[0], 2.0 * x[2]]])


def _scalar(x: Inexact) -> Inexact:
    return np.asarray(np.sum(x**2) + x[0] * x[1])


def _scalar_jac(x: Inexact) -> Inexact:
    return np.array([2.0 * x[0] + x[1], 2.0 * x[1] + x[0], 2.0 * x[2]])


def _table(x: Inexact) -> Inexact:
    """Values of shape (2, 3), of an x of shape (2, 3)."""
    return np.asarray(x**2 * ROWS + np.sum(x * ROWS, axis=0))


def _table_jac(x: Inexact) -> Inexact:
    jac = np.einsum("jm,i,km->ijkm", np.eye(3), np.ones(2), ROWS)
    return np.asarray(jac + np.einsum("ij,ik,jm->ijkm", 2.0 * x * ROWS, np.eye(2), np.eye(3)))


def _table_axes(x: Inexact) -> Inexact:
    """The axes of x before those of the value."""
    return np.ascontiguousarray(np.asarray(_table_jac(x)).transpose(2, 3, 0, 1))


@final
@dataclass
class Buffered:
    """Residuals and Jacobian written into the same two arrays in every call.

    Attributes:
        keeps: whether the Jacobian is added to what is there, which is wrong from the second call on.
    """

    keeps: bool = False
    values: Float64Array = field(default_factory=lambda: np.zeros(2))
    matrix: Float64Array = field(default_factory=lambda: np.zeros((2, 3)))

    def fun(self, x: Inexact) -> Inexact:
        """ROWS exp(x), in the buffer."""
        self.values[:] = np.dot(ROWS, np.exp(x))
        return self.values

    def jac(self, x: Inexact) -> Inexact:
        """Its Jacobian, in the other buffer."""
        if not self.keeps:
            self.matrix[:] = 0.0
        self.matrix += ROWS * np.exp(x)
        return self.matrix


def _exponentials(x: Inexact) -> Inexact:
    return np.asarray(np.dot(ROWS, np.exp(x)))


def _exponentials_jac(x: Inexact) -> Inexact:
    return np.asarray(ROWS * np.exp(x))


def _writes_into_x(x: Inexact) -> Inexact:
    np.exp(x, out=x)
    return np.asarray(ROWS * x)


def _flat(x: Inexact) -> Inexact:
    return np.ravel(_exponentials_jac(x))


def _with_hole(x: Inexact) -> Inexact:
    jac = np.array(_exponentials_jac(x))
    jac[1, 2] = np.nan
    return jac


def _field_product(x: Inexact, v: Inexact) -> Inexact:
    return np.asarray(2.0 * x * ROWS * v + np.sum(v * ROWS, axis=0))


SHORT = np.array([0.3, -0.8, 0.5])
PLAIN, ADDING = Buffered(), Buffered(keeps=True)
PROBLEMS = (
    JacobianProblem(
        "x is a number", _number, np.array(0.8), {"right": _number_jac, "sign of the last": at(_number_jac, 2, -1.0)}
    ),
    JacobianProblem("a value of shape (1,)", _one, SHORT, {"right": _one_jac, "factor 2": times(_one_jac, 2.0)}),
    JacobianProblem("a value of shape ()", _scalar, SHORT, {"right": _scalar_jac, "an entry": at(_scalar_jac, 1, 0.9)}),
    JacobianProblem("values of shape (2, 3)", _table, FIELD, {"right": _table_jac, "axes of x first": _table_axes}),
    JacobianProblem(
        "values of shape (2, 3), products",
        _table,
        FIELD,
        products={
            "right": _field_product,
            "the sum is missing": lambda x, v: np.asarray(2.0 * x * ROWS * v),
            "the sum over the other axis": lambda x, v: 2.0 * x * ROWS * v + np.sum(v * ROWS, axis=1, keepdims=True),
            "quadratic in v": lambda x, v: 2.0 * x * ROWS * v * np.abs(v) + np.sum(v * ROWS, axis=0),
        },
    ),
    JacobianProblem(
        "values in a buffer",
        _exponentials,
        SHORT,
        {"right": _exponentials_jac, "jac returns its buffer": PLAIN.jac},
        fun=PLAIN.fun,
    ),
    JacobianProblem("a Jacobian that adds up", _exponentials, SHORT, {"never set back to zero": ADDING.jac}),
    JacobianProblem(
        "three inputs, two outputs",
        _exponentials,
        SHORT,
        {
            "right as lists": lambda x: np.asarray(_exponentials_jac(x)),
            "flattened": _flat,
            "NaN in one place": _with_hole,
        },
    ),
    JacobianProblem("a Jacobian that writes into x", _exponentials, SHORT, {"jac changes x": _writes_into_x}),
)
