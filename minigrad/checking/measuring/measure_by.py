"""Measures slopes by a differentiator that the caller chose, for the same rule of judging."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from minigrad.arrays import EPSILON, Float64Array
from minigrad.checking.contracts.findings import FindingKind
from minigrad.checking.contracts.question import Question
from minigrad.checking.measuring.quick_look_settings import QUICK_LOOK
from minigrad.checking.measuring.validated_estimate import validated
from minigrad.checking.rules.check_settings import CHECK
from minigrad.checking.rules.verdict import Verdict
from minigrad.differentiators.base import Differentiator
from minigrad.differentiators.estimate import Estimate, Status
from minigrad.differentiators.robust.quotients import ladder_at
from minigrad.differentiators.robust.slopes import Slopes
from minigrad.differentiators.robust.steps import function_lengths, step_lengths
from minigrad.errors import NonFiniteError, StepLostError
from minigrad.probes.function_types import DOMAIN_ERRORS
from minigrad.probes.line_subset import LineSubset
from minigrad.probes.sampler import Sampler
from minigrad.quantities import named


def measure_by(differentiator: Differentiator, question: Question) -> Slopes:
    """The estimates of a differentiator as slopes to judge by; nothing is known where it finds no value."""
    try:
        estimate = _estimated(differentiator, question)
    except (NonFiniteError, StepLostError, NotImplementedError) as error:
        text = f"{named(differentiator)} raised {type(error).__name__}: {error}"
        question.watch.note(FindingKind.NUMERIC_GRADIENT, text, Verdict.INCONCLUSIVE)
        return Slopes.unknown(question.probe.size, Status.NOT_RESOLVED)
    return _with_slopes_around(question, slopes_of(estimate, question))


def _estimated(differentiator: Differentiator, question: Question) -> Estimate:
    """What the differentiator returns, in which any exception of fun is an edge of its domain."""
    size = question.probe.size
    probe = LineSubset(question.probe, np.arange(size), catch=DOMAIN_ERRORS)
    name = f"{type(differentiator).__name__}.differentiate()"
    return validated(name, differentiator.differentiate(probe), size)


def slopes_of(estimate: Estimate, question: Question) -> Slopes:
    """An estimate as slopes; what its values and bounds do not say is unknown, and counts against nothing."""
    size, nothing = np.abs(estimate.value), np.zeros(estimate.value.size)
    unknown: Float64Array = np.full(estimate.value.size, np.nan)
    return Slopes(
        value=estimate.value,
        bound=estimate.error,
        step=estimate.step,
        allowance=nothing,
        steepest=size,
        steepest_farther=size,
        negligible=np.abs(question.probe.base()) / function_lengths(question.probe.geometry),
        noise=nothing,
        rounding=unknown,
        left=unknown if estimate.left is None else estimate.left,
        right=unknown if estimate.right is None else estimate.right,
        status=np.where(np.isfinite(estimate.value), estimate.status, np.int8(Status.NOT_RESOLVED)),
    )


def _with_slopes_around(question: Question, slopes: Slopes) -> Slopes:
    """Where a slope is zero within its bound, the slopes farther out on its line, which a zero is small compared with.

    Only a claim of zero, up to rounding beside those slopes, may be confirmed by that: a bound as wide as that of a
    forward difference would confirm any other small claim as well, of either sign. Where fun is 0 there as well as at
    x, there is nothing to compare with, and a claim of zero passes as it does in the quick look.
    """
    rows = np.flatnonzero(slopes.measured & np.isfinite(slopes.bound) & (np.abs(slopes.value) <= 2.0 * slopes.bound))
    if not rows.size:
        return slopes
    length = step_lengths(question.probe.geometry)[rows]
    far = ladder_at(Sampler(question.probe, rows), length[:, np.newaxis] * QUICK_LOOK.longer_steps[0])
    steepest = np.nan_to_num(np.fmax(np.abs(far.forward[:, 0]), np.abs(far.backward[:, 0])), posinf=0.0)
    rounding = np.maximum(question.tolerance.rounding[rows], CHECK.jac_roundings * EPSILON["d"] * steepest)
    zero = np.abs(question.analytic[rows]) <= rounding
    still = (slopes.value[rows] == 0.0) & (np.stack([far.above, far.below, far.base]) == 0.0).all(axis=(0, 2))
    around, negligible = slopes.steepest_farther.copy(), slopes.negligible.copy()
    around[rows[zero]] = np.fmax(around[rows], steepest)[zero]
    negligible[rows[still]] = np.inf
    return replace(slopes, steepest_farther=around, negligible=negligible)
