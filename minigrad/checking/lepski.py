"""Lepski's rule: which of many estimates to believe when small steps are noisy and long ones are biased.

Go up from the smallest step. Every estimate comes with the interval that its noise explains; as long as the intervals have
a point in common, the longer step is as trustworthy as the shorter ones and more precise. At the first contradiction the
longer step must be biased, so it can never outvote the short ones.

Source: Lepski (1991), Theory of Probability and its Applications 35, 454-466; here with intervals intersected as in
Goldenshluger and Nemirovski (1997), Mathematical Methods of Statistics 6, 135-170.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, IntArray


ALONE = 3.0
"""How far beyond the distance to its contradictor a lone estimate may be wrong: its bias may be of the same size."""


@final
@dataclass(frozen=True)
class Choice:
    """The estimate that was chosen on each line, arrays (m,).

    Attributes:
        value: the estimate, NaN where no step gave one.
        bound: what noise and the last accepted step say about its error.
        last: the largest step index that contradicted none below it, -1 where there is none.
        first: the smallest step index with an estimate.
    """

    value: Float64Array
    bound: Float64Array
    last: IntArray
    first: IntArray

    @property
    def agreeing(self) -> IntArray:
        """How many steps agree with each other."""
        return np.asarray(self.last - self.first + 1, dtype=np.int64)


def choose(estimate: Float64Array, noise: Float64Array) -> Choice:
    """Lepski's rule on each row.

    Args:
        estimate: (m, r) from the smallest step to the longest, NaN where a step could not be taken.
        noise: (m, r) half the width of the interval that noise explains.

    Returns:
        The estimate one step below the longest accepted one (that step vouches for it: its own bias is smaller by the
        order of the formula), with its noise and half of the distance to the accepted one as the bound. Where no second
        step agrees with the first, three times the distance to the second counts.

    >>> steps = np.array([[1.3, 1.02, 1.001, 1.1, 9.0]])
    >>> chosen = choose(steps, np.array([[0.5, 0.05, 0.005, 0.0005, 0.00005]]))
    >>> chosen.value, chosen.last
    (array([1.02]), array([2]))
    """
    finite = np.isfinite(estimate)
    first = np.where(finite.any(axis=1), np.argmax(finite, axis=1), 0)
    last = _last_consistent(estimate, noise, finite, first)
    rows = np.arange(len(estimate))
    chosen = np.maximum(np.where(last > first, last - 1, last), 0)
    top = np.maximum(last, 0)
    value = np.where(last >= 0, estimate[rows, chosen], np.nan)
    beyond = np.minimum(top + 1, estimate.shape[1] - 1)
    alone = (last == first) & np.isfinite(estimate[rows, beyond])  # nothing vouches for the only one but its contradictor
    spread = np.where(alone, ALONE * np.abs(value - estimate[rows, beyond]), 0.5 * np.abs(value - estimate[rows, top]))
    bound = np.where(last >= 0, noise[rows, chosen] + spread, np.inf)
    return Choice(value, bound, last, first)


def _last_consistent(estimate: Float64Array, noise: Float64Array, finite: BoolArray, first: IntArray) -> IntArray:
    """The index up to which the intervals have a point in common, without a gap in between."""
    columns = np.arange(estimate.shape[1])
    started = columns >= first[:, np.newaxis]
    low = np.where(started, estimate - noise, -np.inf)
    high = np.where(started, estimate + noise, np.inf)
    meet = np.maximum.accumulate(low, axis=1) <= np.minimum.accumulate(high, axis=1)
    good = (meet & finite) | ~started
    broken = ~good
    stop = np.where(broken.any(axis=1), np.argmax(broken, axis=1), estimate.shape[1])
    return np.asarray(np.where(finite.any(axis=1), stop - 1, -1), dtype=np.int64)
