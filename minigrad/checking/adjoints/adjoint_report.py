"""The report of a check of an adjoint, from the numbers that were compared."""

from __future__ import annotations

from collections.abc import Sequence
from math import log10

import numpy as np

from minigrad.arrays import IntArray
from minigrad.checking.adjoints.compared import Compared
from minigrad.checking.contracts.findings import Finding
from minigrad.checking.explaining.causes import Cause
from minigrad.checking.explaining.self_test import SelfTest
from minigrad.checking.reporting.assemble import worst_of
from minigrad.checking.reporting.entries import WORST, Coordinate
from minigrad.checking.reporting.marks import Mark, relative_errors
from minigrad.checking.reporting.reasons import digits
from minigrad.checking.reporting.report import GradientReport
from minigrad.checking.rules.check_settings import CHECK
from minigrad.checking.rules.verdict import Judgement, Verdict

NOTHING_TRIED = SelfTest((), (), float("inf"), 0, 0, "row and column")
"""The self-test where nothing could be compared."""


def adjoint_report(
    compared: Compared,
    findings: Sequence[Finding],
    evaluations: int,
    rtol: float,
    *,
    cause: Cause | None = None,
    self_test: SelfTest = NOTHING_TRIED,
    notes: tuple[str, ...] = (),
    what: str = "products",
) -> GradientReport:
    """The report.

    Args:
        compared: products, and the entries that differ.
        findings: broken contracts.
        evaluations: calls of both maps.
        rtol: relative error up to which entries pass.
        cause, self_test, notes: as in the report.
        what: what is counted.
    """
    judgement = compared.judge()
    passed, failed, n = int(judgement.passed.sum()), int(judgement.failed.sum()), len(compared.names)
    own = Verdict.FAIL if failed else Verdict.PASS if passed == n else Verdict.INCONCLUSIVE
    verdicts = [own] if n else []
    errors = relative_errors(compared.adjoint, compared.forward, compared.bound, judgement.passed)
    order = np.lexsort((-compared.gap / np.maximum(compared.size, 5e-324), _group(judgement)))
    marks = np.where(judgement.failed, Mark.FAILED, np.where(judgement.passed, Mark.PASSED, Mark.INCONCLUSIVE))
    return GradientReport(
        verdict=worst_of([*verdicts, *(finding.verdict for finding in findings)]),
        max_relative_error=float(np.max(errors, initial=0.0)),
        worst=tuple(_coordinate(compared, judgement, float(errors[i]), int(i)) for i in order[:WORST]),
        findings=tuple(findings),
        counts=(passed, failed, n - passed - failed),
        unchecked=(),
        evaluations=evaluations,
        shape=(n,),
        analytic=compared.adjoint,
        numeric=compared.forward,
        bound=compared.bound,
        rtol=rtol,
        self_test=self_test,
        digits=_few_digits(compared, judgement),
        cause=cause,
        notes=notes,
        names=compared.names,
        marks="".join(marks),
        compared=what,
    )


def _group(judgement: Judgement) -> IntArray:
    return np.where(judgement.failed, 0, np.where(judgement.passed, 2, 1))


def _few_digits(compared: Compared, judgement: Judgement) -> int | None:
    """To how many digits the least certain numbers agree, where that is fewer than usual."""
    known = judgement.passed & (compared.size > 0.0)
    if not known.any():
        return None
    uncertain = np.maximum(compared.bound, compared.gap)[known] / compared.size[known]
    found, usual = int(-log10(max(float(np.max(uncertain)), CHECK.rtol))), int(-log10(CHECK.rtol))
    return found if found < usual else None


def _coordinate(compared: Compared, judgement: Judgement, error: float, index: int) -> Coordinate:
    verdict = Verdict.PASS if judgement.passed[index] else Verdict.INCONCLUSIVE
    verdict = Verdict.FAIL if judgement.failed[index] else verdict
    adjoint, forward, bound = (float(a[index]) for a in (compared.adjoint, compared.forward, compared.bound))
    gap = abs(adjoint - forward)
    reasons = {
        Verdict.PASS: f"both agree to {digits(adjoint, forward, bound)}",
        Verdict.FAIL: f"they differ by {gap:.2g}, where rounding explains {bound:.1g}",
        Verdict.INCONCLUSIVE: f"they differ by {gap:.2g}, and the maps are uncertain by {bound:.1g}",
    }
    return Coordinate(
        compared.names[index], (index,), adjoint, forward, bound, error, verdict, reasons[verdict], 0.0, bound
    )
