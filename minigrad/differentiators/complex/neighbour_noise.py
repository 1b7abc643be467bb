"""How much a complex slope is rounded, by comparison with two slopes next to x."""

from __future__ import annotations

import numpy as np

from minigrad.arrays import BoolArray, Float64Array
from minigrad.differentiators.complex.complex_settings import COMPLEX
from minigrad.differentiators.complex.complex_slopes import ComplexSlopes, scale_of
from minigrad.probes.probe import Probe


def neighbour_noise(probe: Probe, found: ComplexSlopes, known: BoolArray) -> Float64Array:
    """How far the slope is from the straight line through two slopes next to it, which bounds keep on one side of x.

    They are so close that what is left is rounding, also that of x inside f, which moves the slope where f bends
    sharply. They are spaced unevenly, since the rounded values of evenly spaced ones often lie on a straight line.
    """
    noise, lines = np.zeros(probe.size), np.flatnonzero(known)
    if not lines.size:
        return noise
    geometry, step = probe.geometry.take(lines), found.step[lines]
    d = COMPLEX.neighbour * scale_of(geometry)
    near = np.where(geometry.upper >= d, d, -d)
    far = np.clip(
        np.where((geometry.lower <= -d) & (near > 0), -COMPLEX.uneven * d, COMPLEX.uneven * near),
        geometry.lower,
        geometry.upper,
    )
    with np.errstate(all="ignore"):
        values = probe.complex_values(np.tile(lines, 2), np.tile(step, 2), np.concatenate([near, far]))
        v = values.imag.reshape(2, -1) / step
        rest = np.abs((far * (v[0] - found.slope[lines]) - near * (v[1] - found.slope[lines])) / (far - near))
    underflow = np.finfo(np.float64).smallest_subnormal / step
    noise[lines] = np.where(np.isfinite(rest), np.maximum(rest - 2 * underflow, 0.0), np.inf)
    return noise
