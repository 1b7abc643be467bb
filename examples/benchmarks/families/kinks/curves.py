"""Smooth functions of one number with their first derivatives by hand, in the precision of their argument.

They carry the kinks and joints of other families; none of them is special near the points that are drawn.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias, final

import numpy as np

Long: TypeAlias = np.longdouble
Smooth: TypeAlias = Callable[[Long], Long]


@final
@dataclass(frozen=True)
class Curve:
    """f and f', and the interval (lower, upper) that x is drawn from."""

    name: str
    fun: Smooth
    slope: Smooth
    lower: float
    upper: float

    def value(self, x: float) -> float:
        """f in float64."""
        return float(self.fun(np.float64(x)))  # type: ignore[arg-type]  # the same formula in the precision of its argument

    def exact(self, x: float) -> Long:
        """f' in longdouble."""
        return self.slope(Long(x))


CURVES = (
    Curve("sin", lambda x: np.sin(x), lambda x: np.cos(x), -1.4, 1.4),
    Curve("exp", lambda x: np.exp(x), lambda x: np.exp(x), -2.0, 2.0),
    Curve("cube", lambda x: x**3 - x, lambda x: 3 * x**2 - 1, 1.0, 3.0),
    Curve("tanh", lambda x: np.tanh(x), lambda x: 1 - np.tanh(x) ** 2, -1.5, 1.5),
    Curve("reciprocal", lambda x: 1 / x, lambda x: -1 / x**2, 0.3, 4.0),
    Curve("root", lambda x: np.sqrt(x), lambda x: 1 / (2 * np.sqrt(x)), 0.2, 9.0),
    Curve("logarithm", lambda x: np.log(x), lambda x: 1 / x, 0.2, 9.0),
    Curve("softplus", lambda x: np.log1p(np.exp(x)), lambda x: 1 / (1 + np.exp(-x)), -3.0, 3.0),
    Curve("quotient", lambda x: x / (1 + x**2), lambda x: (1 - x**2) / (1 + x**2) ** 2, -0.7, 0.7),
)


def draw(rng: np.random.Generator) -> tuple[Curve, float]:
    """One of them, and a point."""
    curve = CURVES[int(rng.integers(len(CURVES)))]
    return curve, float(rng.uniform(curve.lower, curve.upper))
