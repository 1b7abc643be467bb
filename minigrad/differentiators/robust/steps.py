"""The steps at which f is evaluated on both sides of x, from a few roundings of x to about its length."""

from __future__ import annotations

import numpy as np

from minigrad.arrays import EPSILON, BoolArray, Float64Array
from minigrad.differentiators.robust.robust_settings import ROBUST
from minigrad.probes.geometry import Geometry


def step_lengths(geometry: Geometry) -> Float64Array:
    """The length (n,) that steps are measured in: |x_i|, or the unit where that is 0."""
    return np.where(geometry.magnitude > ROBUST.ladder.smallest, geometry.magnitude, geometry.unit)


def function_lengths(geometry: Geometry) -> Float64Array:
    """The length (n,) over which f is expected to change by its own size: |x_i|, or the unit where that is longer."""
    return np.maximum(geometry.magnitude, geometry.unit)


def is_tiny(geometry: Geometry) -> BoolArray:
    """Where x_i is not 0, but far below the unit (n,)."""
    return np.asarray(step_lengths(geometry) < ROBUST.ladder.tiny * geometry.unit)


def ladder_steps(geometry: Geometry) -> Float64Array:
    """Rising nominal steps (m, r), from 8 roundings of x to about the length of x, or 1 where x is smaller.

    All of the lines have a tiny x, or none has. Where x_i is 0 there are no roundings to start from, so the ladder
    starts at those of a hundredth of the unit.
    """
    own = ROBUST.ladder
    smallest = (
        own.shortest * EPSILON["d"] * np.where(geometry.magnitude > 0, geometry.magnitude, own.at_zero * geometry.unit)
    )
    smallest = np.maximum(smallest, own.smallest)
    powers = np.linspace(0.0, 1.0, own.tiny_rungs if is_tiny(geometry).any() else own.rungs)
    ratio = own.longest * function_lengths(geometry) / smallest
    return np.asarray(smallest[:, np.newaxis] * ratio[:, np.newaxis] ** powers)
