"""What a report says beyond the verdict: the likely cause of an error, and the order of the Taylor remainder."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from minigrad.arrays import BoolArray
from minigrad.checking.contracts.findings import FindingKind
from minigrad.checking.explaining.blocks import find_blocks
from minigrad.checking.explaining.causes import Cause, propose
from minigrad.checking.explaining.other_points import look_elsewhere
from minigrad.checking.explaining.taylor_remainder import LADDER, measure_order
from minigrad.checking.reporting.assemble import Evidence
from minigrad.checking.verdict import OUTSIDE
from minigrad.differentiators.robust.steps import direction_lengths


def enrich(evidence: Evidence, noise: float, order: bool | None, rng: np.random.Generator) -> Evidence:
    """Add what can be said; a gradient that passes is not made to pay more than 5 evaluations per entry for it."""
    judgement = evidence.judgement()
    affordable = evidence.evaluations + LADDER.size + 1 <= 5 * evidence.analytic.size
    wanted = order if order is not None else affordable or not judgement.passed.all()
    if judgement.failed.any():
        evidence = replace(evidence, cause=_cause(evidence, judgement.failed))
    if not wanted or not np.isfinite(evidence.analytic).all():
        return evidence
    length = direction_lengths(evidence.probe.geometry)
    sigma = max(noise, float(np.median(evidence.slopes.noise)) if judgement.failed.any() else noise)
    found, cost = measure_order(evidence.watch.fun, evidence.watch.origin, evidence.analytic, length, sigma, rng)
    return replace(evidence, order=found, extra_evaluations=cost)


def _cause(evidence: Evidence, failed: BoolArray) -> Cause | None:
    if not np.isfinite(evidence.analytic).all() or evidence.watch.noted(FindingKind.FUN_IS_STATEFUL):
        return None
    blocks = find_blocks(evidence.analytic.size, evidence.name)
    x = evidence.probe.geometry.position
    allowed = OUTSIDE * evidence.slopes.bound + evidence.slopes.room + evidence.tolerance.absolute
    found = propose(evidence.analytic, evidence.numeric, x, blocks, np.where(evidence.slopes.measured, allowed, 0.0))
    if found is not None or evidence.watch.origin.lower is not None:
        return found
    return look_elsewhere(evidence.watch, evidence.analytic, failed, direction_lengths(evidence.probe.geometry))
