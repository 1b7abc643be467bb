"""The second sentinel: is what the first one deviates by noise, a kink at x, or a component of f too fast for the ladder?

Noise keeps its size when the step shrinks; what a kink at x adds is in proportion to the step, all the way down, and with
the same sign on both sides; a component of frequency w has all but vanished at steps far below 1/w.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from minigrad.arrays import BoolArray, Float64Array
from minigrad.differentiators.adaptive import noise
from minigrad.differentiators.adaptive.front import Front
from minigrad.differentiators.adaptive.ladder import OFFSETS, SECOND, SENTINEL

PERSISTS: Final = 1 / 8
"""The share of the first deviation that noise has at the second sentinel, at least."""
ALIKE: Final = 1 / 4
"""How much the jumps of the slope at the two sentinels may differ for being the same kink."""


VISIBLE: Final = 100.0
"""How many rounding errors f would move by from x to the second sentinel, if it is what the ladder shows."""


class Opinion(NamedTuple):
    """What the second sentinel says of n lines.

    Attributes:
        asked: whether it has been evaluated.
        noise: the size of its deviation, or of the first one where f stands still there; 0 unless noise persists.
        kink: the jump of the slope at x, 0 if there is none.
        steep: how far the slopes next to x are from that of the ladder.
    """

    asked: BoolArray
    noise: Float64Array
    kink: Float64Array
    steep: Float64Array


def opinion(front: Front, first: Float64Array, rounding: Float64Array, taylor: Float64Array, two_sided: bool) -> Opinion:
    """What the second sentinel says of deviations of size ``first``."""
    slopes, step = front.slopes[SECOND], front.second
    visible = VISIBLE * rounding / (np.abs(taylor[0]) + np.abs(taylor[1]))
    asked = ~np.isnan(slopes).any(axis=0)
    step[~asked] = np.clip(visible, OFFSETS[SECOND] * front.window, front.sentinel / 1e3)[~asked]
    second = noise.spread(noise.residuals(slopes, step * front.side, front.signed_window(), taylor, two_sided))
    stuck = (slopes == 0).all(axis=0) & (np.abs(taylor[0]) * step > 8 * rounding)  # f does not move though it should: it is quantised
    persists = asked & ((second > PERSISTS * first) | stuck)
    jump, above = slopes[0] - slopes[1], front.slopes[SENTINEL, 0] - front.slopes[SENTINEL, 1]
    kinked = asked & two_sided & ~stuck & (np.abs(jump - above) < ALIKE * np.abs(above)) & (np.abs(jump) * step > 8 * rounding)
    steep = np.abs(slopes - taylor[0]).max(axis=0)
    return Opinion(asked, np.where(persists & ~kinked, np.where(stuck, first, second), 0.0), np.where(kinked, np.abs(jump), 0.0), steep)
