"""What to do with a line on which the window is not right: where to look next, and when to stop looking.

Four things can be wrong, and each asks for something else: the window is too long or too short (move it); the sentinel
disagrees (ask the second sentinel whether that is noise, a kink or a fast component of f); noise hides f altogether (look at
longer steps); f is not finite on one side only (look far closer, then give up that side).
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from minigrad.arrays import BoolArray, Float64Array
from minigrad.differentiators.adaptive import noise
from minigrad.differentiators.adaptive.front import Front
from minigrad.differentiators.adaptive.ladder import COARSE, OFFSETS, SENTINEL
from minigrad.differentiators.adaptive.opinion import ALIKE, Opinion, opinion
from minigrad.differentiators.adaptive.scale import WIDE, Look, close, growth
from minigrad.differentiators.adaptive.setting import Setting
from minigrad.differentiators.adaptive.stationary import stationary_point

STILL: Final = 64.0
"""How many rounding errors f may move by, over the whole window, without that being more than rounding."""
ZOOM: Final = 1e-3
"""f that still looks stationary in a window this short, in units of |x| or of 1, is; and how far a look at it goes down."""
REACH: Final = 100.0
"""How far f is looked at, in units of |x| or of 1, before it is taken for constant."""
COARSE_NOISE: Final = 0.05
"""Noise beyond this share of f does not send the window further than |x| or 1."""


class Advice(NamedTuple):
    """What to do next, a mask or a number for each line.

    Attributes:
        good: the window resolves f.
        settled: it need not move: fill the ladder.
        ask: evaluate the second sentinel.
        edge: 1 or -1 where f only exists on that side of x, else 0.
        lost: nothing more can be done.
        window: where to look next, for all others.
    """

    good: BoolArray
    settled: BoolArray
    ask: BoolArray
    edge: Float64Array
    lost: BoolArray
    kinked: BoolArray
    window: Float64Array


class Diagnosis(NamedTuple):
    """What is the matter, a mask for each finding.

    Attributes:
        flat: f does not move, or by no more than rounding.
        good: the window resolves f, so far as noise and kinks permit.
        ask: the sentinel has to be confirmed by the second one.
        fast: the second sentinel has found a component that is too fast for the ladder.
        hidden: noise hides f, and a longer window may show it.
        over: noise hides f, and longer windows will not help; or f has a kink at x.
        stationary: f behaves like a power of t above the second, so that no window is short enough to show a slope.
        mirage: what is seen here is not what was seen from the longer window that the search came from.
    """

    flat: BoolArray
    good: BoolArray
    ask: BoolArray
    fast: BoolArray
    hidden: BoolArray
    over: BoolArray
    stationary: BoolArray
    mirage: BoolArray
    kinked: BoolArray


def advise(setting: Setting, front: Front, look: Look) -> Advice:
    """Say for each line where to look next; what was learned about its noise and scale is noted in ``front``."""
    _remember_moves(front)
    first = _first(front, look)
    second = opinion(front, first, look.rounding, look.taylor, look.two_sided)
    found = _diagnose(front, look, first, second)
    factor = growth(setting, front, look)
    _narrow_down(front, found, factor)
    edge, from_afar = _edge(setting, front)
    window = _next_window(front, look, found, factor)
    _descend(front, look, found, first, second, window)
    window = np.where(from_afar, 1e-8 * front.scale, window)
    settled = (found.good & _settled(front, window, found.flat)) | (found.hidden & (window < 2 * front.window))
    settled |= found.over | (found.stationary & (front.window < ZOOM * np.maximum(front.scale, front.unit)))
    settled &= ~found.kinked
    lost = ~settled & ~found.kinked & ~found.ask & (edge == 0) & _exhausted(setting, front, window)
    return Advice(found.good & ~found.flat, settled, found.ask, edge, lost, found.kinked, window)


def _diagnose(front: Front, look: Look, first: Float64Array, second: Opinion) -> Diagnosis:
    variation = look.slope * front.window
    flat = look.finite & (variation <= STILL * look.rounding)
    clear = flat | look.resolved
    doubtful = look.finite & look.smooth & ~clear  # the ladder agrees, the sentinel does not
    drowned = look.finite & ~clear & ~look.smooth & (look.change * variation < 32 * first) & look.loud(first, front)
    question = (doubtful | drowned | (look.finite & ~clear & _angled(front, look))) & (front.short == 0) & ((front.noise == 0) | (first <= 4 * front.noise))
    noisy = question & ((second.noise > 0) | (first <= 4 * front.noise))
    front.noise[noisy] = np.maximum(front.noise, np.maximum(first, second.noise))[noisy]
    is_noise = doubtful & noisy & (first < 0.1 * variation)
    veiled = noisy & ~is_noise & (doubtful | drowned)
    hidden = veiled & (front.window < 4 * np.maximum(front.scale, front.unit))
    kinked = question & (second.kink > 0)
    over = veiled & ~hidden
    good = clear | is_noise
    ask = question & ~second.asked & ~noisy
    stationary = look.finite & ~good & ~ask & ~over & ~kinked & stationary_point(front, ZOOM, look.epsilon)
    fast = question & second.asked & ~noisy & ~over & ~kinked
    mirage = _mirage(front, look)
    return Diagnosis(flat, good & ~mirage, ask & ~mirage, fast & ~mirage, hidden & ~mirage, over & ~mirage, stationary, mirage, kinked & ~mirage)


def _angled(front: Front, look: Look) -> BoolArray:
    """The slopes on both sides differ by as much at the sentinel as on the ladder, as they do at a kink."""
    if not look.two_sided:
        return np.zeros(front.size, np.bool_)
    far, near = (front.slopes[slot, 0] - front.slopes[slot, 1] for slot in (2, SENTINEL))
    angled: BoolArray = np.abs(far - near) < 2 * ALIKE * np.abs(near)
    return angled & look.suspicious


def _mirage(front: Front, look: Look) -> BoolArray:
    """What was found far below has the slope ``span`` over the length ``scale``, but the sentinel saw far less than that.

    Values that are computed from rounded intermediates move in steps; in between, f looks smooth and has a wrong slope.
    """
    change = np.abs(look.taylor[0] - front.lean)
    span = change + np.abs(look.taylor[1])
    bend = np.maximum(look.change * look.slope - 100 * look.rounding / front.window, 0.0) / span
    explained = (bend > 2.5e-5) & (span * front.window < 30 * front.seen * np.sqrt(bend))
    explained |= change * front.near < 8 * front.seen
    deep = (front.seen > 0) & look.finite & look.smooth
    front.seen[deep & explained] = 0.0
    mirage: BoolArray = deep & ~explained
    return mirage


def _descend(
    front: Front, look: Look, found: Diagnosis, first: Float64Array, second: Opinion, window: Float64Array
) -> None:
    """Send lines with a fast component to where it is resolved, and those that came down in vain back up."""
    closest = front.second
    steep = second.steep - 16 * look.rounding / closest
    rapid = found.fast & (steep * front.sentinel > 8 * first) & np.isfinite(steep)
    window[rapid] = np.maximum(first / steep / 8, 1e3 * closest)[rapid]
    up = found.mirage
    window[up] = front.above[up]
    front.noise[up] = np.maximum(front.noise, front.seen)[up]
    front.long[up] = np.inf
    front.seen[...] = np.where(found.fast, first, np.where(up, 0.0, front.seen))
    front.near[found.fast] = front.sentinel[found.fast]
    front.above[found.fast], front.lean[found.fast] = front.window[found.fast], look.taylor[0][found.fast]


def _remember_moves(front: Front) -> None:
    """Where f stands still, what it does further out is all there is to know."""
    size = np.where(np.isfinite(front.slopes[COARSE]), np.abs(front.slopes[COARSE]), 0.0)
    still = (front.slopes[COARSE] == 0).all(axis=(0, 1))
    front.still[still] = np.maximum(front.still, front.window)[still]
    steepest = size.max(axis=0)
    ramp = (steepest.min(axis=0) == 0) & ((size[1] > 0) & (4 * size[0] > 1.01 * size[1])).any(axis=0)
    front.further[:2] = np.maximum(front.further[:2], steepest)
    front.further[2] = np.fmin(front.further[2], np.where(size > 0, size, np.inf).min(axis=(0, 1)))
    front.further[3] = np.maximum(front.further[3], ramp)


def _narrow_down(front: Front, found: Diagnosis, factor: Float64Array) -> None:
    """Remember which windows were short enough and which were too long.

    A window that resolves f but should be much shorter is too long as well: at a kink, the changes at two windows may ask
    for each other, for ever.
    """
    excessive = found.good & (factor < 1 / WIDE)
    bad = ~(found.good | found.ask | found.hidden | found.mirage) | excessive
    short = found.good & ~excessive
    front.short[short] = np.maximum(front.short, front.window)[short]
    front.long[bad] = np.minimum(front.long, front.window)[bad]


def _next_window(front: Front, look: Look, found: Diagnosis, factor: Float64Array) -> Float64Array:
    better = front.window * np.clip(factor, 1 / 8, 1e4)
    window = np.where(found.good, better, _shorter(front, look, factor, found.fast))
    window = np.where(found.flat, np.maximum(16 * front.window, 0.04 * front.unit), window)
    window = np.where(found.stationary, ZOOM * front.window, window)
    window = _between(front, np.minimum(window, front.room), found.good)
    # Noise of the size of f itself may be a jump at x, and far longer windows only show that f grows elsewhere.
    local = front.noise > COARSE_NOISE * np.abs(front.base)
    longest = np.where(local, np.minimum(np.maximum(front.scale, front.unit), front.room), front.room)
    longer = np.minimum(np.minimum(300 * front.window, front.long / 2), longest)
    return np.where(found.hidden, longer, window)


def _first(front: Front, look: Look) -> Float64Array:
    """The noise that the sentinel shows. Where f is stuck there, but moves to both sides on the ladder, it is quantised, and
    the least move of the ladder is its noise. (Stuck on one side all the way is no noise, but a unit that is switched off.)
    """
    shown = noise.spread(look.residual)
    stuck = (front.slopes[SENTINEL] == 0).all(axis=0) & (front.slopes[0] != 0).all(axis=0)
    if not stuck.any():
        return shown
    moves = np.abs(front.slopes[COARSE]).reshape(4, -1) * front.window * np.array([[1.0], [1.0], [0.25], [0.25]])
    quantum = np.where(moves > 0, moves, np.inf).min(axis=0)
    return np.where(stuck & np.isfinite(quantum), quantum, shown)


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
    pinned = front.long <= 8.001 * front.short
    settled: BoolArray = close(front, ratio) | pinned | (flat & (front.window >= REACH * np.maximum(front.scale, front.unit)))
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
