"""The quick look: four values per coordinate, which suffice where f is smooth and the gradient is right.

Two central differences give a fourth-order slope, and their even parts show a kink. Agreement to six digits certifies
itself: neither noise nor a badly chosen step would reproduce the claimed number. Nothing is ever rejected here.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from minigrad.arrays import BoolArray, Float64Array
from minigrad.checking.sampler import Sampler
from minigrad.checking.slopes import Kind, Slopes
from minigrad.checking.verdict import Tolerance
from minigrad.checking.tableau import Ladder, central, extrapolate, slope_jump

AGREEMENT = 0.6
"""Part of the relative tolerance that is used up here."""
DIGITS = 1e-3
STEADY = 2e-4
"""How far the two central differences may lie apart: their combination is then good to about the square of it."""
FLAT_KINK = 2e-5
ROUNDING_ERRORS = 3.0


def ladder_at(sampler: Sampler, steps: Float64Array) -> Ladder:
    """Values on both sides of x at these steps (m, r)."""
    up, down = sampler.realised(steps), -sampler.realised(-steps)
    values = sampler.values(np.concatenate([up, -down], axis=1))
    r = steps.shape[1]
    return Ladder(up, down, values[:, :r], values[:, r:], sampler.base())


def look(
    sampler: Sampler, analytic: Float64Array, steps: Float64Array, tolerance: Tolerance, *, to_digits: bool
) -> tuple[Slopes, BoolArray]:
    """Slopes from two step sizes, and where they confirm the claimed slope.

    Args:
        sampler: m lines.
        analytic: (m,) the claimed slopes.
        steps: (m, 2) the smaller and the larger step.
        tolerance: what a claimed slope may be off by, and what counts as zero.
        to_digits: confirm a slope that agrees within rounding when that leaves three digits; otherwise seven are asked for.
    """
    ladder = ladder_at(sampler, steps)
    plain = central(ladder)
    fine = extrapolate(plain, ladder.step, 1, 2)
    value = fine.value[:, 1]
    scale = np.maximum(np.abs(ladder.forward[:, 1]), np.abs(ladder.backward[:, 1]))
    size = np.nanmax(np.abs(np.concatenate([ladder.above, ladder.below, ladder.base], axis=1)), axis=1)
    noise = ROUNDING_ERRORS * sampler.probe.value_epsilon * size
    unsteady = np.abs(value - plain.value[:, 0]) / np.maximum(np.maximum(np.abs(value), scale), 1e-300)
    bound = noise * fine.gain[:, 1] + 16.0 * unsteady**2 * np.maximum(np.abs(value), scale)
    jump = extrapolate(slope_jump(ladder), ladder.step, 1, 1)
    smooth = np.abs(jump.value[:, 1]) <= FLAT_KINK * scale + 2.0 * noise * jump.gain[:, 1]
    slopes = Slopes(value, bound, scale, scale, noise, ladder.forward[:, 0], ladder.backward[:, 0], np.zeros(len(value), np.int8))
    agrees = np.abs(analytic - value) <= AGREEMENT * tolerance.relative * np.abs(value) + bound
    narrow = (bound <= (DIGITS if to_digits else tolerance.relative) * np.abs(value)) & (value != 0.0)
    nothing = (bound <= 1e-9 * tolerance.zero_scale) | ((bound <= 1e-9 * scale) & (np.abs(analytic) <= bound))
    nothing &= (tolerance.zero_scale > 0) | (scale > 0)
    with np.errstate(invalid="ignore"):
        confirmed = smooth & agrees & (unsteady <= STEADY) & (narrow | nothing)
    bound = np.where(smooth & (unsteady <= STEADY), slopes.bound, np.inf)
    return replace(slopes, bound=bound).marked(~confirmed, Kind.UNRESOLVED), np.asarray(confirmed)
