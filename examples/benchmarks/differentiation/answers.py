"""What a method says of one derivative, and a function that counts the points at which it is evaluated."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias, final

import numpy as np

from examples.benchmarks.expressions.tree import Values

Elementwise: TypeAlias = Callable[[Values], Values]


class Answer(NamedTuple):
    """What a method says of one derivative.

    Attributes:
        value: the derivative.
        bound: its own bound on the error, NaN where it gives none.
        succeeded: False where the method says itself that it has failed.
        evaluations: points at which f was evaluated.
        resolved: whether it claims that neither noise nor anything else kept it from resolving f (CONVERGED,
            ONE_SIDED).
    """

    value: float
    bound: float
    succeeded: bool
    evaluations: int
    resolved: bool


@final
class Counter:
    """A function that counts the points that it is evaluated at."""

    def __init__(self, fun: Elementwise) -> None:
        self._fun = fun
        self.points = 0

    def __call__(self, x: Values) -> Values:
        """The values at ``x``, whose size is added to ``points``."""
        self.points += np.size(x)
        return self._fun(x)
