"""Gradients in float32: their formulas are judged in float64 where jac can work in it, and their rounding apart from that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np

from minigrad.arrays import AnyArray, Float64Array
from minigrad.checking.contracts import Watch, alike, as_gradient
from minigrad.checking.findings import FindingKind
from minigrad.checking.integers import note_truncation

NARROW_ROUNDINGS = 64.0
"""A gradient computed in float32 or float16 may be off by so many of its roundings."""


@final
@dataclass(frozen=True)
class Claimed:
    """The gradient that is judged.

    Attributes:
        values: n numbers in C order.
        epsilon: of the type whose rounding they carry, 0 for float64.
    """

    values: Float64Array
    epsilon: float


def read_claim(watch: Watch) -> Claimed | None:
    """What jac claims at x, or None where it cannot be read as a gradient.

    For float32 x, jac is asked once more with x in float64. If it answers in float64, that answer is judged, and the one in
    float32 only has to agree with it to within rounding.
    """
    raw = watch.gradient()
    note_truncation(watch, raw)
    values = as_gradient(watch, raw)
    if values is None:
        return None
    narrow = raw.dtype.kind == "f" and raw.dtype.itemsize < 8
    epsilon = float(np.finfo(np.float32 if raw.dtype == np.float32 else np.float16).eps) if narrow else 0.0
    double = _in_double(watch, values) if narrow and watch.x.dtype == np.float32 else None
    if double is None:
        return Claimed(values, epsilon)
    if not alike(values, double, NARROW_ROUNDINGS * epsilon):
        watch.note(FindingKind.JAC_DTYPE, f"in {raw.dtype} it differs from itself in float64 by far more than rounding")
    return Claimed(double, epsilon=0.0)


def _in_double(watch: Watch, values: Float64Array) -> Float64Array | None:
    """What jac answers to x in float64, where it can and answers in float64."""
    try:
        finer: AnyArray = np.array(watch.jac(watch.origin.x.copy()))
    except Exception:  # it is made for float32, and its answer to that is judged
        return None
    if finer.dtype != np.float64 or finer.size != values.size or not np.isfinite(finer).all():
        return None
    return finer.astype(np.float64).reshape(-1)
