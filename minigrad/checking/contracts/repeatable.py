"""Whether fun returns the same value whenever it is called at x, and what it varies by where it does not."""

from __future__ import annotations

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.checking.contracts.alike import close, same
from minigrad.checking.contracts.findings import FindingKind
from minigrad.checking.contracts.watch import Watch
from minigrad.checking.rules.check_settings import CHECK
from minigrad.checking.rules.verdict import Verdict


def repeatable(watch: Watch, first: Float64Array, second: Float64Array, given: float = 0.0) -> Float64Array:
    """Note it when fun differs from call to call, and return the standard deviations (k,) of what it returns.

    Args:
        watch: fun at x.
        first: (k,) its value before jac was called.
        second: (k,) the value that the probe found, in its own way, after that.
        given: the standard deviation that the caller knows of.
    """
    none = np.zeros(first.size)
    if close(first, second):
        return none
    values = [watch.value(), watch.value()]
    if all(same(value, first) for value in values):
        return none  # two ways of computing f that round differently
    values = [first, second, *values, *(watch.value() for _ in range(4))]
    moves = np.nan_to_num(np.diff(values, axis=0))
    if not moves[1:].any():
        watch.note_change(first, second)
        return none
    spread: Float64Array = np.nan_to_num(np.std(values, axis=0, ddof=1))
    if ((moves > 0).all(axis=0) | (moves < 0).all(axis=0)).any():
        watch.note_change(first, values[-1])
    else:
        watch.note(FindingKind.FUN_NOT_DETERMINISTIC, _varies(float(spread.max()), given), Verdict.PASS)
    return spread


def _varies(spread: float, given: float) -> str:
    seen = f"repeated calls at x differ by {spread:.1e} (standard deviation)"
    if not given:
        return f"{seen}; fix the random numbers that it uses"
    if spread > CHECK.noisier * given:
        return f"{seen}, far more than the `noise` of {given:.1g} that is given; what was measured counts"
    return f"{seen}, where a `noise` of {given:.1g} is given"
