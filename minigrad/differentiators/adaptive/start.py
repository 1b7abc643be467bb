"""Where to begin: how long the first window of each line is, and on which sides of x there is room."""

from __future__ import annotations

import sys
from typing import Final, NamedTuple

import numpy as np

from minigrad.arrays import Float64Array, IntArray, filled
from minigrad.differentiators.adaptive.ladder import OFFSETS, SECOND, SENTINEL, SLOTS
from minigrad.differentiators.adaptive.state import Front
from minigrad.probes.geometry import Geometry
from minigrad.probes.probe import Probe

START: Final = {True: 0.0413, False: 0.1652}
"""The first window in units of |x|, two-sided and one-sided. A generic number: round ones hide rounding errors of f."""
CRAMPED: Final = 1e-3
"""A bound nearer than this fraction of the first window is treated as an edge."""
SMALLEST: Final = 1e-305
"""An |x| below this is no scale: steps in proportion to it would underflow."""


class Start(NamedTuple):
    """What is known of every line of a probe before anything is evaluated.

    Attributes:
        scale: the length to begin with, |x|, or 1 where x is zero.
        below, above: how far t may go to either side, inside the bounds and inside the floating-point numbers.
        side: 0 where there is room on both sides of x, else the side with more room, 1 or -1.
    """

    scale: Float64Array
    below: Float64Array
    above: Float64Array
    side: Float64Array


def survey(geometry: Geometry) -> Start:
    """Look at the lines, not yet at f."""
    scale = np.where(geometry.magnitude > SMALLEST, geometry.magnitude, geometry.unit)
    below = np.minimum(-geometry.lower, sys.float_info.max + np.minimum(geometry.position, 0.0))
    above = np.minimum(geometry.upper, sys.float_info.max - np.maximum(geometry.position, 0.0))
    cramped = np.minimum(below, above) < CRAMPED * START[True] * scale
    return Start(scale, below, above, np.copysign(cramped, above - below))


def front(
    probe: Probe, begin: Start, line: IntArray, side: Float64Array, *, two_sided: bool, seen: Float64Array | None = None
) -> Front:
    """These lines at their first window; ``side`` is 1 or -1, on two-sided lines 1, and ``seen`` what is known of
    slopes."""
    slopes = filled(2 * SLOTS * line.size, np.nan).reshape(SLOTS, 2, -1) if seen is None else seen
    scale, below, above, n = begin.scale[line], begin.below[line], begin.above[line], line.size
    room = np.minimum(below, above) if two_sided else np.where(side > 0, above, below)
    window = np.minimum(START[two_sided] * scale, room)
    zero = np.zeros((12, n))
    zero[9] = -np.inf
    return Front(
        line=line,
        side=side,
        position=np.abs(probe.geometry.position[line]),
        scale=scale,
        unit=probe.geometry.unit[line],
        room=room,
        base=probe.base()[line],
        slopes=slopes,
        window=window,
        sentinel=OFFSETS[SENTINEL] * window,
        second=OFFSETS[SECOND] * window,
        short=zero[0],
        long=filled(n, np.inf),
        noise=zero[1],
        spent=zero[2] + np.count_nonzero(~np.isnan(slopes[..., 0])),
        still=zero[3],
        further=zero[8:],
        seen=zero[4],
        near=zero[5],
        above=zero[6],
        lean=zero[7],
    )
