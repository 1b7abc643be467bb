"""The lines that are being differentiated, and what is known about each: one array for each fact."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, IntArray, everywhere, filled
from minigrad.differentiators.adaptive.ladder import OFFSETS, SECOND_SENTINEL, SENTINEL


class State(NamedTuple):
    """A group of lines, all two-sided or all one-sided; in every array the lines are along the last axis.

    The search owns the arrays and writes into them.

    Attributes:
        line: the number by which the probe knows the line.
        side: the side of x on which a one-sided line is evaluated, 1 or -1; 1 on two-sided ones.
        position, scale, unit: |x|, the length to begin with, and the length 1.
        room: the longest window that stays inside the bounds and inside the floating-point numbers.
        base: f(x).
        slopes: (SLOTS, 2, n): (f(x + t) - f(x)) / t, NaN where f was not evaluated, infinite where it is not finite.
        window: H.
        sentinel, second_sentinel: their steps; the first one stays where it is when H changes little.
        resolving, too_long: the longest window that was seen to resolve f, and the shortest that was seen not to.
        noise: noise of f that the second sentinel has confirmed; 0 until then.
        evaluations: of f, so far.
        plateau: the longest window in which f did not move at all.
        steepest, gentlest: the largest slope that was seen, and the smallest one other than 0; in absolute value.
        plateau_kind: how f moves beyond a plateau, one of the constants of ``windows.plateau``.
        stuck: 1 where the sentinel has not moved f on some side, else 0.
        left_deviation, left_sentinel, left_window, left_slope: why the search left a window for one far below: the
            deviation of the sentinel, its step, the window and its slope. 0 where it did not, or has found the reason.
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
    second_sentinel: Float64Array
    resolving: Float64Array
    too_long: Float64Array
    noise: Float64Array
    evaluations: Float64Array
    plateau: Float64Array
    steepest: Float64Array
    gentlest: Float64Array
    plateau_kind: Float64Array
    stuck: Float64Array
    left_deviation: Float64Array
    left_sentinel: Float64Array
    left_window: Float64Array
    left_slope: Float64Array

    @staticmethod
    def initial(
        line: IntArray,
        side: Float64Array,
        position: Float64Array,
        scale: Float64Array,
        unit: Float64Array,
        room: Float64Array,
        base: Float64Array,
        slopes: Float64Array,
        window: Float64Array,
    ) -> State:
        """Lines of which no more is known than this."""
        sentinel, second_sentinel = OFFSETS[SENTINEL] * window, OFFSETS[SECOND_SENTINEL] * window
        zero = np.zeros((11, line.size))
        return State(
            *(line, side, position, scale, unit, room, base, slopes, window, sentinel, second_sentinel),
            resolving=zero[0],
            too_long=filled(line.size, np.inf),
            noise=zero[1],
            evaluations=zero[2] + np.count_nonzero(~np.isnan(slopes[..., 0])),
            plateau=zero[3],
            steepest=zero[4],
            gentlest=filled(line.size, np.inf),
            plateau_kind=zero[5],
            stuck=zero[6],
            left_deviation=zero[7],
            left_sentinel=zero[8],
            left_window=zero[9],
            left_slope=zero[10],
        )

    @property
    def size(self) -> int:
        """The number of lines."""
        return self.line.size

    def take(self, lines: BoolArray) -> State:
        """Only these lines; all of them are not copied."""
        if everywhere(lines):
            return self
        return State._make(part[..., lines] for part in self)

    @staticmethod
    def join(states: Sequence[State]) -> State:
        """The lines of all of these."""
        return State._make(np.concatenate(parts, axis=-1) for parts in zip(*states, strict=True))

    def signed_window(self) -> Float64Array:
        """H with the sign of the side."""
        return self.window * self.side

    def missing(self, slots: BoolArray) -> BoolArray:
        """Which of these slots, a column mask, are not known: a row for each slot, a column for each line."""
        need: BoolArray = np.isnan(self.slopes[:, 0] + self.slopes[:, 1]) & slots
        return need
