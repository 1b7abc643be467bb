"""Slopes from imaginary steps: Im f(x + i h) / h.

h is so short that its square vanishes beside 1, and nothing is subtracted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, final

import numpy as np

from minigrad.arrays import Float64Array, everywhere
from minigrad.probes.geometry import Geometry
from minigrad.probes.probe import Probe

RELATIVE_STEP: Final = 2.0**-70
"""h / |x|. Its square is far below rounding, for functions whose scale is anything down to 1e-13 |x|."""
SMALLEST_STEP: Final = 2.0**-1022
SMALLEST_RISE: Final = 1e-290
"""An imaginary part below this may have lost digits to underflow: then the step is made longer by the next factor,"""
LONGER: Final = 2.0**36
"""after which h / |x| = 2^-34; its square is still below rounding, for functions whose scale is down to |x| / 100."""
SMALLEST: Final = 1e-301
"""An |x| below this is no scale: next to it there is no room for numbers that are smaller still."""


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
    return np.where(geometry.magnitude > SMALLEST, geometry.magnitude, geometry.unit)


def complex_slopes(probe: Probe) -> ComplexSlopes:
    """One evaluation for each line, two where digits may have been lost to underflow."""
    # A power of two, so that dividing by it is exact, and not so small that products with it lose digits.
    exponent = np.frexp(scale_of(probe.geometry))[1]
    step = np.maximum(np.ldexp(RELATIVE_STEP, exponent), SMALLEST_STEP)
    with np.errstate(
        all="ignore"
    ):  # where f leaves the range of numbers, the slope is not finite, and said to be unknown
        values = probe.complex_values(np.arange(probe.size), step)
        real, rise = values.real, values.imag.copy()
        tiny = np.flatnonzero(
            (np.abs(rise) < SMALLEST_RISE) & ((rise != 0) | (np.abs(real) < SMALLEST_RISE) & (real != 0))
        )
        if tiny.size:
            step[tiny] *= LONGER
            rise[tiny] = probe.complex_values(tiny, step[tiny]).imag
        slope = rise / step
    return ComplexSlopes(np.where(np.isfinite(slope) & np.isfinite(real), slope, np.nan), real, step)
