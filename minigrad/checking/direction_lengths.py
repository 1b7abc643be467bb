"""By how much a direction through all coordinates moves each of them."""

from __future__ import annotations

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.checking.rules.check_settings import CHECK
from minigrad.probes.geometry import Geometry


def direction_lengths(geometry: Geometry) -> Float64Array:
    """The lengths (n,): |x_i|, but not far below those of the other coordinates.

    Entries that happen to be 0 would otherwise be moved by 1 beside weights of 0.01, and nothing else would be seen.
    """
    largest = float(np.max(geometry.magnitude, initial=0.0))
    if largest == 0.0:
        return geometry.unit.copy()
    share = geometry.magnitude / largest  # squares of the lengths themselves would leave the range of numbers
    typical = largest * float(np.sqrt(np.mean(share**2)))
    return np.maximum(geometry.magnitude, CHECK.least_length * min(typical, 1.0))
