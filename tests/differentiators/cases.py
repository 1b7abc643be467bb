"""Functions of one number with their first and second derivatives in closed form, and ways of watching a function."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias, final

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.differentiators import BackwardDifference, CentralDifference, ForwardDifference


@final
@dataclass(frozen=True)
class Case:
    """f at x, with f'(x) and f''(x) worked out by hand."""

    name: str
    fun: Callable[[float], float]
    x: float
    first: float
    second: float


def _e(x: float) -> float:
    return math.exp(x)


def _sigmoid(x: float) -> float:
    return 1.0 / (1.0 + math.exp(-x))


def _normal(x: float) -> float:
    return math.exp(-(x**2) / 2.0)


_S1, _C1 = math.sin(1.0), math.cos(1.0)
_SIGMOID_1 = _sigmoid(1.0)
_TANH_1 = math.tanh(1.0)

CASES: tuple[Case, ...] = (
    Case("constant", lambda x: 3.0, 1.3, 0.0, 0.0),
    Case("identity", lambda x: x, 1.3, 1.0, 0.0),
    Case("identity far out", lambda x: x, 1e9, 1.0, 0.0),
    Case("line at zero", lambda x: 2.0 - 5.0 * x, 0.0, -5.0, 0.0),
    Case("article 5", lambda x: 0.01 * x**2 + 0.1 * x, 5.0, 0.2, 0.02),
    Case("article 10", lambda x: 0.01 * x**2 + 0.1 * x, 10.0, 0.3, 0.02),
    Case("square", lambda x: x * x, -3.0, -6.0, 2.0),
    Case("square at its minimum", lambda x: x * x, 0.0, 0.0, 2.0),
    Case("square far out", lambda x: x * x, 1e6, 2e6, 2.0),
    Case("cube", lambda x: x**3, 2.0, 12.0, 12.0),
    Case("cube at zero", lambda x: x**3, 0.0, 0.0, 0.0),
    Case("fourth power", lambda x: x**4, 3.0, 108.0, 108.0),
    Case("quintic", lambda x: x**5 - 4.0 * x**3 + x, 1.5, 5 * 1.5**4 - 12 * 1.5**2 + 1, 20 * 1.5**3 - 24 * 1.5),
    Case("tenth power", lambda x: x**10, 1.0, 10.0, 90.0),
    Case("exp 0", math.exp, 0.0, 1.0, 1.0),
    Case("exp 1", math.exp, 1.0, math.e, math.e),
    Case("exp -10", math.exp, -10.0, _e(-10.0), _e(-10.0)),
    Case("exp 20", math.exp, 20.0, _e(20.0), _e(20.0)),
    Case("exp(-x)", lambda x: math.exp(-x), 2.0, -_e(-2.0), _e(-2.0)),
    Case("bell", _normal, 0.5, -0.5 * _normal(0.5), (0.25 - 1.0) * _normal(0.5)),
    Case("log 1", math.log, 1.0, 1.0, -1.0),
    Case("log 100", math.log, 100.0, 0.01, -1e-4),
    Case("log1p", math.log1p, 0.5, 1.0 / 1.5, -1.0 / 1.5**2),
    Case("sqrt 2", math.sqrt, 2.0, 0.5 / math.sqrt(2.0), -0.25 / 2.0**1.5),
    Case("sqrt 1e6", math.sqrt, 1e6, 5e-4, -0.25e-9),
    Case("cube root", math.cbrt, 8.0, 1.0 / 12.0, -2.0 / 9.0 / 32.0),
    Case("1/x", lambda x: 1.0 / x, 2.0, -0.25, 0.25),
    Case("1/x^2", lambda x: 1.0 / x**2, -1.0, 2.0, 6.0),
    Case("1/(1 + x^2)", lambda x: 1.0 / (1.0 + x * x), 1.0, -0.5, 0.5),
    Case("sin 0", math.sin, 0.0, 1.0, 0.0),
    Case("sin 1", math.sin, 1.0, _C1, -_S1),
    Case("cos 1", math.cos, 1.0, -_S1, -_C1),
    Case("sin at its maximum", math.sin, math.pi / 2.0, 0.0, -1.0),
    Case("sin(10 x)", lambda x: math.sin(10.0 * x), 0.1, 10.0 * _C1, -100.0 * _S1),
    Case("x sin x", lambda x: x * math.sin(x), 1.0, _S1 + _C1, 2.0 * _C1 - _S1),
    Case("exp(sin x)", lambda x: math.exp(math.sin(x)), 1.0, _C1 * _e(_S1), (_C1**2 - _S1) * _e(_S1)),
    Case("tan", math.tan, 0.5, 1.0 / math.cos(0.5) ** 2, 2.0 * math.tan(0.5) / math.cos(0.5) ** 2),
    Case("atan", math.atan, 1.0, 0.5, -0.5),
    Case("asin", math.asin, 0.5, 1.0 / math.sqrt(0.75), 0.5 / 0.75**1.5),
    Case("sinh", math.sinh, 2.0, math.cosh(2.0), math.sinh(2.0)),
    Case("tanh", math.tanh, 1.0, 1.0 - _TANH_1**2, -2.0 * _TANH_1 * (1.0 - _TANH_1**2)),
    Case("sigmoid", _sigmoid, 1.0, _SIGMOID_1 * (1 - _SIGMOID_1), _SIGMOID_1 * (1 - _SIGMOID_1) * (1 - 2 * _SIGMOID_1)),
    Case("softplus", lambda x: math.log1p(math.exp(x)), 1.0, _SIGMOID_1, _SIGMOID_1 * (1 - _SIGMOID_1)),
    Case("erf", math.erf, 0.5, 2.0 * _e(-0.25) / math.sqrt(math.pi), -2.0 * _e(-0.25) / math.sqrt(math.pi)),
    Case("x^x", lambda x: x**x, 2.0, 4.0 * (math.log(2.0) + 1.0), 4.0 * ((math.log(2.0) + 1.0) ** 2 + 0.5)),
    Case("x log x", lambda x: x * math.log(x), 3.0, math.log(3.0) + 1.0, 1.0 / 3.0),
)
"""Ordinary points: the default step is short beside the length on which f changes."""


