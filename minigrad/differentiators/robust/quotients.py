"""Slopes from values on a ladder of steps: plain quotients, and Richardson's combinations of neighbouring rungs.

Each estimate comes with the standard deviation that noise of size 1 in f would give it, so that estimates of different
orders can be compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, IntArray
from minigrad.probes.sampler import Sampler


@final
@dataclass(frozen=True)
class Ladder:
    """f at x and on both sides of it at rising steps.

    Attributes:
        up, down: (m, r) realised distances above and below x, both positive.
        above, below: (m, r) values there, NaN where f has none.
        base: (m, 1) f at x.
    """

    up: Float64Array
    down: Float64Array
    above: Float64Array
    below: Float64Array
    base: Float64Array

    def take(self, rows: IntArray) -> Ladder:
        """Some of the lines."""
        return Ladder(self.up[rows], self.down[rows], self.above[rows], self.below[rows], self.base[rows])

    def join(self, longer: Ladder) -> Ladder:
        """These rungs and longer ones of the same lines."""
        up, down, above, below = (
            np.concatenate(pair, axis=1)
            for pair in (
                (self.up, longer.up),
                (self.down, longer.down),
                (self.above, longer.above),
                (self.below, longer.below),
            )
        )
        return Ladder(up, down, above, below, self.base)

    def rung(self, column: int) -> Ladder:
        """One of the rungs."""
        one = slice(column, column + 1)
        return Ladder(self.up[:, one], self.down[:, one], self.above[:, one], self.below[:, one], self.base)

    @property
    def forward(self) -> Float64Array:
        """Slopes from x upwards."""
        return (self.above - self.base) / self.up

    @property
    def backward(self) -> Float64Array:
        """Slopes from below up to x."""
        return (self.base - self.below) / self.down

    @property
    def step(self) -> Float64Array:
        """The mean distance of each rung."""
        return 0.5 * (self.up + self.down)

    @property
    def constant(self) -> BoolArray:
        """Where f has the value of x on both sides, as far as it exists there."""
        above = (self.above == self.base) | np.isnan(self.above)
        below = (self.below == self.base) | np.isnan(self.below)
        return np.asarray(above & below)


def ladder_at(sampler: Sampler, steps: Float64Array) -> Ladder:
    """Values on both sides of x at these steps (m, r)."""
    up, down = sampler.realised(steps), -sampler.realised(-steps)
    values = sampler.values(np.concatenate([up, -down], axis=1))
    r = steps.shape[1]
    return Ladder(up, down, values[:, :r], values[:, r:], sampler.base())


@final
@dataclass(frozen=True)
class Estimates:
    """Estimates (m, r) of one quantity, and the standard deviation that unit noise in f gives them."""

    value: Float64Array
    gain: Float64Array


def central(ladder: Ladder) -> Estimates:
    """(f(x + h) - f(x - h)) / 2h, weighted so that it stays of second order where rounding makes the steps unequal."""
    total = ladder.up + ladder.down
    value = (ladder.down * ladder.forward + ladder.up * ladder.backward) / total
    return Estimates(value, np.sqrt(2.0) / total)


def forward(ladder: Ladder) -> Estimates:
    """(f(x + h) - f(x)) / h."""
    return Estimates(ladder.forward, np.sqrt(2.0) / ladder.up)


def backward(ladder: Ladder) -> Estimates:
    """(f(x) - f(x - h)) / h."""
    return Estimates(ladder.backward, np.sqrt(2.0) / ladder.down)


def slope_jump(ladder: Ladder) -> Estimates:
    """Forward slope less backward slope: h f''(x) where f is smooth, a constant on a kink."""
    return Estimates(ladder.forward - ladder.backward, np.sqrt(6.0) / np.minimum(ladder.up, ladder.down))


def extrapolate(estimates: Estimates, step: Float64Array, span: int, power: int) -> Estimates:
    """Remove the error term h^power by combining each rung with the one below it.

    T_j = E_(j-1) + (E_(j-1) - E_j) / (q^power - 1) with q = h_j / h_(j-span); ``span`` is 1 for plain quotients and
    grows by one with each extrapolation. The first rung of the result is NaN.

    Source: Richardson (1911), Philosophical Transactions A 210, 307-357; Press et al. (2007), equation 5.7.1.
    """
    value: Float64Array = np.full(step.shape, np.nan)
    gain: Float64Array = np.full(step.shape, np.inf)
    weight = 1.0 / ((step[:, span:] / step[:, :-span]) ** power - 1.0)
    lower, upper = estimates.value[:, span - 1 : -1], estimates.value[:, span:]
    value[:, span:] = lower + (lower - upper) * weight
    below, above = estimates.gain[:, span - 1 : -1], estimates.gain[:, span:]
    gain[:, span:] = np.hypot((1.0 + weight) * below, weight * above)
    return Estimates(value, gain)
