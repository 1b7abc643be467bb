"""Derivatives of any order of a formula of one variable, by finite differences in 300 digits. Needs mpmath."""

from __future__ import annotations

from typing import Final

import mpmath

from examples.benchmarks.expressions.tree import Binary, Constant, Expression, Function, Power

DIGITS: Final = 300
STEP: Final = mpmath.mpf("1e-30")
"""Units of x; the error of a difference, relatively."""

NAMES: Final = {"arctan": "atan", "arcsin": "asin"}
"""What mpmath calls them."""


def derivatives(expression: Expression, x: float, highest: int) -> list[mpmath.mpf]:
    """f(x), f'(x), ... to at least 25 digits, at exactly this float.

    Raises:
        ValueError: the formula is not real and smooth there.
    """
    with mpmath.workdps(DIGITS):
        point = mpmath.mpf(x)
        found = list(mpmath.diffs(lambda t: _value(expression, t), point, highest, h=abs(point) * STEP))
        if not all(mpmath.isfinite(each) and mpmath.im(each) == 0 for each in found):
            raise ValueError(f"{expression} is not real and smooth at {x}")
        return [mpmath.re(each) for each in found]


def _value(node: Expression, x: mpmath.mpf) -> mpmath.mpf:
    match node:
        case Constant(number):
            return mpmath.mpf(number)
        case Function(name, argument):
            return getattr(mpmath, NAMES.get(name, name))(_value(argument, x))
        case Power(base, exponent):
            return _value(base, x) ** (int(exponent) if exponent.is_integer() else mpmath.mpf(exponent))
        case Binary(operator, left, right):
            return _combined(operator, _value(left, x), _value(right, x))
        case _:
            return x


def _combined(operator: str, left: mpmath.mpf, right: mpmath.mpf) -> mpmath.mpf:
    match operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case _:
            return left / right
