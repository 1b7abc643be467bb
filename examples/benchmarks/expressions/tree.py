"""Formulas as data: one tree that numpy evaluates in float64 and mpmath differentiates in 50 digits.

Writing each test function once, as a tree, makes it certain that the reference belongs to the very function that is
differentiated: ``sin(X) / X`` is evaluated by :meth:`Expression.values` and by ``jets.py``, from the same nodes.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias, final

import numpy as np
import numpy.typing as npt
from typing_extensions import override

Values: TypeAlias = npt.NDArray[np.float64] | npt.NDArray[np.complex128]
"""What an expression takes and gives: float64, or complex for the complex step."""

_NUMPY_FUNCTIONS: Final = {
    "exp": np.exp,
    "log": np.log,
    "sin": np.sin,
    "cos": np.cos,
    "tan": np.tan,
    "sqrt": np.sqrt,
    "tanh": np.tanh,
    "sinh": np.sinh,
    "cosh": np.cosh,
    "arctan": np.arctan,
    "arcsin": np.arcsin,
}


class Expression(ABC):
    """A formula in the variables x0, x1, ...; ``+ - * / **`` and ``functions.py`` build larger ones."""

    @abstractmethod
    def values(self, variables: Sequence[Values]) -> Values:
        """The value in float64 (or complex) arithmetic, elementwise over arrays of points."""

    @final
    def __add__(self, other: Expression | float) -> Expression:
        return Binary("+", self, as_expression(other))

    @final
    def __radd__(self, other: float) -> Expression:
        return Binary("+", as_expression(other), self)

    @final
    def __sub__(self, other: Expression | float) -> Expression:
        return Binary("-", self, as_expression(other))

    @final
    def __rsub__(self, other: float) -> Expression:
        return Binary("-", as_expression(other), self)

    @final
    def __mul__(self, other: Expression | float) -> Expression:
        return Binary("*", self, as_expression(other))

    @final
    def __rmul__(self, other: float) -> Expression:
        return Binary("*", as_expression(other), self)

    @final
    def __truediv__(self, other: Expression | float) -> Expression:
        return Binary("/", self, as_expression(other))

    @final
    def __rtruediv__(self, other: float) -> Expression:
        return Binary("/", as_expression(other), self)

    @final
    def __pow__(self, exponent: float) -> Expression:
        return Power(self, float(exponent))

    @final
    def __neg__(self) -> Expression:
        return Binary("-", Constant(0.0), self)


@final
@dataclass(frozen=True)
class Constant(Expression):
    """A number."""

    number: float

    @override
    def values(self, variables: Sequence[Values]) -> Values:
        return np.array(self.number)

    @override
    def __str__(self) -> str:
        return repr(self.number)


@final
@dataclass(frozen=True)
class Variable(Expression):
    """The variable with this index."""

    index: int

    @override
    def values(self, variables: Sequence[Values]) -> Values:
        return variables[self.index]

    @override
    def __str__(self) -> str:
        return f"x{self.index}"


@final
@dataclass(frozen=True)
class Function(Expression):
    """A function of one argument, by its name."""

    name: str
    argument: Expression

    @override
    def values(self, variables: Sequence[Values]) -> Values:
        result: Values = _NUMPY_FUNCTIONS[self.name](self.argument.values(variables))
        return result

    @override
    def __str__(self) -> str:
        return f"{self.name}({self.argument})"


@final
@dataclass(frozen=True)
class Power(Expression):
    """A base to a constant exponent."""

    base: Expression
    exponent: float

    @override
    def values(self, variables: Sequence[Values]) -> Values:
        base = self.base.values(variables)
        # A whole power is a product, so that negative bases are in the domain for complex arguments too.
        return base ** (int(self.exponent) if self.exponent.is_integer() else self.exponent)

    @override
    def __str__(self) -> str:
        return f"({self.base} ** {self.exponent!r})"


@final
@dataclass(frozen=True)
class Binary(Expression):
    """Two expressions with an operator between them."""

    operator: str
    left: Expression
    right: Expression

    @override
    def values(self, variables: Sequence[Values]) -> Values:
        left, right = self.left.values(variables), self.right.values(variables)
        if self.operator == "+":
            return left + right
        if self.operator == "-":
            return left - right
        return left * right if self.operator == "*" else left / right

    @override
    def __str__(self) -> str:
        return f"({self.left} {self.operator} {self.right})"


def as_expression(value: Expression | float) -> Expression:
    """Numbers become constants, exactly."""
    return value if isinstance(value, Expression) else Constant(float(value))
