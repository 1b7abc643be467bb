"""Slopes from imaginary steps: Im f(x + i h) / h.

h is so short that its square vanishes beside 1, and nothing is subtracted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np

from minigrad.arrays import Float64Array, everywhere
from minigrad.differentiators.complex.complex_settings import COMPLEX
from minigrad.probes.geometry import Geometry
from minigrad.probes.probe import Probe


@final
@dataclass(frozen=True, eq=False)
class ComplexSlopes:
    """Im f(x + i h) / h on every line, NaN where it is not finite; f(x); and h; (n,) each."""

    slope: Float64Array
    value: Float64Array
    step: Float64Array

    @property
    def finite(self) -> bool:
        """Whether the slopes of all lines are."""
        return everywhere(np.isfinite(self.slope))


def scale_of(geometry: Geometry) -> Float64Array:
    """|x|, or 1 where x is 0: what steps are relative to."""
    return np.where(geometry.magnitude > COMPLEX.smallest, geometry.magnitude, geometry.unit)


def complex_slopes(probe: Probe) -> ComplexSlopes:
    """One evaluation for each line, two where digits may have been lost to underflow."""
    # A power of two, so that dividing by it is exact, and not so small that products with it lose digits.
    exponent = np.frexp(scale_of(probe.geometry))[1]
    step = np.maximum(np.ldexp(COMPLEX.step, exponent), COMPLEX.shortest)
    with np.errstate(all="ignore"):  # where f leaves the range of numbers, the slope is not finite, and unknown
        values = probe.complex_values(np.arange(probe.size), step)
        real, rise = values.real, values.imag.copy()
        tiny = np.flatnonzero(
            (np.abs(rise) < COMPLEX.smallest_rise)
            & ((rise != 0) | (np.abs(real) < COMPLEX.smallest_rise) & (real != 0))
        )
        if tiny.size:
            step[tiny] *= COMPLEX.longer
            rise[tiny] = probe.complex_values(tiny, step[tiny]).imag
        slope = rise / step
    return ComplexSlopes(np.where(np.isfinite(slope) & np.isfinite(real), slope, np.nan), real, step)
