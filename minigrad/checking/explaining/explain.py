"""What a report says beyond the verdict: the likely cause of an error, and the order of the Taylor remainder."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from minigrad.arrays import BoolArray
from minigrad.checking.check_settings import CHECK
from minigrad.checking.contracts.findings import FindingKind
from minigrad.checking.evidence import Evidence
from minigrad.checking.explaining.causes import Cause, propose
from minigrad.checking.explaining.other_points import look_elsewhere
from minigrad.checking.explaining.taylor_remainder import LADDER, measure_order
from minigrad.differentiators.robust.steps import direction_lengths


def explained(evidence: Evidence, noise: float) -> Evidence:
    """Add what can be said; a gradient that passes is not made to pay more than 5 evaluations per entry for it.

    Args:
        evidence: what is known of every entry.
        noise: standard deviation of repeated values at x.
    """
    question, judgement = evidence.question, evidence.judgement()
    affordable = question.probe.evaluations + LADDER.size + 1 <= 5 * question.analytic.size
    order = question.terms.order
    wanted = order if order is not None else affordable or not judgement.passed.all()
    if judgement.failed.any():
        evidence = replace(evidence, cause=_cause(evidence, judgement.failed))
    if not wanted or not np.isfinite(question.analytic).all():
        return evidence
    sigma = max(noise, float(np.median(evidence.slopes.noise)) if judgement.failed.any() else noise)
    return replace(evidence, order=measure_order(question, sigma))


def _cause(evidence: Evidence, failed: BoolArray) -> Cause | None:
    question, slopes = evidence.question, evidence.slopes
    watch, analytic, geometry = question.watch, question.analytic, question.probe.geometry
    if not np.isfinite(analytic).all() or watch.noted(FindingKind.FUN_IS_STATEFUL):
        return None
    allowed = CHECK.outside * slopes.bound + slopes.room + question.tolerance.absolute
    known = np.where(slopes.measured, allowed, 0.0)
    found = propose(analytic, evidence.numeric, geometry.position, question.names.blocks, known)
    if found is not None or watch.origin.lower is not None:
        return found
    return look_elsewhere(watch, analytic, failed, direction_lengths(geometry))
