"""How far from x to look: pairs of steps for the quick look, a ladder from a few ulp upwards for the thorough one."""

from __future__ import annotations

import numpy as np

from minigrad.arrays import EPSILON, BoolArray, Float64Array
from minigrad.probes.geometry import Geometry

NEAR = (1.13e-4, 0.00893)
"""The quick look, in units of the length of x. Not powers of two: those would correlate the rounding errors of f."""
LONGER = (0.0437, 0.163)
"""Further steps where rounding hides digits that they can show."""
WITNESSES = (1.31e-6, 0.163)
"""A much shorter and a much longer step, which have to refute a claim as well."""

RUNGS = 31
"""Of the ladder; neighbouring ones differ by a factor 3 where x is 1 and 4.6 where it is 1e-6."""
TINY = 1e-6
"""An x below this part of the unit may be small by accident, or the unit of f; its ladder spans both and has more
rungs."""
TINY_RUNGS = 72
"""Rungs of the longer ladder for an x that is tiny beside its unit: it reaches from roundings of x to that unit."""
TOP = 0.437
"""The longest step of the ladder, in units of the length of x."""
SMALLEST_ULPS = 8.0
"""The shortest step, in roundings of x, so that x + h differs from x by nearly h."""
TINIEST = 1e-307
"""Shorter steps have no reciprocal, and few digits."""


def lengths(geometry: Geometry) -> Float64Array:
    """The length (n,) that steps are measured in: |x_i|, or the unit where that is 0."""
    return np.where(geometry.magnitude > TINIEST, geometry.magnitude, geometry.unit)


def direction_lengths(geometry: Geometry) -> Float64Array:
    """By how much a direction through all coordinates moves each (n,): |x_i|, but not far below the others.

    Entries that happen to be 0 would otherwise be moved by 1 beside weights of 0.01, and nothing else would be seen.
    """
    largest = float(np.max(geometry.magnitude, initial=0.0))
    if largest == 0.0:
        return geometry.unit.copy()
    typical = largest * float(
        np.sqrt(np.mean((geometry.magnitude / largest) ** 2))
    )  # squares alone would leave the range
    return np.maximum(geometry.magnitude, 0.1 * min(typical, 1.0))


def reach(geometry: Geometry) -> Float64Array:
    """The length (n,) over which f is looked at: |x_i|, or the unit where that is longer."""
    return np.maximum(geometry.magnitude, geometry.unit)


def is_tiny(geometry: Geometry) -> BoolArray:
    """Where x_i is not 0, but far below the unit (n,)."""
    return np.asarray(lengths(geometry) < TINY * geometry.unit)


def ladder_steps(geometry: Geometry) -> Float64Array:
    """Rising nominal steps (m, r), from 8 ulp of x to about the length of x, or 1 where x is smaller; all tiny, or
    none.

    Where x_i is 0 there is no ulp to start from, so the ladder starts at rounding of a hundredth of the unit.
    """
    smallest = SMALLEST_ULPS * EPSILON["d"] * np.where(geometry.magnitude > 0, geometry.magnitude, 0.01 * geometry.unit)
    smallest = np.maximum(smallest, TINIEST)
    powers = np.linspace(0.0, 1.0, TINY_RUNGS if is_tiny(geometry).any() else RUNGS)
    return np.asarray(smallest[:, np.newaxis] * (TOP * reach(geometry) / smallest)[:, np.newaxis] ** powers)
