"""What is known of the slope along each line: an interval, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import final

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, IntArray
from minigrad.differentiators.estimate import Estimate, Status, StatusArray
from minigrad.differentiators.robust.robust_settings import ROBUST


@final
@dataclass(frozen=True)
class Slopes:
    """The slope of f along m lines, each attribute an array (m,): an :class:`~minigrad.Estimate`, and what a verdict on
    a claimed slope needs besides.

    Attributes:
        status: a :class:`~minigrad.Status` code.
        value: the best estimate.
        bound: how far the slope may be from ``value``.
        step: the longest step that ``value`` rests on.
        allowance: how much farther a claim must be off to be refuted at shorter steps too.
        steepest: the largest one-sided slope over any of the accepted steps.
        steepest_farther: the same over all steps; a slope counts as 0 in comparison with it.
        negligible: the slope that would change f by its own size over the length of x.
        noise: estimated standard deviation of the noise of f.
        rounding: the part of ``bound`` that noise and rounding of f account for, NaN where the method does not tell;
            the rest is truncation: what the formula itself may be off by at this step.
        left, right: one-sided slopes, NaN where they were not looked at or have no limit.
    """

    status: StatusArray
    value: Float64Array
    bound: Float64Array
    step: Float64Array
    allowance: Float64Array
    steepest: Float64Array
    steepest_farther: Float64Array
    negligible: Float64Array
    noise: Float64Array
    rounding: Float64Array
    left: Float64Array
    right: Float64Array

    @staticmethod
    def unknown(m: int, status: Status) -> Slopes:
        """Nothing is known of m lines, for this reason."""
        nan: Float64Array = np.full(m, np.nan)
        zero: Float64Array = np.zeros(m)
        infinite: Float64Array = np.full(m, np.inf)
        code: StatusArray = np.full(m, status, dtype=np.int8)
        return Slopes(code, nan, infinite, nan, zero, zero, zero, zero, zero, nan, nan, nan)

    def put(self, rows: IntArray, other: Slopes) -> Slopes:
        """A copy in which these rows are ``other``'s."""
        status = self.status.copy()
        status[rows] = other.status
        floats = [array.copy() for array in self._floats()]
        for mine, theirs in zip(floats, other._floats(), strict=True):
            mine[rows] = theirs
        return Slopes(status, *floats)

    def take(self, rows: IntArray) -> Slopes:
        """Some of the lines."""
        return Slopes(self.status[rows], *(array[rows] for array in self._floats()))

    def marked(self, where: BoolArray, status: Status) -> Slopes:
        """A copy with another status on some lines."""
        return replace(self, status=np.where(where, np.int8(status), self.status))

    @property
    def smooth(self) -> BoolArray:
        """Where f is smooth on both sides of x, as far as can be seen."""
        smooth: BoolArray = (self.status == Status.CONVERGED) | (self.status == Status.LIMITED_BY_NOISE)
        return smooth

    @property
    def measured(self) -> BoolArray:
        """Where there is an interval to compare with."""
        status = self.status  # np.isin takes many times as long, and checks ask for this again and again
        measured: BoolArray = self.smooth | (status == Status.ONE_SIDED) | (status == Status.QUANTISED)
        return measured

    @property
    def known(self) -> Float64Array:
        """The slopes that there is an interval for, NaN elsewhere."""
        return np.where(self.measured, self.value, np.nan)

    def estimate(self, evaluations: int) -> Estimate:
        """The same as a differentiator reports it: at a kink the mean of both slopes, within a bound that holds
        both."""
        left, right = self.left, self.right
        value = np.where(self.status == Status.KINK, 0.5 * (left + right), self.value)
        error = np.where(self.measured, self.bound, np.inf)
        both = np.maximum(self.bound, 0.5 * (1.0 + ROBUST.kink.side) * np.abs(right - left))
        error = np.where(self.status == Status.KINK, both, error)
        return Estimate(value, error, self.step, self.status, evaluations, left, right)

    def _floats(self) -> tuple[Float64Array, ...]:
        return (
            self.value,
            self.bound,
            self.step,
            self.allowance,
            self.steepest,
            self.steepest_farther,
            self.negligible,
            self.noise,
            self.rounding,
            self.left,
            self.right,
        )
