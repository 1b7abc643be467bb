"""Makes the report of a check from its evidence: the verdict, the counts, and the entries that matter most."""

from __future__ import annotations

from collections.abc import Collection
from math import isfinite

import numpy as np

from minigrad.arrays import Float64Array, IntArray
from minigrad.checking.contracts.findings import STATIONARY
from minigrad.checking.explaining.self_test import run_self_test
from minigrad.checking.reporting.entries import WORST, Coordinate
from minigrad.checking.reporting.evidence import Evidence
from minigrad.checking.reporting.marks import relative_errors, write_marks
from minigrad.checking.reporting.part_counts import count_parts, named_parts
from minigrad.checking.reporting.reasons import reason_for
from minigrad.checking.reporting.reasons_by_method import explain_by_method
from minigrad.checking.reporting.report import GradientReport
from minigrad.checking.reporting.text import DEFAULT_METHOD
from minigrad.checking.rules.check_settings import CHECK
from minigrad.checking.rules.verdict import Judgement, Verdict
from minigrad.differentiators.estimate import Status
from minigrad.differentiators.robust.slopes import Slopes
from minigrad.quantities import named


def assemble(evidence: Evidence) -> GradientReport:
    """The report on a gradient, from everything that was found out about it."""
    question, slopes, judgement = evidence.question, evidence.slopes, evidence.judgement()
    analytic, findings = question.analytic, question.watch.findings
    bound: Float64Array = np.where(slopes.measured, slopes.bound, np.inf)
    errors = relative_errors(analytic, slopes.value, bound, judgement.passed)
    errors[evidence.confirmed] = np.nan  # a distance from noise is no error
    self_test = run_self_test(analytic, slopes, question.tolerance)
    n, passed, failed = analytic.size, int(judgement.passed.sum()), int(judgement.failed.sum())
    entries = Verdict.FAIL if failed else Verdict.PASS if passed == n else Verdict.INCONCLUSIVE
    stationary = question.comparable and passed == n == question.probe.size and not self_test.entries
    marks = write_marks(judgement, slopes, evidence.confirmed)
    unchecked = np.flatnonzero(slopes.status == Status.UNCHECKED)[:1000]
    return GradientReport(
        verdict=worst_of([entries, *(finding.verdict for finding in findings)]),
        max_relative_error=float(np.max(np.where(np.isnan(errors), 0.0, errors), initial=0.0)),
        worst=tuple(_coordinate(evidence, judgement, errors, int(i)) for i in _ranked(judgement, errors)[:WORST]),
        findings=(*findings, *([STATIONARY] if stationary else [])),
        counts=(passed, failed, n - passed - failed),
        unchecked=tuple(question.names.name(int(index)) for index in unchecked),
        evaluations=question.probe.evaluations,
        shape=question.shape,
        analytic=analytic,
        numeric=slopes.known,
        bound=bound,
        rtol=question.tolerance.widest,
        self_test=self_test,
        method=named(question.terms.differentiator) if question.terms.differentiator else DEFAULT_METHOD,
        digits=_few_digits(evidence, judgement),
        cause=evidence.cause,
        order=evidence.order,
        notes=evidence.notes,
        marks=marks,
        blocks=count_parts(marks, named_parts(question.names, marks)) if n <= 100_000 else (),
        names=tuple(map(question.names.name, range(n))) if n <= 100_000 else (),
    )


def _few_digits(evidence: Evidence, judgement: Judgement) -> int | None:
    """The digits that the least certain entry is known to, apart from those that pass as zero, if these are few."""
    tolerance, slopes = evidence.question.tolerance, evidence.slopes
    size = np.abs(slopes.value)
    uncertain = slopes.bound + tolerance.absolute
    passed = judgement.passed & (size > CHECK.zero_errors * uncertain)
    known = max(tolerance.widest, float(np.max(uncertain[passed] / size[passed], initial=0.0)))
    digits, wanted = (int(-np.log10(error)) for error in (known, min(tolerance.widest, CHECK.rtol)))
    return digits if digits < wanted and passed.any() else None


def worst_of(verdicts: Collection[Verdict]) -> Verdict:
    """FAIL if there is one, else INCONCLUSIVE if there is one, else PASS."""
    return next((verdict for verdict in (Verdict.FAIL, Verdict.INCONCLUSIVE) if verdict in verdicts), Verdict.PASS)


def _ranked(judgement: Judgement, errors: Float64Array) -> IntArray:
    """Entries in the order of interest: failed, inconclusive, passed; the least accurate first."""
    group = np.where(judgement.failed, 0, np.where(judgement.passed, 2, 1))
    return np.lexsort((-np.nan_to_num(errors, nan=np.inf), group))


def _coordinate(evidence: Evidence, judgement: Judgement, errors: Float64Array, index: int) -> Coordinate:
    slopes, shape = evidence.slopes, evidence.question.shape
    failed, passed = judgement.failed[index], judgement.passed[index]
    verdict = Verdict.FAIL if failed else Verdict.PASS if passed else Verdict.INCONCLUSIVE
    analytic, value, bound = (float(a[index]) for a in (evidence.question.analytic, slopes.value, slopes.bound))
    noise, sides = float(slopes.noise[index]), (float(slopes.left[index]), float(slopes.right[index]))
    confirmed = index in evidence.confirmed
    by_values = Verdict.INCONCLUSIVE if confirmed else verdict
    reason = explain_by_method(evidence, by_values, index) or reason_for(
        by_values, Status(int(slopes.status[index])), analytic, value, bound, noise, sides
    )
    if confirmed:
        reason = f"confirmed from its parts; by values of fun alone {reason}"
    place = tuple(int(i) for i in np.unravel_index(index, shape)) if shape else ()
    numeric, known = (value, bound) if slopes.measured[index] else (float("nan"), float("inf"))
    name, error = evidence.question.names.name(index), float(errors[index])
    return Coordinate(name, place, analytic, numeric, known, error, verdict, reason, *_parts_of_bound(slopes, index))


def _parts_of_bound(slopes: Slopes, index: int) -> tuple[float, float, float]:
    """Truncation, rounding, and the step that was chosen, NaN where they are not known."""
    if not slopes.measured[index]:
        return float("nan"), float("nan"), float("nan")
    bound, rounding = float(slopes.bound[index]), float(slopes.rounding[index])
    return max(bound - rounding, 0.0) if isfinite(rounding) else float("nan"), rounding, float(slopes.step[index])
