"""Recognises a function that ignores its argument: the article's ``lambda w: net.loss(x, t)``.

Its numerical gradient is correctly zero; its author meant to vary the array that it closes over.
"""

from __future__ import annotations

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.checking.contracts.alike import close
from minigrad.checking.contracts.findings import FindingKind
from minigrad.checking.contracts.question import Question
from minigrad.checking.contracts.watch import Watch
from minigrad.checking.rules.verdict import Verdict
from minigrad.differentiators.captured_array import captured_array
from minigrad.differentiators.ignored_argument import FAR_POINTS, warn_if_array_is_used_instead
from minigrad.probes.function_types import DOMAIN_ERRORS


def note_ignored_argument(question: Question, numeric: Float64Array) -> None:
    """Add a finding where fun does not react to any coordinate although the gradient says that it should."""
    watch, analytic = question.watch, question.analytic
    if not analytic.any() or not (numeric == 0.0).all() or _reacts(watch, analytic):
        return
    owner = captured_array(watch.subject.fun, watch.subject.given)
    holds = f"; it uses the array `{owner}`, which holds the same numbers as x" if owner else ""
    watch.note(
        FindingKind.FUN_IGNORES_X,
        f"it returns the same value wherever x is moved{holds}; compute the value from the argument",
    )


def warn_of_another_array(question: Question) -> None:
    """Warn where fun uses an array instead of its argument. Zeros are then right, and whether they are meant is left
    open."""
    owner = warn_if_array_is_used_instead(question.probe)
    if owner:
        question.watch.note(
            FindingKind.FUN_IGNORES_X,
            f"it uses the array `{owner}`, which holds the same numbers as x; compute the value from the argument",
            Verdict.FAIL if question.analytic.any() else Verdict.INCONCLUSIVE,
        )


def _reacts(watch: Watch, analytic: Float64Array) -> bool:
    """Whether fun changes when x is moved far, in two ways, or is too large for the claimed change to show."""
    point = watch.origin.x
    for factor, shift in FAR_POINTS:
        far = watch.origin.clip(np.asarray(factor * point + shift))
        try:
            moved, still = watch.value_at(far.copy()), watch.value_at(point.copy())
        except DOMAIN_ERRORS:
            return True
        if not np.array_equal(moved, still) or close(still, still + _claimed_change(watch, analytic, far)):
            return True
    return False


def _claimed_change(watch: Watch, analytic: Float64Array, far: Float64Array) -> Float64Array:
    """(k,) by how much the outputs should change on the way to a point far from x."""
    probe, size = watch.probe, np.abs(analytic)
    if watch.subject.directions is None:
        size = size * np.abs(far - watch.origin.x).reshape(-1)[probe.moved]
    sums: Float64Array = np.bincount(probe.output, size, watch.first_value.size).astype(np.float64, copy=False)
    return sums
