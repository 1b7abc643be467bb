"""Functions that move in steps: rounded values, x on a grid, counts.

Every floating-point function moves in steps of its last digit, and a function that works in float32 inside in steps of
that; only coarser ones are called quantised here.
"""

from __future__ import annotations

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, IntArray
from minigrad.checking.sampler import Sampler
from minigrad.checking.slopes import Kind, Slopes
from minigrad.checking.tableau import Ladder

SINGLE = 2.0**-23
STANDING = 3
VISIBLE_ULPS = 8.0
FOUR_DIGITS = 1e-4
NEARBY: Float64Array = np.array([-0.031, -0.017, -0.008, 0.0, 0.009, 0.018, 0.033])


def find(sampler: Sampler, ladder: Ladder, slopes: Slopes) -> Slopes:
    """Mark lines on which f stands still over several steps although its slope farther out says that it must move.

    A plateau as wide as rounding to float32 would make it is let pass; one a little wider only where the slope could be
    told through it to four digits.
    """
    epsilon, magnitude = sampler.probe.value_epsilon, sampler.probe.geometry.magnitude[sampler.lines]
    step, size = ladder.step, np.abs(ladder.base)
    outer = _outer_slope(ladder)
    still = (ladder.above == ladder.base) & (ladder.below == ladder.base)
    standing = still & (outer[:, np.newaxis] * step > VISIBLE_ULPS * epsilon * size)
    widest: Float64Array = np.max(np.where(standing, step, 0.0), axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        roundings = np.minimum(widest / (SINGLE * magnitude), widest * outer / (SINGLE * size[:, 0]))
    unclear = slopes.bound > FOUR_DIGITS * np.abs(slopes.value)
    coarse = (np.sum(standing, axis=1) >= STANDING) & ((roundings > 8.0) | ((roundings > 1.5) & unclear))
    rows = np.asarray(np.flatnonzero(coarse), dtype=np.int64)
    if rows.size:
        coarse[rows] = _stands_elsewhere(sampler.take(rows), ladder, rows)
    return slopes.marked(np.asarray(coarse | _on_a_lattice(ladder, epsilon)), Kind.QUANTISED)


def _stands_elsewhere(sampler: Sampler, ladder: Ladder, rows: IntArray) -> BoolArray:
    """Whether f also stands still somewhere else: beside a dead unit it does not, on a staircase it does.

    Looks at a few points close together where f has first moved.
    """
    moved_up = (ladder.above != ladder.base)[rows] & np.isfinite(ladder.above[rows])
    moved_down = (ladder.below != ladder.base)[rows] & np.isfinite(ladder.below[rows])
    rung = np.argmax(moved_up | moved_down, axis=1)
    at = np.arange(rows.size)
    start = np.where(moved_up[at, rung], ladder.up[rows, rung], -ladder.down[rows, rung])
    values = sampler.values(sampler.realised(start[:, np.newaxis] * (1.0 + NEARBY)))
    equal: IntArray = np.sum(np.diff(values, axis=1) == 0.0, axis=1)
    return np.asarray(equal >= 2)


def _outer_slope(ladder: Ladder) -> Float64Array:
    """The median size of the slopes on the rungs on which f moves."""
    slope = np.fmax(np.abs(ladder.forward), np.abs(ladder.backward))
    moving = np.where(np.isfinite(slope) & (slope > 0), slope, np.nan)
    known = np.isfinite(moving).any(axis=1)
    moving[~known] = 0.0
    return np.asarray(np.nanmedian(moving, axis=1))


def _on_a_lattice(ladder: Ladder, epsilon: float) -> BoolArray:
    """Whether all values differ by whole multiples of one number that is far above rounding (decimals, counts)."""
    moved = np.abs(np.concatenate([ladder.above, ladder.below], axis=1) - ladder.base)
    present = np.isfinite(moved) & (moved > 0)
    quantum: Float64Array = np.min(np.where(present, moved, np.inf), axis=1)
    ulp = epsilon * np.maximum(np.abs(ladder.base[:, 0]), np.finfo(np.float64).tiny)
    multiple = moved / np.where(np.isfinite(quantum), quantum, 1.0)[:, np.newaxis]
    off = np.abs(multiple - np.round(multiple))
    slack = np.maximum(1e-3, 4.0 * (ulp / quantum)[:, np.newaxis])
    whole = (off <= slack) | (multiple > 1e5) | ~present
    many = np.sum(present & (multiple < 1e5) & (multiple > 1.5), axis=1) >= 5
    single = _is_single(ladder)
    return np.asarray(whole.all(axis=1) & many & (quantum > 64.0 * ulp) & ~single)


def _is_single(ladder: Ladder) -> BoolArray:
    """Whether every value is a float32 number."""
    values = np.concatenate([ladder.above, ladder.below, ladder.base], axis=1)
    with np.errstate(over="ignore", invalid="ignore"):
        same = values.astype(np.float32).astype(np.float64) == values
    return np.asarray((same | np.isnan(values)).all(axis=1))
