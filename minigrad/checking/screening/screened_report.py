"""The report of a screened gradient: the verdicts of its blocks, and the entries that were found to be wrong."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from minigrad.arrays import Float64Array, IntArray
from minigrad.checking.contracts.question import Question
from minigrad.checking.explaining.causes import likely_cause
from minigrad.checking.names import GivenNames
from minigrad.checking.reporting.assemble import assemble, worst_of
from minigrad.checking.reporting.entries import Coordinate
from minigrad.checking.reporting.evidence import Evidence
from minigrad.checking.reporting.report import GradientReport
from minigrad.checking.reporting.screened_block import ScreenedBlock
from minigrad.checking.rules.verdict import Verdict
from minigrad.checking.screening.gap import Gap
from minigrad.checking.screening.screening_settings import SCREENING
from minigrad.differentiators.robust.slopes import Slopes
from minigrad.layout import Block

METHOD = "differences along random directions"
"""What a report names as the origin of the slopes."""


def report_of(
    question: Question, results: list[tuple[ScreenedBlock, Gap]], entries: IntArray, slopes: Slopes
) -> GradientReport:
    """The report.

    Args:
        question: the gradient, and what it should be the gradient of.
        results: each block, and the gap that stands out most in it.
        entries: (m,) flat indices of entries that may be wrong.
        slopes: by these entries.
    """
    x = question.watch.origin.x
    evidence = Evidence(_about(question, entries), slopes)
    report = assemble(_with_cause(evidence, x.reshape(-1)[entries]))
    blocks = _confirmed(results, entries[evidence.judgement().failed], question.tolerance.widest)
    nothing = np.empty(0)
    return replace(
        report,
        verdict=worst_of([report.verdict, *(block.verdict for block in blocks)]),
        worst=tuple(_placed(item, entries, x) for item in report.worst),
        screened=blocks,
        rtol=question.tolerance.widest,
        shape=x.shape,
        analytic=nothing,
        numeric=nothing,
        bound=nothing,
        names=(),
        marks="",
        blocks=(),
        method=METHOD,
    )


def _about(question: Question, entries: IntArray) -> Question:
    """The question about some entries only."""
    return replace(
        question,
        shape=(entries.size,),
        names=GivenNames(entries.size, lambda index: question.names.name(int(entries[index]))),
        analytic=question.analytic[entries],
        tolerance=question.tolerance.take(entries),
    )


def _placed(item: Coordinate, entries: IntArray, x: Float64Array) -> Coordinate:
    """An entry with its index in x."""
    return replace(item, index=tuple(int(i) for i in np.unravel_index(int(entries[item.index[0]]), x.shape)))


def _confirmed(
    results: list[tuple[ScreenedBlock, Gap]], failed: IntArray, relative: float
) -> tuple[ScreenedBlock, ...]:
    """The blocks, of which those without an entry that fails by itself do not fail.

    They pass if the gap is within the relative tolerance that entries have, and are inconclusive otherwise.
    """
    found = list[ScreenedBlock]()
    for result, gap in results:
        if result.verdict is Verdict.FAIL and not np.isin(failed, gap.direction.entries).any():
            within = abs(gap.size) <= relative * gap.usual
            result = replace(result, verdict=Verdict.PASS if within else Verdict.INCONCLUSIVE)
        found.append(result)
    return tuple(found)


def _with_cause(evidence: Evidence, x: Float64Array) -> Evidence:
    """Factors show in a sample too; arrangements of a whole array do not."""
    if x.size < SCREENING.sampled or not evidence.judgement().failed.all():
        return evidence
    whole = Block.at("", 0, (x.size,))
    return replace(evidence, cause=likely_cause(evidence.question.analytic, evidence.slopes.known, x, [whole]))
