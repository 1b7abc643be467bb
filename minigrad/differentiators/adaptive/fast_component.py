"""Going far down, to a component of f that is too fast for the ladder, and coming back up if it was a mirage.

Values that are computed from rounded intermediates move in steps. In between, f looks smooth, and has a wrong slope:
(exp(x) - 1) / x at 1e-9 behaves like c / x wherever exp(x) stands still. Such steps are noise. They differ from a
component of f in what they explain: a slope over some length is a size, and the sentinel has seen how large it is.
"""

from __future__ import annotations

import numpy as np

from minigrad.arrays import BoolArray, Float64Array
from minigrad.differentiators.adaptive.ladder import SENTINEL
from minigrad.differentiators.adaptive.state import Front
from minigrad.differentiators.adaptive.window import BEST_CHANGE, Look


def target(front: Front, fast: BoolArray, seen: Float64Array, steep: Float64Array, slope: Float64Array) -> Float64Array:
    """How short the window should be for what the sentinel has ``seen`` beside the ladder's ``slope``; that is noted.

    A component of that size which is ``steep`` has a scale, ``seen / steep``. Where it is not so steep as to turn round
    before the sentinel, that becomes the first rung.
    """
    for note, value in (
        (front.seen, seen),
        (front.near, front.sentinel),
        (front.above, front.window),
        (front.lean, slope),
    ):
        note[fast] = value[fast]
    rapid = (steep * front.sentinel > 8 * seen) & np.isfinite(steep)
    return np.where(rapid, np.maximum(seen / steep / 8, 1e3 * front.second), front.sentinel)


def mirage(front: Front, look: Look) -> BoolArray:
    """Where a line came down to something that does not explain what was seen from above.

    It does if the change of the slope makes no more than that at the sentinel; or if it has a scale, which the quartic
    tells, and a size of that order.
    """
    turned = np.abs(look.taylor[0] - front.lean)
    span = turned + np.abs(look.taylor[1])
    bend = np.maximum(look.change * look.slope - 100 * look.rounding / front.window, 0.0) / span
    explained = (bend > BEST_CHANGE / 100) & (span * front.window < 30 * front.seen * np.sqrt(bend))
    explained |= turned * front.near < 8 * front.seen
    deep: BoolArray = (front.seen > 0) & look.finite & look.smooth
    front.seen[deep & explained] = 0.0
    unexplained: BoolArray = deep & ~explained
    return unexplained


def returned(front: Front, up: BoolArray, window: Float64Array) -> Float64Array:
    """The window that these lines came from, with what was seen there for noise."""
    if not up.any():
        return window
    front.noise[up] = np.maximum(front.noise, front.seen)[up]
    front.long[up], front.seen[up] = np.inf, 0.0
    front.slopes[SENTINEL, :, up] = np.nan
    return np.where(up, front.above, window)
