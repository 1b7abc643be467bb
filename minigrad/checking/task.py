"""One check from beginning to end: watch the contracts, measure the slopes, judge, and report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from typing import final

import numpy as np
import numpy.typing as npt

from minigrad.checking.assemble import Evidence, assemble
from minigrad.checking.budget import QUICK, Budget, warn_if_long
from minigrad.checking.contracts import Watch, repeatable
from minigrad.checking.deaf import note_deafness
from minigrad.checking.enrich import enrich
from minigrad.checking.integers import note_truncation
from minigrad.checking.measure import Claim, measure
from minigrad.checking.precision import Claimed, read_claim
from minigrad.checking.report import GradientReport
from minigrad.checking.screening import Screening, screened
from minigrad.checking.slopes import Kind, Slopes
from minigrad.checking.steps import lengths
from minigrad.checking.verdict import DEFAULT_RTOL, Tolerance, judge
from minigrad.differentiators.lines import Origin
from minigrad.differentiators.probe import Probe

SINGLE_ROUNDINGS = 64.0


@final
@dataclass(frozen=True)
class Task:
    """What is to be checked, and how.

    Attributes:
        watch: fun and jac at x.
        origin, probe: x with its bounds, and the values of fun around it.
        name: what an entry is called.
        rtol, budget, order: as the caller gave them.
        rng: for whatever is random.
        given: x itself as the caller passed it.
    """

    watch: Watch
    origin: Origin
    probe: Probe
    name: Callable[[int], str]
    rtol: float | None
    budget: int | None
    order: bool | None
    rng: np.random.Generator
    given: npt.ArrayLike


def full(task: Task) -> GradientReport:
    """Check every entry."""
    return assemble(examine(task))


def examine(task: Task) -> Evidence:
    """What values of fun say about every entry."""
    claimed = read_claim(task.watch)
    note_truncation(task.watch, task.given)
    start = perf_counter()
    first = task.watch.value()
    if task.budget is None:
        warn_if_long(task.probe, perf_counter() - start)
    if claimed is None or not np.isfinite(first):
        return _hopeless(task, claimed)
    tolerance = _tolerance(task, claimed)
    slopes, noise = _measured(task, claimed, tolerance, first)
    if judge(claimed.values, slopes, tolerance).failed.any():
        note_deafness(task.watch, task.given, claimed.values, slopes)
    evidence = Evidence(task.watch, task.probe, task.origin.x.shape, task.name, claimed.values, slopes, tolerance)
    return enrich(evidence, task.origin, noise, task.order, task.rng)


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
    claimed = read_claim(task.watch)
    note_truncation(task.watch, task.given)
    first = task.watch.value()
    if claimed is None or not np.isfinite(first):
        return assemble(_hopeless(task, claimed))
    repeatable(task.watch, first, float(task.probe.base()[0]))
    tolerance = _tolerance(task, claimed)
    job = Screening(task.watch, task.origin, task.probe, task.name, claimed.values, tolerance, task.budget)
    return screened(job, task.rng)


def _hopeless(task: Task, claimed: Claimed | None) -> Evidence:
    """What there is where nothing can be compared; the findings say why."""
    n = task.probe.size
    values = np.full(n, np.nan) if claimed is None else claimed.values
    nothing = Tolerance(DEFAULT_RTOL, np.zeros(n), np.zeros(n))
    slopes = Slopes.unknown(n, Kind.UNRESOLVED)
    return Evidence(task.watch, task.probe, task.origin.x.shape, task.name, values, slopes, nothing)


def _tolerance(task: Task, claimed: Claimed) -> Tolerance:
    """What an entry may be off by; float32 arithmetic rounds relative to the larger entries too."""
    epsilon = float(np.finfo(np.float32 if claimed.single else np.float64).eps)
    relative = task.rtol if task.rtol is not None else max(DEFAULT_RTOL, SINGLE_ROUNDINGS * epsilon * claimed.single)
    return Tolerance.of(claimed.values, lengths(task.probe.geometry), relative, epsilon)
