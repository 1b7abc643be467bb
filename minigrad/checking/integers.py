"""x as an array of integers: numpy then cuts off what a gradient writes into an array made like x."""

from __future__ import annotations

import numpy as np

from minigrad.arrays import AnyArray
from minigrad.checking.contracts import Watch, alike, described
from minigrad.checking.findings import FindingKind
from minigrad.checking.verdict import Verdict

SAME_ROUNDING = 1e-6
"""A float32 answer to integers of 16 bits is no mistake; what is cut off is larger than that."""


def note_truncation(watch: Watch, expected: AnyArray) -> None:
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
