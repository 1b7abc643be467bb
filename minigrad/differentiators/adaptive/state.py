"""The lines that are still being worked on, and what is remembered of each: one array for each fact."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, IntArray, anywhere, everywhere, filled
from minigrad.differentiators.adaptive.ladder import OFFSETS, PAIRS, RUNGS, SECOND, SENTINEL, realised


class Request(NamedTuple):
    """Values that are wanted: first the first point of each slot, then the second one.

    Attributes:
        slot: (k,) the slots that are filled, and
        wanted: (k, n) of which lines, or None for all of them.
        reach: (2, k, n) the steps to their points.
        line, step: (m,) what the probe is asked for.
    """

    slot: IntArray
    wanted: BoolArray | None
    reach: Float64Array
    line: IntArray
    step: Float64Array


class Front(NamedTuple):
    """A group of lines, all two-sided or all one-sided; in every array the lines are along the last axis.

    The driver owns the arrays and writes into them.

    Attributes:
        line: the number that the probe knows the line by.
        side: where a one-sided line is looked at, 1 or -1; 1 on two-sided ones.
        position, scale, unit: |x|, the length to begin with, and the length 1.
        room: the longest window that stays inside the bounds and inside the floating-point numbers.
        base: f(x).
        slopes: (SLOTS, 2, n): (f(x + t) - f(x)) / t, NaN where f was not asked, infinite where it is not finite.
        window: H.
        sentinel, second: the steps of the sentinels; the first one stays where it is when H moves a little.
        short, long: the longest window that was seen to resolve f, and the shortest that was seen not to.
        noise: noise of f that the second sentinel has confirmed; 0 until then.
        spent: evaluations so far.
        still: the longest window in which f stood exactly still.
        further: (4, n) the steepest slope that was seen, minus the least one that was not 0, how f moves (``still``),
            and 1 where the sentinel is stuck on some side.
        seen, near, above, lean: what made the search leave a window for one far below: the size of what the sentinel
            saw, at which step, that window, and the slope there; 0 where nothing did, or it was found.
    """

    line: IntArray
    side: Float64Array
    position: Float64Array
    scale: Float64Array
    unit: Float64Array
    room: Float64Array
    base: Float64Array
    slopes: Float64Array
    window: Float64Array
    sentinel: Float64Array
    second: Float64Array
    short: Float64Array
    long: Float64Array
    noise: Float64Array
    spent: Float64Array
    still: Float64Array
    further: Float64Array
    seen: Float64Array
    near: Float64Array
    above: Float64Array
    lean: Float64Array

    @property
    def size(self) -> int:
        """The number of lines."""
        return self.line.size

    def take(self, lines: BoolArray) -> Front:
        """Only these lines; all of them are not copied."""
        if everywhere(lines):
            return self
        return Front._make(part[..., lines] for part in self)

    @staticmethod
    def join(fronts: Sequence[Front]) -> Front:
        """The lines of all of these."""
        return Front._make(np.concatenate(parts, axis=-1) for parts in zip(*fronts, strict=True))

    def signed_window(self) -> Float64Array:
        """H with the sign of the side."""
        return self.window * self.side

    def missing(self, slots: BoolArray) -> BoolArray:
        """Which of these slots, a column mask, are not known: a row for each slot, a column for each line."""
        need: BoolArray = np.isnan(self.slopes[:, 0] + self.slopes[:, 1]) & slots
        return need

    def request(self, need: BoolArray, two_sided: bool) -> Request:
        """What to evaluate to fill the slots in the mask."""
        length = OFFSETS[:, np.newaxis] * self.window
        length[SENTINEL] = self.sentinel
        length[SECOND] = self.second
        slot = np.nonzero(need.any(axis=1))[0]
        wanted = need[slot]
        reach = realised(self.position, self.window, PAIRS[two_sided][:, np.newaxis] * (length[slot] * self.side))
        if everywhere(wanted):
            self.spent[...] += 2.0 * slot.size
            return Request(
                slot, None, reach, self.line[np.newaxis].repeat(2 * slot.size, axis=0).reshape(-1), reach.reshape(-1)
            )
        self.spent[...] += 2.0 * np.add.reduce(wanted, axis=0)
        line = self.line[wanted.nonzero()[1]]
        return Request(slot, wanted, reach, np.concatenate([line, line]), reach[:, wanted].reshape(-1))

    def record(self, request: Request, values: Float64Array) -> None:
        """Keep the answers."""
        slot, wanted, every = request.slot, request.wanted, values
        if wanted is not None:
            every = np.zeros(request.reach.shape)
            every[:, wanted] = values.reshape(2, -1)
        with np.errstate(invalid="ignore", over="ignore"):
            slopes = (every.reshape(request.reach.shape) - self.base) / request.reach
        slopes = np.where(np.isfinite(slopes), slopes, np.inf).swapaxes(0, 1)
        self.slopes[slot] = slopes if wanted is None else np.where(wanted[:, np.newaxis], slopes, self.slopes[slot])

    def move(self, window: Float64Array, *, watch: bool) -> None:
        """Look at another scale, and keep what can be kept.

        Moves by at most a factor 8 are made by a power of two, so that rungs stay rungs; a move onto the sentinel makes
        it the first one. To ``watch`` puts a new sentinel where the old one is no longer far below the window, or too
        far.
        """
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            octaves = np.rint(np.log2(window / self.window))
            snapped = self.window * np.exp2(octaves)
        near = (np.abs(octaves) < RUNGS) & (octaves != 0) & (snapped <= self.room)
        ladder = filled(2 * RUNGS * self.size, np.nan).reshape(RUNGS, 2, -1)
        for octave in {int(number) for number in octaves[near].tolist()}:
            lines = near & (octaves == octave)
            kept = self.slopes[max(0, -octave) : RUNGS - max(0, octave), :, lines]
            ladder[max(0, octave) : RUNGS - max(0, -octave), :, lines] = kept
        onto = window == self.sentinel
        if anywhere(onto):
            ladder[0, :, onto] = self.slopes[SENTINEL, :, onto]
        self.slopes[:RUNGS], self.slopes[SECOND] = ladder, np.nan
        self.window[...] = np.where(near, snapped, window)
        if watch:
            stale = (self.sentinel > self.window / 50) | (self.sentinel < self.window / 3e4)
            stale |= ~np.isfinite(self.slopes[SENTINEL]).all(axis=0)
            if anywhere(stale):
                self.slopes[SENTINEL, :, stale] = np.nan
                self.sentinel[stale] = OFFSETS[SENTINEL] * self.window[stale]
