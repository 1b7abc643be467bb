"""Telling a run that diverges from one that only climbs for a while, and saying what would have worked."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import final

import numpy as np
from typing_extensions import override

from minigrad.arrays import FloatArray
from minigrad.descent.oracle import Oracle
from minigrad.descent.result import DescentResult
from minigrad.optimizers.norm import euclidean_norm

STREAK = 3
"""Rises in a row, each to a new highest value of the run, below which nothing is called divergence."""

GROWTH = 1e3
"""How many times longer the steps must become within such a streak. In a stable run on a quadratic momentum lengthens
them by less than 1 / (1 - momentum), and Adam's steps are bounded; a run that diverges gets there sooner or later."""

HALVINGS = 60
"""How often a step is halved in search of one that descends."""


class DivergenceError(ArithmeticError):
    """A descent ran away.

    Attributes:
        result: the run so far, with its path; ``success`` is False.
        step: the step after which it was stopped.
        growth: how many times longer the last step was than the one before; NaN if there was none before.
        learning_rate: about the largest with which plain gradient descent descends here; NaN if no estimate can be
            made.
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
class Watch:
    """Watches the values and the lengths of the steps of one run."""

    highest: float
    lengths: list[float] = field(default_factory=list)
    streak: int = 0

    def diverges(self, value: float, length: float) -> bool:
        """Whether the run, with one more step of this length to this value, has run away."""
        self.streak = self.streak + 1 if value > self.highest else 0
        self.highest = max(self.highest, value)
        self.lengths.append(length)
        if self.streak < STREAK:
            return False
        return length >= GROWTH * self.lengths[-self.streak]

    @property
    def growth(self) -> float:
        """The last step's length over that of the one before."""
        before, last = self.lengths[-2:] if len(self.lengths) > 1 else (np.nan, np.nan)
        return last / before if before > 0.0 else np.nan


@final
@dataclass(frozen=True)
class Advice:
    """A learning rate for plain gradient descent, and where it comes from."""

    learning_rate: float
    reason: str

    @override
    def __str__(self) -> str:
        if np.isnan(self.learning_rate):
            return self.reason
        return (
            f"Gradient descent descends here with learning rates below about {self.learning_rate:.3g} ({self.reason})"
        )


NO_ADVICE = Advice(np.nan, "Use a smaller learning rate")


def curvature_advice(recent: list[tuple[FloatArray, FloatArray]]) -> Advice:
    """2 / lambda, with lambda = s.y / s.s the curvature along the last step s, over which the gradient changed by y.

    In a diverging run the steps turn into the direction of the largest curvature, so lambda tends to that. Where it is
    not settled (two steps disagree by more than a factor 2) the function is no quadratic, and nothing is said.

    Args:
        recent: the last points and the gradients there.
    """
    curvatures = [_curvature(*earlier, *later) for earlier, later in pairwise(recent)]
    if len(curvatures) < 2 or not 0.0 < max(curvatures) <= 2 * min(curvatures) < np.inf:
        return NO_ADVICE
    return Advice(
        2.0 / curvatures[-1], f"2 / lambda, with lambda = {curvatures[-1]:.3g} the curvature along the last step"
    )


def _curvature(x: FloatArray, gradient: FloatArray, x_next: FloatArray, gradient_next: FloatArray) -> float:
    with np.errstate(all="ignore"):  # a point that stands still has no curvature to show: NaN
        step = (x_next.astype(np.float64) - x).ravel()
        unit = step / np.abs(step).max()
        change = (gradient_next.astype(np.float64) - gradient).ravel() / np.abs(step).max()
        return float(unit @ change / (unit @ unit))


def backtracking_advice(
    oracle: Oracle, x: FloatArray, gradient: FloatArray, value: float, x_next: FloatArray
) -> Advice:
    """The longest of 1/2, 1/4, 1/8, ... of the step from x to x_next that lowers the function by half of what the
    gradient promises, as a learning rate.

    Meant for the step with which the climb began; costs one evaluation for each halving. A step that lowers the
    function just so would be too long: the next one, where the curvature is larger, would climb.

    Source: Armijo (1966), Pacific Journal of Mathematics 16, 1-3; the part 1/2 is on a quadratic half of the limit.
    """
    if not np.isfinite(x_next).all():
        return NO_ADVICE
    step = x_next.astype(np.float64) - x
    steepness = euclidean_norm(gradient)
    rate = euclidean_norm(step) / steepness if steepness > 0.0 else np.inf
    for part in (0.5 ** np.arange(1, HALVINGS)).tolist() if rate < np.inf else ():
        promise = part * float(np.vdot(gradient, step))
        if oracle.value(x + part * step) <= value + 0.5 * promise < value:
            return Advice(part * rate, "found by halving the step with which the climb began")
    return NO_ADVICE
