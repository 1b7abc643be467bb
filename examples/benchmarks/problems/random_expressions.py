"""A seeded stream of random formulas of one variable, at points from 1e-4 to 1e4.

These functions were not chosen, so no method was tuned on them. ``references.py`` keeps the first 1,200 that have a
derivative that float64 values can show.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from examples.benchmarks.expressions.generator import Branch, Grammar
from examples.benchmarks.expressions.tree import Binary, Constant, Expression, Function, Power

SEED: Final = 20240817
_FUNCTIONS: Final = ("exp", "log", "sin", "cos", "sqrt", "tanh", "arctan", "sinh", "tan")
_EXPONENTS: Final = (2.0, 3.0, -1.0, 0.5, 1.5, -2.0)


def draws(seed: int = SEED) -> Iterator[tuple[Expression, float]]:
    """An endless stream of formulas and points, the same for everyone."""
    rng = np.random.default_rng(seed)
    while True:
        expression = _GRAMMAR.draw(rng, depth=int(rng.integers(2, 6)))
        yield expression, _significant(float(10.0 ** rng.uniform(-4.0, 4.0)) * float(rng.choice((-1.0, 1.0))))


def _operation(rng: np.random.Generator, branch: Branch) -> Expression:
    kind = rng.random()
    if kind < 0.4:
        return Function(str(rng.choice(_FUNCTIONS)), branch())
    if kind < 0.5:
        return Power(branch(), float(rng.choice(_EXPONENTS)))
    if kind < 0.65:
        return Binary("*", Constant(_constant(rng)), branch())
    return Binary(str(rng.choice(("+", "-", "*", "/"))), branch(), branch())


def _constant(rng: np.random.Generator) -> float:
    return _significant(float(10.0 ** rng.uniform(-3.0, 3.0)))


def _significant(number: float) -> float:
    """Six digits: short to print, and the float that the digits mean."""
    return float(f"{number:.6g}")


_GRAMMAR: Final = Grammar(leaf=0.1, variable=0.7, constant=_constant, operation=_operation)
