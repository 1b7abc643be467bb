"""The function along one direction: its values and slopes."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import NamedTuple, final

import numpy as np

from minigrad.arrays import EPSILON, FloatArray
from minigrad.optimizers.base import matched
from minigrad.optimizers.lbfgs.lbfgs_settings import SETTINGS
from minigrad.optimizers.method import ValueAndGradient


class Trial(NamedTuple):
    """A point on the line."""

    length: float
    """How many times the direction it is away from the start."""
    value: float
    slope: float
    """The derivative by length."""
    theta: FloatArray
    gradient: FloatArray

    @property
    def finite(self) -> bool:
        """Whether value and slope are numbers that a line search can use."""
        return isfinite(self.value) and isfinite(self.slope)


@final
@dataclass(frozen=True)
class Line:
    """theta + length * direction, where the slope at length 0 is negative."""

    function: ValueAndGradient
    start: Trial
    direction: FloatArray

    @staticmethod
    def along(
        function: ValueAndGradient, theta: FloatArray, value: float, gradient: FloatArray, direction: FloatArray
    ) -> Line:
        """The line from a point with this value and gradient."""
        return Line(function, Trial(0.0, value, float(np.vdot(gradient, direction)), theta, gradient), direction)

    def at(self, length: float) -> Trial:
        """The point at this length."""
        theta: FloatArray = self.start.theta + length * self.direction
        value, gradient = self.function(theta)
        gradient = matched(gradient, theta)
        return Trial(length, float(value), float(np.vdot(gradient, self.direction)), theta, gradient)

    def low_enough(self, trial: Trial) -> bool:
        """The first Wolfe condition: the value has fallen by a fraction of the linear prediction.

        Near a minimum the fall is less than the rounding of the value. There the slopes tell: on a quadratic, the
        condition says that the slope at the trial is at most (2 c1 - 1) times the one at the start.

        Source: Hager and Zhang (2005), SIAM Journal on Optimization 16, 170-192, equation 4.1.
        """
        start = self.start
        if trial.value <= start.value + SETTINGS.decrease * trial.length * start.slope:
            return True
        rounding = SETTINGS.rounding * EPSILON[trial.theta.dtype.char] * abs(start.value)
        return trial.value <= start.value + rounding and trial.slope <= (2.0 * SETTINGS.decrease - 1.0) * start.slope

    def flat_enough(self, trial: Trial) -> bool:
        """The second Wolfe condition, in its strong form: the slope has shrunk, whatever its sign."""
        return abs(trial.slope) <= -SETTINGS.curvature * self.start.slope
