"""Whether two results are the same numbers, exactly or up to rounding."""

from __future__ import annotations

import numpy as np

from minigrad.arrays import EPSILON, AnyArray
from minigrad.checking.rules.check_settings import CHECK


def close(one: float, other: float) -> bool:
    """Whether two values of fun are the same up to rounding; what is not finite has its own finding."""
    rounding = CHECK.same_roundings * EPSILON["d"] * max(abs(one), abs(other))
    return not np.isfinite(one - other) or abs(one - other) <= rounding


def alike(one: AnyArray, other: AnyArray, tolerance: float | None = None) -> bool:
    """Whether two results are the same numbers up to rounding, or up to a tolerance, relative to the largest of
    them."""
    if one.shape != other.shape or one.dtype.kind not in "fiu" or other.dtype.kind not in "fiu":
        return same(one, other)
    if tolerance is None:
        tolerance = CHECK.same_roundings * max(float(np.spacing(array.dtype.type(1))) for array in (one, other))
    a, b = one.astype(np.float64), other.astype(np.float64)
    return bool(
        np.allclose(a, b, rtol=tolerance, atol=tolerance * float(np.max(np.abs(b), initial=0.0)), equal_nan=True)
    )


def same(one: AnyArray, other: AnyArray) -> bool:
    """Whether two arrays are equal, NaN for NaN."""
    return one.shape == other.shape and bool(np.array_equal(one, other, equal_nan=one.dtype.kind in "fc"))
