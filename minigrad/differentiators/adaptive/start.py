"""Where to begin: how long the first window of each line is, and on which sides of x there is room."""

from __future__ import annotations

from typing import Final

import numpy as np

from minigrad.arrays import Float64Array, IntArray
from minigrad.differentiators.adaptive.front import Front
from minigrad.differentiators.adaptive.ladder import OFFSETS, SECOND, SENTINEL, SLOTS
from minigrad.differentiators.lines import Geometry
from minigrad.differentiators.probe import Probe

START: Final = {True: 0.0413, False: 0.1652}
"""The first window in units of |x|, two-sided and one-sided. A generic number: round ones hide rounding errors of f."""
CRAMPED: Final = 1e-3
"""A bound nearer than this fraction of the first window is treated as an edge."""
LARGEST: Final = float(np.finfo(np.float64).max)
SMALLEST: Final = 1e-305
"""An |x| below this is no scale: steps in proportion to it would underflow."""


def first_scale(geometry: Geometry) -> Float64Array:
    """The length to begin with, |x|, or 1 where x is zero."""
    magnitude = geometry.magnitude
    return np.where(magnitude > SMALLEST, magnitude, geometry.unit)


def first_side(geometry: Geometry, scale: Float64Array) -> Float64Array:
    """0 where there is room on both sides of x, else the side with more room, 1 or -1."""
    below, above = _room(geometry)
    cramped = np.minimum(below, above) < CRAMPED * START[True] * scale
    return np.where(cramped, np.where(above >= below, 1.0, -1.0), 0.0)


def _room(geometry: Geometry) -> tuple[Float64Array, Float64Array]:
    """How far t may go below and above 0 inside the bounds and inside the floating-point numbers."""
    below = np.minimum(-geometry.lower, LARGEST + np.minimum(geometry.position, 0.0))
    above = np.minimum(geometry.upper, LARGEST - np.maximum(geometry.position, 0.0))
    return below, above


def front(probe: Probe, line: IntArray, side: Float64Array, *, two_sided: bool) -> Front:
    """These lines of the probe at their first window, with nothing evaluated yet."""
    geometry = probe.geometry if line.size == probe.size else probe.geometry.take(line)
    scale, position, n = first_scale(geometry), np.abs(geometry.position), line.size
    below, above = _room(geometry)
    room = np.minimum(below, above) if two_sided else np.where(side > 0, above, below)
    window = np.minimum(START[two_sided] * scale, room)
    zero, infinite = np.zeros((5, n)), np.full((2, n), np.inf)
    return Front(
        line=line,
        side=side,
        position=position,
        scale=scale,
        unit=geometry.unit,
        room=room,
        base=probe.base()[line],
        slopes=np.full((SLOTS, 2, n), np.nan),
        window=window,
        sentinel=OFFSETS[SENTINEL] * window,
        second=OFFSETS[SECOND] * window,
        short=zero[0],
        long=infinite[0],
        noise=zero[1],
        sunk=zero[2],
        spent=zero[3],
        bound=infinite[1],
        moves=zero[4],
    )
