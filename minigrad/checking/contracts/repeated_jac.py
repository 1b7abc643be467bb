"""Whether jac returns the same array whenever it is called at x, and why it does not where it does not."""

from __future__ import annotations

import numpy as np

from minigrad.arrays import AnyArray
from minigrad.checking.contracts.alike import alike, close
from minigrad.checking.contracts.findings import FindingKind, described
from minigrad.checking.contracts.watch import Watch


def repeat_jac(watch: Watch) -> None:
    """Call jac at x twice more, after fun and jac were called elsewhere, and note what differs from the first call."""
    again, twice = _once_more(watch), _once_more(watch)
    if again is None or twice is None:
        return
    if not (alike(again, watch.claimed) and alike(twice, watch.claimed)):
        _note_difference(watch, again, twice)
    elif watch.overwritten:
        watch.note(
            FindingKind.JAC_RETURNS_ALIAS,
            "a later call changed the array that an earlier call had returned; return a new array each time",
        )


def _once_more(watch: Watch) -> AnyArray | None:
    try:
        return watch.claim_at(watch.x.copy())
    except Exception as error:  # it did not raise at first, and what it returned then can be judged
        _note_stateful(watch, f"raised {described(error)}")
        return None


def _note_stateful(watch: Watch, did: str) -> None:
    watch.note(
        FindingKind.JAC_IS_STATEFUL, f"called again at the same x it {did}; it must depend on its argument alone"
    )


def _note_difference(watch: Watch, again: AnyArray, twice: AnyArray) -> None:
    """Why results at the same x differ: what fun(x), and jac(x) straight after it, return now tells which of the two
    keeps state."""
    value = watch.value()
    fresh = _once_more(watch)
    if not close(value, watch.first_value) and not watch.noted(FindingKind.FUN_NOT_DETERMINISTIC):
        watch.note_change(watch.first_value, value)
    elif fresh is not None and alike(fresh, watch.claimed):
        watch.note(
            FindingKind.JAC_READS_FUN,
            "at the same x it repeats itself only straight after fun(x): it reads what the last call of fun left "
            "behind; compute everything from the argument, and change no array that is kept",
        )
    elif _accumulates(watch, again, twice):
        watch.note(
            FindingKind.JAC_ACCUMULATES,
            "every call at the same x returns the gradient once more, added to the last "
            "result; start each call from zeros",
        )
    else:
        _note_stateful(watch, "returned something else")


def _accumulates(watch: Watch, again: AnyArray, twice: AnyArray) -> bool:
    """Whether two results of jac in a row differ by the first one."""
    if again.shape != twice.shape or again.dtype.kind not in "fiu":
        return False
    return alike(twice.astype(np.float64) - again.astype(np.float64), watch.claimed)
