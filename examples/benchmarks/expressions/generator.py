"""Random formulas: one recursive generator, whose probabilities and operations a grammar supplies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias, final

import numpy as np

from examples.benchmarks.expressions.tree import Constant, Expression, Variable

Branch: TypeAlias = Callable[[], Expression]


@final
@dataclass(frozen=True)
class Grammar:
    """What random formulas are made of.

    Attributes:
        leaf: probability that a branch ends before its depth is used up.
        variable: probability that a leaf is a variable; it is a constant otherwise.
        constant: draws a constant.
        operation: draws an operation and applies it to branches, each of which it draws by a call.
    """

    leaf: float
    variable: float
    constant: Callable[[np.random.Generator], float]
    operation: Callable[[np.random.Generator, Branch], Expression]

    def draw(self, rng: np.random.Generator, depth: int, variables: int = 1) -> Expression:
        """A formula of at most this depth in so many variables; the same for every generator in the same state."""
        if depth == 0 or rng.random() < self.leaf:
            if rng.random() < self.variable:
                return Variable(int(rng.integers(variables)))
            return Constant(self.constant(rng))
        return self.operation(rng, lambda: self.draw(rng, depth - 1, variables))
