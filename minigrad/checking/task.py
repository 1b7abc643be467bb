"""One check from beginning to end: watch the contracts, measure the slopes, judge, and report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from time import perf_counter
from typing import final

import numpy as np

from minigrad.checking.assemble import Evidence, assemble
from minigrad.checking.budget import QUICK, Budget, warn_if_long
from minigrad.checking.contracts import Watch, repeatable
from minigrad.checking.deaf import note_deafness
from minigrad.checking.edge import note_edge
from minigrad.checking.enrich import enrich
from minigrad.checking.findings import STATIONARY
from minigrad.checking.measure import Claim, measure
from minigrad.checking.precision import NARROW_ROUNDINGS, Claimed, read_claim
from minigrad.checking.report import GradientReport
from minigrad.checking.screening import Screening, screened
from minigrad.checking.slopes import Kind, Slopes
from minigrad.checking.steps import lengths, reach
from minigrad.checking.verdict import DEFAULT_RTOL, Tolerance, judge
from minigrad.differentiators.probe import Probe



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
    if claimed is None or not np.isfinite(first):
        return _hopeless(task, claimed)
    tolerance = _tolerance(task, claimed)
    slopes, noise = _measured(task, claimed, tolerance, first)
    watch.repeat()
    note_edge(watch, task.name, lengths(task.probe.geometry), slopes)
    if judge(claimed.values, slopes, tolerance).failed.any():
        note_deafness(watch, claimed.values, slopes)
    evidence = Evidence(watch, task.probe, watch.x.shape, task.name, claimed.values, slopes, tolerance)
    return enrich(evidence, noise, task.order, task.rng)


def _measured(task: Task, claimed: Claimed, tolerance: Tolerance, first: float) -> tuple[Slopes, float]:
    """The slopes, and what repeated values at x differ by.

    With a single entry, a second value at x would be a sixth evaluation; it is only asked for when something is in doubt.
    """
    budget = Budget(task.budget)
    if task.probe.size == 1:
        slopes = measure(Claim(task.probe, claimed.values, tolerance, 0.0, first), budget, task.rng)
        if judge(claimed.values, slopes, tolerance).passed.all() and task.probe.evaluations <= 2 * QUICK:
            return slopes, 0.0
    noise = repeatable(task.watch, first, float(task.probe.base()[0]))
    return measure(Claim(task.probe, claimed.values, tolerance, noise), budget, task.rng), noise


def screen(task: Task) -> GradientReport:
    """Check block by block along random directions."""
    first = task.watch.begin()
    claimed = read_claim(task.watch)
    if claimed is None or not np.isfinite(first):
        return assemble(_hopeless(task, claimed))
    repeatable(task.watch, first, float(task.probe.base()[0]))
    task.watch.call_fun_elsewhere()
    task.watch.repeat()
    tolerance = _tolerance(task, claimed)
    job = Screening(task.watch, task.watch.origin, task.probe, task.name, claimed.values, tolerance, task.budget)
    report = screened(job, task.rng)
    stationary = report.passed and not claimed.values.any()
    return replace(report, findings=(*report.findings, STATIONARY)) if stationary else report


def _hopeless(task: Task, claimed: Claimed | None) -> Evidence:
    """What there is where nothing can be compared; the findings say why."""
    n = task.probe.size
    values = np.full(n, np.nan) if claimed is None else claimed.values
    nothing = Tolerance(DEFAULT_RTOL, np.zeros(n), np.zeros(n))
    slopes = Slopes.unknown(n, Kind.UNRESOLVED)
    return Evidence(task.watch, task.probe, task.watch.x.shape, task.name, values, slopes, nothing)


def _tolerance(task: Task, claimed: Claimed) -> Tolerance:
    """What an entry may be off by; arithmetic in a narrow type rounds relative to the larger entries too."""
    relative = task.rtol if task.rtol is not None else max(DEFAULT_RTOL, NARROW_ROUNDINGS * claimed.epsilon)
    return Tolerance.of(claimed.values, reach(task.probe.geometry), relative, claimed.epsilon)
