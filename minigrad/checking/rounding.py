"""Noise that the shortest steps do not show: a value inside f that stands still over them and is rounded over longer ones.

In log(1 + x) / x at x = 1e-8, steps below the rounding of 1 leave 1 + x as it is. f then moves as smoothly as const / x, with a
slope that has nothing to do with the true one; over longer steps 1 + x moves as well, and each value of f carries a rounding
error a hundred million times larger. What tells this from a kink or a fast component is that *rounding jumps*: between the
rungs at which the quotients stop agreeing, the worst bend is followed from interval to interval. A smooth bend falls by 4
each time the interval is halved, that of a kink by 2, and a jump stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, IntArray
from minigrad.checking.sampler import Sampler
from minigrad.checking.tableau import Estimates, Ladder, extrapolate

ONSET = 4.0
"""In units of the noise known so far: what the quotients of neighbouring rungs differ by where something new begins."""
POWERS = (1, 2, 3, 4)
PLACES: Float64Array = np.array([0.0, 0.19, 0.47, 0.76, 1.0])
HALVES = 0.44
"""Where an interval is looked at first, and its halves later; uneven, so as not to fall into step with the grid of floats."""
ZOOMS = 12
OVER = 5
STAYS = 0.25
"""A jump keeps more than this part of its height over so many zooms, of which each halves the interval; a kink keeps 1/32."""
ALIKE = 8.0
"""Two jumps are of one kind if their heights differ by no more than this factor."""


@final
@dataclass(frozen=True)
class Interval:
    """Intervals (m, 2) of positive distances on one side of x, and what f is on the ladder of that side."""

    side: Float64Array  # (m,) 1 above x, -1 below
    steps: Float64Array  # (m, r) distances of the rungs
    moves: Float64Array  # (m, r) f less f(x) there
    rung: IntArray  # (m,) the interval ends here and begins one rung below

    def take(self, rows: IntArray) -> Interval:
        """The intervals of some of the lines."""
        return Interval(self.side[rows], self.steps[rows], self.moves[rows], self.rung[rows])


def hidden_noise(sampler: Sampler, ladder: Ladder, known: Float64Array) -> Float64Array:
    """The standard deviation (m,) of noise that sets in at longer steps, at least ``known``.

    A jump alone may be a feature of f. It counts as rounding where there is another one of its kind on the other side, or
    where f stood exactly still up to there.
    """
    moves = (ladder.above - ladder.base, ladder.below - ladder.base)
    onsets = [_onset(move, steps, known) for move, steps in zip(moves, (ladder.up, ladder.down), strict=True)]
    heights = [_heights(sampler, ladder, moves, side, onsets[side], known) for side in (0, 1)]
    before = np.arange(ladder.step.shape[1]) < np.minimum(*onsets)[:, np.newaxis]
    still = ((np.nan_to_num(moves[0]) == 0.0) & (np.nan_to_num(moves[1]) == 0.0) | ~before).all(axis=1)
    least, most = np.minimum(*heights), np.maximum(*heights)
    return np.where(still | (least * ALIKE > most), np.maximum(known, most), known)


def _onset(move: Float64Array, steps: Float64Array, known: Float64Array) -> IntArray:
    """The first rung (m,) whose quotient no extrapolation from below explains, r where there is none."""
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        estimates = Estimates(move / steps, 1.0 / steps)
        least = _changes(estimates)
        for span, power in enumerate(POWERS, start=1):
            estimates = extrapolate(estimates, steps, span, power)
            least = np.fmin(least, _changes(estimates))
        new = least > ONSET * known[:, np.newaxis]
    return np.asarray(np.where(new.any(axis=1), np.argmax(new, axis=1), steps.shape[1]), dtype=np.int64)


def _changes(estimates: Estimates) -> Float64Array:
    """From each rung to the next, in units of f; NaN on the first."""
    changes: Float64Array = np.full(estimates.value.shape, np.nan)
    changes[:, 1:] = np.abs(np.diff(estimates.value, axis=1)) / np.hypot(estimates.gain[:, 1:], estimates.gain[:, :-1])
    return changes


def _heights(
    sampler: Sampler, ladder: Ladder, moves: tuple[Float64Array, Float64Array], side: int, rung: IntArray, known: Float64Array
) -> Float64Array:
    """The height (m,) of a jump below this rung of a side, 0 where there is none."""
    steps = (ladder.up, ladder.down)[side]
    heights = np.zeros(len(known))
    rows = np.flatnonzero((rung > 0) & (rung < steps.shape[1]))
    if rows.size:
        interval = Interval(np.full(rows.size, 1.0 - 2.0 * side), steps[rows], moves[side][rows], rung[rows])
        heights[rows] = _zoom(sampler.take(rows), interval, ladder.base[rows, 0], known[rows])
    return heights


def _zoom(sampler: Sampler, interval: Interval, base: Float64Array, known: Float64Array) -> Float64Array:
    """Follow the worst bend through ever shorter intervals; its size (m,) where it stays, half the height of a jump."""
    rows = np.arange(base.size)
    ends = np.stack([interval.steps[rows, interval.rung - 1], interval.steps[rows, interval.rung]], axis=1)
    places = ends[:, :1] + (ends[:, 1:] - ends[:, :1]) * PLACES
    values = _rest(sampler, interval, base, places)
    bends: list[Float64Array] = []
    for _ in range(ZOOMS):
        bend, middle = _worst(places, values)
        bends.append(bend)
        open_ = bend > ONSET * known
        if len(bends) > OVER:
            open_ &= bend > STAYS * bends[-1 - OVER]
        if not open_.any():
            return np.zeros(base.size)
        places, values = _narrowed(sampler, interval, base, places, values, middle, open_)
    bend, _ = _worst(places, values)
    return np.where((bend > ONSET * known) & (bend > STAYS * bends[-OVER]), bend, 0.0)


def _narrowed(
    sampler: Sampler, interval: Interval, base: Float64Array, places: Float64Array, values: Float64Array, middle: IntArray,
    open_: BoolArray,
) -> tuple[Float64Array, Float64Array]:
    """The three places of the worst bend with two new ones between them; lines that are done become NaN."""
    rows = np.arange(base.size)
    left, centre, right = (places[rows, middle + k] for k in (-1, 0, 1))
    new = np.stack([left + HALVES * (centre - left), centre + HALVES * (right - centre)], axis=1)
    found = np.full(new.shape, np.nan)
    kept = np.flatnonzero(open_)
    found[kept] = _rest(sampler.take(kept), interval.take(kept), base[kept], new[kept])
    old = [values[rows, middle + k] for k in (-1, 0, 1)]
    return (np.stack([left, new[:, 0], centre, new[:, 1], right], axis=1),
            np.stack([old[0], found[:, 0], old[1], found[:, 1], old[2]], axis=1))


def _worst(places: Float64Array, values: Float64Array) -> tuple[Float64Array, IntArray]:
    """The largest distance of a place from the chord of its neighbours, and which place that is; 0 where nothing is known."""
    left, right = places[:, 1:-1] - places[:, :-2], places[:, 2:] - places[:, 1:-1]
    with np.errstate(invalid="ignore", divide="ignore"):
        chord = (right * values[:, :-2] + left * values[:, 2:]) / (left + right)
        bend = np.nan_to_num(np.abs(values[:, 1:-1] - chord), nan=0.0, posinf=0.0)
    worst = np.argmax(bend, axis=1)
    return bend[np.arange(len(bend)), worst], worst + 1


def _rest(sampler: Sampler, interval: Interval, base: Float64Array, places: Float64Array) -> Float64Array:
    """f less f(x) and less the polynomial through x and the four rungs up to the interval: its curvature would hide a jump."""
    taken = sampler.realised(interval.side[:, np.newaxis] * places)
    moved = sampler.values(taken) - base[:, np.newaxis]
    rows = np.arange(base.size)[:, np.newaxis]
    rungs = np.maximum(interval.rung[:, np.newaxis] - np.arange(4), 0)
    nodes, heights = interval.steps[rows, rungs], interval.moves[rows, rungs]
    unit = nodes[:, :1]
    return moved - _polynomial(nodes / unit, heights, np.abs(taken) / unit, interval.rung)


def _polynomial(nodes: Float64Array, heights: Float64Array, places: Float64Array, rung: IntArray) -> Float64Array:
    """The polynomial through the origin and the nodes (m, 4), at places (m, k); of lower degree where there are fewer rungs."""
    result = np.zeros(places.shape)
    columns = np.arange(nodes.shape[1])
    present = columns <= rung[:, np.newaxis]
    for j in columns:
        term = heights[:, j : j + 1] * places / nodes[:, j : j + 1]
        for k in columns[columns != j]:
            both = (present[:, j] & present[:, k])[:, np.newaxis]
            apart = np.where(both, nodes[:, j : j + 1] - nodes[:, k : k + 1], 1.0)
            term = term * np.where(both, (places - nodes[:, k : k + 1]) / apart, 1.0)
        result += np.where(present[:, j : j + 1], term, 0.0)
    return result
