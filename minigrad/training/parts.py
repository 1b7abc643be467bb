"""Evidence from the parts of a loss, for entries of its gradient that values of the loss cannot decide.

The loss is a mean of sample values of the network's outputs, so its gradient is J^T d: d, the derivatives of the
samples' values by their own outputs, carried back by the network's pullback J^T. A trained network's loss is so small
that its own rounding hides slopes; the outputs, and the values of single samples, are not. So three things are checked
instead: the objective sample by sample, the pullback on cotangents c of size 1 (against values of c . outputs), and the
product.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import final

import numpy as np
from typing_extensions import override

from minigrad.arrays import BoolArray, Float64Array, FloatArray, Shape
from minigrad.checking import FindingKind, Verdict
from minigrad.checking.contracts.question import Terms, ask
from minigrad.checking.contracts.watch import Watch
from minigrad.checking.examine import examine
from minigrad.checking.reporting.evidence import Evidence
from minigrad.differentiators.base import Differentiator
from minigrad.differentiators.robust.steps import lengths
from minigrad.networks.risk import EmpiricalRisk
from minigrad.objectives.base import Objective
from minigrad.objectives.targets import Targets
from minigrad.probes.origin import as_origin
from minigrad.probes.problems import gradient_probe
from minigrad.training.samples import SampleEvidence, examine_samples

STILL = 1e-5
"""A step, in units of the length, over which any slope of outputs of size 1 moves them by many roundings, float32's
included."""

SAME = 1e-9
"""Up to which relative difference two products are the same: they are computed alike, one scaled by a power of two."""

OTHER = 1e-3
"""From which relative difference on they are not, whatever the order of sums."""


@final
@dataclass(frozen=True)
class InnerProduct(Objective):
    """c . outputs, with the row c for a target: its mean over samples makes a network a scalar that never saturates."""

    @override
    def sample_values(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        values: FloatArray = np.sum(outputs * targets, axis=-1)
        return values

    @override
    def sample_gradients(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        return np.broadcast_to(targets, outputs.shape).astype(outputs.dtype)


def examine_risk(
    risk: EmpiricalRisk, theta: Float64Array, *, differentiator: Differentiator | None = None, announce: bool = True
) -> Evidence:
    """What values of a risk say about its gradient at theta (P,), entry by entry.

    Args:
        risk: the function.
        theta: the point.
        differentiator: what the slopes are from; None for the careful default.
        announce: whether to warn where this takes long.
    """
    probe, _ = gradient_probe(risk, theta, None)
    watch = Watch(risk, risk.gradient, theta, as_origin(theta, None), theta, probe)
    with np.errstate(all="ignore"):  # what leaves the range of numbers is an edge of the domain
        return examine(ask(watch, risk.network.layout, Terms(differentiator=differentiator), announce=announce))


def with_parts(evidence: Evidence, risk: EmpiricalRisk, theta: Float64Array) -> Evidence:
    """``evidence`` with what the parts confirm where values of the loss leave entries open; nothing else changes.

    A part that is wrong becomes a finding. Where a part is open too, as the pullback is at a kink, the entry stays
    open.
    """
    judged = evidence.judgement()
    hidden = ~judged.passed & ~judged.failed
    with np.errstate(all="ignore"):
        outputs = risk.network.forward(theta, risk.x)
    finite = np.isfinite(evidence.question.analytic).all() and np.isfinite(outputs).all()
    if not (hidden.any() and finite) or any(
        finding.verdict is Verdict.FAIL for finding in evidence.question.watch.findings
    ):
        return evidence
    samples = examine_samples(risk.objective, outputs, risk.targets)
    # What the loss was going to cost was announced, and this is not more.
    pullback = examine_risk(_unsaturated(risk, outputs.shape), theta, announce=False)
    product = _product(risk, theta, outputs)
    for complaint in (_objective(samples), _pullback(pullback, hidden), _factors(evidence, product, hidden)):
        if complaint:
            evidence.question.watch.note(FindingKind.PARTS, complaint)
    same = np.abs(evidence.question.analytic - product) <= SAME * np.abs(product)
    right = (pullback.judgement().passed | _still(pullback, hidden)) & same & samples.passed.all()
    confirmed = np.flatnonzero(hidden & right)
    evidence.question.probe.count(pullback.question.probe.evaluations)
    return replace(evidence, confirmed=confirmed, notes=(*evidence.notes, *_note(confirmed.size)))


def _unsaturated(risk: EmpiricalRisk, shape: Shape) -> EmpiricalRisk:
    """The same network on the same data, with cotangents of size 1 and random sign for a loss."""
    rng = np.random.default_rng(0)
    cotangents = rng.choice([-1.0, 1.0], shape) * rng.uniform(0.5, 1.5, shape)
    return EmpiricalRisk(risk.network, InnerProduct(), risk.x, cotangents)


def _still(pullback: Evidence, hidden: BoolArray) -> BoolArray:
    """(P,) where the pullback is exactly 0, and outputs stand exactly still on both sides: behind a unit that is
    off."""
    still: BoolArray = np.asarray(hidden & (pullback.question.analytic == 0.0))
    lines = np.flatnonzero(still)
    step = np.multiply.outer(
        lengths(pullback.question.probe.geometry)[lines], np.array([-STILL, -STILL / 3.0, STILL / 3.0, STILL])
    )
    values = pullback.question.probe.values(np.repeat(lines, 4), step.reshape(-1)).reshape(step.shape)
    still[lines] = np.ptp(values, axis=1) == 0.0
    return still


def _product(risk: EmpiricalRisk, theta: Float64Array, outputs: FloatArray) -> Float64Array:
    """J^T d, with d brought to size 1 by a power of two before and back after: an honest pullback does not notice."""
    d_outputs = risk.objective.mean_gradients(outputs, risk.targets)
    scale = 2.0 ** np.frexp(np.abs(d_outputs).max())[1]
    _, pullback = risk.network.pullback(theta, risk.x)
    return np.asarray(scale * pullback(d_outputs / scale))


def _objective(samples: SampleEvidence) -> str:
    wrong = np.flatnonzero(samples.failed)
    if not wrong.size:
        return ""
    brought_down, sample = divmod(int(wrong[0]), samples.claimed.size // 2)
    where = f"of sample {sample}" + (", with outputs brought down to 1," if brought_down else "")
    beside = _beside(samples.claimed, samples.value, samples.error, int(wrong[0]))
    return f"the objective's derivative {where} is, along a random direction of its outputs, {beside}"


def _pullback(pullback: Evidence, hidden: BoolArray) -> str:
    wrong = np.flatnonzero(pullback.judgement().failed & hidden)
    if not wrong.size:
        return ""
    first, others = int(wrong[0]), f" ({wrong.size - 1} more)" if wrong.size > 1 else ""
    beside = _beside(pullback.question.analytic, pullback.slopes.value, pullback.slopes.bound, first)
    return f"the network's pullback of random cotangents is, by {pullback.question.names.name(first)}, {beside}{others}"


def _factors(evidence: Evidence, product: Float64Array, hidden: BoolArray) -> str:
    size = np.maximum(np.abs(evidence.question.analytic), np.abs(product))
    with np.errstate(invalid="ignore"):
        apart = np.abs(evidence.question.analytic - product) > OTHER * size + SAME * float(size.max())
    wrong = np.flatnonzero(apart & hidden)
    if not wrong.size:
        return ""
    first = int(wrong[0])
    return (
        "the gradient is not the pullback of the objective's derivatives: by "
        f"{evidence.question.names.name(first)} it is "
        f"{evidence.question.analytic[first]:.10g}, and that is {product[first]:.10g}"
    )


def _beside(claimed: Float64Array, value: Float64Array, bound: Float64Array, index: int) -> str:
    return f"{claimed[index]:.10g}, where values say {value[index]:.10g} +- {bound[index]:.1g}"


def _note(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    entries = "1 entry passes" if count == 1 else f"{count} entries pass"
    return (
        f"{entries} on evidence from the parts, since rounding hides the slope of the loss: the objective's gradient "
        "sample by sample, the network's pullback of random cotangents, and that the gradient is their product",
    )
