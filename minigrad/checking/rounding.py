"""Noise that the shortest steps do not show: a value inside f that stands still over them and is rounded over longer ones.

In log(1 + x) / x at x = 1e-8, steps below the rounding of 1 leave 1 + x as it is. f then moves as smoothly as const / x, with a
slope that has nothing to do with the true one; over longer steps 1 + x moves as well, and each value of f carries a rounding
error a hundred million times larger. What tells this from a kink or a fast component is that *rounding jumps*: where f first
leaves what the shorter steps predict, the two sides of that place are brought together by bisection. What they differ by
vanishes at a kink and for anything smooth, and stays at a jump.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, IntArray
from minigrad.checking.sampler import Sampler
from minigrad.checking.tableau import Ladder

ONSET = 4.0
"""In units of the noise known so far: what f differs by from the prediction where something new begins."""
DEGREES = (2, 4)
"""The highest degree of the polynomials that predict f from the rungs below: low ones notice small jumps, high ones are
not stopped by curvature before the jumps begin."""
LARGE = 0.3
"""At the latest a jump is looked for where f departs from its short steps by this part of its move."""
HALVINGS = 16
BEFORE = 5
STAYS = 0.25
"""A jump keeps more than this part of its height over the last few halvings; at a kink 1/32 is left."""
CUT = 0.44
"""Where an interval is cut; not in the middle, so as not to fall into step with the grid of floats."""
PART = 0.382
"""Of all that f departs by over the interval: where this is passed, the jump is looked for. No simple fraction, since steps
of a staircase are."""
ALIKE = 8.0
"""Two jumps are of one kind if their heights differ by no more than this factor."""


@final
@dataclass(frozen=True)
class Prediction:
    """Polynomials of degree 1 to k through x and the nearest rungs below a place.

    Attributes:
        nodes, moves: (..., k) distances of these rungs, the nearest one first, and f less f(x) there; NaN where there is none.
    """

    nodes: Float64Array
    moves: Float64Array

    def gaps(self, place: Float64Array, move: Float64Array) -> tuple[Float64Array, Float64Array]:
        """(k, ...): f less its prediction at these places, and the same over what unit noise in f makes of it."""
        found = [self._gap(place, move, degree) for degree in range(1, self.nodes.shape[-1] + 1)]
        return np.stack([gap for gap, _ in found]), np.stack([np.abs(gap) / gain for gap, gain in found])

    def _gap(self, place: Float64Array, move: Float64Array, degree: int) -> tuple[Float64Array, Float64Array]:
        nodes = self.nodes[..., :degree]
        own, other, same = nodes[..., :, np.newaxis], nodes[..., np.newaxis, :], np.eye(degree, dtype=np.bool_)
        factors = np.where(same, 1.0, (place[..., np.newaxis, np.newaxis] - other) / np.where(same, 1.0, own - other))
        weights = place[..., np.newaxis] / nodes * np.prod(factors, axis=-1)
        gain = np.sqrt(1.0 + np.sum(weights**2, axis=-1) + (1.0 - np.sum(weights, axis=-1)) ** 2)
        return np.asarray(move - np.sum(weights * self.moves[..., :degree], axis=-1)), np.asarray(gain)


def hidden_noise(sampler: Sampler, ladder: Ladder, known: Float64Array) -> Float64Array:
    """The standard deviation (m,) of noise that sets in at longer steps, at least ``known``.

    A jump alone may be a feature of f. It counts as rounding where there is another one of its kind on the other side, or
    where f stood exactly still up to there.
    """
    with np.errstate(all="ignore"):
        above = _first_jump(sampler, ladder.up, ladder.above - ladder.base, known, 1.0)
        below = _first_jump(sampler, ladder.down, ladder.below - ladder.base, known, -1.0)
    still = above.still & below.still
    least, most = np.minimum(above.height, below.height), np.maximum(above.height, below.height)
    return np.where(still | (least * ALIKE > most), np.maximum(known, 0.5 * most), known)


@final
@dataclass(frozen=True)
class Onset:
    """Where f first leaves what the rungs below predict, on one side: (m,) the height of a jump there, 0 where there is none,
    and whether f stood still up to there."""

    height: Float64Array
    still: BoolArray


def _first_jump(sampler: Sampler, steps: Float64Array, moves: Float64Array, known: Float64Array, side: float) -> Onset:
    """Find the first rung that no polynomial from below predicts, and look for a jump between it and the one below."""
    below = Prediction(*(np.stack([_lower(array, k) for k in range(1, DEGREES[-1] + 1)], axis=-1) for array in (steps, moves)))
    gaps, noise = below.gaps(steps, moves)
    gaps, size = np.abs(gaps), np.fmax.accumulate(np.abs(moves), axis=1)
    height, still, tried = np.zeros(known.size), np.ones(known.size, dtype=np.bool_), np.zeros(known.size, dtype=np.int64)
    for degree, new in [*((d, np.fmin.reduce(noise[:d]) > ONSET * known[:, np.newaxis]) for d in DEGREES), (1, gaps[0] > LARGE * size)]:
        rung = np.where(new.any(axis=1), np.argmax(new, axis=1), steps.shape[1])
        still &= ((np.nan_to_num(moves) == 0.0) | (np.arange(steps.shape[1]) >= rung[:, np.newaxis])).all(axis=1)
        rows = np.flatnonzero((height == 0.0) & (rung > tried) & (rung < steps.shape[1]))
        tried = np.maximum(tried, rung)
        if rows.size:
            own = rung[rows]
            best = np.nanargmin(noise[:degree, rows, own], axis=0)
            prediction = Prediction(below.nodes[rows, own, :degree], below.moves[rows, own, :degree])
            ends = np.stack([steps[rows, own - 1], steps[rows, own]]), np.stack([moves[rows, own - 1], moves[rows, own]])
            height[rows] = _bisected(sampler.take(rows), prediction, best, *ends, known[rows], side)
    return Onset(height, still)


def _bisected(
    sampler: Sampler, prediction: Prediction, degree: IntArray, places: Float64Array, values: Float64Array, known: Float64Array,
    side: float,
) -> Float64Array:
    """What f jumps by (m,) between two places (2, m), of which the second one departs from the prediction of this degree."""
    base, rows = sampler.base()[:, 0], np.arange(degree.size)
    gaps = np.stack([prediction.gaps(place, value)[0][degree, rows] for place, value in zip(places, values, strict=True)])
    still = (np.nan_to_num(prediction.moves) == 0.0).all(axis=-1)
    part = np.where(still, 0.0, PART * np.abs(gaps[1]))
    heights, active = [np.abs(gaps[1] - gaps[0])], rows
    while active.size and len(heights) <= HALVINGS:
        taken = sampler.take(active).realised(side * (places[0] + CUT * (places[1] - places[0]))[active, np.newaxis])
        middle, move = side * taken[:, 0], sampler.take(active).values(taken)[:, 0] - base[active]
        gap = Prediction(prediction.nodes[active], prediction.moves[active]).gaps(middle, move)[0][degree[active], np.arange(active.size)]
        end = (np.abs(gap) > part[active]).astype(np.int64)
        places[end, active], gaps[end, active] = middle, gap
        heights.append(np.abs(gaps[1] - gaps[0]))
        active = np.flatnonzero((heights[-1] > ONSET * known) & (_stays(heights) | _stays(heights[:-BEFORE])))
    return np.where((heights[-1] > ONSET * known) & _stays(heights), np.nan_to_num(heights[-1]), 0.0)


def _stays(heights: list[Float64Array]) -> BoolArray:
    """Whether the height is still much the same as a few halvings ago; True where there were not so many."""
    if len(heights) <= BEFORE:
        return np.ones(heights[0].shape if heights else (1,), dtype=np.bool_)
    return np.asarray(heights[-1] > STAYS * heights[-1 - BEFORE])


def _lower(array: Float64Array, rungs: int) -> Float64Array:
    """The same some rungs below, NaN where there is none."""
    result: Float64Array = np.full(array.shape, np.nan)
    result[:, rungs:] = array[:, :-rungs]
    return result
