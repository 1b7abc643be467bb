"""Gradients in float32, and of x in integers: formulas are judged in float64 where jac can work in it, and the type apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np

from minigrad.arrays import AnyArray, Float64Array
from minigrad.checking.contracts import Watch, alike, as_gradient, described
from minigrad.checking.findings import FindingKind
from minigrad.checking.verdict import Verdict

NARROW_ROUNDINGS = 64.0
"""A gradient computed in float32 or float16 may be off by so many of its roundings."""
SAME_ROUNDING = 1e-6
"""A float32 answer to integers of 16 bits is no mistake; what is cut off is larger than that."""


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
    _note_truncation(watch, raw)
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


def _note_truncation(watch: Watch, expected: AnyArray) -> None:
    """Ask jac once more where x was passed as an array of integers: it must not answer in integers what it answers in floats.

    ``np.zeros_like(x)`` makes an array of integers then, and cuts off what is written into it.
    """
    given = watch.given
    if not isinstance(given, np.ndarray) or given.dtype.kind not in "iu":
        return
    try:
        answered: AnyArray = np.array(watch.jac(given.copy()))
    except Exception as error:  # numpy refuses some operations on integers; x in floats is what is checked
        watch.note(FindingKind.JAC_DTYPE, f"for x of dtype {given.dtype} it raised {described(error)}", Verdict.PASS)
        return
    if not alike(answered, expected, SAME_ROUNDING):
        watch.note(FindingKind.JAC_DTYPE, f"for x of dtype {given.dtype} it returned other values than for the same x in "
                   "float64; work on x.astype(float), and start from np.zeros(x.shape) instead of np.zeros_like(x)")
