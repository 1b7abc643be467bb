"""Exact derivatives of an expression by forward mode in 50 digits: the references of the benchmark.

A jet (v, d, s) carries a value and its first two derivatives along one line through every operation of the tree;
nothing is ever divided by a step, so this shares no error with any difference method. Needs mpmath.
Source: Griewank and Walther (2008), Evaluating Derivatives, chapter 13 (univariate Taylor propagation).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import mpmath

from examples.benchmarks.expressions.tree import Binary, Constant, Expression, Function, Power, Variable

DIGITS = 50
_LARGEST = mpmath.mpf("1e300")
_LARGEST_ANGLE = mpmath.mpf("1e9")  # exponentials overflow and angles lose half their digits long before


class Jet(NamedTuple):
    """Value, first and second derivative along the line."""

    value: mpmath.mpf
    first: mpmath.mpf
    second: mpmath.mpf


def jet(expression: Expression, point: Sequence[float], direction: Sequence[float]) -> Jet:
    """phi(0), phi'(0), phi''(0) of phi(t) = expression(point + t direction), at exactly these floats.

    Raises:
        ValueError: the expression is not real and smooth there.
    """
    with mpmath.workdps(DIGITS):
        memo: dict[int, Jet] = {}
        variables = [Jet(mpmath.mpf(x), mpmath.mpf(v), mpmath.mpf(0)) for x, v in zip(point, direction, strict=True)]
        result = _jet(expression, variables, memo)
        if not all(mpmath.isfinite(part) for part in result):
            raise ValueError(f"{expression} is not real and smooth at {list(point)}")
        return result


def _jet(node: Expression, variables: Sequence[Jet], memo: dict[int, Jet]) -> Jet:
    if id(node) not in memo:  # shared subtrees are worked out once
        memo[id(node)] = _fresh_jet(node, variables, memo)
    return memo[id(node)]


def _fresh_jet(node: Expression, variables: Sequence[Jet], memo: dict[int, Jet]) -> Jet:
    match node:
        case Constant(number):
            return Jet(mpmath.mpf(number), mpmath.mpf(0), mpmath.mpf(0))
        case Variable(index):
            return variables[index]
        case Function(name, argument):
            inner = _jet(argument, variables, memo)
            return _chain(_scalar_derivatives(name, inner.value), inner)
        case Power(base, exponent):
            inner = _jet(base, variables, memo)
            return _chain(_power_derivatives(inner.value, exponent), inner)
        case Binary(operator, left, right):
            return _binary(operator, _jet(left, variables, memo), _jet(right, variables, memo))
        case _:
            raise TypeError(f"no rule for {type(node).__name__}")


def _chain(outer: Jet, inner: Jet) -> Jet:
    """Faa di Bruno to second order: (g o u)'' = g'' u'^2 + g' u''."""
    return Jet(outer.value, outer.first * inner.first, outer.second * inner.first**2 + outer.first * inner.second)


def _binary(operator: str, a: Jet, b: Jet) -> Jet:
    if operator == "+":
        return Jet(a.value + b.value, a.first + b.first, a.second + b.second)
    if operator == "-":
        return Jet(a.value - b.value, a.first - b.first, a.second - b.second)
    if operator == "/":
        b = _chain(_power_derivatives(b.value, -1.0), b)
    return Jet(
        a.value * b.value,
        a.first * b.value + a.value * b.first,
        a.second * b.value + 2 * a.first * b.first + a.value * b.second,
    )


def _power_derivatives(u: mpmath.mpf, exponent: float) -> Jet:
    if abs(u) > _LARGEST:
        raise ValueError(f"a power of {u} is far beyond float64")
    if u < 0 and not exponent.is_integer():
        raise ValueError(f"a broken power of {u}")
    p = mpmath.mpf(exponent)
    if u == 0 and exponent in (0.0, 1.0, 2.0):
        return Jet(u**p, mpmath.mpf(exponent == 1.0), mpmath.mpf(2 * (exponent == 2.0)))
    return Jet(u**p, p * u ** (p - 1), p * (p - 1) * u ** (p - 2))


def _scalar_derivatives(name: str, u: mpmath.mpf) -> Jet:
    if (name in ("log", "sqrt") and u <= 0) or (name == "arcsin" and abs(u) >= 1):
        raise ValueError(f"{name} of {u}")
    if abs(u) > (_LARGEST if name in ("log", "sqrt", "arctan") else _LARGEST_ANGLE):
        raise ValueError(f"{name} of {u} is far beyond float64")
    match name:
        case "exp":
            return Jet(mpmath.exp(u), mpmath.exp(u), mpmath.exp(u))
        case "log":
            return Jet(mpmath.log(u), 1 / u, -1 / u**2)
        case "sqrt":
            root = mpmath.sqrt(u)
            return Jet(root, 1 / (2 * root), -1 / (4 * root * u))
        case "sin":
            return Jet(mpmath.sin(u), mpmath.cos(u), -mpmath.sin(u))
        case "cos":
            return Jet(mpmath.cos(u), -mpmath.sin(u), -mpmath.cos(u))
        case "tan":
            t = mpmath.tan(u)
            return Jet(t, 1 + t**2, 2 * t * (1 + t**2))
        case "sinh":
            return Jet(mpmath.sinh(u), mpmath.cosh(u), mpmath.sinh(u))
        case "cosh":
            return Jet(mpmath.cosh(u), mpmath.sinh(u), mpmath.cosh(u))
        case "tanh":
            t, slope = mpmath.tanh(u), mpmath.sech(u) ** 2
            return Jet(t, slope, -2 * t * slope)
        case "arctan":
            return Jet(mpmath.atan(u), 1 / (1 + u**2), -2 * u / (1 + u**2) ** 2)
        case "arcsin":
            root = mpmath.sqrt(1 - u**2)
            return Jet(mpmath.asin(u), 1 / root, u / root**3)
        case _:
            raise ValueError(f"no derivative rule for {name}")
