"""The Euclidean norm of a vector, without overflow."""

from __future__ import annotations

import numpy as np

from minigrad.arrays import FloatArray


def euclidean_norm(array: FloatArray) -> float:
    """sqrt(sum of squares) over all elements of a finite array, scaled by the largest so that no square overflows.

    >>> euclidean_norm(np.array([3e300, 4e300]))
    5e+300
    """
    flat = array.astype(np.float64).ravel()
    largest = float(np.abs(flat).max(initial=0.0))
    return largest * float(np.linalg.norm(flat / largest)) if largest > 0.0 else 0.0
