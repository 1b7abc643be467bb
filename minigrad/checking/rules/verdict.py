"""PASS, FAIL or INCONCLUSIVE: what an interval for the slope says about a claimed slope."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import final

import numpy as np

from minigrad.arrays import EPSILON, BoolArray, Float64Array, IntArray
from minigrad.checking.rules.check_settings import CHECK
from minigrad.differentiators.estimate import Status
from minigrad.differentiators.robust.slopes import Slopes


@final
class Verdict(StrEnum):
    """What can be said about a gradient, or about one entry of it."""

    PASS = "pass"
    """The claimed value lies inside a narrow interval that holds the slope, or within ``rtol`` of it."""
    FAIL = "fail"
    """The claimed value lies further away than that, or a contract is broken."""
    INCONCLUSIVE = "inconclusive"
    """There is no slope here, or values of fun cannot show it."""


def largest_by_output(sizes: Float64Array, output: IntArray, outputs: int) -> Float64Array:
    """(outputs,) the largest of the sizes (n,) of the entries of each output; 0 where it has none."""
    largest = np.zeros(outputs)
    np.maximum.at(largest, output, sizes)
    return largest


@final
@dataclass(frozen=True)
class Tolerance:
    """What a claimed slope may be off by beyond the interval, and what counts as a claim of zero.

    Attributes:
        relative: (n,) part of the slope.
        absolute: (n,) for arithmetic in float32, whose rounding is relative to the larger entries.
        rounding: (n,) claims up to this size are zeros of jac's own arithmetic.
    """

    relative: Float64Array
    absolute: Float64Array
    rounding: Float64Array

    @staticmethod
    def of(
        claimed: Float64Array, length: Float64Array, rtol: float | None, epsilon: Float64Array, output: IntArray
    ) -> Tolerance:
        """For entries computed with these machine epsilons (n,), 0 for float64; those of one ``output`` (n,) compare
        by what they do over the length of x.

        Args:
            rtol: as the caller gave it; None for what the type of each entry allows.
        """
        known: Float64Array = np.where(np.isfinite(claimed), np.abs(claimed), 0.0)
        share = length / float(length.max(initial=0.0))  # products of entries and lengths would overflow
        rows = largest_by_output(known * share, output, int(output.max(initial=0)) + 1)[output]
        largest = np.minimum(rows / share, np.finfo(np.float64).max)
        rounding = CHECK.jac_roundings * np.maximum(epsilon, EPSILON["d"]) * largest
        allowed: Float64Array = np.maximum(CHECK.rtol, CHECK.narrow_roundings * epsilon)
        relative = allowed if rtol is None else np.full(claimed.size, rtol)
        return Tolerance(relative, np.where(epsilon > 0.0, rounding, 0.0), rounding)

    @property
    def widest(self) -> float:
        """The largest relative tolerance; the default where there are no entries."""
        return float(self.relative.max()) if self.relative.size else CHECK.rtol

    def take(self, rows: IntArray) -> Tolerance:
        """For some of the entries."""
        return Tolerance(self.relative[rows], self.absolute[rows], self.rounding[rows])


@final
@dataclass(frozen=True)
class Judgement:
    """(n,) booleans: where a claim passes and where it fails; it is inconclusive elsewhere."""

    passed: BoolArray
    failed: BoolArray


def judge(analytic: Float64Array, slopes: Slopes, tolerance: Tolerance) -> Judgement:
    """Compare claimed slopes with what is known of the true ones.

    A claim passes inside CHECK.inside * bound + tolerance, and only where the interval is narrow enough for three
    digits of the slope, or where both are zero to within it. It fails outside CHECK.outside * bound + allowance +
    tolerance: the allowance is what shorter steps leave possible. Between the two it is inconclusive.
    """
    allowed = tolerance.relative * np.abs(slopes.value) + tolerance.absolute
    with np.errstate(invalid="ignore"):
        gap = np.abs(analytic - slopes.value)
        zero = np.abs(analytic) <= tolerance.rounding
        gap = np.where(zero, np.minimum(gap, np.abs(slopes.value)), gap)
        inside = gap <= CHECK.inside * slopes.bound + allowed
        outside = gap > CHECK.outside * slopes.bound + slopes.allowance + allowed
        outside &= ~((slopes.status == Status.QUANTISED) & zero)  # between its steps f is constant
        return Judgement(
            slopes.measured & inside & resolved(analytic, slopes, tolerance),
            slopes.measured & outside | np.isnan(analytic),
        )


def resolved(analytic: Float64Array, slopes: Slopes, tolerance: Tolerance) -> BoolArray:
    """Where the interval is narrow enough to confirm the claim, and three digits really agree."""
    size = np.abs(slopes.value)
    agree = np.abs(analytic - slopes.value) <= 0.5 * CHECK.resolved * size + tolerance.absolute
    agree |= tolerance.relative > 0.5 * CHECK.resolved  # a tolerance of less than three digits needs no three digits
    digits = (slopes.bound <= CHECK.resolved * size) & agree
    beside = (np.abs(analytic) <= 2.0 * slopes.bound) & (slopes.bound <= CHECK.zero_beside * slopes.steepest_farther)
    nothing = (np.abs(analytic) <= tolerance.rounding) & (slopes.bound <= CHECK.zero_rounding * slopes.negligible)
    return np.asarray(digits | beside | nothing)
