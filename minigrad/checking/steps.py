"""How far from x to look: two pairs of steps for the quick look, a ladder from a few ulp upwards for the thorough one."""

from __future__ import annotations

from math import ceil, log

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.differentiators.lines import Geometry

LONG = (0.00237, 0.00893)
SHORT = (1.337e-5, 5.21e-5)
FAR = (0.0437, 0.163)
MIDDLE = (2.13e-4, 7.91e-4)
"""The quick looks, in units of the length of x. Not powers of two: those would correlate the rounding errors of f."""

RATIO = 3.21
MOST_RUNGS = 40
TOP = 0.437
SMALLEST_ULPS = 8.0
ROUNDING = 2.0**-52
TINIEST = 1e-307
"""Shorter steps have no reciprocal, and few digits."""


def lengths(geometry: Geometry) -> Float64Array:
    """The length that steps are measured in: |x_i|, but not far below its neighbours, and the unit where all are 0."""
    largest = float(np.max(geometry.magnitude, initial=0.0))
    if largest == 0.0:
        return geometry.unit.copy()
    typical = largest * float(np.sqrt(np.mean((geometry.magnitude / largest) ** 2)))  # squares alone would leave the range
    return np.maximum(geometry.magnitude, 0.1 * min(typical, 1.0))


def ladder_steps(geometry: Geometry, length: Float64Array) -> Float64Array:
    """Rising nominal steps (m, r), from 8 ulp of x to about the length of x, or 1 where x is smaller.

    Where x_i is 0 there is no ulp to start from, so the ladder starts at rounding of the typical length.
    """
    smallest = SMALLEST_ULPS * ROUNDING * np.where(geometry.magnitude > 0, geometry.magnitude, 0.01 * length)
    smallest = np.maximum(smallest, TINIEST)
    largest = TOP * np.maximum(length, np.minimum(geometry.unit, 1e6 * length))
    span = float(np.max(largest / smallest, initial=2.0))
    rungs = min(MOST_RUNGS, ceil(log(span) / log(RATIO)) + 1)
    powers = np.linspace(0.0, 1.0, rungs)
    return np.asarray(smallest[:, np.newaxis] * (largest / smallest)[:, np.newaxis] ** powers)
