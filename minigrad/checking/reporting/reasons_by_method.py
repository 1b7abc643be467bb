"""Why an entry got its verdict, where that lies in the differentiator that a check was given."""

from __future__ import annotations

from math import isfinite

from minigrad.checking.contracts.findings import FindingKind
from minigrad.checking.reporting.evidence import Evidence
from minigrad.checking.rules.check_settings import CHECK
from minigrad.checking.rules.verdict import Verdict
from minigrad.differentiators.estimate import Status


def explain_by_method(evidence: Evidence, verdict: Verdict, index: int) -> str | None:
    """The reason, or None where what is said of the default fits as well.

    Args:
        evidence: what was found out.
        verdict: of the entry by values of fun.
        index: which entry.
    """
    question, slopes = evidence.question, evidence.slopes
    method, status = question.terms.differentiator, Status(int(slopes.status[index]))
    if method is None or verdict is not Verdict.INCONCLUSIVE or not question.comparable:
        return None
    name, value, bound = type(method).__name__, float(slopes.value[index]), float(slopes.bound[index])
    if status is Status.NOT_RESOLVED:
        if question.watch.noted(FindingKind.NUMERIC_GRADIENT):
            return f"not resolved: {name} raised an error, see the finding on the numeric gradient"
        if not isfinite(value):
            return f"not resolved: {name} found no value"
        return f"not resolved: {name} reports that its value is not within its bound"
    if status in (Status.CONVERGED, Status.LIMITED_BY_NOISE, Status.ONE_SIDED):
        return _too_wide(name, abs(float(question.analytic[index]) - value), value, bound)
    return None


def _too_wide(name: str, gap: float, value: float, bound: float) -> str:
    if not isfinite(bound):
        return f"not resolved: {name} gives no bound on the error of its value"
    if gap > CHECK.inside * bound:
        return (
            f"differs by {gap:.2g}, which is more than the {bound:.1g} that the numeric value is known to, but not by "
            "enough to refute it"
        )
    if abs(value) <= bound:
        return f"not resolved: {name} finds zero within {bound:.1g}, too wide beside the slopes that fun shows"
    return f"not resolved: {name} knows the slope within {bound:.1g}, too wide to confirm or refute"
