"""Functions whose derivatives are known, which differentiators are tried on; all take complex numbers too."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias, final

import numpy as np
import numpy.typing as npt

from minigrad.arrays import Float64Array, FloatArray

Fun: TypeAlias = Callable[[Float64Array], np.float64]
Example: TypeAlias = tuple[str, Fun, Callable[[Float64Array], FloatArray]]
"""A function, which takes complex numbers too, and its gradient."""

X = (0.7, -1.3, 2.1)


def squares(x: Float64Array) -> np.float64:
    """x0^2 + x1^2 + ..."""
    total: np.float64 = (x**2).sum()
    return total


def sines(x: Float64Array) -> np.float64:
    """sin(x0) + sin(x1) + ..."""
    total: np.float64 = np.sin(x).sum()
    return total


def exponentials(x: Float64Array) -> np.float64:
    """exp(x0) + exp(x1) + ..."""
    total: np.float64 = np.exp(x).sum()
    return total


def product(x: Float64Array) -> np.float64:
    """x0 x1 ..."""
    result: np.float64 = x.prod()
    return result


def cubes(x: Float64Array) -> np.float64:
    """x0^3 + x1^3 + ... + 10,000, of which rounding takes four digits."""
    total: np.float64 = (x**3).sum() + 1e4
    return total


def undefined(x: Float64Array) -> float:
    """No number anywhere."""
    del x
    return float("nan")


def two(x: Float64Array) -> Float64Array:
    """Two outputs."""
    return np.array([x[0] * x[1], x[2] ** 2])


EXAMPLES: tuple[Example, ...] = (
    ("sum of squares", squares, lambda x: 2.0 * x),
    ("sines", sines, np.cos),
    ("exponentials", exponentials, np.exp),
    ("a product", product, lambda x: np.asarray(x.prod() / x)),
    ("a function with a large constant", cubes, lambda x: 3.0 * x**2),
)


@final
class Counted:
    """x0 sin(x1) + x0^3, which counts its calls and remembers between which numbers it was called."""

    def __init__(self) -> None:
        self.calls: int = 0
        self.least: float = np.inf
        self.most: float = -np.inf

    def __call__(self, x: Float64Array) -> np.float64:
        """The value at ``x``, counted."""
        self.calls += 1
        self.least, self.most = min(self.least, float(np.real(x).min())), max(self.most, float(np.real(x).max()))
        result: np.float64 = x[0] * np.sin(x[1]) + x[0] ** 3
        return result

    @staticmethod
    def gradient(x: npt.ArrayLike) -> Float64Array:
        """Its gradient."""
        a, b = np.asarray(x, dtype=np.float64)
        return np.array([np.sin(b) + 3.0 * a**2, a * np.cos(b)])

    @staticmethod
    def hessian(x: npt.ArrayLike) -> Float64Array:
        """Its matrix of second derivatives."""
        a, b = np.asarray(x, dtype=np.float64)
        return np.array([[6.0 * a, np.cos(b)], [np.cos(b), -a * np.sin(b)]])


class Deliberate(Exception):
    """Raised on purpose."""


@final
class Failing:
    """The sum of sines, but one call raises."""

    def __init__(self, at: int, trouble: Deliberate) -> None:
        self._left, self._trouble = at, trouble

    def __call__(self, x: Float64Array) -> np.float64:
        """The value at ``x``, or the exception."""
        self._left -= 1
        if self._left == 0:
            raise self._trouble
        return sines(x)
