"""The ladder of steps at which f is evaluated on both sides of x, from a few roundings of x to about its length."""

from __future__ import annotations

import numpy as np

from minigrad.arrays import EPSILON, BoolArray, Float64Array
from minigrad.differentiators.robust.robust_settings import ROBUST
from minigrad.probes.geometry import Geometry


def lengths(geometry: Geometry) -> Float64Array:
    """The length (n,) that steps are measured in: |x_i|, or the unit where that is 0."""
    return np.where(geometry.magnitude > ROBUST.ladder.smallest, geometry.magnitude, geometry.unit)


def direction_lengths(geometry: Geometry) -> Float64Array:
    """By how much a direction through all coordinates moves each (n,): |x_i|, but not far below the others.

    Entries that happen to be 0 would otherwise be moved by 1 beside weights of 0.01, and nothing else would be seen.
    """
    largest = float(np.max(geometry.magnitude, initial=0.0))
    if largest == 0.0:
        return geometry.unit.copy()
    share = geometry.magnitude / largest  # squares of the lengths themselves would leave the range of numbers
    typical = largest * float(np.sqrt(np.mean(share**2)))
    return np.maximum(geometry.magnitude, 0.1 * min(typical, 1.0))


def reach(geometry: Geometry) -> Float64Array:
    """The length (n,) over which f is looked at: |x_i|, or the unit where that is longer."""
    return np.maximum(geometry.magnitude, geometry.unit)


def is_tiny(geometry: Geometry) -> BoolArray:
    """Where x_i is not 0, but far below the unit (n,)."""
    return np.asarray(lengths(geometry) < ROBUST.ladder.tiny * geometry.unit)


def ladder_steps(geometry: Geometry) -> Float64Array:
    """Rising nominal steps (m, r), from 8 roundings of x to about the length of x, or 1 where x is smaller.

    All of the lines have a tiny x, or none has. Where x_i is 0 there are no roundings to start from, so the ladder
    starts at those of a hundredth of the unit.
    """
    own = ROBUST.ladder
    smallest = own.shortest * EPSILON["d"] * np.where(geometry.magnitude > 0, geometry.magnitude, 0.01 * geometry.unit)
    smallest = np.maximum(smallest, own.smallest)
    powers = np.linspace(0.0, 1.0, own.tiny_rungs if is_tiny(geometry).any() else own.rungs)
    ratio = own.longest * reach(geometry) / smallest
    return np.asarray(smallest[:, np.newaxis] * ratio[:, np.newaxis] ** powers)
