"""Kinks, jumps and edges: Lepski's rule on forward and backward slopes.

Slopes that converge to different limits on the two sides are a kink; slopes without a limit, or values that do not tend
to f(x), are a jump. Where f exists on one side of x only, the slope of that side is all there is.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from minigrad.arrays import BoolArray, Float64Array
from minigrad.differentiators.estimate import Status
from minigrad.differentiators.robust.lepski import Choice, choose
from minigrad.differentiators.robust.quotients import (
    Estimates,
    Ladder,
    backward,
    central,
    extrapolate,
    forward,
    slope_jump,
)
from minigrad.differentiators.robust.robust_settings import ROBUST
from minigrad.differentiators.robust.slopes import Slopes


def difference_of_sides(ladder: Ladder, spread: Float64Array) -> Choice:
    """Forward slope less backward slope at x; errors of the formula start with h f'' and go on with h^3."""
    raw = slope_jump(ladder)
    less_h = extrapolate(raw, ladder.step, 1, 1)
    return choose([raw, less_h, extrapolate(less_h, ladder.step, 2, 3)], spread, less_h)


def with_kinks(ladder: Ladder, spread: Float64Array, slopes: Slopes, difference: Choice) -> Slopes:
    """``slopes``, with kinks (and both of their slopes) and jumps marked among the lines that looked smooth."""
    left, right = _limit(backward(ladder), ladder, spread), _limit(forward(ladder), ladder, spread)
    both = slopes.status == Status.CONVERGED
    own = ROBUST.kink
    with np.errstate(invalid="ignore", over="ignore"):
        known = own.certain * (difference.bound + difference.doubt)
        apart = np.abs(difference.value) > known + own.visible * slopes.steepest
        size = np.maximum(slopes.steepest, slopes.steepest_farther)
        unseen = ~(difference.bound <= np.maximum(own.seen * size, own.alike * slopes.bound))
        unbounded = _logarithmic(central(ladder), spread)
    steady = (difference.agreeing >= own.steady) & np.isfinite(left.value) & np.isfinite(right.value)
    found = replace(slopes, left=left.value, right=right.value)
    found = found.marked(np.asarray(both & unseen), Status.NOT_RESOLVED)
    found = found.marked(np.asarray(both & apart & steady), Status.KINK)
    broken = _jumps(ladder.above, ladder.base, spread) | _jumps(ladder.below, ladder.base, spread)
    return found.marked(np.asarray(broken | (both & ((apart & ~steady) | unbounded))), Status.JUMP)


def with_one_sided(ladder: Ladder, spread: Float64Array, slopes: Slopes) -> Slopes:
    """``slopes``, with the one-sided slope on lines on which f has values on one side of x only."""
    above, below = np.isfinite(ladder.above[:, :2]).all(axis=1), np.isfinite(ladder.below[:, :2]).all(axis=1)
    for side, alone in ((forward, above & ~below), (backward, below & ~above)):
        rows = np.asarray(np.flatnonzero(alone), dtype=np.int64)
        if rows.size:
            part = ladder.take(rows)
            limit = _limit(side(part), part, spread[rows])
            slopes = slopes.put(rows, _as_slopes(limit, slopes.take(rows), part))
    return slopes


def _as_slopes(limit: Choice, slopes: Slopes, ladder: Ladder) -> Slopes:
    status = np.where(np.isfinite(limit.value), np.int8(Status.ONE_SIDED), np.int8(Status.NOT_RESOLVED))
    size = np.abs(limit.value)
    step = ladder.step[np.arange(size.size), np.maximum(limit.last, 0)]
    allowance = ROBUST.interval.cautious * slopes.noise / step
    return replace(
        slopes,
        value=limit.value,
        bound=limit.bound + limit.doubt,
        rounding=limit.rounding,
        step=step,
        allowance=allowance,
        steepest=size,
        steepest_farther=size,
        status=status,
    )


def _limit(estimates: Estimates, ladder: Ladder, spread: Float64Array) -> Choice:
    """The limit for small steps of a quantity whose error starts with h."""
    finer = extrapolate(estimates, ladder.step, 1, 1)
    return choose([estimates, finer, extrapolate(finer, ladder.step, 2, 2)], spread, finer)


def _logarithmic(estimates: Estimates, spread: Float64Array) -> BoolArray:
    """Whether slopes grow by the same amount with each shorter step, as those of x log x do, where noise lets it
    show."""
    changes = np.abs(np.diff(estimates.value, axis=1))
    clear = changes > 2.0 * ROBUST.kink.certain * ROBUST.interval.cautious * (spread * estimates.gain)[:, :-1]
    ratio = changes[:, :-1] / np.maximum(changes[:, 1:], np.finfo(np.float64).tiny)
    first = np.argmax(clear, axis=1)[:, np.newaxis]
    column = np.arange(ratio.shape[1])
    window = (column >= first) & (column < first + ROBUST.kink.settling)
    even = (ratio > ROBUST.kink.shrinking) & (ratio < 1.0 / ROBUST.kink.shrinking)
    inside = first[:, 0] + ROBUST.kink.settling <= ratio.shape[1]
    return np.asarray(clear.any(axis=1) & inside & (even | ~window).all(axis=1))


def _jumps(values: Float64Array, base: Float64Array, spread: Float64Array) -> BoolArray:
    """Whether f stays away from f(x) by the same visible amount at the shortest steps."""
    distance = values[:, : ROBUST.kink.jump_steps] - base
    with np.errstate(invalid="ignore"):
        nearest = np.min(np.abs(distance), axis=1)
        apart = np.max(distance, axis=1) - np.min(distance, axis=1)
        found: BoolArray = (nearest > ROBUST.kink.jump * spread[:, 0]) & (apart < ROBUST.kink.jump_varies * nearest)
    return found
