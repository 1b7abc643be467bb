"""check_gradient in screen mode, from the blocks to the report."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from minigrad.arrays import Float64Array, IntArray
from minigrad.checking.explaining.blocks import Block, find_blocks
from minigrad.checking.explaining.causes import propose
from minigrad.checking.reporting.assemble import Evidence, assemble, worst_of
from minigrad.checking.reporting.report import GradientReport
from minigrad.checking.screening.directional import Gap, Scale
from minigrad.checking.screening.locate import locate
from minigrad.checking.screening.screened_block import ScreenedBlock, screen_block
from minigrad.checking.verdict import Verdict
from minigrad.differentiators.robust.slopes import Kind, Slopes
from minigrad.differentiators.robust.steps import direction_lengths

DEFAULT_BUDGET = 2000
SAMPLED = 4
"""Random entries that must all be wrong for the whole block to be taken for wrong; fewer would show no common
factor."""


def screened(claim: Evidence, budget: int | None, rng: np.random.Generator) -> GradientReport:
    """Screen every block, follow up the ones that do not fit, and report.

    Args:
        claim: a gradient of whose slopes nothing is known.
        budget: the number of evaluations after which no more wrong entries are looked for.
        rng: draws directions and samples.
    """
    base, length = float(claim.probe.base()[0]), direction_lengths(claim.probe.geometry)
    scale = Scale(claim.watch.fun, claim.watch.origin, length, claim.analytic, claim.tolerance.absolute, base)
    blocks = find_blocks(claim.analytic.size, claim.name)
    results = [screen_block(scale, block, rng) for block in blocks]
    named: list[int] = []
    for block, (result, gap) in zip(blocks, results, strict=True):
        if result.verdict is Verdict.FAIL:
            named += _follow_up(scale, block, gap, budget if budget is not None else DEFAULT_BUDGET, rng)
    entries = np.unique(np.array(named, dtype=np.int64))
    scale.analytic = claim.analytic  # corrected while wrong entries were looked for
    slopes = _measured(scale, entries)
    return _report(replace(claim, extra_evaluations=scale.evaluations), results, entries, slopes)


def _follow_up(scale: Scale, block: Block, gap: Gap, budget: int, rng: np.random.Generator) -> list[int]:
    """The entries worth naming: some, where a sample says that all are wrong; the guilty ones otherwise."""
    count = min(SAMPLED, block.entries.size)
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
    unknown = Slopes.unknown(entries.size, Kind.UNRESOLVED)
    return replace(unknown, value=value, bound=bound, scale=around, around=around).marked(
        np.isfinite(bound), Kind.SMOOTH
    )


def _report(
    claim: Evidence, results: list[tuple[ScreenedBlock, Gap]], entries: IntArray, slopes: Slopes
) -> GradientReport:
    """The named entries, and the verdicts of the blocks."""
    x = claim.watch.origin.x
    evidence = replace(
        claim,
        shape=(entries.size,),
        name=lambda index: claim.name(int(entries[index])),
        analytic=claim.analytic[entries],
        slopes=slopes,
        tolerance=claim.tolerance.take(entries),
    )
    report = assemble(_with_cause(evidence, x.reshape(-1)[entries]))
    worst = tuple(
        replace(item, index=tuple(int(i) for i in np.unravel_index(int(entries[item.index[0]]), x.shape)))
        for item in report.worst
    )
    nothing = np.empty(0)
    confirmed = _confirmed(results, entries[evidence.judgement().failed], claim.tolerance.relative)
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
    block = Block("", np.arange(x.size), (x.size,))
    return replace(evidence, cause=propose(evidence.analytic, evidence.numeric, x, [block]))
