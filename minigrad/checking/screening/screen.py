"""check_gradient in screen mode: block by block along random directions, down to the wrong entries."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from minigrad.arrays import Float64Array, IntArray
from minigrad.checking.contracts.findings import STATIONARY
from minigrad.checking.contracts.question import Question
from minigrad.checking.contracts.repeatable import repeatable
from minigrad.checking.contracts.repeated_jac import repeat_jac
from minigrad.checking.explaining.unused_argument import warn_of_another_array
from minigrad.checking.reporting.assemble import assemble
from minigrad.checking.reporting.evidence import Evidence
from minigrad.checking.reporting.report import GradientReport
from minigrad.checking.rules.verdict import Verdict
from minigrad.checking.screening.directions import Directions
from minigrad.checking.screening.gap import Direction, Gap
from minigrad.checking.screening.locate import locate
from minigrad.checking.screening.screen_block import screen_block
from minigrad.checking.screening.screened_convention import convention_along
from minigrad.checking.screening.screened_report import report_of
from minigrad.checking.screening.screening_settings import SCREENING
from minigrad.differentiators.estimate import Status
from minigrad.differentiators.robust.slopes import Slopes
from minigrad.layout import Block


def screen(question: Question) -> GradientReport:
    """Check block by block along random directions."""
    if not question.comparable:
        return assemble(Evidence.unmeasured(question))
    watch = question.watch
    repeatable(watch, question.value, question.probe.base()[:1])
    watch.call_fun_elsewhere()
    repeat_jac(watch)
    warn_of_another_array(question)
    report = _screened(question)
    stationary = report.passed and not question.analytic.any()
    return replace(report, findings=(*report.findings, STATIONARY)) if stationary else report


def _screened(question: Question) -> GradientReport:
    """Screen every block, follow up the ones that do not fit, and report."""
    watch, probe, terms = question.watch, question.probe, question.terms
    base, rounding = float(probe.base()[0]), question.tolerance.absolute
    directions = Directions(question.number_function, watch.origin, probe, rounding, base)
    question = convention_along(question, directions)
    claimed = question.analytic
    most = probe.evaluations + (SCREENING.evaluations if terms.budget is None else terms.budget)
    blocks = [block for block in question.names.blocks if block.size]
    results = [screen_block(directions, claimed, block, terms.rng) for block in blocks]
    named: list[int] = []
    for block, (result, gap) in zip(blocks, results, strict=True):
        if result.verdict is Verdict.FAIL:
            some = _sample_if_all_wrong(directions, claimed, block, gap, terms.rng)
            named += some if some else locate(gap, directions, claimed, most)
    entries = np.unique(np.array(named, dtype=np.int64))
    return report_of(question, results, entries, _measured(directions, claimed, entries))


def _sample_if_all_wrong(
    directions: Directions, claimed: Float64Array, block: Block, gap: Gap, rng: np.random.Generator
) -> list[int]:
    """Some entries at random, where all of them are wrong, so that all of the block must be; else none."""
    sample = rng.choice(block.entries, min(SCREENING.sampled, block.size), replace=False)
    alone = (Direction(np.array([entry]), directions.length[[entry]]) for entry in sample)
    wrong = all(directions.gap_at(claimed, direction, gap.steps).refuted for direction in alone)
    return [int(entry) for entry in sample] if wrong else []


def _measured(directions: Directions, claimed: Float64Array, entries: IntArray) -> Slopes:
    """The slope by each named entry: a direction of its own."""
    length = directions.length[entries]
    gaps = [directions.gap(claimed, Direction(entries[[k]], length[[k]])) for k in range(entries.size)]
    value = claimed[entries] - np.array([gap.size for gap in gaps]) / length
    bound = np.array([gap.bound for gap in gaps]) / length
    around = np.array([gap.around for gap in gaps]) / length
    unknown = Slopes.unknown(entries.size, Status.NOT_RESOLVED)
    return replace(unknown, value=value, bound=bound, steepest=around, steepest_farther=around).marked(
        np.isfinite(bound), Status.CONVERGED
    )
