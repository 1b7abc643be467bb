"""Verifies a trainer's two gradients against each other and against values of the loss.

The analytic gradient is on trial first: against values, and against its parts where those are silent. Then the numeric
one, as the trainer's differentiator takes it; the report says which of the two fails.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from minigrad.arrays import Float64Array, FloatArray
from minigrad.checking import FindingKind, GradientReport, Verdict
from minigrad.checking.reporting.assemble import assemble
from minigrad.checking.reporting.evidence import Evidence
from minigrad.differentiators.base import Differentiator
from minigrad.errors import NonFiniteError, StepLostError
from minigrad.networks.risk import EmpiricalRisk
from minigrad.training.numeric import NumericGradient
from minigrad.training.parts import with_parts
from minigrad.training.risk_evidence import examine_risk


def verify(
    risk: EmpiricalRisk, theta: FloatArray, differentiator: Differentiator | None, default: Differentiator
) -> GradientReport:
    """The report on both gradients of a risk.

    Args:
        risk: what is differentiated.
        theta: (P,), in the type in which training has it; formulas are on trial in float64.
        differentiator: the numeric gradient that the analytic one is compared with; None for the careful default,
            beside which the numeric gradient by ``default`` is on trial too.
        default: takes that numeric gradient.
    """
    if differentiator is None:
        return verify_both(risk, theta, default)
    point = theta.astype(np.float64)
    try:
        evidence = examine_risk(risk, point, differentiator=differentiator)
    except TypeError as error:  # such as that of a complex step, which says what it does not take
        return _unusable(with_parts(examine_risk(risk, point), risk, point), differentiator, error)
    if evidence.judgement().passed.all():
        return assemble(
            _farthest(evidence, evidence.slopes.value, differentiator, "holds the analytic one in its bounds")
        )
    both = verify_both(risk, theta, differentiator)  # says which of the two is wrong
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
        risk, theta: as for :func:`verify`.
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
    """None while nothing speaks against a numeric gradient that training is about to use; else the report on it.

    Every entry is looked at. Those that backpropagation has too are right; others are compared with values of the loss,
    so that a wrong pullback, which takes no part in such a training, does not end it.
    """
    numeric = NumericGradient(risk, theta, differentiator, values)
    claimed = risk.gradient(theta.astype(np.float64)).astype(np.float64, copy=False)
    return None if numeric.wrong(claimed) is None else verify_both(risk, theta, differentiator, numeric)


def _unusable(evidence: Evidence, differentiator: Differentiator, error: Exception) -> GradientReport:
    """The report where there is no numeric gradient."""
    text = f"{differentiator!r} raised {type(error).__name__}: {error}"
    evidence.question.watch.note(FindingKind.NUMERIC_GRADIENT, text, Verdict.INCONCLUSIVE)
    return assemble(evidence)


def _with_numeric(evidence: Evidence, numeric: NumericGradient) -> Evidence:
    """Judge the numeric gradient by what values say of an entry, or by the analytic one where they say nothing."""
    judged, measured = evidence.judgement(), evidence.slopes.measured
    known = measured & (judged.passed | judged.failed)
    known[evidence.confirmed] = False
    expected: Float64Array = np.where(known, evidence.slopes.value, evidence.question.analytic)
    bound: Float64Array = np.where(known, evidence.slopes.bound, 0.0)
    wrong = numeric.wrong(expected, bound)
    if wrong is not None:
        evidence.question.watch.note(FindingKind.NUMERIC_GRADIENT, f"{wrong}. {_other(evidence)}")
        return evidence
    return _farthest(evidence, numeric.values, numeric.differentiator, "fits the values of the loss")


def _farthest(evidence: Evidence, numeric: Float64Array, differentiator: Differentiator, fits: str) -> Evidence:
    """With a note on where the two gradients are farthest apart."""
    apart = np.abs(numeric - evidence.question.analytic)
    if not apart.size or not np.isfinite(apart).any():
        return evidence
    worst = int(np.nanargmax(apart))
    note = (
        f"numeric gradient by {differentiator!r}: {fits}; "
        f"farthest from the analytic one by {apart[worst]:.1g}, at {evidence.question.names.name(worst)}"
    )
    return replace(evidence, notes=(*evidence.notes, note))


def _other(evidence: Evidence) -> str:
    """What becomes of the analytic gradient meanwhile."""
    judged = evidence.judgement()
    if judged.failed.any():
        return f"The analytic gradient fails too, in {int(judged.failed.sum())} entries"
    return (
        f"The analytic gradient does not fail: it passes in {int(judged.passed.sum())} of {judged.passed.size} entries"
    )
