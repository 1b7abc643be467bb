"""One check from beginning to end: watch the contracts, measure the slopes, judge, and report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from time import perf_counter
from typing import final

import numpy as np

from minigrad.checking.contracts.claimed import NARROW_ROUNDINGS, Claimed, read_claim
from minigrad.checking.contracts.edge import note_edge
from minigrad.checking.contracts.findings import STATIONARY
from minigrad.checking.contracts.repeatable import repeatable
from minigrad.checking.contracts.unused_argument import note_ignored_argument, warn_of_another_array
from minigrad.checking.contracts.watch import Watch
from minigrad.checking.cost import QUICK, Budget, warn_if_long
from minigrad.checking.explaining.explain import enrich
from minigrad.checking.measure import Claim, measure
from minigrad.checking.reporting.assemble import Evidence, assemble
from minigrad.checking.reporting.report import GradientReport
from minigrad.checking.screening.screen import screened
from minigrad.checking.verdict import DEFAULT_RTOL, Tolerance, judge
from minigrad.differentiators.robust.slopes import Kind, Slopes
from minigrad.differentiators.robust.steps import reach
from minigrad.probes.probe import Probe


@final
@dataclass(frozen=True)
class Task:
    """What is to be checked, and how.

    Attributes:
        watch: fun and jac at x.
        probe: the values of fun around it.
        name: what an entry is called.
        rtol, budget, order: as the caller gave them.
        rng: for whatever is random.
    """

    watch: Watch
    probe: Probe
    name: Callable[[int], str]
    rtol: float | None
    budget: int | None
    order: bool | None
    rng: np.random.Generator


def full(task: Task) -> GradientReport:
    """Check every entry."""
    return assemble(examine(task))


def examine(task: Task) -> Evidence:
    """What values of fun say about every entry."""
    watch = task.watch
    start = perf_counter()
    first = watch.begin()
    if task.budget is None:
        warn_if_long(task.probe, perf_counter() - start)
    claimed = read_claim(watch)
    evidence = _unmeasured(task, claimed)
    if claimed is None or not np.isfinite(first):
        return evidence
    slopes, noise = _measured(task, evidence, first)
    watch.repeat()
    evidence = replace(evidence, slopes=slopes)
    note_edge(evidence)
    if evidence.judgement().failed.any():
        note_ignored_argument(evidence)
    elif not evidence.analytic.any():
        warn_of_another_array(evidence)
    return enrich(evidence, noise, task.order, task.rng)


def _measured(task: Task, evidence: Evidence, first: float) -> tuple[Slopes, float]:
    """The slopes, and what repeated values at x differ by.

    With a single entry, a second value at x would be a sixth evaluation; it is only asked for when something is in
    doubt.
    """
    budget = Budget(task.budget)
    claim = Claim(task.probe, evidence.analytic, evidence.tolerance, 0.0, first)
    if task.probe.size == 1:
        slopes = measure(claim, budget, task.rng)
        if judge(claim.analytic, slopes, claim.tolerance).passed.all() and task.probe.evaluations <= 2 * QUICK:
            return slopes, 0.0
    noise = repeatable(task.watch, first, float(task.probe.base()[0]))
    return measure(replace(claim, noise=noise, at_x=None), budget, task.rng), noise


def screen(task: Task) -> GradientReport:
    """Check block by block along random directions."""
    first = task.watch.begin()
    claimed = read_claim(task.watch)
    evidence = _unmeasured(task, claimed)
    if claimed is None or not np.isfinite(first):
        return assemble(evidence)
    repeatable(task.watch, first, float(task.probe.base()[0]))
    task.watch.call_fun_elsewhere()
    task.watch.repeat()
    warn_of_another_array(evidence)
    report = screened(evidence, task.budget, task.rng)
    stationary = report.passed and not evidence.analytic.any()
    return replace(report, findings=(*report.findings, STATIONARY)) if stationary else report


def _unmeasured(task: Task, claimed: Claimed | None) -> Evidence:
    """What jac claims, NaN where that cannot be read, before anything is known of the slopes.

    Arithmetic in a narrow type rounds relative to the larger entries too.
    """
    n = task.probe.size
    values, epsilon = (np.full(n, np.nan), 0.0) if claimed is None else (claimed.values, claimed.epsilon)
    relative = task.rtol if task.rtol is not None else max(DEFAULT_RTOL, NARROW_ROUNDINGS * epsilon)
    tolerance = Tolerance.of(values, reach(task.probe.geometry), relative, epsilon)
    slopes = Slopes.unknown(n, Kind.UNRESOLVED)
    return Evidence(task.watch, task.probe, task.watch.x.shape, task.name, values, slopes, tolerance)
