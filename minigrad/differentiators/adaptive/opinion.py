"""The second sentinel: is what the first one deviates by noise, or a component of f that is too fast for the ladder?

Noise keeps its size when the step shrinks; a component of frequency w has all but vanished at steps far below 1/w. If the
second sentinel has less of it than the first, but not far less, it may have hit a component half resolved, or noise that
happens to be small: then a third place, closer still, decides. And "noise" that is as large as all that f moves by is more
likely a fast oscillation, a pole, or a jump close to x: then it has to persist down to the shortest steps.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from minigrad.arrays import BoolArray, Float64Array
from minigrad.differentiators.adaptive import noise
from minigrad.differentiators.adaptive.front import Front
from minigrad.differentiators.adaptive.ladder import SECOND, SENTINEL_RATIO

PERSISTS: Final = 1 / 8
CLEARLY: Final = 1 / 2
CLOSER: Final = 31.7
COARSE: Final = 0.05
"""Noise beyond this share of all that f moves by is not believed before f has been looked at as closely as can be,"""
OBVIOUS: Final = 1e-3
"""if it is also beyond this share of f: smaller noise is common."""
MUCH_CLOSER: Final = 971.0
CLOSEST: Final = 1e-11
"""The least second sentinel, in units of |x|, from which it is worth moving closer."""


class Opinion(NamedTuple):
    """For each line, whether the second sentinel has been evaluated, and whether the deviation persists there."""

    asked: BoolArray
    persists: BoolArray


def opinion(front: Front, first: Float64Array, taylor: Float64Array, two_sided: bool) -> Opinion:
    """What the second sentinel says of deviations of size ``first``; where it is not clear, it is moved closer and forgotten."""
    slopes = front.slopes[SECOND]
    residual = noise.residuals(slopes, front.second * front.side, front.signed_window(), taylor, two_sided)
    second = noise.spread(residual)
    stuck = (slopes == 0).all(axis=0)  # f does not move at all: it is quantised
    persists = (second > PERSISTS * first) | stuck
    vague = persists & ~stuck & (second < CLEARLY * first) & (front.second > 0.5 * SENTINEL_RATIO * front.sentinel)
    known = ~np.isnan(slopes).any(axis=0)
    coarse = (persists | ~known) & ~stuck & _coarse(front, first) & (front.second > CLOSEST * front.scale)
    front.second[...] = np.where(coarse, front.second / MUCH_CLOSER, np.where(vague, front.second / CLOSER, front.second))
    front.slopes[SECOND, :, vague | coarse] = np.nan
    asked = ~np.isnan(front.slopes[SECOND]).any(axis=0)
    return Opinion(asked, asked & persists)


def _coarse(front: Front, first: Float64Array) -> BoolArray:
    variation = np.abs(front.slopes[0]).max(axis=0) * front.window
    large: BoolArray = (first > COARSE * variation) & (first > OBVIOUS * np.abs(front.base))
    return large
