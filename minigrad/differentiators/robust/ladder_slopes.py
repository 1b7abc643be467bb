"""The slope on each line from a ladder of steps, the noise of f, and Lepski's rule.

The order of the questions: how noisy is f? how large is the slope, and do its two sides agree? and only then, does f
have a kink or a jump at x, or is it a staircase?
"""

from __future__ import annotations

import numpy as np

from minigrad.arrays import BoolArray, Float64Array
from minigrad.differentiators.estimate import Status
from minigrad.differentiators.robust.hidden_noise import hidden_noise
from minigrad.differentiators.robust.kinks import difference_of_sides, with_kinks, with_one_sided
from minigrad.differentiators.robust.least_squares import narrowed
from minigrad.differentiators.robust.lepski import Choice, choose
from minigrad.differentiators.robust.noise import measured_noise
from minigrad.differentiators.robust.quotients import Estimates, Ladder, central, extrapolate, ladder_at
from minigrad.differentiators.robust.robust_settings import ROBUST
from minigrad.differentiators.robust.slopes import Slopes
from minigrad.differentiators.robust.staircases import (
    extended_ladder,
    is_coarse,
    is_staircase,
    least_noise,
    with_slopes_beyond,
)
from minigrad.differentiators.robust.steps import function_lengths, is_tiny, ladder_steps
from minigrad.probes.sampler import Sampler


def ladder_slopes(sampler: Sampler, rtol: float, noise_at_x: Float64Array) -> Slopes:
    """The slope on each line, whatever it takes: 90 to 140 evaluations each.

    Args:
        sampler: m lines.
        rtol: the relative precision that is worth spending more for.
        noise_at_x: (m,) what is known of the noise of f beforehand.
    """
    slopes = Slopes.unknown(sampler.lines.size, Status.NOT_RESOLVED)
    tiny = is_tiny(sampler.probe.geometry.take(sampler.lines))
    for group in (np.flatnonzero(~tiny), np.flatnonzero(tiny)):  # a tiny x needs a longer ladder
        if group.size:
            slopes = slopes.put(group, _slopes(sampler.take(group), rtol, noise_at_x[group]))
    return slopes


def _slopes(sampler: Sampler, rtol: float, noise_at_x: Float64Array) -> Slopes:
    """For lines on all of which x is tiny, or on none."""
    geometry = sampler.probe.geometry.take(sampler.lines)
    ladder = extended_ladder(sampler, ladder_at(sampler, ladder_steps(geometry)))
    staircase = is_staircase(sampler, ladder)
    floor = np.maximum(least_noise(sampler, ladder.base[:, 0], staircase), noise_at_x)
    sigma = hidden_noise(sampler, ladder, measured_noise(sampler, ladder, floor), staircase)
    spread = np.maximum(sigma[:, np.newaxis], _rounding(sampler, ladder))
    difference = difference_of_sides(ladder, spread)
    slopes = _two_sided(ladder, spread, function_lengths(geometry), difference)
    slopes = with_slopes_beyond(sampler, ladder, slopes, staircase)
    slopes = with_one_sided(ladder, spread, slopes)
    slopes = with_kinks(ladder, spread, slopes, difference)
    slopes = narrowed(sampler, slopes, rtol)
    coarse = staircase & slopes.measured & is_coarse(ladder, sigma)
    return slopes.marked(np.asarray(coarse), Status.QUANTISED)


def _rounding(sampler: Sampler, ladder: Ladder) -> Float64Array:
    """(m, r) half a rounding of the values at each step: f may grow along the ladder."""
    size = np.fmax(np.abs(ladder.above), np.abs(ladder.below))
    return 0.5 * sampler.probe.value_epsilon * np.where(np.isfinite(size), size, 0.0)


def _two_sided(ladder: Ladder, spread: Float64Array, length: Float64Array, difference: Choice) -> Slopes:
    """The interval of the slope from formulas of order 2, 4 and 6.

    What the two sides differ by beyond its own uncertainty is a kink at x, if only a small one: half of it is added to
    the bound.
    """
    second = central(ladder)
    fourth = extrapolate(second, ladder.step, 1, 2)
    best = choose([second, fourth, extrapolate(fourth, ladder.step, 2, 4)], spread, fourth)
    excess = np.maximum(np.abs(difference.value) - difference.bound, 0.0)
    excess = np.where(np.isfinite(excess), excess, 0.0)
    rows = np.arange(len(spread))
    with np.errstate(invalid="ignore", over="ignore"):
        bound = best.bound + best.doubt + 0.5 * excess + difference.doubt
    nan: Float64Array = np.full(len(spread), np.nan)
    accepted = np.arange(spread.shape[1]) <= best.last[:, np.newaxis]
    return Slopes(
        value=best.value,
        bound=bound,
        step=ladder.step[rows, np.maximum(best.last, 0)],
        allowance=_allowance(second, spread, best, excess, length),
        steepest=_largest_slope(ladder, spread, best, accepted),
        steepest_farther=_largest_slope(ladder, spread, best, np.ones_like(accepted)),
        negligible=np.abs(ladder.base[:, 0]) / length,
        noise=spread[:, 0],
        rounding=best.rounding,
        left=nan,
        right=nan,
        status=np.where(np.isfinite(best.value), np.int8(Status.CONVERGED), np.int8(Status.NOT_RESOLVED)),
    )


def _allowance(
    second: Estimates, spread: Float64Array, best: Choice, excess: Float64Array, length: Float64Array
) -> Float64Array:
    """How much farther a claim must be off to be refuted at shorter steps too."""
    own = ROBUST.interval
    rows, shorter = np.arange(len(spread)), np.maximum(best.last - own.below, 0)
    with np.errstate(invalid="ignore", over="ignore"):
        nearer = own.allowance * spread[rows, shorter] * second.gain[rows, shorter]
        return np.asarray(np.maximum(nearer, excess) + own.allowance_beyond * spread[:, 0] / length)


def _largest_slope(ladder: Ladder, spread: Float64Array, best: Choice, where: BoolArray) -> Float64Array:
    """The largest one-sided slope that exceeds the noise, on the steps in the mask."""
    steepest = np.fmax(np.abs(ladder.forward), np.abs(ladder.backward))
    visible = steepest - ROBUST.interval.visible * spread / ladder.step
    found: Float64Array = np.max(np.where(where & np.isfinite(visible), visible, 0.0), axis=1)
    return np.fmax(found, np.abs(best.value))
