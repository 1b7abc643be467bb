"""The slope at 0 of a function of one number, from values at a few steps to both sides, and how well they determine it.

A direction through a network moves every unit at once, so that kinks may lie at any distance. The bound is therefore
measured: it is what the steps of a whole range, a factor of a hundred, disagree by.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np

from minigrad.arrays import BoolArray, Float64Array
from minigrad.checking.screening.screening_settings import SCREENING


@final
@dataclass(frozen=True)
class LineValues:
    """f at steps of falling length to both sides of 0, and at 0.

    Attributes:
        steps: (m,) falling.
        up, down: (m,) f at each step and at its negative; NaN outside the domain of f.
        base: f at 0, NaN where it is not known.
    """

    steps: Float64Array
    up: Float64Array
    down: Float64Array
    base: float

    @property
    def central(self) -> Float64Array:
        """(m,) central differences."""
        return np.asarray((self.up - self.down) / (2.0 * self.steps))

    @property
    def bend(self) -> Float64Array:
        """(m,) the slope above less the slope below."""
        return np.asarray((self.up + self.down - 2.0 * self.base) / self.steps)

    @property
    def unmoved(self) -> BoolArray:
        """(m,) whether f did not change at all."""
        return np.asarray((self.up == self.base) & (self.down == self.base))

    @property
    def steepest(self) -> float:
        """The largest slope between 0 and any of the points, 0 where there are none."""
        rises = np.abs(np.concatenate([self.up, self.down]) - self.base) / np.tile(self.steps, 2)
        return float(np.max(np.where(np.isfinite(rises), rises, 0.0)))

    def noise(self, last: int) -> float:
        """What the values are off by, as far as steps shorter than number ``last`` show it: there a smooth f is
        straight.

        Below a step at which f does not change its values are rounded so coarsely that the smallest change seen is a
        rounding.
        """
        central, steps = self.central, self.steps
        unmoved = self.unmoved[1:]
        changes, shorter = np.diff(central), np.where(unmoved, steps[:-1], steps[1:])
        apart = np.abs(changes) * shorter
        counts = (unmoved | (np.arange(steps.size - 1) >= last)) & np.isfinite(apart)
        return float(np.max(np.where(counts, apart, 0.0), initial=0.0))


@final
@dataclass(frozen=True)
class LineSlope:
    """A slope, how far it may be off, and the index of the shortest step that it rests on."""

    value: float
    bound: float
    shortest: int


def slope_at_zero(values: LineValues, noise: float) -> LineSlope:
    """The slope from the range of steps that determines it best, by Lepski's rule.

    Within a range, differences of order 4 from each two neighbouring steps and the plain difference at the shortest one
    are compared. The bound is the most by which they lie apart, plus noise over the shortest step, plus what the slopes
    above and below differ by where that exceeds noise: f may have a kink closer to 0 than every step.

    A longer range counts only if it agrees with all shorter ones, so that it cannot outvote them.

    Args:
        values: at two steps or more.
        noise: what a value is off by at least.

    >>> steps = np.array([1e-3, 1e-4, 1e-5])
    >>> slope = slope_at_zero(LineValues(steps, np.sin(steps), np.sin(-steps), 0.0), 1e-19)
    >>> round(slope.value, 9), slope.bound < 1e-10
    (1.0, True)

    Source: Lepski (1991), as in :mod:`minigrad.differentiators.robust.lepski`.
    """
    size = min(SCREENING.window, values.steps.size)
    windows = [_window(values, start, size, noise) for start in range(values.steps.size - size, -1, -1)]
    accepted = list[LineSlope]()
    for window in windows:
        if np.isfinite(window.bound):
            if any(abs(window.value - other.value) > window.bound + other.bound for other in accepted):
                break
            accepted.append(window)
    return min(accepted, key=lambda slope: slope.bound, default=LineSlope(0.0, np.inf, 1))


def _window(values: LineValues, start: int, size: int, noise: float) -> LineSlope:
    """The slope from the steps with the numbers from ``start`` on."""
    inside = slice(start, start + size)
    steps, central, bend = values.steps[inside], values.central[inside], values.bend[inside]
    ratio = steps[:-1] / steps[1:]
    fine = central[1:] + np.diff(central) / (ratio**2 - 1.0)
    sharp = bend[1:] + np.diff(bend) / (ratio - 1.0)
    spread = float(np.max(np.abs(np.append(fine[1:], central[-1]) - fine[0])))
    rounding = max(noise, values.noise(start + size - 1)) / float(steps[-1])
    kink = max(
        0.0, abs(float(sharp[-1])) - SCREENING.kink_roundings * rounding
    )  # in this order nothing is added where f(0) is not known
    bound = spread + kink + rounding
    return LineSlope(float(fine[0]), bound if np.isfinite(bound) else np.inf, start + size - 1)
