"""The quick look: four values per coordinate, which suffice where f is smooth and the gradient is right.

Two central differences give a fourth-order slope, and their even parts show a kink. Agreement to six digits certifies
itself: neither noise nor a badly chosen step would reproduce the claimed number. Nothing is ever rejected here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import final

import numpy as np

from minigrad.arrays import BoolArray, Float64Array
from minigrad.checking.sampler import Sampler
from minigrad.checking.slopes import Kind, Slopes
from minigrad.checking.verdict import ZERO_RESOLVED, Tolerance
from minigrad.checking.tableau import Ladder, central, extrapolate, slope_jump

AGREEMENT = 0.6
"""Part of the relative tolerance that is used up here."""
CERTAIN = 2.0
"""The bound may be this many times the relative tolerance; but no more than one of them is granted to the claim."""
DIGITS = 1e-3
STEADY = 2e-4
"""How far the two central differences may lie apart: their combination is then good to about the square of it."""
FLAT_KINK = 2e-5
ROUNDING_ERRORS = 3.0
NOTHING = 1e-9
"""Bounds below this part of the size that a slope would have if it mattered are as good as nothing."""
REACH = 0.5
"""The slope that even the longest steps cannot tell from zero, in roundings of f over the length of x."""


@final
@dataclass(frozen=True)
class Glance:
    """What two step sizes show on m lines.

    Attributes:
        slopes: what they say about the slope, of the kind UNRESOLVED where it is not settled.
        confirmed: (m,) where the claimed slope is confirmed.
        plausible: (m,) where nothing speaks against it, but rounding hides digits that longer steps could show.
    """

    slopes: Slopes
    confirmed: BoolArray
    plausible: BoolArray


def ladder_at(sampler: Sampler, steps: Float64Array) -> Ladder:
    """Values on both sides of x at these steps (m, r)."""
    up, down = sampler.realised(steps), -sampler.realised(-steps)
    values = sampler.values(np.concatenate([up, -down], axis=1))
    r = steps.shape[1]
    return Ladder(up, down, values[:, :r], values[:, r:], sampler.base())


def look(
    sampler: Sampler, analytic: Float64Array, steps: Float64Array, tolerance: Tolerance, length: Float64Array,
    roundings: float = ROUNDING_ERRORS,
) -> Glance:
    """Slopes from two step sizes, and where they confirm the claimed slope.

    Args:
        sampler: m lines.
        analytic: (m,) the claimed slopes.
        steps: (m, 2) the smaller and the larger step.
        tolerance: what a claimed slope may be off by, and what counts as zero.
        length: (m,) the length that steps are measured in.
        roundings: how many roundings a value of f is expected to carry.
    """
    ladder = ladder_at(sampler, steps)
    slopes, steady, rounding = _slopes(sampler, ladder, roundings)
    blurred = slopes.bound <= 2.0 * roundings * rounding * _gain(ladder)
    value, bound = slopes.value, slopes.bound
    agrees = np.abs(analytic - value) <= AGREEMENT * tolerance.relative * np.abs(value) + bound
    near = np.abs(analytic - value) <= (AGREEMENT + 1.0) * tolerance.relative * np.abs(value)
    narrow = (bound <= min(CERTAIN * tolerance.relative, DIGITS) * np.abs(value)) & near & (value != 0.0)
    nothing = (bound <= NOTHING * tolerance.zero_scale) | ((bound <= NOTHING * slopes.scale) & (np.abs(analytic) <= bound))
    nothing &= (tolerance.zero_scale > 0) | (slopes.scale > 0)
    invisible = np.abs(analytic) <= REACH * rounding / length
    still = (analytic == 0.0) & (value == 0.0) & (slopes.scale == 0.0) & (bound <= ZERO_RESOLVED * tolerance.zero_scale)
    with np.errstate(invalid="ignore"):
        fits = np.asarray(steady & agrees)
        confirmed = np.asarray(fits & (narrow | (nothing & invisible) | still))
        plausible = np.asarray(fits & blurred & ~confirmed & ((bound <= DIGITS * np.abs(value)) & (value != 0.0) | nothing))
    found = replace(slopes, bound=np.where(steady, bound, np.inf)).marked(~confirmed, Kind.UNRESOLVED)
    return Glance(found, confirmed, plausible)


def _gain(ladder: Ladder) -> Float64Array:
    return extrapolate(central(ladder), ladder.step, 1, 2).gain[:, 1]


def _slopes(sampler: Sampler, ladder: Ladder, roundings: float) -> tuple[Slopes, BoolArray, Float64Array]:
    """Slopes of fourth order, where they are steady and without a kink, and the rounding of one value of f."""
    plain = central(ladder)
    fine = extrapolate(plain, ladder.step, 1, 2)
    value = fine.value[:, 1]
    scale = np.maximum(np.abs(ladder.forward[:, 1]), np.abs(ladder.backward[:, 1]))
    size = np.nanmax(np.abs(np.concatenate([ladder.above, ladder.below, ladder.base], axis=1)), axis=1)
    rounding = sampler.probe.value_epsilon * size
    noise = roundings * rounding
    unsteady = np.abs(value - plain.value[:, 0]) / np.maximum(np.maximum(np.abs(value), scale), 1e-300)
    bound = noise * fine.gain[:, 1] + 16.0 * unsteady**2 * np.maximum(np.abs(value), scale)
    jump = extrapolate(slope_jump(ladder), ladder.step, 1, 1)
    smooth = np.abs(jump.value[:, 1]) <= FLAT_KINK * scale + 2.0 * noise * jump.gain[:, 1]
    kind = np.zeros(len(value), np.int8)
    slopes = Slopes(value, bound, scale, scale, noise, ladder.forward[:, 0], ladder.backward[:, 0], kind)
    return slopes, np.asarray(smooth & (unsteady <= STEADY)), rounding
