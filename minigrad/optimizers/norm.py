"""The Euclidean norm of a vector, without overflow."""

from __future__ import annotations

from math import sqrt

import numpy as np

from minigrad.arrays import FloatArray


def euclidean_norm(array: FloatArray) -> float:
    """sqrt(sum of squares) over all elements of a finite array, scaled by the largest where squares would overflow or
    underflow.

    >>> euclidean_norm(np.array([3.0, 4.0])), euclidean_norm(np.array([3e300, 4e300]))
    (5.0, 5e+300)
    """
    flat = array.astype(np.float64, copy=False).ravel()
    with np.errstate(over="ignore", under="ignore"):
        square = float(np.add.reduce(np.square(flat)))
    if 1e-200 < square < np.inf:  # squares that were lost to underflow add up to nothing beside this
        return sqrt(square)
    largest = float(np.abs(flat).max(initial=0.0))
    return largest * float(np.linalg.norm(flat / largest)) if largest > 0.0 else 0.0
