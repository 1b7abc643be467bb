"""Noise that the shortest steps do not show: a value inside f that is constant over them, and is rounded over longer
ones.

In log(1 + x) / x at x = 1e-8, steps below the rounding of 1 leave 1 + x as it is. f then moves as smoothly as const /
x, with a slope that has nothing to do with the true one; over longer steps 1 + x moves as well, and each value of f
carries a rounding error a hundred million times larger. What distinguishes this from a kink or a fast component is that
*rounding jumps*: where f first leaves what the shorter steps predict, the two sides of that place are brought together
by bisection. What they differ by vanishes at a kink and for anything smooth, and stays at a jump.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, IntArray
from minigrad.differentiators.robust.quotients import Ladder
from minigrad.differentiators.robust.robust_settings import ROBUST
from minigrad.probes.sampler import Sampler


@final
@dataclass(frozen=True)
class Prediction:
    """Polynomials of degree 1 to k through x and the nearest rungs below a place.

    Attributes:
        nodes, moves: (..., k) distances of these rungs, the nearest one first, and f less f(x) there; NaN where there
            is none.
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


def hidden_noise(sampler: Sampler, ladder: Ladder, known: Float64Array, constant: BoolArray) -> Float64Array:
    """The standard deviation (m,) of noise that sets in at longer steps, at least ``known``.

    Where f is constant over short steps (the mask), its first change is a rounding if it is a jump. Farther out a jump
    alone may be a feature of f, and counts as rounding only if the first jump on the other side is of its kind.
    """
    with np.errstate(all="ignore"):
        sides = [
            Side.of(ladder.up, ladder.above - ladder.base, 1.0),
            Side.of(ladder.down, ladder.below - ladder.base, -1.0),
        ]
        first = [
            side.jump(sampler, known, constant & side.starts_constant, [(1, side.moves != 0.0)], 0.0) for side in sides
        ]
        known = np.maximum(known, 0.5 * np.maximum(*first))
        anywhere = np.ones(known.size, dtype=np.bool_)
        less, more = np.sort(
            [side.jump(sampler, known, anywhere, side.departures(known), ROBUST.noise.part) for side in sides], axis=0
        )
    return np.where((more > 0.0) & (more <= ROBUST.noise.alike * less), np.maximum(known, 0.5 * more), known)


@final
@dataclass(frozen=True)
class Side:
    """One side of x: the rungs (m, r) there, what f moves by, and what the rungs below each predict; ``sign`` is 1 or
    -1."""

    steps: Float64Array
    moves: Float64Array
    sign: float
    below: Prediction

    @staticmethod
    def of(steps: Float64Array, moves: Float64Array, sign: float) -> Side:
        """With the predictions worked out."""
        nodes, heights = (
            np.stack([_lower(array, k) for k in range(1, ROBUST.noise.degrees[-1] + 1)], axis=-1)
            for array in (steps, moves)
        )
        return Side(steps, moves, sign, Prediction(nodes, heights))

    @property
    def starts_constant(self) -> BoolArray:
        """Where f has the value of x on the first rung."""
        return np.asarray(self.moves[:, 0] == 0.0)

    def departures(self, known: Float64Array) -> list[tuple[int, BoolArray]]:
        """For several degrees the rungs (m, r) on which f departs from all predictions of up to that degree."""
        gaps, noise = self.below.gaps(self.steps, self.moves)
        found = [
            (degree, np.fmin.reduce(noise[:degree]) > ROBUST.noise.onset * known[:, np.newaxis])
            for degree in ROBUST.noise.degrees
        ]
        large = np.abs(gaps[0]) > ROBUST.noise.departure * np.fmax.accumulate(np.abs(self.moves), axis=1)
        return [*found, (1, large & (noise[0] > ROBUST.noise.onset * known[:, np.newaxis]))]

    def jump(
        self,
        sampler: Sampler,
        known: Float64Array,
        where: BoolArray,
        departures: list[tuple[int, BoolArray]],
        part: float,
    ) -> Float64Array:
        """The height (m,) of the first jump that is found below the first departure of each degree, 0 where there is
        none."""
        height, tried = np.zeros(known.size), np.zeros(known.size, dtype=np.int64)
        noise = self.below.gaps(self.steps, self.moves)[1]
        for degree, new in departures:
            rung = np.where(new.any(axis=1) & where, np.argmax(new, axis=1), 0)
            rows = np.flatnonzero((height == 0.0) & (rung > tried))
            tried = np.maximum(tried, rung)
            if rows.size:
                own = rung[rows]
                best = np.argmin(np.nan_to_num(noise[:degree, rows, own], nan=np.inf), axis=0)
                prediction = Prediction(self.below.nodes[rows, own, :degree], self.below.moves[rows, own, :degree])
                places, values = (
                    np.stack([array[rows, own - 1], array[rows, own]]) for array in (self.steps, self.moves)
                )
                height[rows] = _bisected(
                    sampler.take(rows), prediction, best, places, values, known[rows], self.sign, part
                )
        return height


def _bisected(
    sampler: Sampler,
    prediction: Prediction,
    degree: IntArray,
    places: Float64Array,
    values: Float64Array,
    known: Float64Array,
    side: float,
    part: float,
) -> Float64Array:
    """What f jumps by (m,) between two places (2, m), of which the second one departs from the prediction of this
    degree."""
    base, rows = sampler.base()[:, 0], np.arange(degree.size)
    gaps = np.stack(
        [prediction.gaps(place, value)[0][degree, rows] for place, value in zip(places, values, strict=True)]
    )
    passed = part * np.abs(gaps[1])
    heights, active = [np.abs(gaps[1] - gaps[0])], rows
    while active.size and len(heights) <= ROBUST.noise.halvings:
        taken = sampler.take(active).realised(
            side * (places[0] + ROBUST.noise.cut * (places[1] - places[0]))[active, np.newaxis]
        )
        middle, move = side * taken[:, 0], sampler.take(active).values(taken)[:, 0] - base[active]
        gap = Prediction(prediction.nodes[active], prediction.moves[active]).gaps(middle, move)[0][
            degree[active], np.arange(active.size)
        ]
        end = (np.abs(gap) > passed[active]).astype(np.int64)
        places[end, active], gaps[end, active] = middle, gap
        heights.append(np.abs(gaps[1] - gaps[0]))
        active = active[
            ((heights[-1] > ROBUST.noise.onset * known) & (_stays(heights) | _stays(heights[: -ROBUST.noise.apart])))[
                active
            ]
        ]
    return np.where(np.isin(rows, active) & _stays(heights), np.nan_to_num(heights[-1]), 0.0)


def _stays(heights: list[Float64Array]) -> BoolArray:
    """Whether the height is still much the same as a few halvings ago; True where there were not so many."""
    if len(heights) <= ROBUST.noise.apart:
        return np.ones(heights[0].shape if heights else (1,), dtype=np.bool_)
    return np.asarray(heights[-1] > ROBUST.noise.stays * heights[-1 - ROBUST.noise.apart])


def _lower(array: Float64Array, rungs: int) -> Float64Array:
    """The same some rungs below, NaN where there is none."""
    result: Float64Array = np.full(array.shape, np.nan)
    result[:, rungs:] = array[:, :-rungs]
    return result
