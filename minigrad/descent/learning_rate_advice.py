"""Which learning rate would have descended where a run diverged."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final, final

import numpy as np
from typing_extensions import override

from minigrad.arrays import FloatArray
from minigrad.descent.descent_settings import SETTINGS
from minigrad.descent.oracle import Oracle
from minigrad.optimizers.norm import euclidean_norm


@final
@dataclass(frozen=True)
class Advice:
    """A learning rate for gradient descent, and how it was found."""

    learning_rate: float
    reason: str

    @override
    def __str__(self) -> str:
        if np.isnan(self.learning_rate):
            return self.reason
        return (
            f"Gradient descent descends here with learning rates below about {self.learning_rate:.3g} ({self.reason})"
        )


NO_ADVICE: Final = Advice(np.nan, "Use a smaller learning rate")


def curvature_advice(recent: list[tuple[FloatArray, FloatArray]]) -> Advice:
    """2 / lambda, with lambda = s.y / s.s the curvature along the last step s, over which the gradient changed by y.

    In a diverging run the steps turn towards the direction of the largest curvature, so lambda tends to that. Where the
    last two steps disagree by more than a factor 2 the function is not quadratic there, and no rate is given.

    Args:
        recent: the last points and the gradients there.
    """
    curvatures = [_curvature(*earlier, *later) for earlier, later in pairwise(recent)]
    if len(curvatures) < 2 or not 0.0 < max(curvatures) <= SETTINGS.agreement * min(curvatures) < np.inf:
        return NO_ADVICE
    return Advice(
        2.0 / curvatures[-1], f"2 / lambda, with lambda = {curvatures[-1]:.3g} the curvature along the last step"
    )


def _curvature(x: FloatArray, gradient: FloatArray, x_next: FloatArray, gradient_next: FloatArray) -> float:
    with np.errstate(all="ignore"):  # a step of length 0 gives NaN
        step = (x_next.astype(np.float64) - x).ravel()
        unit = step / np.abs(step).max()
        change = (gradient_next.astype(np.float64) - gradient).ravel() / np.abs(step).max()
        return float(unit @ change / (unit @ unit))


def backtracking_advice(
    oracle: Oracle, x: FloatArray, gradient: FloatArray, value: float, x_next: FloatArray
) -> Advice:
    """A learning rate: the longest of 1/2, 1/4, 1/8, ... of the step from x to x_next that lowers the function by at
    least half of the linear prediction.

    Meant for the first step of the rise; takes one evaluation for each halving. A step that barely lowers the function
    would be too long, since the next one, where the curvature is larger, would raise it.

    Source: Armijo (1966), Pacific Journal of Mathematics 16, 1-3.
    """
    if not np.isfinite(x_next).all():
        return NO_ADVICE
    step = x_next.astype(np.float64) - x
    steepness = euclidean_norm(gradient)
    rate = euclidean_norm(step) / steepness if steepness > 0.0 else np.inf
    for part in (0.5 ** np.arange(1, SETTINGS.halvings)).tolist() if rate < np.inf else ():
        predicted = part * float(np.vdot(gradient, step))
        if oracle.value(x + part * step) <= value + SETTINGS.decrease * predicted < value:
            return Advice(part * rate, "found by halving the step with which the rise began")
    return NO_ADVICE
