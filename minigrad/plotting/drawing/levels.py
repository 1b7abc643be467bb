"""Levels of contours: equally spaced, or logarithmic where the values span decades."""

from __future__ import annotations

from math import ceil, floor, log10
from typing import Final

import numpy as np

from minigrad.arrays import Float64Array

BANDS: Final = 12
"""The approximate number of bands."""

WIDE: Final = 100.0
"""The ratio of the range of the values to the height of their lowest tenth above the minimum from which on levels are
logarithmic."""

DEEPEST: Final = 1e-12
"""The lowest logarithmic level, as a part of the range of the values."""


def levels_for(values: Float64Array) -> Float64Array:
    """Ascending round numbers that enclose all ``values``, which are finite: the boundaries of contour bands.

    Where the values span decades, the range is more than :data:`WIDE` times the height of the lowest tenth of the
    values above the minimum; the levels are then the minimum plus 1, 2, 5, 10, 20, ... or a coarser such sequence. A
    minimum that is positive but small counts as 0.

    >>> levels_for(np.array([0.0, 1.0, 3.0, 6.0]))
    array([0. , 0.5, 1. , 1.5, 2. , 2.5, 3. , 3.5, 4. , 4.5, 5. , 5.5, 6. ])
    >>> levels_for(np.array([0.0, 0.5, 5.0, 50.0, 90.0])).tolist()
    [0.0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0]
    """
    low, high = float(values.min()), float(values.max())
    height = high - low
    if height <= 1e-12 * max(abs(low), abs(high)):
        room = 0.5 * max(abs(low), 1.0)
        return np.array([low - room, low + room])
    tenth = float(np.quantile(values - low, 0.1))
    if height <= WIDE * tenth:
        return _equally_spaced(low, high)
    first = max(tenth / 10.0, DEEPEST * height)
    if 0.0 <= low <= tenth:
        return np.concatenate([[0.0], _powers(max(first, low), high)])
    return low + np.concatenate([[0.0], _powers(first, height)])


def labels_of(levels: Float64Array) -> list[str]:
    """Each level with four digits, or as many as distinguish them.

    >>> labels_of(np.array([0.0, 0.5, 1e-7])), labels_of(np.array([1000.1, 1000.2]))
    (['0', '0.5', '1e-07'], ['1000.1', '1000.2'])
    """
    for digits in range(4, 17):
        labels = [f"{level:.{digits}g}" for level in levels.tolist()]
        if len(set(labels)) == len(labels):
            return labels
    return [repr(level) for level in levels.tolist()]


def _equally_spaced(low: float, high: float) -> Float64Array:
    rough = (high - low) / BANDS
    power = 10.0 ** floor(log10(rough))
    step = power * next(size for size in (1.0, 2.0, 2.5, 5.0, 10.0) if size * power >= rough * (1.0 - 1e-9))
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return step * np.arange(first, last + 1, dtype=np.float64)


def _powers(first: float, last: float) -> Float64Array:
    """Powers of ten, with 2 and 5 times them if the number of bands allows it, from about ``first`` to the next above
    ``last``."""
    low, high = floor(log10(first)), ceil(log10(last))
    decades = high - low
    between = (1.0, 2.0, 5.0) if decades <= BANDS // 3 else (1.0, 3.0) if decades <= BANDS // 2 else (1.0,)
    stride = max(1, -(-decades // BANDS))
    exponents = np.arange(high, low - 1, -stride)[::-1]
    numbers: Float64Array = np.multiply.outer(10.0**exponents, np.array(between)).ravel()
    return numbers[: int(np.searchsorted(numbers, last * (1.0 - 1e-9))) + 1]
