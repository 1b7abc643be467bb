"""What to do with a line on which the window is not right: where to look next, and when to stop looking.

Four things can be wrong, and each asks for something else: the window is too long or too short (move it); the sentinel
disagrees (ask the second sentinel whether that is noise, a kink or a fast component of f); noise hides f altogether
(look at longer steps); f is not finite on one side only (look far closer, then give up that side).
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, everywhere
from minigrad.differentiators.adaptive import fast_component as descent
from minigrad.differentiators.adaptive import flat as still
from minigrad.differentiators.adaptive import sentinel_noise as noise
from minigrad.differentiators.adaptive.ladder import COARSE, OFFSETS, SENTINEL
from minigrad.differentiators.adaptive.richardson_table import Setting
from minigrad.differentiators.adaptive.second_sentinel import ALIKE, Opinion, opinion
from minigrad.differentiators.adaptive.state import Front
from minigrad.differentiators.adaptive.window import WIDE, Look, close, growth, loud

FLAT: Final = 64.0
"""How many rounding errors f may move by, over the whole window, without that being more than rounding."""
ZOOM: Final = 1e-3
"""How far down a look at a point goes that looks stationary; one that still does in a window this short is."""
REACH: Final = 100.0
"""How far f is looked at, in units of |x| or of 1, before it is taken for constant."""


class Advice(NamedTuple):
    """What to do next, a mask or a number for each line.

    Attributes:
        good: the window resolves f, and says something of its slope.
        settled: it need not move: fill the ladder.
        ask: evaluate the second sentinel.
        kinked: f has a kink at x: there is no more to find.
        edge: 1 or -1 where f only exists on that side of x, else 0.
        lost: nothing more can be done.
        window: where to look next, for all others.
    """

    good: BoolArray
    settled: BoolArray
    ask: BoolArray
    kinked: BoolArray
    edge: Float64Array
    lost: BoolArray
    window: Float64Array

    @property
    def move(self) -> BoolArray:
        """Which lines look at another window."""
        move: BoolArray = ~(self.settled | self.ask | self.kinked | self.lost) & (self.edge == 0)
        return move


class Diagnosis(NamedTuple):
    """What is the matter, a mask for each finding.

    Attributes:
        flat: f does not move, or by no more than rounding.
        good: the window resolves f, so far as noise permits.
        ask: the sentinel has to be confirmed by the second one.
        kinked: the second one has found a kink at x,
        fast: or a component that is too fast for the ladder,
        hidden: or noise that hides f, and a longer window may show it,
        over: or longer ones will not help.
        unclear: f stands still near x, and more has to be seen of how it moves further out.
        stationary: f behaves like a power of t above the second, so that no window is short enough to show a slope.
        mirage: what is seen here is not what was seen from the longer window that the search came from.
    """

    flat: BoolArray
    good: BoolArray
    ask: BoolArray
    kinked: BoolArray
    fast: BoolArray
    hidden: BoolArray
    unclear: BoolArray
    over: BoolArray
    stationary: BoolArray
    mirage: BoolArray


def advise(setting: Setting, front: Front, look: Look, factor: Float64Array, epsilon: float) -> Advice:
    """Say for each line where to look next; what was learned about its noise and scale is noted in ``front``.

    Args:
        factor: by how much the windows should grow, if nothing else is the matter.
    """
    plain = look.resolved & (look.slope * front.window > FLAT * look.rounding) & (front.seen == 0)
    nothing = np.zeros(front.size, np.bool_)
    if everywhere(plain & (factor > 1 / WIDE) & np.isinf(front.long)):  # nothing to diagnose, as most often
        np.maximum(front.short, front.window, out=front.short)
        window = np.minimum(front.window * factor, front.room)
        settled, lost = close(window / front.window), front.spent > setting.budget - 10
        return Advice(plain, settled, nothing, nothing, np.zeros(front.size), lost & ~settled, window)
    still.remember(front)
    first = still.quantum(front, noise.spread(look.residual))
    second = opinion(front, first, look.rounding, look.taylor, setting.two_sided)
    found, (edge, from_afar) = _diagnose(setting, front, look, first, second, epsilon), _edge(setting, front)
    deep = descent.target(front, found.fast, first, second.steep, look.taylor[0])
    factor = growth(setting, front, look)  # what is noise may have turned out
    _narrow_down(front, found, factor)
    window = np.where(found.fast, deep, _next_window(front, found, factor))
    shortest = 64 * np.maximum(setting.epsilon * front.position, 1e-320)
    up = found.mirage | ((front.seen > 0) & ~found.good & (window * OFFSETS[2] < shortest))
    window = np.where(from_afar, 1e-8 * front.scale, descent.returned(front, up, window))
    unit = np.maximum(front.scale, front.unit)
    enough = (
        close(window / front.window)
        | (front.long <= 8.001 * front.short)
        | (found.flat & (front.window >= REACH * unit))
    )
    settled = (found.good & enough) | ((found.hidden | found.unclear) & (window < 2 * front.window)) | found.over
    settled |= found.stationary & (front.window < ZOOM * unit)
    lost = ~(settled | found.ask | found.kinked) & (edge == 0)
    lost &= (window * OFFSETS[2] < shortest) | (front.spent > setting.budget - 10) | ~np.isfinite(window)
    return Advice(found.good & ~found.flat, settled, found.ask, found.kinked, edge, lost, window)


def _diagnose(
    setting: Setting, front: Front, look: Look, first: Float64Array, second: Opinion, epsilon: float
) -> Diagnosis:
    variation, real = look.slope * front.window, look.finite & ~descent.mirage(front, look)
    flat = real & (variation <= FLAT * look.rounding)
    clear = flat | (real & look.resolved)
    doubtful = real & look.smooth & ~clear  # the ladder agrees, the sentinel does not
    drowned = (
        real & ~look.smooth & ~clear & (look.change * variation < 32 * first) & loud(first, look.rounding, look.of_x)
    )
    angled = real & ~clear & look.suspicious & _angled(setting, front)
    # Where a shorter window has been seen to resolve f, or noise is known, a larger deviation is none.
    question = (doubtful | drowned | angled) & np.where(front.noise > 0, first <= 4 * front.noise, front.short == 0)
    noisy = question & ((second.noise > 0) | (front.noise > 0))
    front.noise[noisy] = np.maximum(front.noise, np.maximum(first, second.noise))[noisy]
    veiled = noisy & drowned
    hidden = veiled & (front.window < 4 * np.maximum(front.scale, front.unit)) & (front.long > 8 * front.window)
    unclear = real & ~clear & still.unclear(front)
    good = clear | (doubtful & noisy)
    ask, kinked = question & ~second.asked & ~noisy, question & second.kinked
    fast = question & second.asked & ~noisy & ~kinked
    stationary = real & ~(good | ask | kinked | veiled) & still.stationary_point(front, ZOOM, epsilon)
    return Diagnosis(flat, good, ask, kinked, fast, hidden, unclear, veiled & ~hidden, stationary, look.finite & ~real)


def _angled(setting: Setting, front: Front) -> BoolArray:
    """The slopes on both sides differ by as much at the sentinel as on the ladder, as they do at a kink."""
    far, near = (front.slopes[slot, 0] - front.slopes[slot, 1] for slot in (2, SENTINEL))
    angled: BoolArray = setting.two_sided & (np.abs(far - near) < 2 * ALIKE * np.abs(near))
    return angled


def _narrow_down(front: Front, found: Diagnosis, factor: Float64Array) -> None:
    """Remember which windows were short enough and which were too long.

    A window that resolves f but should be much shorter is too long as well: at a kink, the changes at two windows may
    ask for each other, for ever.
    """
    excessive = found.good & (factor < 1 / WIDE)
    bad = ~(found.good | found.ask | found.hidden | found.unclear | found.mirage) | excessive
    short = (found.good & ~excessive) | found.hidden
    front.short[short] = np.maximum(front.short, front.window)[short]
    front.long[bad] = np.minimum(front.long, front.window)[bad]


def _next_window(front: Front, found: Diagnosis, factor: Float64Array) -> Float64Array:
    """Longer or shorter, as much as the quartic says, and between what is known to be too long and short enough."""
    window = np.where(found.good, front.window * np.maximum(factor, 1 / 8), front.sentinel)
    window = np.where(found.flat, np.maximum(16 * front.window, 0.04 * front.unit), window)
    window = np.where(found.stationary, ZOOM * front.window, window)
    window = np.minimum(window, front.room)
    outside = (window >= front.long / 1.5) | ((window <= 1.5 * front.short) & ~found.good)
    middle = np.sqrt(front.short) * np.sqrt(np.minimum(front.long, 1e300))
    window = np.where(outside, np.where(front.short > 0, middle, np.minimum(window, front.long / 4)), window)
    longer = np.minimum(np.minimum(np.where(found.unclear, 4, 300) * front.window, front.long / 2), front.room)
    return np.where(found.hidden | found.unclear, longer, window)


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
