"""Whether two results are the same numbers, exactly or up to rounding."""

from __future__ import annotations

import numpy as np

from minigrad.arrays import EPSILON, AnyArray, Float64Array
from minigrad.checking.rules.check_settings import CHECK


def close(one: Float64Array, other: Float64Array) -> bool:
    """Whether two values of fun are the same up to rounding, output by output; what is not finite has its own
    finding."""
    with np.errstate(all="ignore"):
        apart = np.abs(one - other)
        rounding = CHECK.same_roundings * EPSILON["d"] * np.maximum(np.abs(one), np.abs(other))
        return bool((~np.isfinite(apart) | (apart <= rounding)).all())


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
