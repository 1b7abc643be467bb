"""The claimed gradient as jac returns it: its shape, its type, and what it is in float64.

Formulas are judged in float64 where jac can work in it, and the type apart.
"""

from __future__ import annotations

import numpy as np

from minigrad.arrays import EPSILON, AnyArray, Float64Array
from minigrad.checking.contracts.alike import alike
from minigrad.checking.contracts.findings import FindingKind, described
from minigrad.checking.contracts.first_calls import first_claim
from minigrad.checking.contracts.shape_findings import readable
from minigrad.checking.contracts.watch import Watch
from minigrad.checking.rules.check_settings import CHECK
from minigrad.checking.rules.verdict import Verdict


def read_claim(watch: Watch) -> tuple[Float64Array, Float64Array] | None:
    """What jac claims at x, flat in C order, and for each entry the epsilon of the type whose rounding it carries (0
    for float64); None where it cannot be read as a gradient.

    For float32 x, jac is asked once more with x in float64. If it answers in float64, that answer is judged, and the
    one in float32 only has to agree with it to within rounding.
    """
    raw = first_claim(watch)
    _note_truncation(watch, raw)
    if not readable(watch, raw):
        return None
    _note_dtype(watch, raw)
    values = raw.reshape(-1).astype(np.float64)
    if not np.isfinite(values).all() and not watch.noted(FindingKind.FUN_NOT_FINITE):
        bad = int(np.argmin(np.isfinite(values)))
        name = f"entry {bad} (counted in C order)" if watch.subject.structure is None else watch.subject.entry_name(bad)
        watch.note(FindingKind.JAC_NOT_FINITE, f"{name} is {values[bad]}")
    epsilon, widest = watch.claimed_epsilon, float(watch.claimed_epsilon.max(initial=0.0))
    double = _in_double(watch, values) if widest > 0.0 and watch.subject.is_narrow else None
    if double is None:
        return values, epsilon
    if not alike(values, double, CHECK.narrow_roundings * widest):
        watch.note(FindingKind.JAC_DTYPE, f"in {raw.dtype} it differs from itself in float64 by far more than rounding")
    return double, np.zeros(values.size)


def _note_dtype(watch: Watch, claimed: AnyArray) -> None:
    """A narrower type than that of x is worth knowing; float16 x reaches jac as float64, but may be answered in
    float16. Structures were looked at array by array."""
    if watch.subject.structure is not None:
        return
    given: AnyArray = np.asarray(watch.subject.given)
    narrowest = min(watch.x.dtype.itemsize, given.dtype.itemsize) if given.dtype.kind == "f" else watch.x.dtype.itemsize
    if claimed.dtype.kind in "iu" or claimed.dtype.itemsize < narrowest:
        watch.note(
            FindingKind.JAC_DTYPE, f"it returned dtype {claimed.dtype} for x of dtype {watch.x.dtype}", Verdict.PASS
        )


def _in_double(watch: Watch, values: Float64Array) -> Float64Array | None:
    """What jac answers to x in float64, where it can and answers in float64."""
    try:
        finer, epsilon = watch.double_claim()
    except Exception:  # it is made for float32, and its answer to that is judged
        return None
    if epsilon.any() or finer.size != values.size or not np.isfinite(finer).all():
        return None
    return finer.astype(np.float64).reshape(-1)


def _note_truncation(watch: Watch, expected: AnyArray) -> None:
    """Ask jac once more where x was passed as an array of integers: it must not answer in integers what it answers in
    floats.

    ``np.zeros_like(x)`` makes an array of integers then, and cuts off what is written into it. That is more than the
    rounding of float32, which integers of 16 bits may be answered in.
    """
    given = watch.subject.given
    if not isinstance(given, np.ndarray) or given.dtype.kind not in "iu":
        return
    try:
        answered: AnyArray = watch.read(watch.jac(given.copy()))  # in integers, as a caller might
    except Exception as error:  # numpy refuses some operations on integers; x in floats is what is checked
        watch.note(FindingKind.JAC_DTYPE, f"for x of dtype {given.dtype} it raised {described(error)}", Verdict.PASS)
        return
    if not alike(answered, expected, CHECK.narrow_roundings * EPSILON["f"]):
        watch.note(
            FindingKind.JAC_DTYPE,
            f"for x of dtype {given.dtype} it returned other values than for the same x in "
            "float64; work on x.astype(float), and start from np.zeros(x.shape) instead of np.zeros_like(x)",
        )
