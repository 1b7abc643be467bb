"""Points at which f is so flat that it has no scale: x^3 at 0, or (x - 3)^4 at 3.

There f(x + t) - f(x) behaves like t^p with p > 2 at all t, and no window is short enough for the slope to stand out. Kinks
and roots have p < 2. So the slopes, which behave like t^(p - 1), tell which is which, if they fall fast enough from H to H/4
and from there to the sentinel. A slope other than 0 shows when the window shrinks; if it does not, it is 0.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from minigrad.arrays import BoolArray
from minigrad.differentiators.adaptive.front import Front
from minigrad.differentiators.adaptive.ladder import OFFSETS, SENTINEL
from minigrad.differentiators.adaptive.opinion import VISIBLE

LEAST_POWER: Final = 1.3
"""The least p - 1."""


def stationary_point(front: Front, zoom: float, epsilon: float) -> BoolArray:
    """Where f behaves like t^p, p > 2, and would still be seen to move in a window that is ``zoom`` times as long."""
    far, middle, close = (np.abs(front.slopes[slot]).max(axis=0) for slot in (0, 2, SENTINEL))
    falls = (middle <= far * OFFSETS[2] ** LEAST_POWER) & (close <= far * OFFSETS[SENTINEL] ** LEAST_POWER)
    rise = close * front.sentinel * (zoom / OFFSETS[SENTINEL]) ** 3
    stationary: BoolArray = falls & (close > 0) & (rise > 10 * VISIBLE * epsilon * np.abs(front.base))
    return stationary
