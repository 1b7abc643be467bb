"""Verifies the two gradients of a trainer, the analytic and the numeric one.

- :func:`verify_with` compares the analytic gradient with the numeric one that a chosen differentiator estimates.
- :func:`verify_both` compares both with slopes that a check measures by its default method, and says which is wrong.
- :func:`spot_check_numeric` compares a numeric gradient with backpropagation, before training uses it.

Each report is made in two steps: :func:`~minigrad.checking.examine.examine` collects the evidence on a gradient, and
:func:`~minigrad.checking.reporting.assemble.assemble` makes a report of it. In between, a trainer adds evidence of its
own: the parts of the loss, and the numeric gradient.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from minigrad.arrays import Float64Array, FloatArray
from minigrad.checking import FindingKind, GradientReport, Verdict
from minigrad.checking.reporting.assemble import assemble
from minigrad.checking.reporting.evidence import Evidence
from minigrad.checking.rules.verdict import Judgement
from minigrad.differentiators.base import Differentiator
from minigrad.errors import NonFiniteError, StepLostError
from minigrad.networks.risk import EmpiricalRisk
from minigrad.quantities import named
from minigrad.training.verifying.numeric_gradient import NumericGradient
from minigrad.training.verifying.parts import with_parts
from minigrad.training.verifying.risk_evidence import examine_risk


def verify_with(risk: EmpiricalRisk, theta: FloatArray, differentiator: Differentiator) -> GradientReport:
    """The report on the analytic gradient of a risk, compared with the estimates of a differentiator.

    Where the two differ, either may be wrong, so both are compared with values of the risk: the report blames the
    analytic gradient unless the numeric one is found wrong.

    Args:
        risk: the function.
        theta: (P,) the point, in the type in which training has it; the check is done in float64.
        differentiator: estimates the numeric gradient.
    """
    point = theta.astype(np.float64)
    try:
        evidence = examine_risk(risk, point, differentiator=differentiator)
    except TypeError as error:  # such as that of a complex step, which says what it does not take
        return _unusable(with_parts(examine_risk(risk, point), risk, point), differentiator, error)
    if evidence.judgement().passed.all():
        agreement = "holds the analytic one in its bounds"
        return assemble(_with_distance(evidence, evidence.slopes.value, differentiator, agreement))
    both = verify_both(risk, theta, differentiator)
    if any(finding.kind is FindingKind.NUMERIC_GRADIENT for finding in both.findings):
        return replace(both, evaluations=both.evaluations + evidence.question.probe.evaluations)
    evidence = with_parts(evidence, risk, point)
    evidence.question.probe.count(both.evaluations)
    return assemble(replace(evidence, notes=(*evidence.notes, *both.notes)))


def verify_both(
    risk: EmpiricalRisk, theta: FloatArray, differentiator: Differentiator, numeric: NumericGradient | None = None
) -> GradientReport:
    """The report on the analytic and on a numeric gradient, each compared with values of the risk.

    Args:
        risk, theta: as for :func:`verify_with`.
        differentiator: takes the numeric gradient.
        numeric: that gradient, where it was taken already.
    """
    point = theta.astype(np.float64)
    evidence = with_parts(examine_risk(risk, point), risk, point)
    try:
        numeric = NumericGradient.of(risk, theta, differentiator) if numeric is None else numeric
    except (NonFiniteError, StepLostError, NotImplementedError, TypeError) as error:
        return _unusable(evidence, differentiator, error)
    return assemble(_with_numeric(evidence, numeric))


def spot_check_numeric(
    risk: EmpiricalRisk, theta: FloatArray, differentiator: Differentiator, values: Float64Array
) -> GradientReport | None:
    """The report on a numeric gradient that values of the risk contradict; None if there is no such entry.

    An entry that agrees with backpropagation is right. The others are compared with values of the loss, so that a wrong
    pullback, which such a training does not use, does not end it.

    Args:
        risk, theta, differentiator: as for :func:`verify_with`.
        values: (P,) the numeric gradient.
    """
    numeric = NumericGradient(risk, theta, differentiator, values)
    backpropagated = risk.gradient(theta.astype(np.float64)).astype(np.float64, copy=False)
    if numeric.wrong_entries(backpropagated) is None:
        return None
    return verify_both(risk, theta, differentiator, numeric)


def _unusable(evidence: Evidence, differentiator: Differentiator, error: Exception) -> GradientReport:
    """The report where there is no numeric gradient."""
    text = f"{named(differentiator)} raised {type(error).__name__}: {error}"
    evidence.question.watch.note(FindingKind.NUMERIC_GRADIENT, text, Verdict.INCONCLUSIVE)
    return assemble(evidence)


def _with_numeric(evidence: Evidence, numeric: NumericGradient) -> Evidence:
    """``evidence``, with a finding if the numeric gradient is wrong, and else with a note on how far it is from the
    analytic one.

    Each entry is compared with its measured slope, or with the analytic gradient where values do not decide the entry.
    """
    judged, measured = evidence.judgement(), evidence.slopes.measured
    known = measured & (judged.passed | judged.failed)
    known[evidence.confirmed] = False
    expected: Float64Array = np.where(known, evidence.slopes.value, evidence.question.analytic)
    bound: Float64Array = np.where(known, evidence.slopes.bound, 0.0)
    wrong = numeric.wrong_entries(expected, bound)
    if wrong is not None:
        text = f"{wrong}. {_analytic_result(judged)}"
        evidence.question.watch.note(FindingKind.NUMERIC_GRADIENT, text)
        return evidence
    return _with_distance(evidence, numeric.values, numeric.differentiator, "fits the values of the loss")


def _with_distance(
    evidence: Evidence, numeric: Float64Array, differentiator: Differentiator, agreement: str
) -> Evidence:
    """``evidence``, with a note on where the two gradients are farthest apart."""
    apart = np.abs(numeric - evidence.question.analytic)
    if not apart.size or not np.isfinite(apart).any():
        return evidence
    worst = int(np.nanargmax(apart))
    note = (
        f"numeric gradient by {named(differentiator)}: {agreement}; "
        f"farthest from the analytic one by {apart[worst]:.1g}, at {evidence.question.names.name(worst)}"
    )
    return replace(evidence, notes=(*evidence.notes, note))


def _analytic_result(judged: Judgement) -> str:
    """The sentence on the analytic gradient that follows a finding on the numeric one."""
    if judged.failed.any():
        return f"The analytic gradient fails too, in {int(judged.failed.sum())} entries"
    return (
        f"The analytic gradient does not fail: it passes in {int(judged.passed.sum())} of {judged.passed.size} entries"
    )
