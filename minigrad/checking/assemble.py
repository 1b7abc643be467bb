"""Puts a report together from the evidence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import final

import numpy as np

from minigrad.arrays import Float64Array, IntArray, Shape
from minigrad.checking.causes import Cause
from minigrad.checking.contracts import Watch
from minigrad.checking.coordinate import Coordinate, explain
from minigrad.checking.order import OrderEvidence
from minigrad.checking.report import GradientReport
from minigrad.checking.self_test import examine
from minigrad.checking.slopes import Kind, Slopes
from minigrad.checking.verdict import Judgement, Tolerance, Verdict, judge
from minigrad.differentiators.probe import Probe

LISTED = 20
UNCHECKED_LISTED = 1000
NAMED = 100_000


@final
@dataclass(frozen=True)
class Evidence:
    """Everything that was found out about a claimed gradient.

    Attributes:
        confirmed: flat indices of entries that values of fun leave open and that other evidence confirms.
        notes: sentences about what else was verified.
    """

    watch: Watch
    probe: Probe
    shape: Shape
    name: Callable[[int], str]
    analytic: Float64Array
    slopes: Slopes
    tolerance: Tolerance
    cause: Cause | None = None
    order: OrderEvidence | None = None
    extra_evaluations: int = 0
    confirmed: IntArray = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    notes: tuple[str, ...] = ()

    @property
    def evaluations(self) -> int:
        """How often fun was evaluated, in all."""
        return self.probe.evaluations + self.watch.evaluations + self.extra_evaluations

    def judgement(self) -> Judgement:
        """What passes and what fails."""
        judged = judge(self.analytic, self.slopes, self.tolerance)
        judged.passed[self.confirmed] = True
        return judged


def assemble(evidence: Evidence) -> GradientReport:
    """The report."""
    judgement = evidence.judgement()
    errors = relative_errors(evidence.analytic, evidence.slopes, evidence.tolerance)
    errors[evidence.confirmed] = np.nan  # a distance from noise is no error
    n, passed, failed = evidence.analytic.size, int(judgement.passed.sum()), int(judgement.failed.sum())
    unchecked = np.flatnonzero(evidence.slopes.kind == Kind.UNCHECKED)[:UNCHECKED_LISTED]
    return GradientReport(
        verdict=overall(evidence.watch, n, passed, failed),
        max_relative_error=float(np.max(np.where(np.isnan(errors), 0.0, errors), initial=0.0)),
        worst=tuple(_coordinate(evidence, judgement, errors, int(i)) for i in _ranked(judgement, errors)[:LISTED]),
        findings=tuple(evidence.watch.findings),
        counts=(passed, failed, n - passed - failed),
        unchecked=tuple(evidence.name(int(index)) for index in unchecked),
        evaluations=evidence.evaluations,
        shape=evidence.shape,
        analytic=evidence.analytic,
        numeric=np.where(evidence.slopes.measured, evidence.slopes.value, np.nan),
        bound=np.where(evidence.slopes.measured, evidence.slopes.bound, np.inf),
        rtol=evidence.tolerance.relative,
        self_test=examine(evidence.analytic, evidence.slopes, evidence.tolerance),
        cause=evidence.cause,
        order=evidence.order,
        notes=evidence.notes,
        names=tuple(map(evidence.name, range(n))) if n <= NAMED else (),
    )


def relative_errors(analytic: Float64Array, slopes: Slopes, tolerance: Tolerance) -> Float64Array:
    """(n,) distance over the larger value, or over a thousandth of the slope around x; NaN where nothing was measured."""
    around = 1e-3 * slopes.scale
    size = np.maximum(np.maximum(np.abs(analytic), np.abs(slopes.value)), around)
    gap = np.abs(analytic - slopes.value)
    relative = np.divide(gap, size, out=np.zeros_like(gap), where=size > 0)
    return np.where(slopes.measured, relative, np.nan)


def overall(watch: Watch, n: int, passed: int, failed: int) -> Verdict:
    """The verdict on the whole: the worst of all entries and findings."""
    verdicts = {finding.verdict for finding in watch.findings}
    if failed or Verdict.FAIL in verdicts:
        return Verdict.FAIL
    return Verdict.PASS if passed == n and Verdict.INCONCLUSIVE not in verdicts else Verdict.INCONCLUSIVE


def _ranked(judgement: Judgement, errors: Float64Array) -> IntArray:
    """Entries in the order of interest: failed, inconclusive, passed; the least accurate first."""
    group = np.where(judgement.failed, 0, np.where(judgement.passed, 2, 1))
    return np.lexsort((-np.nan_to_num(errors, nan=np.inf), group))


def _coordinate(evidence: Evidence, judgement: Judgement, errors: Float64Array, index: int) -> Coordinate:
    slopes = evidence.slopes
    verdict = (
        Verdict.FAIL if judgement.failed[index] else Verdict.PASS if judgement.passed[index] else Verdict.INCONCLUSIVE
    )
    analytic, value, bound = (float(array[index]) for array in (evidence.analytic, slopes.value, slopes.bound))
    noise, sides = float(slopes.noise[index]), (float(slopes.left[index]), float(slopes.right[index]))
    confirmed = index in evidence.confirmed
    by_values = Verdict.INCONCLUSIVE if confirmed else verdict
    reason = explain(by_values, Kind(int(slopes.kind[index])), analytic, value, bound, noise, sides)
    if confirmed:
        reason = f"confirmed from its parts; by values of fun alone {reason}"
    place = tuple(int(i) for i in np.unravel_index(index, evidence.shape)) if evidence.shape else ()
    name = evidence.name(index)
    measured = bool(slopes.measured[index])
    numeric, known = (value, bound) if measured else (float("nan"), float("inf"))
    return Coordinate(name, place, analytic, numeric, known, float(errors[index]), verdict, reason)
