"""When a descent counts as diverged, and the exception that reports it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import final

import numpy as np
from typing_extensions import override

from minigrad.descent.descent_settings import SETTINGS
from minigrad.descent.result import DescentResult


class DivergenceError(ArithmeticError):
    """A descent diverged.

    >>> import minigrad as mg
    >>> mg.minimize(lambda x: x[0] ** 2 + x[1] ** 2, [-3.0, 4.0], mg.GradientDescent(learning_rate=10.0))
    Traceback (most recent call last):
        ...
    minigrad.descent.divergence.DivergenceError: diverged at step 4: each step is 19 times as long as the one before,
    and `fun` went from 25 to 4.24589e+11. Gradient descent descends here with learning rates below about 1 (2 / lambda,
    with lambda = 2 the curvature along the last step)

    Attributes:
        result: the run so far, with its path; ``success`` is False.
        step: the step after which it was stopped.
        growth: how many times longer the last step was than the one before; NaN if there was none before.
        learning_rate: about the largest with which gradient descent descends here; NaN if it cannot be estimated.
    """

    def __init__(self, result: DescentResult, growth: float, learning_rate: float) -> None:
        super().__init__(result, growth, learning_rate)
        self.result: DescentResult = result
        self.step: int = result.nit
        self.growth: float = growth
        self.learning_rate: float = learning_rate

    @override
    def __str__(self) -> str:
        return self.result.message


@final
@dataclass
class StepHistory:
    """The lengths of the steps of one run, and how many of the last ones each led to a new highest value."""

    highest: float
    lengths: list[float] = field(default_factory=list)
    rises: int = 0

    def diverges(self, value: float, length: float) -> bool:
        """Record one more step, and return whether the run has diverged with it."""
        self.rises = self.rises + 1 if value > self.highest else 0
        self.highest = max(self.highest, value)
        self.lengths.append(length)
        if self.rises < SETTINGS.rises:
            return False
        return length >= SETTINGS.growth * self.lengths[-self.rises]

    @property
    def growth(self) -> float:
        """The last step's length over that of the one before."""
        before, last = self.lengths[-2:] if len(self.lengths) > 1 else (np.nan, np.nan)
        return last / before if before > 0.0 else np.nan
