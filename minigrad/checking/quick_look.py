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
from minigrad.checking.verdict import ZERO_ROUNDING, Tolerance
from minigrad.differentiators.robust.quotients import Ladder, central, extrapolate, slope_jump
from minigrad.differentiators.robust.slopes import Kind, Slopes
from minigrad.differentiators.robust.steps import WITNESSES, reach
from minigrad.probes.sampler import Sampler

AGREEMENT = 0.6
"""Part of the relative tolerance that is used up here."""
CERTAIN = 2.0
"""The bound may be this many times the relative tolerance; but no more than one of them is granted to the claim."""
DIGITS = 1e-3
"""The largest bound relative to the slope, whatever tolerance is asked for: three digits."""
STEADY = 2e-4
"""How far the two central differences may lie apart: their combination is then good to about the square of it."""
FLAT_KINK = 2e-5
"""The largest difference between the two sides, relative to the slope, that still counts as smooth."""
CLEAR = 1e-4
"""What a claim must be off by, relative to the slope, to be refuted here: five times what such a kink can do."""
ROUNDINGS = 3.0
"""Roundings that a value of f is expected to carry."""
ROUGHLY = 0.3
"""By which part of the slope the longer of the two witnesses may differ from it."""
NOTHING = 1e-9
"""A slope below this part of the slopes of the two sides is zero: they are those of a parabola at its vertex."""


@final
@dataclass(frozen=True)
class Glance:
    """What two step sizes show on m lines.

    Attributes:
        slopes: what they say about the slope.
        confirmed: (m,) where the claimed slope is confirmed.
        blurred: (m,) where nothing speaks against it, but rounding hides digits that longer steps could show.
        refuted: (m,) where the claim is clearly off, if a far shorter step agrees.
    """

    slopes: Slopes
    confirmed: BoolArray
    blurred: BoolArray
    refuted: BoolArray


def ladder_at(sampler: Sampler, steps: Float64Array) -> Ladder:
    """Values on both sides of x at these steps (m, r)."""
    up, down = sampler.realised(steps), -sampler.realised(-steps)
    values = sampler.values(np.concatenate([up, -down], axis=1))
    r = steps.shape[1]
    return Ladder(up, down, values[:, :r], values[:, r:], sampler.base())


def look(sampler: Sampler, ladder: Ladder, analytic: Float64Array, tolerance: Tolerance) -> Glance:
    """Slopes from two step sizes, and what they say of the claimed slope.

    Args:
        sampler: m lines.
        ladder: values at a shorter and a longer step.
        analytic: (m,) the claimed slopes.
        tolerance: what a claimed slope may be off by, and what counts as zero.
    """
    slopes, steady, still = _slopes(sampler, ladder)
    value, bound, size = slopes.value, slopes.bound, np.abs(slopes.value)
    with np.errstate(invalid="ignore"):
        gap = np.abs(analytic - value)
        agrees = steady & (gap <= AGREEMENT * tolerance.relative * size + bound)
        near = gap <= (AGREEMENT + 1.0) * tolerance.relative * size
        narrow = (bound <= min(CERTAIN * tolerance.relative, DIGITS) * size) & near & (value != 0.0)
        vertex = (np.abs(analytic) <= bound) & (bound <= NOTHING * slopes.scale)
        confirmed = (agrees & (narrow | vertex)) | (
            still & (analytic == 0.0) & (bound <= ZERO_ROUNDING * slopes.negligible)
        )
        blurred = agrees & ~confirmed
        refuted = steady & (size > 0.0) & (bound <= 0.01 * CLEAR * size) & (gap > CLEAR * size + tolerance.absolute)
    return Glance(slopes, np.asarray(confirmed), np.asarray(blurred), np.asarray(refuted))


def witnessed(sampler: Sampler, slopes: Slopes, analytic: Float64Array, length: Float64Array) -> BoolArray:
    """Where a far shorter step agrees with the slope and not with the claim, and a far longer one does roughly.

    The longer one is for functions whose short steps are all below the rounding of a value inside.
    """
    ladder = ladder_at(sampler, length[:, np.newaxis] * np.array(WITNESSES))
    seen = central(ladder)
    noise = slopes.noise * seen.gain[:, 0]
    with np.errstate(invalid="ignore"):
        agrees = np.abs(seen.value[:, 0] - slopes.value) <= ROUNDINGS * noise
        agrees &= np.abs(seen.value[:, 1] - slopes.value) <= ROUGHLY * np.abs(slopes.value)
        tells = np.abs(analytic - slopes.value) > 10.0 * (noise + slopes.bound)
    return np.asarray(agrees & tells)


def _slopes(sampler: Sampler, ladder: Ladder) -> tuple[Slopes, BoolArray, BoolArray]:
    """Slopes of fourth order; where they are steady and without a kink; and where f did not move at all."""
    plain = central(ladder)
    fine = extrapolate(plain, ladder.step, 1, 2)
    value = fine.value[:, 1]
    scale = np.maximum(np.abs(ladder.forward[:, 1]), np.abs(ladder.backward[:, 1]))
    values = np.concatenate([ladder.above, ladder.below, ladder.base], axis=1)
    noise = ROUNDINGS * sampler.probe.value_epsilon * np.max(np.abs(values), axis=1)
    with np.errstate(invalid="ignore", over="ignore"):
        unsteady = np.abs(value - plain.value[:, 0]) / np.maximum(np.maximum(np.abs(value), scale), 1e-300)
        bound = noise * fine.gain[:, 1] + 16.0 * unsteady**2 * np.maximum(np.abs(value), scale)
        jump = extrapolate(slope_jump(ladder), ladder.step, 1, 1)
        smooth = np.abs(jump.value[:, 1]) <= FLAT_KINK * scale + 2.0 * noise * jump.gain[:, 1]
        steady = np.asarray(smooth & (unsteady <= STEADY))
    kind = np.where(steady, np.int8(Kind.SMOOTH), np.int8(Kind.UNRESOLVED))
    sides = ladder.backward[:, 0], ladder.forward[:, 0]
    negligible = np.abs(ladder.base[:, 0]) / reach(sampler.probe.geometry.take(sampler.lines))
    slopes = Slopes(value, bound, np.zeros_like(value), scale, scale, negligible, noise, *sides, kind)
    return slopes, steady, np.asarray((values == ladder.base).all(axis=1))
