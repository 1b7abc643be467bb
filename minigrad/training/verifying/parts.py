"""Evidence from the parts of a loss, for entries of its gradient that values of the loss cannot decide.

The gradient of the loss is J^T d: the derivatives d of the samples' values with respect to their outputs, mapped by the
network's pullback J^T. The loss of a trained network is so small that rounding errors hide its slopes, but not those of
the outputs or of single samples. So three things are checked instead: the objective sample by sample, the pullback of
random cotangents c of size 1 (against values of c . outputs), and that the gradient is the product.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import final

import numpy as np
from typing_extensions import override

from minigrad.arrays import BoolArray, Float64Array, FloatArray, Shape
from minigrad.checking import FindingKind, Verdict
from minigrad.checking.reporting.evidence import Evidence
from minigrad.differentiators.robust.steps import step_lengths
from minigrad.networks.risk import EmpiricalRisk
from minigrad.objectives.base import Objective
from minigrad.objectives.targets import Targets
from minigrad.training.verifying.part_findings import (
    confirmed_note,
    objective_finding,
    product_finding,
    pullback_finding,
)
from minigrad.training.verifying.risk_evidence import examine_risk
from minigrad.training.verifying.samples import examine_samples, random_signed
from minigrad.training.verifying.verification_settings import VERIFICATION


@final
@dataclass(frozen=True)
class InnerProduct(Objective):
    """c . outputs, with the row c as the target: an objective that never saturates."""

    @override
    def sample_values(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        values: FloatArray = np.sum(outputs * targets, axis=-1)
        return values

    @override
    def sample_gradients(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        return np.broadcast_to(targets, outputs.shape).astype(outputs.dtype)


def with_parts(evidence: Evidence, risk: EmpiricalRisk, theta: Float64Array) -> Evidence:
    """``evidence``, with entries confirmed by the parts where values of the loss are inconclusive.

    A wrong part becomes a finding. Where a part is inconclusive too, as the pullback at a kink, so is the entry.
    """
    judged = evidence.judgement()
    hidden = ~judged.passed & ~judged.failed
    with np.errstate(all="ignore"):
        outputs = risk.outputs(theta)
    finite = np.isfinite(evidence.question.analytic).all() and np.isfinite(outputs).all()
    if not (hidden.any() and finite) or any(
        finding.verdict is Verdict.FAIL for finding in evidence.question.watch.findings
    ):
        return evidence
    samples = examine_samples(risk.objective, outputs, risk.targets)
    # The check of the loss has announced its cost, and this costs no more.
    pullback = examine_risk(_unsaturated(risk, outputs.shape), theta, announce=False)
    product = _product(risk, theta, outputs)
    for text in (
        objective_finding(samples),
        pullback_finding(pullback, hidden),
        product_finding(evidence, product, hidden),
    ):
        if text:
            evidence.question.watch.note(FindingKind.PARTS, text)
    same = np.abs(evidence.question.analytic - product) <= VERIFICATION.same_product * np.abs(product)
    right = (pullback.judgement().passed | _unchanged(pullback, hidden)) & same & samples.passed.all()
    confirmed = np.flatnonzero(hidden & right)
    evidence.question.probe.count(pullback.question.probe.evaluations)
    return replace(evidence, confirmed=confirmed, notes=(*evidence.notes, *confirmed_note(confirmed.size)))


def _unsaturated(risk: EmpiricalRisk, shape: Shape) -> EmpiricalRisk:
    """The same network on the same data, with the inner product of outputs and random cotangents as its objective."""
    return risk.of_outputs(InnerProduct(), random_signed(shape))


def _unchanged(pullback: Evidence, hidden: BoolArray) -> BoolArray:
    """(P,) whether the pullback is exactly 0 and the outputs do not change on either side, as before a unit that is
    off."""
    unchanged: BoolArray = np.asarray(hidden & (pullback.question.analytic == 0.0))
    lines = np.flatnonzero(unchanged)
    sides = VERIFICATION.unchanged_step * np.array([-1.0, -1.0 / 3.0, 1.0 / 3.0, 1.0])
    step = np.multiply.outer(step_lengths(pullback.question.probe.geometry)[lines], sides)
    values = pullback.question.probe.values(np.repeat(lines, 4), step.reshape(-1)).reshape(step.shape)
    unchanged[lines] = np.ptp(values, axis=1) == 0.0
    return unchanged


def _product(risk: EmpiricalRisk, theta: Float64Array, outputs: FloatArray) -> Float64Array:
    """J^T d and the slopes of penalties; d is scaled to size 1 by a power of two before, and back after, which does not
    change a linear pullback."""
    d_outputs = risk.objective.mean_gradients(outputs, risk.targets, weights=risk.sample_weight)
    scale = 2.0 ** np.frexp(np.abs(d_outputs).max())[1]
    _, pullback = risk.pullback(theta)
    return np.asarray(scale * pullback(d_outputs / scale) + risk.penalty_slopes(theta))
