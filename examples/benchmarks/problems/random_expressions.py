"""A seeded generator of random formulas of one variable, at points from 1e-4 to 1e4.

Nobody chose these functions, so nobody tuned a method to them. ``references.py`` keeps the first 1,200 that have a
derivative which float64 values can show at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from examples.benchmarks.problems.expressions import Binary, Constant, Expression, Function, Power, Variable

SEED: Final = 20240817
_FUNCTIONS: Final = ("exp", "log", "sin", "cos", "sqrt", "tanh", "arctan", "sinh", "tan")
_EXPONENTS: Final = (2.0, 3.0, -1.0, 0.5, 1.5, -2.0)


def draws(seed: int = SEED) -> Iterator[tuple[Expression, float]]:
    """An endless stream of formulas and points, the same for everyone."""
    rng = np.random.default_rng(seed)
    while True:
        expression = _draw(rng, depth=int(rng.integers(2, 6)))
        yield expression, _significant(float(10.0 ** rng.uniform(-4.0, 4.0)) * float(rng.choice((-1.0, 1.0))))


def _draw(rng: np.random.Generator, depth: int) -> Expression:
    if depth == 0 or rng.random() < 0.1:
        return Variable(0) if rng.random() < 0.7 else Constant(_constant(rng))
    kind = rng.random()
    if kind < 0.4:
        return Function(str(rng.choice(_FUNCTIONS)), _draw(rng, depth - 1))
    if kind < 0.5:
        return Power(_draw(rng, depth - 1), float(rng.choice(_EXPONENTS)))
    if kind < 0.65:
        return Binary("*", Constant(_constant(rng)), _draw(rng, depth - 1))
    return Binary(str(rng.choice(("+", "-", "*", "/"))), _draw(rng, depth - 1), _draw(rng, depth - 1))


def _constant(rng: np.random.Generator) -> float:
    return _significant(float(10.0 ** rng.uniform(-3.0, 3.0)))


def _significant(number: float) -> float:
    """Six digits: short to print, and the float that the digits mean."""
    return float(f"{number:.6g}")
