"""Kinks, jumps and edges: the same rule on forward and backward slopes.

Slopes that converge to different limits on the two sides are a kink; slopes without a limit, or values that do not tend
to f(x), are a jump. Where f exists on one side of x only, the slope of that side is all there is.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from minigrad.arrays import BoolArray, Float64Array
from minigrad.differentiators.robust.lepski import CONFIDENCE, Choice, choose
from minigrad.differentiators.robust.quotients import (
    Estimates,
    Ladder,
    backward,
    central,
    extrapolate,
    forward,
    slope_jump,
)
from minigrad.differentiators.robust.slopes import Kind, Slopes

CERTAIN = 4.0
"""Bounds by which the slopes of the two sides must differ to be a kink."""
VISIBLE = 1e-6
"""A difference of slopes below this part of the slope is no kink worth the name."""
STEADY_RUNGS = 3
"""Rungs on which that difference must be the same: a limit that is not seen on so many is none."""
SEEN = 0.3
"""A slope is only used where its two sides are known to agree to better than this part of it, or almost as well as
the slope itself is known."""
ALIKE = 100.0
"""Bounds of the slope that this may be."""
SETTLING = 5
"""Clear changes of the slope in a row that do not shrink, after which it has no limit."""
SHRINKING = 0.65
"""A change that is a smaller part of the one before it, or of the one after it, has shrunk or grown."""


def difference_of_sides(ladder: Ladder, spread: Float64Array) -> Choice:
    """Forward slope less backward slope at x; errors of the formula start with h f'' and go on with h^3."""
    raw = slope_jump(ladder)
    less_h = extrapolate(raw, ladder.step, 1, 1)
    return choose([raw, less_h, extrapolate(less_h, ladder.step, 2, 3)], spread, less_h)


def find(ladder: Ladder, spread: Float64Array, slopes: Slopes, difference: Choice) -> Slopes:
    """Mark kinks (with both slopes) and jumps among lines that looked smooth."""
    left, right = _limit(backward(ladder), ladder, spread), _limit(forward(ladder), ladder, spread)
    both = slopes.kind == Kind.SMOOTH
    with np.errstate(invalid="ignore", over="ignore"):
        apart = np.abs(difference.value) > CERTAIN * (difference.bound + difference.doubt) + VISIBLE * slopes.scale
        unseen = ~(difference.bound <= np.maximum(SEEN * np.maximum(slopes.scale, slopes.around), ALIKE * slopes.bound))
        restless = _logarithmic(central(ladder), spread)
    steady = (difference.agreeing >= STEADY_RUNGS) & np.isfinite(left.value) & np.isfinite(right.value)
    found = replace(slopes, left=left.value, right=right.value)
    found = found.marked(np.asarray(both & unseen), Kind.UNRESOLVED)
    found = found.marked(np.asarray(both & apart & steady), Kind.KINK)
    broken = _jumps(ladder.above, ladder.base, spread) | _jumps(ladder.below, ladder.base, spread)
    return found.marked(np.asarray(broken | (both & ((apart & ~steady) | restless))), Kind.JUMP)


def one_sided_where_needed(ladder: Ladder, spread: Float64Array, slopes: Slopes) -> Slopes:
    """Fill in lines on which f has values on one side of x only."""
    above, below = np.isfinite(ladder.above[:, :2]).all(axis=1), np.isfinite(ladder.below[:, :2]).all(axis=1)
    for side, alone in ((forward, above & ~below), (backward, below & ~above)):
        rows = np.asarray(np.flatnonzero(alone), dtype=np.int64)
        if rows.size:
            part = ladder.take(rows)
            limit = _limit(side(part), part, spread[rows])
            slopes = slopes.put(rows, _as_slopes(limit, slopes.take(rows), part))
    return slopes


def _as_slopes(limit: Choice, slopes: Slopes, ladder: Ladder) -> Slopes:
    kind = np.where(np.isfinite(limit.value), np.int8(Kind.ONE_SIDED), np.int8(Kind.UNRESOLVED))
    size = np.abs(limit.value)
    room = max(CONFIDENCE) * slopes.noise / ladder.step[np.arange(size.size), np.maximum(limit.last, 0)]
    return replace(
        slopes, value=limit.value, bound=limit.bound + limit.doubt, room=room, scale=size, around=size, kind=kind
    )


def _limit(estimates: Estimates, ladder: Ladder, spread: Float64Array) -> Choice:
    """The limit for small steps of a quantity whose error starts with h."""
    finer = extrapolate(estimates, ladder.step, 1, 1)
    return choose([estimates, finer, extrapolate(finer, ladder.step, 2, 2)], spread, finer)


def _logarithmic(estimates: Estimates, spread: Float64Array) -> BoolArray:
    """Whether slopes grow by the same amount with each shorter step, as those of x log x do, as soon as noise lets it
    be seen."""
    changes = np.abs(np.diff(estimates.value, axis=1))
    clear = changes > 2.0 * CERTAIN * max(CONFIDENCE) * (spread * estimates.gain)[:, :-1]
    ratio = changes[:, :-1] / np.maximum(changes[:, 1:], np.finfo(np.float64).tiny)
    first = np.argmax(clear, axis=1)[:, np.newaxis]
    column = np.arange(ratio.shape[1])
    window = (column >= first) & (column < first + SETTLING)
    even = (ratio > SHRINKING) & (ratio < 1.0 / SHRINKING)
    inside = first[:, 0] + SETTLING <= ratio.shape[1]
    return np.asarray(clear.any(axis=1) & inside & (even | ~window).all(axis=1))


def _jumps(values: Float64Array, base: Float64Array, spread: Float64Array) -> BoolArray:
    """Whether f stays away from f(x) by the same visible amount at the four smallest steps."""
    distance = values[:, :4] - base
    with np.errstate(invalid="ignore"):
        nearest = np.min(np.abs(distance), axis=1)
        apart = np.max(distance, axis=1) - np.min(distance, axis=1)
        found: BoolArray = (nearest > 10.0 * max(CONFIDENCE) * spread[:, 0]) & (apart < 0.3 * nearest)
    return found
