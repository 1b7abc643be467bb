"""Functions that are constant over short steps: rounded to few digits, or computed through numbers larger than x.

Where f is constant although the slope of its first change would have changed it, its values are rounded inside, and are
off by half of the height of a step.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, IntArray
from minigrad.differentiators.robust.quotients import Ladder, ladder_at
from minigrad.differentiators.robust.robust_settings import ROBUST
from minigrad.differentiators.robust.slopes import Slopes
from minigrad.probes.sampler import Sampler

SINGLE = 2.0**-23
"""The spacing of float32 at 1."""


def extended_ladder(sampler: Sampler, ladder: Ladder) -> Ladder:
    """The ladder with its last two steps taken farther out where f is constant over all of it: the value whose rounding
    keeps f constant here changes there."""
    rows = np.flatnonzero(ladder.constant.all(axis=1))
    if not rows.size:
        return ladder
    far = _beyond(sampler, ladder, rows)
    up, down, above, below = (array.copy() for array in (ladder.up, ladder.down, ladder.above, ladder.below))
    for mine, theirs in ((up, far.up), (down, far.down), (above, far.above), (below, far.below)):
        mine[rows, -2:] = theirs
    return Ladder(up, down, above, below, ladder.base)


def is_staircase(sampler: Sampler, ladder: Ladder) -> BoolArray:
    """Where f is constant over several steps although the slope of its first change would have changed it, or over
    all of them."""
    constant = ladder.constant
    first = np.argmax(~constant, axis=1)[:, np.newaxis]
    steepest = np.nan_to_num(np.fmax(np.abs(ladder.forward), np.abs(ladder.backward)))
    slope = np.take_along_axis(steepest, first, axis=1)
    before = np.arange(constant.shape[1]) < first
    rounding = ROBUST.noise.constant_roundings * sampler.probe.value_epsilon * np.abs(ladder.base)
    unchanged = before & (slope * ladder.step > rounding)
    return np.asarray((np.sum(unchanged, axis=1) >= ROBUST.noise.constant_rungs) | constant.all(axis=1))


def least_noise(sampler: Sampler, value: Float64Array, staircase: BoolArray) -> Float64Array:
    """The least noise that a value of f may have: half a rounding of its own, or of what may be rounded inside it.

    A value that is a number of float32, which one of float64 is by chance once in 5e8, was computed in that.
    """
    single = (value == value.astype(np.float32)) & ((ROBUST.noise.short_number * value) % 1.0 != 0.0)
    epsilon = np.where(single & staircase, SINGLE, sampler.probe.value_epsilon)
    size = np.maximum(np.abs(value), np.where(staircase, ROBUST.noise.inner_value, 0.0))
    return np.maximum(0.5 * epsilon * size, 0.5 * np.finfo(np.float64).smallest_subnormal)


def is_coarse(ladder: Ladder, noise: Float64Array) -> BoolArray:
    """Where noise (m,) is more than the rounding to float32 of the value, or of what may be rounded inside it."""
    return np.asarray(noise > SINGLE * np.maximum(np.abs(ladder.base[:, 0]), ROBUST.noise.inner_value))


def with_slopes_beyond(sampler: Sampler, ladder: Ladder, slopes: Slopes, staircase: BoolArray) -> Slopes:
    """Where f does not change on any accepted step, the slopes beyond the ladder are what a claim may be small
    beside."""
    rows = np.flatnonzero(staircase & (slopes.steepest == 0.0))
    if not rows.size:
        return slopes
    far = _beyond(sampler, ladder, rows)
    sides = np.abs(np.concatenate([far.forward, far.backward, np.zeros((rows.size, 1))], axis=1))
    steepest = np.nanmax(sides, axis=1)
    around = slopes.steepest_farther.copy()
    around[rows] = np.fmax(around[rows], np.where(np.isfinite(steepest), steepest, 0.0))
    return replace(slopes, steepest_farther=around)


def _beyond(sampler: Sampler, ladder: Ladder, rows: IntArray) -> Ladder:
    """Values beyond the ladder."""
    own = ROBUST.ladder
    return ladder_at(sampler.take(rows), ladder.step[rows, -1:] / own.longest * np.array(own.beyond))
