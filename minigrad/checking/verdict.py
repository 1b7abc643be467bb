"""PASS, FAIL or INCONCLUSIVE: what an interval for the slope says about a claimed slope."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import final

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, IntArray
from minigrad.checking.slopes import Slopes

DEFAULT_RTOL = 3.3e-7
"""Between an error of 1.2e-7 (one rounding to float32), which is let pass, and 9e-7, which is not."""
RESOLVED = 1e-3
ZERO_CLAIMED = 1e-4
ZERO_RESOLVED = 1e-5
INSIDE = 1.5
OUTSIDE = 5.0


@final
class Verdict(StrEnum):
    """What can be said about a gradient, or about one entry of it."""

    PASS = "pass"
    """The claimed value lies inside a narrow interval that holds the slope, or within ``rtol`` of it."""
    FAIL = "fail"
    """The claimed value lies further away than that, or a contract is broken."""
    INCONCLUSIVE = "inconclusive"
    """There is no slope here, or values of fun cannot show it."""


@final
@dataclass(frozen=True)
class Tolerance:
    """What a claimed slope may be off by beyond the interval, and what counts as zero.

    Attributes:
        relative: part of the slope.
        absolute: (n,) for arithmetic in float32, whose rounding is relative to the larger entries.
        zero_scale: (n,) the size of slope that this coordinate would have if it mattered like the others.
    """

    relative: float
    absolute: Float64Array
    zero_scale: Float64Array

    def take(self, rows: IntArray) -> Tolerance:
        """For some of the entries."""
        return Tolerance(self.relative, self.absolute[rows], self.zero_scale[rows])


@final
@dataclass(frozen=True)
class Judgement:
    """(n,) booleans: where a claim passes and where it fails; it is inconclusive elsewhere."""

    passed: BoolArray
    failed: BoolArray


def judge(analytic: Float64Array, slopes: Slopes, tolerance: Tolerance) -> Judgement:
    """Compare claimed slopes with what is known of the true ones.

    A claim passes inside INSIDE * bound + tolerance, and only where the interval is narrow enough for three digits of the
    slope; where the slope is zero to within the interval, digits are counted from the size of slope that f shows around x.
    Where f does not move at all, only a claim of zero passes for what it is: any other is hidden by the rounding of f.
    It fails outside OUTSIDE * bound + tolerance. Between the two nothing is said.
    """
    allowed = tolerance.relative * np.abs(slopes.value) + tolerance.absolute
    with np.errstate(invalid="ignore"):
        gap = np.abs(analytic - slopes.value)
        inside = gap <= INSIDE * slopes.bound + allowed
        outside = gap > OUTSIDE * slopes.bound + allowed
    return Judgement(slopes.measured & inside & resolved(analytic, slopes, tolerance), slopes.measured & outside | np.isnan(analytic))


def resolved(analytic: Float64Array, slopes: Slopes, tolerance: Tolerance) -> BoolArray:
    """Where the interval is narrow enough to confirm the claim, and three digits really agree."""
    size = np.abs(slopes.value)
    agree = np.abs(analytic - slopes.value) <= 0.5 * RESOLVED * size + tolerance.absolute
    agree |= tolerance.relative > 0.5 * RESOLVED  # who asks for less than three digits gets less
    digits = (slopes.bound <= RESOLVED * size) & agree
    hidden = (analytic != 0.0) & (slopes.value == 0.0) & (slopes.scale == 0.0)
    around = np.maximum(np.where(hidden, 0.0, slopes.around), tolerance.zero_scale)
    zero = (np.abs(analytic) <= 2.0 * slopes.bound) & (slopes.bound <= ZERO_CLAIMED * around)
    small = slopes.bound <= ZERO_RESOLVED * np.maximum(slopes.scale, tolerance.zero_scale)
    return np.asarray(digits | zero | small)
