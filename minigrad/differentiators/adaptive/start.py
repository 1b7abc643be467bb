"""Where the search begins: the first window of each line, and the sides of x on which there is room."""

from __future__ import annotations

import sys
from typing import NamedTuple

import numpy as np

from minigrad.arrays import Float64Array, IntArray, filled
from minigrad.differentiators.adaptive.adaptive_settings import SETTINGS
from minigrad.differentiators.adaptive.ladder import SLOTS
from minigrad.differentiators.adaptive.state import State
from minigrad.probes.geometry import Geometry
from minigrad.probes.probe import Probe


class Start(NamedTuple):
    """What is known about every line of a probe before f is evaluated.

    Attributes:
        scale: the length to begin with, |x|, or 1 where x is zero.
        below, above: how far t may go to either side, inside the bounds and inside the floating-point numbers.
        side: 0 where there is room on both sides of x, else the side with more room, 1 or -1.
    """

    scale: Float64Array
    below: Float64Array
    above: Float64Array
    side: Float64Array


def start_of(geometry: Geometry) -> Start:
    """The scale of each line and the room that it has."""
    scale = np.where(geometry.magnitude > SETTINGS.smallest_scale, geometry.magnitude, geometry.unit)
    below = np.minimum(-geometry.lower, sys.float_info.max + np.minimum(geometry.position, 0.0))
    above = np.minimum(geometry.upper, sys.float_info.max - np.maximum(geometry.position, 0.0))
    narrow = np.minimum(below, above) < SETTINGS.nearest_bound * SETTINGS.first_window * scale
    return Start(scale, below, above, np.copysign(narrow, above - below))


def first_state(
    probe: Probe,
    start: Start,
    line: IntArray,
    side: Float64Array,
    *,
    two_sided: bool,
    slopes: Float64Array | None = None,
) -> State:
    """These lines at their first window.

    Args:
        probe: knows the lines.
        start: where each of them begins.
        line: the numbers of the lines.
        side: 1 or -1; 1 on two-sided lines.
        two_sided: whether there is room on both sides.
        slopes: (SLOTS, 2, n) what is known of them already.
    """
    if slopes is None:
        slopes = filled(2 * SLOTS * line.size, np.nan).reshape(SLOTS, 2, -1)
    scale, below, above = start.scale[line], start.below[line], start.above[line]
    room = np.minimum(below, above) if two_sided else np.where(side > 0, above, below)
    first = SETTINGS.first_window * (1.0 if two_sided else SETTINGS.one_sided_stretch)
    window = np.minimum(first * scale, room)
    position, unit = np.abs(probe.geometry.position[line]), probe.geometry.unit[line]
    return State.initial(line, side, position, scale, unit, room, probe.base()[line], slopes, window)
