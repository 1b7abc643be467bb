"""Puts a report together from the evidence."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import final

import numpy as np

from minigrad.arrays import Float64Array, IntArray, Shape
from minigrad.checking.contracts.findings import STATIONARY, FindingKind
from minigrad.checking.contracts.watch import Watch
from minigrad.checking.explaining.causes import Cause
from minigrad.checking.explaining.self_test import examine
from minigrad.checking.explaining.taylor_remainder import OrderEvidence
from minigrad.checking.reporting.entries import ZERO, Coordinate, explain
from minigrad.checking.reporting.marks import relative_errors, write_marks
from minigrad.checking.reporting.report import GradientReport
from minigrad.checking.verdict import DEFAULT_RTOL, Judgement, Tolerance, Verdict, judge
from minigrad.differentiators.robust.slopes import Kind, Slopes
from minigrad.probes.probe import Probe


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
    def numeric(self) -> Float64Array:
        """(n,) what values of fun say of each slope, NaN where they say nothing."""
        return np.where(self.slopes.measured, self.slopes.value, np.nan)

    @property
    def evaluations(self) -> int:
        """How often fun was evaluated, in all."""
        return self.probe.evaluations + self.watch.evaluations + self.extra_evaluations

    def judgement(self) -> Judgement:
        """What passes and what fails; where fun is not finite at x, no entry is to blame for that."""
        if self.watch.noted(FindingKind.FUN_NOT_FINITE):
            nobody = np.zeros(self.analytic.size, dtype=np.bool_)
            return Judgement(nobody, nobody)
        judged = judge(self.analytic, self.slopes, self.tolerance)
        judged.passed[self.confirmed] = True
        return judged


def assemble(evidence: Evidence) -> GradientReport:
    """The report."""
    judgement = evidence.judgement()
    bound: Float64Array = np.where(evidence.slopes.measured, evidence.slopes.bound, np.inf)
    errors = relative_errors(evidence.analytic, evidence.slopes.value, bound, judgement.passed)
    errors[evidence.confirmed] = np.nan  # a distance from noise is no error
    self_test = examine(evidence.analytic, evidence.slopes, evidence.tolerance)
    n, passed, failed = evidence.analytic.size, int(judgement.passed.sum()), int(judgement.failed.sum())
    entries = Verdict.FAIL if failed else Verdict.PASS if passed == n else Verdict.INCONCLUSIVE
    stationary = passed == n == evidence.watch.x.size and not self_test.entries
    unchecked = np.flatnonzero(evidence.slopes.kind == Kind.UNCHECKED)[:1000]
    return GradientReport(
        verdict=worst_of([entries, *(finding.verdict for finding in evidence.watch.findings)]),
        max_relative_error=float(np.max(np.where(np.isnan(errors), 0.0, errors), initial=0.0)),
        worst=tuple(_coordinate(evidence, judgement, errors, int(i)) for i in _ranked(judgement, errors)[:20]),
        findings=(*evidence.watch.findings, *([STATIONARY] if stationary else [])),
        counts=(passed, failed, n - passed - failed),
        unchecked=tuple(evidence.name(int(index)) for index in unchecked),
        evaluations=evidence.evaluations,
        shape=evidence.shape,
        analytic=evidence.analytic,
        numeric=evidence.numeric,
        bound=bound,
        rtol=evidence.tolerance.relative,
        self_test=self_test,
        digits=_few_digits(evidence, judgement),
        cause=evidence.cause,
        order=evidence.order,
        notes=evidence.notes,
        marks=write_marks(judgement, evidence.slopes, evidence.confirmed),
        names=tuple(map(evidence.name, range(n))) if n <= 100_000 else (),
    )


def _size(evidence: Evidence) -> Float64Array:
    return np.maximum(np.abs(evidence.analytic), np.abs(evidence.slopes.value))


def _few_digits(evidence: Evidence, judgement: Judgement) -> int | None:
    """The digits that the least certain entry is known to, apart from those that pass as zero, if these are few."""
    allowed = evidence.tolerance.relative
    size, uncertain = _size(evidence), evidence.slopes.bound + evidence.tolerance.absolute
    passed = judgement.passed & (size > ZERO * uncertain)
    known = max(allowed, float(np.max(uncertain[passed] / size[passed], initial=0.0)))
    digits, wanted = (int(-np.log10(error)) for error in (known, min(allowed, DEFAULT_RTOL)))
    return digits if digits < wanted and passed.any() else None


def worst_of(verdicts: Collection[Verdict]) -> Verdict:
    """FAIL if there is one, else INCONCLUSIVE if there is one, else PASS."""
    return next((verdict for verdict in (Verdict.FAIL, Verdict.INCONCLUSIVE) if verdict in verdicts), Verdict.PASS)


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
    numeric, known = (value, bound) if slopes.measured[index] else (float("nan"), float("inf"))
    return Coordinate(evidence.name(index), place, analytic, numeric, known, float(errors[index]), verdict, reason)
