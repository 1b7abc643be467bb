"""What to do with a line on which the window is not right: where to look next, and when to stop looking.

Four things can be wrong, and each asks for something else: the window is too long or too short (move it); the sentinel
disagrees (ask the second sentinel whether that is noise or a fast component of f); noise hides f altogether (look at longer
steps first); f is not finite on one side only (look far closer, then give up that side).
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from minigrad.arrays import BoolArray, Float64Array
from minigrad.differentiators.adaptive import noise
from minigrad.differentiators.adaptive.front import Front
from minigrad.differentiators.adaptive.ladder import COARSE, OFFSETS, SENTINEL, SENTINEL_RATIO
from minigrad.differentiators.adaptive.opinion import opinion
from minigrad.differentiators.adaptive.scale import LARGEST_CHANGE, WIDE, Look, growth
from minigrad.differentiators.adaptive.setting import Setting

LOUD: Final = 100.0
"""Noise beyond this many rounding errors has to be confirmed by the second sentinel."""


class Advice(NamedTuple):
    """What to do next, a mask or a number for each line.

    Attributes:
        settled: the window is good: fill the ladder.
        ask: evaluate the second sentinel.
        edge: 1 or -1 where f only exists on that side of x, else 0.
        lost: nothing more can be done.
        window: where to look next, for all others.
    """

    settled: BoolArray
    ask: BoolArray
    edge: Float64Array
    lost: BoolArray
    window: Float64Array


def advise(setting: Setting, front: Front, look: Look) -> Advice:
    """Sort the lines by what is wrong with them; notes in ``front`` what was learned."""
    flat = look.finite & (look.slope == 0)
    asked, is_noise, hidden, useless = _noise(front, look)
    good = look.finite & (look.change <= LARGEST_CHANGE) & (~look.suspicious | is_noise) | flat
    ask = ~asked & look.finite & ~good & (_doubtful(look) | _drowned(front, look))
    front.short[good] = np.maximum(front.short, front.window)[good]
    bad = ~good & ~ask & ~hidden
    front.long[bad] = np.minimum(front.long, front.window)[bad]
    edge, near = _edge(setting, front)
    factor = growth(setting, front, look)
    fast = _doubtful(look) & asked & ~is_noise
    window = np.where(good, front.window * np.clip(factor, 1 / 8, 1e4), _shorter(front, look, factor, fast))
    window = np.where(flat, 16 * front.window, window)
    window = np.where(useless, front.sentinel * SENTINEL_RATIO / 4, window)
    window = _between(front, np.minimum(window, front.room), good)
    window = np.where(hidden, np.minimum(np.minimum(16 * front.window, front.long / 2), front.room), window)
    window = np.where(near, 1e-8 * front.scale, window)
    settled = (good & ~ask & _settled(front, window, flat)) | (hidden & (window < 2 * front.window))
    waiting = ~settled & ~ask & (edge == 0)
    return Advice(settled, ask, edge, waiting & _exhausted(setting, front, window), window)


def _noise(front: Front, look: Look) -> tuple[BoolArray, BoolArray, BoolArray, BoolArray]:
    """What the second sentinel says: whether it was asked; noise it is; noise that hides f; and longer steps are no help."""
    first = _first(front, look)
    asked, persists = opinion(front, first, look.taylor, look.two_sided)
    is_noise = _doubtful(look) & persists & (first < 0.1 * look.slope * front.window)
    drowned = persists & ~is_noise & _drowned(front, look)
    hidden = drowned & (front.window < 4 * np.maximum(front.scale, front.unit))
    useless = drowned & ~hidden
    front.sunk[useless] = 1
    known = is_noise | hidden
    front.noise[known] = np.maximum(front.noise, first)[known]
    return asked, is_noise, hidden, useless


def _first(front: Front, look: Look) -> Float64Array:
    """The noise that the sentinel shows; where f did not move there at all, the least by which it moved on the ladder."""
    shown = noise.spread(look.residual)
    stuck = (front.slopes[SENTINEL] == 0).all(axis=0)
    if not stuck.any():
        return shown
    moves = np.abs(front.slopes[COARSE]).reshape(4, -1) * front.window * np.array([[1.0], [1.0], [0.25], [0.25]])
    quantum = np.where(moves > 0, moves, np.inf).min(axis=0)
    return np.where(stuck & np.isfinite(quantum), quantum, shown)


def _doubtful(look: Look) -> BoolArray:
    """The ladder is consistent, but the sentinel does not agree."""
    return look.finite & (look.change <= LARGEST_CHANGE) & look.suspicious


def _drowned(front: Front, look: Look) -> BoolArray:
    """The ladder is not consistent, but it could be, were it not for noise of the size that the sentinel shows."""
    first = _first(front, look)
    seen = look.change * look.slope * front.window / 4 < 8 * first
    loud: BoolArray = look.finite & seen & (first > LOUD * look.rounding) & (front.sunk == 0)
    return loud


def _shorter(front: Front, look: Look, factor: Float64Array, fast: BoolArray) -> Float64Array:
    """A window that is too long: as much shorter as the quartic says, if the sentinel agrees with it, or far shorter."""
    deviation = np.maximum(*np.abs(look.residual))
    mild = look.finite & ~fast & (deviation < 0.25 * look.slope * front.sentinel + 8 * look.rounding + 4 * front.noise)
    # An edge of the domain between H/4 and H, and nothing known against H/4:
    near_edge = ~look.finite & np.isfinite(front.slopes[2]).all(axis=0) & np.isfinite(front.slopes[SENTINEL]).all(axis=0)
    shorter = np.where(near_edge, front.window / 4, front.sentinel)
    return np.where(mild, front.window * np.clip(factor, 1 / 32, 1 / 4), shorter)


def _between(front: Front, window: Float64Array, good: BoolArray) -> Float64Array:
    """Keep between what is known to be too long and what is known to be short enough, if there is such a thing."""
    outside = (window >= front.long / 1.5) | ((window <= 1.5 * front.short) & ~good)
    middle = np.sqrt(front.short) * np.sqrt(np.minimum(front.long, 1e300))
    return np.where(outside, np.where(front.short > 0, middle, np.minimum(window, front.long / 4)), window)


def _settled(front: Front, window: Float64Array, flat: BoolArray) -> BoolArray:
    """Whether moving on would not be worth it."""
    ratio = window / front.window
    close = (ratio < WIDE) & (ratio > 1 / WIDE)
    pinned = front.long < 8 * front.short
    settled: BoolArray = close | pinned | (flat & (front.window >= 10 * front.scale))
    return settled


def _edge(setting: Setting, front: Front) -> tuple[Float64Array, BoolArray]:
    """On which side alone f is finite, once that is certain; and where it looks like it, but from too far away."""
    nothing = np.zeros(front.size)
    if not setting.two_sided:
        return nothing, nothing > 0
    finite = np.isfinite(np.concatenate([front.slopes[COARSE], front.slopes[[SENTINEL]]]))
    every, some = finite.all(axis=0), finite.any(axis=0)
    above, below = every[0] & ~some[1], every[1] & ~some[0]
    certain = front.sentinel < 1e-9 * front.scale
    return np.where(certain, above * 1.0 - below * 1.0, 0.0), (above | below) & ~certain


def _exhausted(setting: Setting, front: Front, window: Float64Array) -> BoolArray:
    shortest = 64 * np.maximum(setting.epsilon * front.position, 1e-320)
    too_short, spent = window * OFFSETS[2] < shortest, front.spent > setting.budget - 10
    lost: BoolArray = too_short | spent | ~np.isfinite(window)
    return lost
