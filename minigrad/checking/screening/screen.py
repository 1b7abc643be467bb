"""check_gradient in screen mode, from the blocks to the report."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from minigrad.arrays import Float64Array, IntArray
from minigrad.checking.contracts.findings import STATIONARY
from minigrad.checking.contracts.question import Question
from minigrad.checking.contracts.repeatable import repeatable
from minigrad.checking.explaining.causes import propose
from minigrad.checking.explaining.unused_argument import warn_of_another_array
from minigrad.checking.names import GivenNames
from minigrad.checking.reporting.assemble import assemble, worst_of
from minigrad.checking.reporting.evidence import Evidence
from minigrad.checking.reporting.report import GradientReport
from minigrad.checking.reporting.screened_block import ScreenedBlock
from minigrad.checking.rules.verdict import Verdict
from minigrad.checking.screening.directional import Gap, Scale
from minigrad.checking.screening.locate import locate
from minigrad.checking.screening.screen_block import screen_block
from minigrad.differentiators.estimate import Status
from minigrad.differentiators.robust.slopes import Slopes
from minigrad.differentiators.robust.steps import direction_lengths
from minigrad.layout import Block

DEFAULT_BUDGET = 2000
SCREENING = "slopes along random directions"
SAMPLED = 4
"""Random entries that must all be wrong for the whole block to be taken for wrong; fewer would show no common
factor."""


def screen(question: Question) -> GradientReport:
    """Check block by block along random directions."""
    evidence = Evidence.unmeasured(question)
    if not question.comparable:
        return assemble(evidence)
    repeatable(question.watch, question.value, float(question.probe.base()[0]))
    question.watch.call_fun_elsewhere()
    question.watch.repeat()
    warn_of_another_array(question)
    report = _screened(evidence)
    stationary = report.passed and not question.analytic.any()
    return replace(report, findings=(*report.findings, STATIONARY)) if stationary else report


def _screened(claim: Evidence) -> GradientReport:
    """Screen every block, follow up the ones that do not fit, and report."""
    budget, rng = claim.question.terms.budget, claim.question.terms.rng
    base, length = float(claim.question.probe.base()[0]), direction_lengths(claim.question.probe.geometry)
    scale = Scale(
        claim.question.watch.fun,
        claim.question.watch.origin,
        length,
        claim.question.analytic,
        claim.question.tolerance.absolute,
        base,
    )
    blocks = [block for block in claim.question.names.blocks if block.size]
    results = [screen_block(scale, block, rng) for block in blocks]
    named: list[int] = []
    for block, (result, gap) in zip(blocks, results, strict=True):
        if result.verdict is Verdict.FAIL:
            named += _follow_up(scale, block, gap, budget if budget is not None else DEFAULT_BUDGET, rng)
    entries = np.unique(np.array(named, dtype=np.int64))
    scale.analytic = claim.question.analytic  # corrected while wrong entries were looked for
    slopes = _measured(scale, entries)
    claim.question.probe.count(scale.evaluations)
    return _report(claim, results, entries, slopes)


def _follow_up(scale: Scale, block: Block, gap: Gap, budget: int, rng: np.random.Generator) -> list[int]:
    """The entries worth naming: some, where a sample says that all are wrong; the guilty ones otherwise."""
    count = min(SAMPLED, block.size)
    sample = rng.choice(block.entries, count, replace=False)
    if all(scale.glance(np.array([entry]), scale.length[[entry]], gap.steps).certain for entry in sample):
        return [int(entry) for entry in sample]
    return locate(gap, scale, budget)


def _measured(scale: Scale, entries: IntArray) -> Slopes:
    """The slope by each named entry: a direction of its own."""
    gaps = [scale.look(entries[[k]], scale.length[entries[[k]]]) for k in range(entries.size)]
    length = scale.length[entries]
    value = scale.analytic[entries] - np.array([gap.size for gap in gaps]) / length
    bound = np.array([gap.bound for gap in gaps]) / length
    around = np.array([gap.around for gap in gaps]) / length
    unknown = Slopes.unknown(entries.size, Status.NOT_RESOLVED)
    return replace(unknown, value=value, bound=bound, scale=around, around=around).marked(
        np.isfinite(bound), Status.CONVERGED
    )


def _report(
    claim: Evidence, results: list[tuple[ScreenedBlock, Gap]], entries: IntArray, slopes: Slopes
) -> GradientReport:
    """The named entries, and the verdicts of the blocks."""
    x = claim.question.watch.origin.x
    question = claim.question
    named = replace(
        question,
        shape=(entries.size,),
        names=GivenNames(entries.size, lambda index: question.names.name(int(entries[index]))),
        analytic=question.analytic[entries],
        tolerance=question.tolerance.take(entries),
    )
    evidence = replace(claim, question=named, slopes=slopes)
    report = assemble(_with_cause(evidence, x.reshape(-1)[entries]))
    worst = tuple(
        replace(item, index=tuple(int(i) for i in np.unravel_index(int(entries[item.index[0]]), x.shape)))
        for item in report.worst
    )
    nothing = np.empty(0)
    confirmed = _confirmed(results, entries[evidence.judgement().failed], claim.question.tolerance.relative)
    return replace(
        report,
        verdict=worst_of([report.verdict, *(block.verdict for block in confirmed)]),
        worst=worst,
        screened=confirmed,
        shape=x.shape,
        analytic=nothing,
        numeric=nothing,
        bound=nothing,
        names=(),
        marks="",
        method=SCREENING,
    )


def _confirmed(
    results: list[tuple[ScreenedBlock, Gap]], failed: IntArray, relative: float
) -> tuple[ScreenedBlock, ...]:
    """The blocks, of which those without an entry that fails by itself do not fail.

    They pass if the gap is within the relative tolerance that entries have, and are inconclusive otherwise.
    """
    found = list[ScreenedBlock]()
    for result, gap in results:
        if result.verdict is Verdict.FAIL and not np.isin(failed, gap.entries).any():
            within = abs(gap.size) <= relative * gap.usual
            result = replace(result, verdict=Verdict.PASS if within else Verdict.INCONCLUSIVE)
        found.append(result)
    return tuple(found)


def _with_cause(evidence: Evidence, x: Float64Array) -> Evidence:
    """Factors show in a sample too; arrangements of a whole array do not."""
    if x.size < SAMPLED or not evidence.judgement().failed.all():
        return evidence
    block = Block.at("", 0, (x.size,))
    return replace(evidence, cause=propose(evidence.question.analytic, evidence.slopes.known, x, [block]))
