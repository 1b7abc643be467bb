"""Measures slopes by a differentiator that the caller chose, for the same rule of judging."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from minigrad.arguments import require_instance
from minigrad.arrays import Float64Array
from minigrad.checking.contracts.findings import FindingKind
from minigrad.checking.contracts.question import Question
from minigrad.checking.measuring.quick_look_settings import QUICK_LOOK
from minigrad.checking.rules.verdict import Verdict
from minigrad.differentiators.base import Differentiator
from minigrad.differentiators.estimate import Estimate, Status
from minigrad.differentiators.robust.quotients import ladder_at
from minigrad.differentiators.robust.slopes import Slopes
from minigrad.differentiators.robust.steps import function_lengths, step_lengths
from minigrad.errors import NonFiniteError, StepLostError
from minigrad.probes.sampler import Sampler


def measure_by(differentiator: Differentiator, question: Question) -> Slopes:
    """The estimates of a differentiator as slopes to judge by; nothing is known where it finds no value."""
    try:
        estimate = _estimated(differentiator, question)
    except (NonFiniteError, StepLostError, NotImplementedError) as error:
        text = f"{differentiator!r} raised {type(error).__name__}: {error}"
        question.watch.note(FindingKind.NUMERIC_GRADIENT, text, Verdict.INCONCLUSIVE)
        return Slopes.unknown(question.probe.size, Status.NOT_RESOLVED)
    return _with_slopes_around(question, slopes_of(estimate, question))


def _estimated(differentiator: Differentiator, question: Question) -> Estimate:
    estimate = differentiator.differentiate(question.probe)
    name = f"{type(differentiator).__name__}.differentiate()"
    require_instance(name, estimate, Estimate)
    for part, array in (("value", estimate.value), ("error", estimate.error), ("status", estimate.status)):
        if np.shape(array) != (question.probe.size,):
            raise ValueError(
                f"`{name}.{part}` must have one number for each of the {question.probe.size} lines of the probe, got "
                f"shape {np.shape(array)}"
            )
    return estimate


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
        negligible=np.full(size.size, abs(question.value)) / function_lengths(question.probe.geometry),
        noise=nothing,
        left=unknown if estimate.left is None else estimate.left,
        right=unknown if estimate.right is None else estimate.right,
        status=np.where(np.isfinite(estimate.value), estimate.status, np.int8(Status.NOT_RESOLVED)),
    )


def _with_slopes_around(question: Question, slopes: Slopes) -> Slopes:
    """Where a slope is zero within its bound, the slopes farther out on its line, which a zero is small compared
    with."""
    rows = np.flatnonzero(slopes.measured & np.isfinite(slopes.bound) & (np.abs(slopes.value) <= 2.0 * slopes.bound))
    if not rows.size:
        return slopes
    length = step_lengths(question.probe.geometry)[rows]
    far = ladder_at(Sampler(question.probe, rows), length[:, np.newaxis] * QUICK_LOOK.longer_steps[0])
    steepest = np.fmax(np.abs(far.forward[:, 0]), np.abs(far.backward[:, 0]))
    around = slopes.steepest_farther.copy()
    around[rows] = np.fmax(around[rows], np.nan_to_num(steepest, posinf=0.0))
    return replace(slopes, steepest_farther=around)
