"""check_gradient in screen mode, from the blocks to the report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import final

import numpy as np

from minigrad.arrays import Float64Array, IntArray
from minigrad.checking.assemble import Evidence, assemble
from minigrad.checking.blocks import Block, find_blocks
from minigrad.checking.causes import propose
from minigrad.checking.contracts import Watch
from minigrad.checking.directional import Gap, Scale
from minigrad.checking.locate import locate
from minigrad.checking.report import GradientReport
from minigrad.checking.screen import ScreenedBlock, screen_block
from minigrad.checking.slopes import Kind, Slopes
from minigrad.checking.steps import direction_lengths
from minigrad.checking.verdict import Tolerance, Verdict, judge
from minigrad.differentiators.lines import CoordinateLines, Origin
from minigrad.differentiators.evaluators import Serial, read_number
from minigrad.differentiators.probe import LineProbe, Probe

DEFAULT_BUDGET = 2000
SAMPLED = 4
"""Random entries that must all be wrong for the whole block to be taken for wrong; fewer would show no common factor."""


@final
@dataclass(frozen=True)
class Screening:
    """What is screened, and with what."""

    watch: Watch
    origin: Origin
    probe: Probe
    name: Callable[[int], str]
    analytic: Float64Array
    tolerance: Tolerance
    budget: int | None


def screened(task: Screening, rng: np.random.Generator) -> GradientReport:
    """Screen every block, follow up the ones that do not fit, and report."""
    base, length = float(task.probe.base()[0]), direction_lengths(task.probe.geometry)
    scale = Scale(task.watch.fun, task.origin, length, task.analytic, task.tolerance.absolute, base)
    blocks = find_blocks(task.analytic.size, task.name)
    results = [screen_block(scale, block, rng) for block in blocks]
    named: list[int] = []
    for block, (result, gap) in zip(blocks, results, strict=True):
        if result.verdict is Verdict.FAIL:
            named += _follow_up(task, scale, block, gap, rng)
    entries = np.unique(np.array(named, dtype=np.int64))
    scale.analytic = task.analytic  # corrected while wrong entries were looked for
    slopes = _measured(scale, entries)
    task.watch.evaluations += scale.evaluations + task.probe.evaluations
    return _report(task, results, entries, slopes)


def _follow_up(task: Screening, scale: Scale, block: Block, gap: Gap, rng: np.random.Generator) -> list[int]:
    """The entries worth naming: some, where a sample says that all are wrong; the guilty ones otherwise."""
    count = min(SAMPLED, block.entries.size)
    sample = rng.choice(block.entries, count, replace=False)
    if all(scale.glance(np.array([entry]), scale.length[[entry]], gap.steps).certain for entry in sample):
        return [int(entry) for entry in sample]
    return locate(gap, scale, task.budget if task.budget is not None else DEFAULT_BUDGET)


def _measured(scale: Scale, entries: IntArray) -> Slopes:
    """The slope by each named entry: a direction of its own."""
    gaps = [scale.look(entries[[k]], scale.length[entries[[k]]]) for k in range(entries.size)]
    length = scale.length[entries]
    value = scale.analytic[entries] - np.array([gap.size for gap in gaps]) / length
    bound = np.array([gap.bound for gap in gaps]) / length
    around = np.array([gap.around for gap in gaps]) / length
    unknown = Slopes.unknown(entries.size, Kind.UNRESOLVED)
    return replace(unknown, value=value, bound=bound, scale=around, around=around).marked(np.isfinite(bound), Kind.SMOOTH)


def _report(
    task: Screening, results: list[tuple[ScreenedBlock, Gap]], entries: IntArray, slopes: Slopes
) -> GradientReport:
    """The named entries, and the verdicts of the blocks."""
    probe = LineProbe(CoordinateLines(task.origin, entries), Serial(task.watch.fun, read_number))
    tolerance, analytic = task.tolerance.take(entries), task.analytic[entries]
    shape = (entries.size,)
    evidence = Evidence(task.watch, probe, shape, lambda index: task.name(int(entries[index])), analytic, slopes, tolerance)
    report = assemble(_with_cause(evidence, task, entries))
    worst = tuple(
        replace(item, index=tuple(int(i) for i in np.unravel_index(int(entries[item.index[0]]), task.origin.x.shape)))
        for item in report.worst
    )
    nothing = np.empty(0)
    failed = entries[judge(analytic, slopes, tolerance).failed]
    confirmed = _confirmed(results, failed, task.tolerance.relative)
    return replace(
        report, verdict=_overall(report, confirmed), worst=worst, screened=confirmed, shape=task.origin.x.shape,
        analytic=nothing, numeric=nothing, bound=nothing, names=(),
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


def _with_cause(evidence: Evidence, task: Screening, entries: IntArray) -> Evidence:
    """Factors show in a sample too; arrangements of a whole array do not."""
    if entries.size < SAMPLED or not judge(evidence.analytic, evidence.slopes, evidence.tolerance).failed.all():
        return evidence
    numeric = np.where(evidence.slopes.measured, evidence.slopes.value, np.nan)
    block = Block("", np.arange(entries.size), (entries.size,))
    return replace(evidence, cause=propose(evidence.analytic, numeric, task.origin.x.reshape(-1)[entries], [block]))


def _overall(report: GradientReport, results: tuple[ScreenedBlock, ...]) -> Verdict:
    verdicts = {report.verdict, *(result.verdict for result in results)}
    if Verdict.FAIL in verdicts:
        return Verdict.FAIL
    return Verdict.INCONCLUSIVE if Verdict.INCONCLUSIVE in verdicts else Verdict.PASS
