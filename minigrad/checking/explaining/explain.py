"""What a report says beyond the verdict: the likely cause of an error, and the order of the Taylor remainder."""

from __future__ import annotations

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, IntArray
from minigrad.checking.contracts.findings import FindingKind
from minigrad.checking.contracts.question import Question
from minigrad.checking.explaining.causes import Cause, likely_cause
from minigrad.checking.explaining.explaining_settings import EXPLAINING
from minigrad.checking.explaining.other_points import cause_at_other_points
from minigrad.checking.explaining.taylor_remainder import STEPS, OrderEvidence, measure_order
from minigrad.checking.rules.check_settings import CHECK
from minigrad.checking.rules.verdict import Judgement
from minigrad.differentiators.robust.slopes import Slopes


def explained(
    question: Question, slopes: Slopes, judgement: Judgement, noise: Float64Array
) -> tuple[Cause | None, OrderEvidence | None]:
    """The likely cause of an error, and the order of the Taylor remainder; None where there is nothing to say.

    A gradient that passes is not made to pay more than 5 evaluations per entry for it.

    Args:
        question: the gradient and its function.
        slopes: what is known of them.
        judgement: which entries pass and fail.
        noise: (n,) standard deviation of repeated values at x.
    """
    affordable = question.probe.evaluations + STEPS.size + 1 <= EXPLAINING.affordable * question.probe.columns
    order, failed = question.terms.order, judgement.failed.any()
    wanted = order if order is not None else affordable or not judgement.passed.all()
    cause = _cause(question, slopes, judgement.failed) if failed else None
    if not wanted or not np.isfinite(question.analytic).all() or question.watch.subject.directions is not None:
        return cause, None
    return cause, measure_order(question, np.maximum(noise, slopes.noise) if failed else noise)


def _cause(question: Question, slopes: Slopes, failed: BoolArray) -> Cause | None:
    watch, analytic, geometry = question.watch, question.analytic, question.probe.geometry
    if not np.isfinite(analytic).all() or watch.noted(FindingKind.FUN_IS_STATEFUL):
        return None
    allowed = CHECK.outside * slopes.bound + slopes.allowance + question.tolerance.absolute
    known = np.where(slopes.measured, allowed, 0.0)
    found = likely_cause(analytic, slopes.known, geometry.position, question.names.blocks, known, _mirrored(question))
    if found is not None or watch.origin.lower is not None:
        return found
    if watch.subject.directions is not None:
        return None
    return cause_at_other_points(question, failed)


def _mirrored(question: Question) -> IntArray | None:
    """(n,) which entry of a sparsity pattern is in the transposed place, where each of them has one."""
    pattern = question.watch.subject.pattern
    if pattern is None or pattern.shape[0] != pattern.shape[1]:
        return None
    where, inside = pattern.find(pattern.columns, pattern.rows)
    return where if inside.all() else None
