"""The quick look: four values per coordinate, which suffice where f is smooth and the gradient is right.

Central differences at a short and a long step give a fourth-order slope, and their even parts show a kink. Agreement to
six digits certifies itself: neither noise nor a badly chosen step would reproduce the claimed number. A claim that is
clearly off is refuted if a third, far shorter step says the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np

from minigrad.arrays import BoolArray, Float64Array
from minigrad.checking.measuring.quick_look_settings import QUICK_LOOK
from minigrad.checking.rules.check_settings import CHECK
from minigrad.checking.rules.verdict import Tolerance
from minigrad.differentiators.estimate import Status
from minigrad.differentiators.robust.quotients import Ladder, central, extrapolate, ladder_at, slope_jump
from minigrad.differentiators.robust.slopes import Slopes
from minigrad.differentiators.robust.steps import function_lengths
from minigrad.probes.sampler import Sampler


@final
@dataclass(frozen=True)
class QuickLook:
    """What two step sizes show on m lines.

    Attributes:
        slopes: what they say about the slope.
        confirmed: (m,) where the claimed slope is confirmed.
        imprecise: (m,) where the claim agrees, but rounding hides digits that longer steps could show.
        refuted: (m,) where the claim is clearly off, if a far shorter step agrees.
    """

    slopes: Slopes
    confirmed: BoolArray
    imprecise: BoolArray
    refuted: BoolArray


def look(
    sampler: Sampler, ladder: Ladder, analytic: Float64Array, tolerance: Tolerance, least_noise: float = 0.0
) -> QuickLook:
    """Slopes from two step sizes, and what they say of the claimed slope.

    Args:
        sampler: m lines.
        ladder: values at a shorter and a longer step.
        analytic: (m,) the claimed slopes.
        tolerance: what a claimed slope may be off by, and what counts as zero.
        least_noise: the standard deviation of the noise of f that the caller knows of.
    """
    slopes, steady, constant = _slopes(sampler, ladder, least_noise)
    value, bound, size = slopes.value, slopes.bound, np.abs(slopes.value)
    with np.errstate(invalid="ignore"):
        gap = np.abs(analytic - value)
        agrees = steady & (gap <= QUICK_LOOK.agreement * tolerance.relative * size + bound)
        near = gap <= (QUICK_LOOK.agreement + 1.0) * tolerance.relative * size
        narrow = (
            (bound <= np.minimum(QUICK_LOOK.certain * tolerance.relative, QUICK_LOOK.digits) * size)
            & near
            & (value != 0.0)
        )
        vertex = (np.abs(analytic) <= bound) & (bound <= QUICK_LOOK.vertex * slopes.steepest)
        confirmed = (agrees & (narrow | vertex)) | (
            constant & (analytic == 0.0) & (bound <= CHECK.zero_rounding * slopes.negligible)
        )
        imprecise = agrees & ~confirmed
        clear = gap > QUICK_LOOK.clear * size + tolerance.absolute
        refuted = steady & (size > 0.0) & (bound <= QUICK_LOOK.known * QUICK_LOOK.clear * size) & clear
    return QuickLook(slopes, np.asarray(confirmed), np.asarray(imprecise), np.asarray(refuted))


def refuted_at_other_steps(sampler: Sampler, slopes: Slopes, analytic: Float64Array, length: Float64Array) -> BoolArray:
    """Where a far shorter step agrees with the slope and not with the claim, and a far longer one does roughly.

    The longer one is for functions whose short steps are all below the rounding of a value inside.
    """
    ladder = ladder_at(sampler, length[:, np.newaxis] * np.array(QUICK_LOOK.other_steps))
    seen = central(ladder)
    noise = slopes.noise * seen.gain[:, 0]
    with np.errstate(invalid="ignore"):
        agrees = np.abs(seen.value[:, 0] - slopes.value) <= QUICK_LOOK.roundings * noise
        agrees &= np.abs(seen.value[:, 1] - slopes.value) <= QUICK_LOOK.roughly * np.abs(slopes.value)
        far = np.abs(analytic - slopes.value) > QUICK_LOOK.distance * (noise + slopes.bound)
    return np.asarray(agrees & far)


def _slopes(sampler: Sampler, ladder: Ladder, least_noise: float) -> tuple[Slopes, BoolArray, BoolArray]:
    """Slopes of fourth order; where they are steady and without a kink; and where f is constant."""
    second = central(ladder)
    fourth = extrapolate(second, ladder.step, 1, 2)
    value = fourth.value[:, 1]
    steepest = np.maximum(np.abs(ladder.forward[:, 1]), np.abs(ladder.backward[:, 1]))
    values = np.concatenate([ladder.above, ladder.below, ladder.base], axis=1)
    rounding = sampler.probe.value_epsilon * np.max(np.abs(values), axis=1)
    noise = QUICK_LOOK.roundings * np.maximum(rounding, least_noise)
    with np.errstate(invalid="ignore", over="ignore"):
        unsteady = np.abs(value - second.value[:, 0]) / np.maximum(np.maximum(np.abs(value), steepest), 1e-300)
        bound = noise * fourth.gain[:, 1] + QUICK_LOOK.truncation * unsteady**2 * np.maximum(np.abs(value), steepest)
        jump = extrapolate(slope_jump(ladder), ladder.step, 1, 1)
        smooth = np.abs(jump.value[:, 1]) <= QUICK_LOOK.flat * steepest + 2.0 * noise * jump.gain[:, 1]
        steady = np.asarray(smooth & (unsteady <= QUICK_LOOK.steady))
    slopes = Slopes(
        value=value,
        bound=bound,
        step=ladder.step[:, 1],
        allowance=np.zeros_like(value),
        steepest=steepest,
        steepest_farther=steepest,
        negligible=np.abs(ladder.base[:, 0]) / function_lengths(sampler.probe.geometry.take(sampler.lines)),
        noise=noise,
        rounding=noise * fourth.gain[:, 1],
        left=ladder.backward[:, 0],
        right=ladder.forward[:, 0],
        status=np.where(steady, np.int8(Status.CONVERGED), np.int8(Status.NOT_RESOLVED)),
    )
    return slopes, steady, np.asarray((values == ladder.base).all(axis=1))
