"""Functions that move in steps: rounded values, x on a grid, counts.

Every floating-point function moves in steps of its last digit, and a function that works in float32 inside in steps of
that; only coarser ones are called quantised here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, IntArray
from minigrad.checking.sampler import Sampler
from minigrad.checking.slopes import Kind, Slopes
from minigrad.checking.tableau import Ladder

SINGLE = 2.0**-23
STANDING = 3
VISIBLE_ULPS = 8.0
CERTAIN, POSSIBLE = 8.0, 1.5
"""Widths in float32 roundings from which a staircase is coarse for certain, and if the slope cannot be told through it."""
FOUR_DIGITS = 1e-4
GRAINS = 8.0
MOST_DECIMALS = 9
FAR_OUT: Float64Array = np.array([1.37, -1.37, 4.1, -4.1])
NEARBY: Float64Array = np.array([-0.031, -0.017, -0.008, 0.0, 0.009, 0.018, 0.033])


@final
@dataclass(frozen=True)
class Staircase:
    """What f looks like if it moves in steps, arrays (m,).

    Attributes:
        found: where it does.
        flat: where f stands still at first and moves smoothly farther out, as beside a dead unit.
        height: the smallest move of f that was seen, 0 where it moves smoothly.
        grain: how finely f can be seen to move: its smallest move, up to a few roundings of its size.
        roundings: the width or height of a step in units of float32 rounding of x or f, whichever fits better.
    """

    found: BoolArray
    flat: BoolArray
    height: Float64Array
    grain: Float64Array
    roundings: Float64Array


def staircase(sampler: Sampler, ladder: Ladder) -> Staircase:
    """Where f stands still over several steps although its slope farther out says that it must move."""
    epsilon, magnitude = sampler.probe.value_epsilon, sampler.probe.geometry.magnitude[sampler.lines]
    step, size = ladder.step, _size(ladder)
    outer = _outer_slope(ladder)
    still = (ladder.above == ladder.base) & (ladder.below == ladder.base)
    standing = still & (outer[:, np.newaxis] * step > VISIBLE_ULPS * epsilon * size[:, np.newaxis])
    many = np.asarray(np.sum(standing, axis=1) >= STANDING)
    found = many.copy()
    rows = np.asarray(np.flatnonzero(many), dtype=np.int64)
    if rows.size:
        found[rows] = _stands_elsewhere(sampler.take(rows), ladder, rows)
    flat = many & ~found
    quantum, decimal = _smallest_move(ladder), _is_decimal(ladder, epsilon) | _stands_wide(sampler, still)
    found = found | _on_a_lattice(ladder, quantum, epsilon) | decimal
    widest: Float64Array = np.max(np.where(standing, step, 0.0), axis=1)
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        width = np.maximum(widest, 0.5 * quantum / outer)
        roundings = np.minimum(width / (SINGLE * magnitude), width * outer / (SINGLE * size))
    grain = np.minimum(quantum, GRAINS * epsilon * size)
    return Staircase(found, flat, np.where(found, quantum, 0.0), grain, np.where(decimal, np.inf, roundings))


def _size(ladder: Ladder) -> Float64Array:
    """The size of f, or of its variation where that is larger: 1 - cos x near 0 is rounded like the 1 in it."""
    inner = slice(0, max(1, ladder.step.shape[1] - 2))
    moved = np.concatenate([ladder.above[:, inner], ladder.below[:, inner]], axis=1) - ladder.base
    varied: Float64Array = np.max(np.where(np.isfinite(moved), np.abs(moved), 0.0), axis=1)
    return np.maximum(varied, np.abs(ladder.base[:, 0]))


def find(stairs: Staircase, slopes: Slopes) -> Slopes:
    """Mark lines on which f moves in steps coarser than float32 would make them.

    Steps that are a little coarser are marked only where the slope cannot be told through them to four digits.
    """
    unclear = slopes.bound > FOUR_DIGITS * np.abs(slopes.value)
    coarse = (stairs.roundings > CERTAIN) | ((stairs.roundings > POSSIBLE) & unclear)
    return slopes.marked(np.asarray(stairs.found & coarse), Kind.QUANTISED)


def _stands_wide(sampler: Sampler, still: BoolArray) -> BoolArray:
    """Whether a line that is flat over the whole ladder is one broad step of a staircase: farther out f has moved, and stands."""
    result = np.zeros(len(still), dtype=np.bool_)
    rows = np.asarray(np.flatnonzero(still.all(axis=1)), dtype=np.int64)
    if not rows.size:
        return result
    part = sampler.take(rows)
    geometry = part.probe.geometry
    reach = np.maximum(geometry.unit[part.lines], geometry.magnitude[part.lines])
    places = part.realised(reach[:, np.newaxis] * FAR_OUT)
    moved = part.values(places) != part.base()
    start = places[np.arange(rows.size), np.argmax(moved, axis=1)]
    around = part.values(part.realised(start[:, np.newaxis] * (1.0 + NEARBY)))
    stands = (np.sum(np.diff(around, axis=1) == 0.0, axis=1) >= 2) & np.isfinite(around).all(axis=1)
    result[rows] = moved.any(axis=1) & stands
    return result


def _smallest_move(ladder: Ladder) -> Float64Array:
    moved = np.abs(np.concatenate([ladder.above, ladder.below], axis=1) - ladder.base)
    return np.asarray(np.min(np.where(np.isfinite(moved) & (moved > 0), moved, np.inf), axis=1))


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


def _is_decimal(ladder: Ladder, epsilon: float) -> BoolArray:
    """Whether f takes several values, all of them short decimals: somebody rounded them."""
    values = np.concatenate([ladder.above, ladder.below, ladder.base], axis=1)
    known = np.isfinite(values)
    several = np.array([np.unique(row[mask]).size > 3 for row, mask in zip(values, known, strict=True)], dtype=np.bool_)
    size: Float64Array = np.max(np.where(known, np.abs(values), 0.0), axis=1)
    short = np.zeros(len(values), dtype=np.bool_)
    for places in range(MOST_DECIMALS + 1):
        coarse = 10.0**-places > 64.0 * epsilon * size
        off = np.abs(np.round(values, places) - values) > 2.0 * epsilon * np.abs(values)  # a product may round the last digit
        short |= coarse & (~off | ~known).all(axis=1)
    return np.asarray(short & several)


def _on_a_lattice(ladder: Ladder, quantum: Float64Array, epsilon: float) -> BoolArray:
    """Whether all values differ by whole multiples of one number that is far above rounding (decimals, counts)."""
    moved = np.abs(np.concatenate([ladder.above, ladder.below], axis=1) - ladder.base)
    present = np.isfinite(moved) & (moved > 0)
    ulp = epsilon * np.maximum(np.abs(ladder.base[:, 0]), np.finfo(np.float64).tiny)
    multiple = moved / np.where(np.isfinite(quantum), quantum, 1.0)[:, np.newaxis]
    off = np.abs(multiple - np.round(multiple))
    slack = np.maximum(1e-3, 4.0 * (ulp / quantum)[:, np.newaxis])
    whole = (off <= slack) | (multiple > 1e5) | ~present
    many = np.sum(present & (multiple < 1e5) & (multiple > 1.5), axis=1) >= 5
    return np.asarray(whole.all(axis=1) & many & (quantum > 64.0 * ulp))
