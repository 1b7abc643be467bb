"""Findings and notes on the parts of a loss."""

from __future__ import annotations

import numpy as np

from minigrad.arrays import BoolArray, Float64Array
from minigrad.checking.reporting.evidence import Evidence
from minigrad.training.verifying.samples import SampleEvidence
from minigrad.training.verifying.verification_settings import VERIFICATION


def objective_finding(samples: SampleEvidence) -> str:
    """The finding on samples whose gradient is wrong, or empty."""
    wrong = np.flatnonzero(samples.failed)
    if not wrong.size:
        return ""
    scaled, sample = divmod(int(wrong[0]), samples.claimed.size // 2)
    where = f"of sample {sample}" + (", with outputs scaled to 1," if scaled else "")
    beside = _beside(samples.claimed, samples.value, samples.error, int(wrong[0]))
    return f"the objective's derivative {where} is, along a random direction of its outputs, {beside}"


def pullback_finding(pullback: Evidence, hidden: BoolArray) -> str:
    """The finding on a wrong pullback, or empty."""
    wrong = np.flatnonzero(pullback.judgement().failed & hidden)
    if not wrong.size:
        return ""
    first, others = int(wrong[0]), f" ({wrong.size - 1} more)" if wrong.size > 1 else ""
    beside = _beside(pullback.question.analytic, pullback.slopes.value, pullback.slopes.bound, first)
    return (
        "the network's pullback of random cotangents is, with respect to "
        f"{pullback.question.names.name(first)}, {beside}{others}"
    )


def product_finding(evidence: Evidence, product: Float64Array, hidden: BoolArray) -> str:
    """The finding on a gradient that is not the product of objective and pullback, or empty."""
    size = np.maximum(np.abs(evidence.question.analytic), np.abs(product))
    with np.errstate(invalid="ignore"):
        apart = np.abs(
            evidence.question.analytic - product
        ) > VERIFICATION.other_product * size + VERIFICATION.same_product * float(size.max())
    wrong = np.flatnonzero(apart & hidden)
    if not wrong.size:
        return ""
    first = int(wrong[0])
    return (
        "the gradient is not the pullback of the objective's derivatives: with respect to "
        f"{evidence.question.names.name(first)} it is "
        f"{evidence.question.analytic[first]:.10g}, and that is {product[first]:.10g}"
    )


def _beside(claimed: Float64Array, value: Float64Array, bound: Float64Array, index: int) -> str:
    return f"{claimed[index]:.10g}, where values say {value[index]:.10g} +- {bound[index]:.1g}"


def confirmed_note(count: int) -> tuple[str, ...]:
    """The note on entries that the parts confirm, if there are any."""
    if not count:
        return ()
    entries = "1 entry passes" if count == 1 else f"{count} entries pass"
    return (
        f"{entries} on evidence from the parts, since rounding hides the slope of the loss: the objective's gradient "
        "sample by sample, the network's pullback of random cotangents, and that the gradient is their product",
    )
