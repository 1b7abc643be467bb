"""The thorough look, for coordinates in doubt: a ladder of steps, the noise of f, and Lepski's rule.

The order of the questions: how noisy is f? how large is the slope, and do its two sides agree? and only then, does f
have a kink or a jump at x, or does it move in steps?
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from minigrad.arrays import BoolArray, Float64Array
from minigrad.checking.quick_look import ladder_at
from minigrad.differentiators.robust import kinks, noise
from minigrad.differentiators.robust import least_squares as polish
from minigrad.differentiators.robust.hidden_noise import hidden_noise
from minigrad.differentiators.robust.lepski import BELOW, Choice, choose
from minigrad.differentiators.robust.quotients import Ladder, central, extrapolate
from minigrad.differentiators.robust.slopes import Kind, Slopes
from minigrad.differentiators.robust.steps import TOP, ladder_steps, reach
from minigrad.probes.sampler import Sampler

ROOM = 4.0
"""Standard deviations of the noise that a claim is given at steps a hundred times shorter than the longest accepted
one."""
BEYOND = 8.0
"""The same at the length of x itself."""
FAR: Float64Array = np.array([1.37, 4.1])
"""Where to look for the first move of a function that stands still over the whole ladder, in units of the length of
x."""
UNSEEN = 1.0
"""The size of numbers that may be rounded inside of a function that stands exactly still, and so says nothing of
them."""
STANDING = 3
VISIBLE = 8.0
"""f stands still where it is the same on so many rungs on which the slope of its first move would move it by so many
roundings."""
SHORT_NUMBER = 1024.0
"""Multiples of one part in so many are in float32 and float64 alike, and say nothing."""
SINGLE = 2.0**-23
"""What stands still is called quantised where its noise is more than this part of it, the rounding to float32."""


def look(sampler: Sampler, noise_at_x: float, rtol: float) -> Slopes:
    """The slope on each line, whatever it takes (90 to 140 evaluations each).

    Args:
        sampler: m lines, on all of which x is tiny, or on none.
        noise_at_x: what is known of the noise of f beforehand.
        rtol: the relative precision that is worth spending more for.
    """
    geometry = sampler.probe.geometry.take(sampler.lines)
    ladder = _extended(sampler, ladder_at(sampler, ladder_steps(geometry)))
    stands = _stands(sampler, ladder)
    floor = np.maximum(_floor(sampler, ladder.base[:, 0], stands), noise_at_x)
    sigma = hidden_noise(sampler, ladder, noise.measure(sampler, ladder, floor), stands)
    spread = np.maximum(sigma[:, np.newaxis], _rounding(sampler, ladder))
    slopes, best, difference = _two_sided(ladder, spread, reach(geometry))
    slopes = _with_far_slopes(sampler, ladder, slopes, stands)
    slopes = kinks.one_sided_where_needed(ladder, spread, slopes)
    slopes = kinks.find(ladder, spread, slopes, difference)
    longest = ladder.step[np.arange(stands.size), np.maximum(best.last, 0)]
    slopes = _polished(sampler, longest, slopes, rtol)
    coarse = stands & slopes.measured & (sigma > SINGLE * np.maximum(np.abs(ladder.base[:, 0]), UNSEEN))
    return slopes.marked(np.asarray(coarse), Kind.QUANTISED)


def _floor(sampler: Sampler, value: Float64Array, stands: BoolArray) -> Float64Array:
    """The least noise that a value of f may have: half a rounding of its own, or of what may be rounded inside if it
    stands still.

    A value that is a number of float32, which one of float64 is by chance once in 5e8, was computed in that.
    """
    single = (value == value.astype(np.float32)) & ((SHORT_NUMBER * value) % 1.0 != 0.0)
    epsilon = np.where(single & stands, SINGLE, sampler.probe.value_epsilon)
    size = np.maximum(np.abs(value), np.where(stands, UNSEEN, 0.0))
    return np.maximum(0.5 * epsilon * size, 0.5 * np.finfo(np.float64).smallest_subnormal)


def _extended(sampler: Sampler, ladder: Ladder) -> Ladder:
    """Where f stands still over the whole ladder, its last two rungs are taken farther out: what moves it there is
    rounded here."""
    rows = np.flatnonzero(_still(ladder).all(axis=1))
    if not rows.size:
        return ladder
    far = ladder_at(sampler.take(rows), ladder.step[rows, -1:] / TOP * FAR)
    up, down, above, below = (array.copy() for array in (ladder.up, ladder.down, ladder.above, ladder.below))
    for mine, theirs in ((up, far.up), (down, far.down), (above, far.above), (below, far.below)):
        mine[rows, -2:] = theirs
    return Ladder(up, down, above, below, ladder.base)


def _with_far_slopes(sampler: Sampler, ladder: Ladder, slopes: Slopes, stands: BoolArray) -> Slopes:
    """Where f does not move on any accepted rung, the slopes that it shows far out are what a claim may be negligible
    beside."""
    rows = np.flatnonzero(stands & (slopes.scale == 0.0))
    if not rows.size:
        return slopes
    far = ladder_at(sampler.take(rows), ladder.step[rows, -1:] / TOP * FAR)
    steepest = np.nanmax(np.abs(np.concatenate([far.forward, far.backward, np.zeros((rows.size, 1))], axis=1)), axis=1)
    around = slopes.around.copy()
    around[rows] = np.fmax(around[rows], np.where(np.isfinite(steepest), steepest, 0.0))
    return replace(slopes, around=around)


def _still(ladder: Ladder) -> BoolArray:
    return np.asarray(
        ((ladder.above == ladder.base) | np.isnan(ladder.above))
        & ((ladder.below == ladder.base) | np.isnan(ladder.below))
    )


def _rounding(sampler: Sampler, ladder: Ladder) -> Float64Array:
    """What rounding of the values themselves does, rung by rung: f may grow along the ladder."""
    size = np.fmax(np.abs(ladder.above), np.abs(ladder.below))
    return 0.5 * sampler.probe.value_epsilon * np.where(np.isfinite(size), size, 0.0)


def _two_sided(ladder: Ladder, spread: Float64Array, length: Float64Array) -> tuple[Slopes, Choice, Choice]:
    """The interval of the slope from formulas of order 2, 4 and 6, and the difference between its two sides.

    What the two sides differ by beyond its own uncertainty is a kink at x, if only a small one: half of it is added to
    the bound.
    """
    second = central(ladder)
    fourth = extrapolate(second, ladder.step, 1, 2)
    best = choose([second, fourth, extrapolate(fourth, ladder.step, 2, 4)], spread, fourth)
    difference = kinks.difference_of_sides(ladder, spread)
    excess = np.maximum(np.abs(difference.value) - difference.bound, 0.0)
    excess = np.where(np.isfinite(excess), excess, 0.0)
    rows, shorter = np.arange(len(spread)), np.maximum(best.last - BELOW, 0)
    with np.errstate(invalid="ignore", over="ignore"):
        room = (
            np.maximum(ROOM * spread[rows, shorter] * second.gain[rows, shorter], excess)
            + BEYOND * spread[:, 0] / length
        )
        bound = best.bound + best.doubt + 0.5 * excess + difference.doubt
    kind = np.where(np.isfinite(best.value), np.int8(Kind.SMOOTH), np.int8(Kind.UNRESOLVED))
    nan: Float64Array = np.full(len(spread), np.nan)
    found = Slopes(best.value, bound, room, nan, nan, np.abs(ladder.base[:, 0]) / length, spread[:, 0], nan, nan, kind)
    accepted = np.arange(spread.shape[1]) <= best.last[:, np.newaxis]
    return (
        replace(
            found,
            scale=_scale(ladder, spread, best, accepted),
            around=_scale(ladder, spread, best, np.ones_like(accepted)),
        ),
        best,
        difference,
    )


def _scale(ladder: Ladder, spread: Float64Array, best: Choice, where: BoolArray) -> Float64Array:
    """The largest one-sided slope that stands out of the noise, on the rungs in the mask."""
    visible = np.fmax(np.abs(ladder.forward), np.abs(ladder.backward)) - 24.0 * spread / ladder.step
    found: Float64Array = np.max(np.where(where & np.isfinite(visible), visible, 0.0), axis=1)
    return np.fmax(found, np.abs(best.value))


def _polished(sampler: Sampler, reach: Float64Array, slopes: Slopes, rtol: float) -> Slopes:
    """Spend more where noise keeps the interval wider than what has to be told apart."""
    rows = np.flatnonzero(
        (slopes.kind == Kind.SMOOTH) & (slopes.bound > rtol * np.abs(slopes.value)) & (slopes.value != 0.0)
    )
    if not rows.size:
        return slopes
    old = slopes.take(rows)
    value, bound = polish.fit(sampler.take(rows), reach[rows], old.noise)
    better = (bound < old.bound) & (np.abs(value - old.value) <= 3.0 * (bound + old.bound))
    return slopes.put(
        rows, replace(old, value=np.where(better, value, old.value), bound=np.where(better, bound, old.bound))
    )


def _stands(sampler: Sampler, ladder: Ladder) -> BoolArray:
    """Where f stands still over several rungs although the slope of its first move would have moved it, or over all of
    them."""
    still = _still(ladder)
    first = np.argmax(~still, axis=1)[:, np.newaxis]
    slope = np.take_along_axis(np.nan_to_num(np.fmax(np.abs(ladder.forward), np.abs(ladder.backward))), first, axis=1)
    before = np.arange(still.shape[1]) < first
    must = slope * ladder.step > VISIBLE * sampler.probe.value_epsilon * np.abs(ladder.base)
    return np.asarray((np.sum(before & must, axis=1) >= STANDING) | still.all(axis=1))
