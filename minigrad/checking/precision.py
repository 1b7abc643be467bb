"""Gradients in float32: their formulas are judged in float64 where jac can work in it, and their rounding apart from that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np

from minigrad.arrays import AnyArray, Float64Array
from minigrad.checking.contracts import Watch, as_gradient
from minigrad.checking.findings import FindingKind

ROUNDINGS, FLOOR = 256.0, 64.0


@final
@dataclass(frozen=True)
class Claimed:
    """The gradient that is judged.

    Attributes:
        values: n numbers in C order.
        single: whether they carry float32 rounding.
    """

    values: Float64Array
    single: bool


def read_claim(watch: Watch) -> Claimed | None:
    """What jac claims at x, or None where it cannot be read as a gradient.

    For float32 x, jac is asked once more with x in float64. If it answers in float64, that answer is judged, and the one in
    float32 only has to agree with it to within rounding.
    """
    raw = watch.gradient()
    values = as_gradient(watch, raw)
    if values is None:
        return None
    single = raw.dtype.kind == "f" and raw.dtype.itemsize < 8
    if not single or watch.x.dtype == np.float64:
        return Claimed(values, single)
    finer: AnyArray = np.array(watch.jac(watch.x.astype(np.float64)))
    if finer.dtype != np.float64 or finer.shape != raw.shape or not np.isfinite(finer).all():
        return Claimed(values, single)
    double: Float64Array = finer.astype(np.float64).reshape(-1)
    epsilon = float(np.finfo(np.float32 if raw.dtype == np.float32 else np.float16).eps)
    allowed = epsilon * (ROUNDINGS * np.abs(double) + FLOOR * float(np.abs(double).max()))
    if (np.abs(values - double) > allowed).any():
        watch.note(FindingKind.JAC_DTYPE, f"in {raw.dtype} it differs from itself in float64 by far more than rounding")
    return Claimed(double, single=False)
