"""The second sentinel: is what the first one deviates by noise, a kink at x, or a component of f too fast for the
ladder?

Noise keeps its size when the step shrinks. What a kink at x adds is in proportion to the step, all the way down, and
has the same sign on both sides. A component of frequency w has all but vanished at steps far below 1/w.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from minigrad.arrays import BoolArray, Float64Array
from minigrad.differentiators.adaptive import sentinel_noise as noise
from minigrad.differentiators.adaptive.ladder import OFFSETS, SECOND, SENTINEL
from minigrad.differentiators.adaptive.state import Front

PERSISTS: Final = 1 / 8
"""The least share of the first deviation that noise has at the second sentinel."""
ALIKE: Final = 1 / 4
"""How much the jumps of the slope at two sentinels may differ for being one kink."""
VISIBLE: Final = 100.0
"""How many rounding errors f moves by, for it to be seen to move."""


class Opinion(NamedTuple):
    """What the second sentinel says of n lines.

    Attributes:
        asked: whether it has been evaluated.
        noise: the larger deviation of the two, where it is noise, else 0.
        kinked: whether f has a kink at x.
        steep: how far the slopes next to x are from that of the ladder, beyond rounding.
    """

    asked: BoolArray
    noise: Float64Array
    kinked: BoolArray
    steep: Float64Array


def opinion(
    front: Front, first: Float64Array, rounding: Float64Array, taylor: Float64Array, two_sided: bool
) -> Opinion:
    """What the second sentinel says of deviations of size ``first``; where it is yet to be asked, it is put in its
    place.

    That is as close to x as f can be seen to move, so that standing still there means that f is quantised.
    """
    slopes, step = front.slopes[SECOND], front.second
    asked = ~np.isnan(slopes).any(axis=0)
    place = np.clip(
        VISIBLE * rounding / np.abs(taylor[:2]).sum(axis=0), OFFSETS[SECOND] * front.window, front.sentinel / 1e3
    )
    step[~asked] = place[~asked]
    second = noise.spread(noise.residuals(slopes, step * front.side, front.signed_window(), taylor, two_sided))
    still = (slopes == 0).all(axis=0) & (np.abs(taylor[0]) * step > 8 * rounding)
    far, near = (front.slopes[slot, 0] - front.slopes[slot, 1] for slot in (SENTINEL, SECOND))
    kinked = (
        asked & two_sided & ~still & (np.abs(near - far) < ALIKE * np.abs(far)) & (np.abs(near) * step > 8 * rounding)
    )
    persists = asked & ~kinked & ((second > PERSISTS * first) | still)
    steep = np.abs(slopes - taylor[0]).max(axis=0) - 16 * rounding / step
    return Opinion(asked, np.where(persists, np.maximum(first, second), 0.0), kinked, steep)
