"""Where f stands still around x, exactly or nearly.

Exactly: a unit that is switched off, a step between two jumps, a value rounded to few digits, a loss that has
saturated. What f does further out is all there is to know.

Nearly: x^3 at 0, or (x - 3)^4 at 3. There f(x + t) - f(x) behaves like t^p with p > 2 at all t, and no window is short
enough for the slope to stand out. Kinks and roots have p < 2. So the slopes, which behave like t^(p - 1), tell which is
which, if they fall fast enough from H to H/4 and from there to the sentinel. A slope other than 0 shows when the window
shrinks; if it does not, it is 0.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, anywhere
from minigrad.differentiators.adaptive.best_entry import Choice
from minigrad.differentiators.adaptive.ladder import COARSE, OFFSETS, SENTINEL
from minigrad.differentiators.adaptive.second_sentinel import VISIBLE
from minigrad.differentiators.adaptive.state import Front

PLATEAU: Final = 5e-4
"""Where f stands still over more than this share of |x|, at the slope that was found, it may have that slope or 0."""
LEAST_POWER: Final = 1.3
"""The least p - 1 above."""
UNSEEN: Final = 1.0
"""The size of numbers that may be rounded inside of a function that stands still, and so says nothing of them."""
KINKED, ROUNDED = 1.0, 2.0
STEEP: Final = 1e-6
"""Slopes that fall off by more than this where f begins to stand still are no kink: f saturates."""


def remember(front: Front) -> None:
    """Note the longest window in which f stood still, and how it moves in others: by multiples of one number, or
    not."""
    size = np.where(np.isfinite(front.slopes[COARSE]), np.abs(front.slopes[COARSE]), 0.0)
    still = (size == 0).all(axis=(0, 1))
    front.still[still] = np.maximum(front.still, front.window)[still]
    multiple = 4 * size[0] / size[1] * np.arange(1.0, 9.0)[:, np.newaxis, np.newaxis]  # on H/4 by up to 8 levels
    rounded = ((np.abs(multiple - np.rint(multiple)) < 1e-4) & (multiple < 1e3)).any(axis=(0, 1))
    verdict = np.where((size[1] > 0).any(axis=0), np.where(rounded, ROUNDED, KINKED), 0.0)
    stuck = (front.slopes[SENTINEL] == 0).any(axis=0)
    least = np.where(size > 0, size, np.inf).min(axis=(0, 1))
    front.further[...] = np.fmax(front.further, [size.max(axis=(0, 1)), -least, verdict, stuck])


def unclear(front: Front) -> BoolArray:
    """Where f has stood still, moves on H, but not yet on H/4, so that nothing is known of how it does."""
    unknown: BoolArray = (front.still > 0) & (front.further[2] == 0) & (front.slopes[2] == 0).all(axis=0)
    return unknown


def quantum(front: Front, shown: Float64Array) -> Float64Array:
    """The noise ``shown`` by the sentinel, or, where f is stuck there but moves to both sides on the ladder, its least
    move."""
    stuck = (front.slopes[SENTINEL] == 0).all(axis=0) & (front.slopes[0] != 0).all(axis=0)
    if not stuck.any():
        return shown
    moves = (np.abs(front.slopes[COARSE]).T * OFFSETS[COARSE]).T.reshape(4, -1) * front.window
    least = np.where(moves > 0, moves, np.inf).min(axis=0)
    return np.where(stuck & np.isfinite(least), least, shown)


def allowed_for(front: Front, choice: Choice, epsilon: float) -> Choice:
    """The choice with a bound that allows for f being rounded, where it stands still near x.

    With a slope, it may be a step: the bound reaches to 0. Without one, it reaches to the slopes further out; but a
    unit that is switched off has none of them, up to the rounding of numbers as large as what it adds.
    """
    if not (anywhere(front.still) or anywhere(front.further[3])):
        return choice
    size, (most, less, verdict, stuck) = np.abs(choice.value), front.further
    still = (front.still > 0) & (size == 0)
    rough = (front.noise > PLATEAU * size * front.scale) & (stuck > 0)
    beyond = np.where(-less < STEEP * most, np.maximum(-less, 4 * epsilon * most), 4 * epsilon * most)
    further = np.where(verdict == KINKED, beyond, most)
    longest = np.maximum(front.still, np.finfo(np.float64).tiny)
    further = np.maximum(further, epsilon * np.maximum(np.abs(front.base), UNSEEN) / longest)
    return choice._replace(
        noise=choice.noise + np.where(still, further, 0.0),
        truncation=choice.truncation + np.where(rough & ~still, size, 0.0),
    )


def stationary_point(front: Front, zoom: float, epsilon: float) -> BoolArray:
    """Where f behaves like t^p, p > 2, and would still be seen to move in a window that is ``zoom`` times as long."""
    far, middle, close = (np.abs(front.slopes[slot]).max(axis=0) for slot in (0, 2, SENTINEL))
    falls = (middle <= far * OFFSETS[2] ** LEAST_POWER) & (close <= far * OFFSETS[SENTINEL] ** LEAST_POWER)
    rise = close * front.sentinel * (zoom / OFFSETS[SENTINEL]) ** 3
    stationary: BoolArray = falls & (close > 0) & (rise > 10 * VISIBLE * epsilon * np.abs(front.base))
    return stationary
