"""Where f stands still around x: a unit that is switched off, a step between two jumps, a value rounded to few digits,
or a loss that has saturated. What f does further out is all there is to know.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.differentiators.adaptive.choice import Choice
from minigrad.differentiators.adaptive.front import Front
from minigrad.differentiators.adaptive.ladder import COARSE, LENGTHS, SENTINEL

PLATEAU: Final = 1e-3
"""Where f stands still over more than this share of |x|, at the slope that was found, it may have that slope or 0."""
STEEP: Final = 1e-2
"""Slopes that fall off by more than this where f begins to stand still are no kink: f saturates."""


def remember(front: Front) -> None:
    """Note the longest window in which f stood still, and what it did in others.

    If it moves on one side only, and more on H than on H/4, it has a kink there, or saturates. If it does not move more, it
    is rounded, and has moved by accident.
    """
    size = np.where(np.isfinite(front.slopes[COARSE]), np.abs(front.slopes[COARSE]), 0.0)
    still = (front.slopes[COARSE] == 0).all(axis=(0, 1))
    front.still[still] = np.maximum(front.still, front.window)[still]
    steepest = size.max(axis=0)
    ramp = (steepest.min(axis=0) == 0) & ((size[1] > 0) & (4 * size[0] > 1.01 * size[1])).any(axis=0)
    front.further[:2] = np.maximum(front.further[:2], steepest)
    front.further[2] = np.fmin(front.further[2], np.where(size > 0, size, np.inf).min(axis=(0, 1)))
    front.further[3] = np.maximum(front.further[3], ramp)


def quantum(front: Front, shown: Float64Array) -> Float64Array:
    """The noise ``shown`` by the sentinel, or, where f is stuck there but moves to both sides on the ladder, its least move."""
    stuck = (front.slopes[SENTINEL] == 0).all(axis=0) & (front.slopes[0] != 0).all(axis=0)
    if not stuck.any():
        return shown
    moves = (np.abs(front.slopes[COARSE]) * LENGTHS[COARSE, np.newaxis]).reshape(4, -1) * front.window
    least = np.where(moves > 0, moves, np.inf).min(axis=0)
    return np.where(stuck & np.isfinite(least), least, shown)


def allowed_for(front: Front, choice: Choice, epsilon: float) -> Choice:
    """The choice with a bound that allows for f being rounded, where it stands still near x.

    With a slope, it may be a step: the bound reaches to 0. Without one, it reaches to the slopes further out; but a unit
    that is switched off has none of them, up to the rounding of numbers as large as what it adds.
    """
    size, (above, below, least, ramp) = np.abs(choice.value), front.further
    still = (front.still > 0) & (size == 0)
    rough = (front.noise > PLATEAU * size * front.scale) & (front.slopes[SENTINEL] == 0).any(axis=0)
    if not (rough | still).any():
        return choice
    most = np.maximum(above, below)
    alone = np.where(least < STEEP * most, least, 4 * epsilon * most)
    further = np.where((ramp > 0) & (np.minimum(above, below) == 0), alone, most)
    return choice._replace(noise=choice.noise + np.where(still, further, np.where(rough, size, 0.0)))
