"""Lepski's rule: which of many estimates to use when short steps are noisy and long ones are biased.

Go up from the shortest step. Every estimate comes with the interval that its noise explains; as long as the intervals
have a point in common, the longer step is as good as the shorter ones and more precise. At the first contradiction the
longer step must be biased, so it can never outvote the short ones.

Source: Lepski (1991), Theory of Probability and its Applications 35, 454-466; here with intervals intersected as in
Goldenshluger and Nemirovski (1997), Mathematical Methods of Statistics 6, 135-170.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import final

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, IntArray
from minigrad.differentiators.robust.quotients import Estimates
from minigrad.differentiators.robust.robust_settings import ROBUST


@final
@dataclass(frozen=True)
class Choice:
    """The estimate that was chosen on each line, arrays (m,).

    Attributes:
        value: the estimate, NaN where no step gave one.
        bound: what noise and the last accepted step say about its error.
        rounding: the part of the bound that noise accounts for.
        last: the largest step index that contradicted none below it, -1 where there is none.
        first: the smallest step index with an estimate.
        doubt: how far the rungs just below the last one are from agreeing with each other.
    """

    value: Float64Array
    bound: Float64Array
    rounding: Float64Array
    last: IntArray
    first: IntArray
    doubt: Float64Array

    @property
    def agreeing(self) -> IntArray:
        """How many steps agree with each other."""
        return np.asarray(self.last - self.first + 1, dtype=np.int64)


def choose(formulas: Sequence[Estimates], spread: Float64Array, compared: Estimates) -> Choice:
    """The narrowest interval that the rule gives for any of the formulas.

    Args:
        formulas: estimates of one quantity, (m, r) each, from the shortest step to the longest; NaN where there is
            none.
        spread: (m, r) standard deviation of the noise of f on each rung.
        compared: the formula whose values at neighbouring steps are compared for the doubt.

    Returns:
        The estimate one step below the longest accepted one (that step confirms it: its own bias is smaller by the
        order of the formula), with its noise and half of the distance to the accepted one as the bound. Where no second
        step agrees with the first, three times the distance to the second counts.

    >>> steps = Estimates(np.array([[1.3, 1.02, 1.001, 1.1, 9.0]]), np.array([[0.5, 0.05, 0.005, 0.0005, 0.00005]]))
    >>> chosen = choose([steps], np.ones((1, 5)), steps)
    >>> chosen.value, chosen.last
    (array([1.02]), array([2]))
    """
    with np.errstate(invalid="ignore"):
        best = _narrowest(formulas, [ROBUST.interval.cautious * spread, ROBUST.interval.usual * spread])
        wide = _narrowest(formulas, [ROBUST.interval.wide * spread])
        distance = np.abs(wide.value - best.value)
        best = _narrower(best, replace(wide, bound=wide.bound + distance, last=best.last, first=best.first))
        return replace(best, doubt=_disagreement(compared, spread, best.last))


def _narrowest(formulas: Sequence[Estimates], tolerances: Sequence[Float64Array]) -> Choice:
    best = _accepted(formulas[0], tolerances[0])
    for tolerance in tolerances[::-1]:
        for formula in formulas:
            best = _narrower(best, _accepted(formula, tolerance))
    return best


def _accepted(formula: Estimates, tolerance: Float64Array) -> Choice:
    estimate, noise = formula.value, tolerance * formula.gain
    finite = np.isfinite(estimate)
    first = np.where(finite.any(axis=1), np.argmax(finite, axis=1), 0)
    last = _last_consistent(estimate, noise, finite, first)
    rows = np.arange(len(estimate))
    chosen = np.maximum(np.where(last > first, last - 1, last), 0)
    top = np.maximum(last, 0)
    value = np.where(last >= 0, estimate[rows, chosen], np.nan)
    beyond = np.minimum(top + 1, estimate.shape[1] - 1)
    alone = (last == first) & np.isfinite(estimate[rows, beyond])
    spread = np.where(
        alone, ROBUST.interval.alone * np.abs(value - estimate[rows, beyond]), 0.5 * np.abs(value - estimate[rows, top])
    )
    rounding = np.where(last >= 0, noise[rows, chosen], np.inf)
    bound = np.where(last >= 0, rounding + spread, np.inf)
    return Choice(value, bound, rounding, last, first, np.zeros(len(value)))


def _narrower(one: Choice, other: Choice) -> Choice:
    """The narrower of two choices on each line, but not where it contradicts the first."""
    better = (other.bound < one.bound) & (
        np.abs(other.value - one.value) <= ROBUST.interval.compatible * (one.bound + other.bound)
    )
    return Choice(
        np.where(better, other.value, one.value),
        np.where(better, other.bound, one.bound),
        np.where(better, other.rounding, one.rounding),
        np.where(better, other.last, one.last),
        np.where(better, other.first, one.first),
        one.doubt,
    )


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


def _disagreement(compared: Estimates, spread: Float64Array, last: IntArray) -> Float64Array:
    """By how much the intervals of the rungs below the last accepted one miss each other."""
    columns = np.arange(spread.shape[1])
    below = (
        (columns < last[:, np.newaxis])
        & (columns >= last[:, np.newaxis] - ROBUST.interval.below)
        & np.isfinite(compared.value)
    )
    noise = ROBUST.interval.disagree * spread * compared.gain
    low = np.max(np.where(below, compared.value - noise, -np.inf), axis=1)
    high = np.min(np.where(below, compared.value + noise, np.inf), axis=1)
    return np.asarray(np.where(below.any(axis=1), np.maximum(low - high, 0.0), 0.0), dtype=np.float64)