@final
@dataclass(frozen=True)
class Recorder:
    """Calls ``fun`` with what it gets and keeps a copy of every point."""

    fun: Callable[[Float64Array], float]
    points: list[Float64Array] = field(default_factory=list)

    def __call__(self, x: Float64Array) -> float:
        self.points.append(np.array(x))
        return self.fun(x)

    def stacked(self) -> Float64Array:
        """All points so far, one after the other."""
        result: Float64Array = np.array(self.points)
        return result


def rosenbrock(x: Float64Array) -> float:
    """100 (x1 - x0^2)^2 + (1 - x0)^2."""
    return float(100.0 * (x[1] - x[0] ** 2) ** 2 + (1.0 - x[0]) ** 2)


def rosenbrock_gradient(x: Float64Array) -> Float64Array:
    return np.array([-400.0 * x[0] * (x[1] - x[0] ** 2) - 2.0 * (1.0 - x[0]), 200.0 * (x[1] - x[0] ** 2)])


def rosenbrock_hessian(x: Float64Array) -> Float64Array:
    return np.array([[1200.0 * x[0] ** 2 - 400.0 * x[1] + 2.0, -400.0 * x[0]], [-400.0 * x[0], 200.0]])


Difference: TypeAlias = ForwardDifference | BackwardDifference | CentralDifference
DifferenceClass: TypeAlias = type[ForwardDifference] | type[BackwardDifference] | type[CentralDifference]

CLASSES_AND_ORDERS: tuple[tuple[DifferenceClass, int], ...] = (
    *((ForwardDifference, order) for order in (1, 2, 3, 4)),
    *((BackwardDifference, order) for order in (1, 2, 3, 4)),
    *((CentralDifference, order) for order in (2, 4, 6, 8)),
)
DIFFERENCES: tuple[Difference, ...] = tuple(kind(order=order) for kind, order in CLASSES_AND_ORDERS)


def label(value: object) -> str | None:
    """A short id for a parametrised test: ``CentralDifference4`` or the name of a case."""
    if isinstance(value, (ForwardDifference, BackwardDifference, CentralDifference)):
        return f"{type(value).__name__}{value.order}"
    if isinstance(value, type):
        return value.__name__
    return value.name if isinstance(value, Case) else None
