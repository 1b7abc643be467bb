"""Whether fun returns the same value whenever it is called at x, and what it varies by where it does not."""

from __future__ import annotations

import numpy as np

from minigrad.checking.contracts.alike import close
from minigrad.checking.contracts.findings import FindingKind
from minigrad.checking.contracts.watch import Watch
from minigrad.checking.rules.verdict import Verdict


def repeatable(watch: Watch, first: float, second: float) -> float:
    """Note it when fun differs from call to call, and return the standard deviation of what it returns.

    Args:
        watch: fun at x.
        first: its value before jac was called.
        second: the value that the probe found, in its own way, after that.
    """
    if close(first, second):
        return 0.0
    values = [watch.value(), watch.value()]
    if values == [first, first]:
        return 0.0  # two ways of computing f that round differently
    values = [first, second, *values, *(watch.value() for _ in range(4))]
    moves = np.diff(values)
    if not moves[1:].any():
        watch.note_change(first, second)
        return 0.0
    spread = float(np.std(values, ddof=1))
    if (moves > 0).all() or (moves < 0).all():
        watch.note_change(first, values[-1])
    else:
        watch.note(
            FindingKind.FUN_NOT_DETERMINISTIC,
            f"repeated calls at x differ by {spread:.1e} (standard deviation); fix the random numbers that it uses",
            Verdict.PASS,
        )
    return spread
