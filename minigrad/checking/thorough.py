"""The thorough look, for coordinates in doubt: a ladder of steps, the noise of f, and Lepski's rule.

The order of the questions: does f tend to f(x)? is it quantised? do its one-sided slopes meet? and only then, how large is
the slope and how well is it known?
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, IntArray
from minigrad.checking import kinks, noise, polish, quantised
from minigrad.checking.frozen import hidden_noise
from minigrad.checking.lepski import Choice, choose
from minigrad.checking.quick import ladder_at
from minigrad.checking.sampler import Sampler
from minigrad.checking.slopes import Kind, Slopes
from minigrad.checking.steps import ladder_steps
from minigrad.checking.tableau import Estimates, Ladder, central, extrapolate

CONFIDENCE = (3.0, 8.0)
"""Half-width of an interval in standard deviations of the noise: the narrow one unless bad luck breaks it off early."""

SUPPORTED = 3
"""Steps that must agree before more is spent on averaging noise away: with fewer, noise is not what limits."""

STEP_NOISE = 0.5
"""Noise of a staircase in units of the height of its steps (0.29 for rounding, more where two steps were seen as one)."""


def look(sampler: Sampler, length: Float64Array, noise_at_x: float, rtol: float) -> Slopes:
    """The slope on each line, whatever it takes (70 to 110 evaluations each).

    Args:
        sampler: m lines.
        length: (m,) the length that steps are measured in.
        noise_at_x: what is known of the noise of f beforehand.
        rtol: the relative precision that is worth spending more for.
    """
    ladder = ladder_at(sampler, ladder_steps(sampler.probe.geometry.take(sampler.lines), length))
    rungs = noise.spacings(ladder.step, ladder.above, ladder.below, ladder.base)
    stairs = quantised.staircase(sampler, ladder)
    floor = np.maximum(0.5 * sampler.probe.value_epsilon * np.abs(ladder.base[:, 0]), noise_at_x)
    # equally spaced points of a nearly linear f can fall on its grid so regularly that no noise shows; the grain remains
    measured = noise.measure(sampler, rungs, np.maximum(floor, STEP_NOISE * np.maximum(stairs.height, stairs.grain)))
    measured = np.where(stairs.found, measured, hidden_noise(ladder, measured))
    sigma = np.maximum(np.where(stairs.flat, floor, measured), _usual(ladder, measured, stairs.flat))
    sigma = np.where(_unmoved(ladder), np.maximum(sigma, _grain_elsewhere(ladder, stairs, measured)), sigma)
    spread = np.maximum(sigma[:, np.newaxis], _rounding(sampler, ladder))
    slopes, reach = _two_sided(ladder, spread, sigma)
    slopes = kinks.one_sided_where_needed(ladder, CONFIDENCE[-1] * spread, slopes)
    slopes = kinks.find(ladder, CONFIDENCE[-1] * spread, slopes)
    slopes = _polished(sampler, slopes, reach, CONFIDENCE[0] * spread[:, 0], rtol)
    return quantised.find(stairs, slopes)


def _unmoved(ladder: Ladder) -> BoolArray:
    return np.asarray((((ladder.above == ladder.base) | np.isnan(ladder.above)) & (ladder.below == ladder.base)).all(axis=1))


def _usual(ladder: Ladder, measured: Float64Array, flat: BoolArray) -> float:
    """The noise of most lines, for those that happen to show less. Where f is flat at first there is none to be seen.

    Lines on which f moves at the smallest steps already know best: what is measured farther out may be a kink or a corner.
    """
    moved = ((ladder.above != ladder.base) | (ladder.below != ladder.base))[:, :2].all(axis=1) & ~flat
    known = moved if moved.any() else ~flat
    return float(np.median(measured[known])) if known.any() else 0.0


def _grain_elsewhere(ladder: Ladder, stairs: quantised.Staircase, measured: Float64Array) -> float:
    """How coarse f is, for lines on which it never moves: as seen on other lines, or as its value at x betrays."""
    seen = float(np.max(np.where(stairs.found, measured, 0.0)))
    value = float(ladder.base[0, 0])
    with np.errstate(over="ignore"):
        single = float(np.float32(value)) == value and (1024.0 * value) % 1.0 != 0.0
    return max(seen, 0.5 * quantised.SINGLE * abs(value) if single else 0.0)


def _polished(sampler: Sampler, slopes: Slopes, reach: Float64Array, tolerance: Float64Array, rtol: float) -> Slopes:
    """Spend more where noise keeps the interval wider than what has to be told apart."""
    wanting = (slopes.kind == Kind.SMOOTH) & (slopes.bound > rtol * np.abs(slopes.value)) & (reach > 0)
    rows = np.asarray(np.flatnonzero(wanting & (slopes.value != 0)), dtype=np.int64)
    if not rows.size:
        return slopes
    value, bound = polish.fit(sampler.take(rows), reach[rows], tolerance[rows])
    old = slopes.take(rows)
    better = (bound < old.bound) & (np.abs(value - old.value) <= 3.0 * (bound + old.bound))
    new = replace(old, value=np.where(better, value, old.value), bound=np.where(better, bound, old.bound))
    return slopes.put(rows, new)


def _rounding(sampler: Sampler, ladder: Ladder) -> Float64Array:
    """What rounding of the values themselves does, rung by rung: f may grow along the ladder."""
    size = np.fmax(np.abs(ladder.above), np.abs(ladder.below))
    return 0.5 * sampler.probe.value_epsilon * np.where(np.isfinite(size), size, 0.0)


def _two_sided(ladder: Ladder, spread: Float64Array, sigma: Float64Array) -> tuple[Slopes, Float64Array]:
    """The narrowest interval that formulas of order 2, 4 and 6 agree on, and the longest step that it trusts."""
    second = central(ladder)
    fourth = extrapolate(second, ladder.step, 1, 2)
    sixth = extrapolate(fourth, ladder.step, 2, 4)
    best = _chosen(second, CONFIDENCE[-1] * spread)
    last = best.last
    for confidence in CONFIDENCE:
        for estimates in (second, fourth, sixth):
            other = _chosen(estimates, confidence * spread)
            best, last = narrower(best, other), _longest(last, best, other)
    scale = _scale(ladder, CONFIDENCE[-1] * spread, best, last)
    around = _scale(ladder, CONFIDENCE[-1] * spread, best, np.full_like(last, ladder.step.shape[1]))
    around = np.fmax(around, _flat_scale(ladder))
    nan: Float64Array = np.full(len(sigma), np.nan)
    kind = np.where(np.isfinite(best.value), np.int8(Kind.SMOOTH), np.int8(Kind.UNRESOLVED))
    reach = np.where(best.agreeing >= SUPPORTED, ladder.step[np.arange(len(sigma)), np.maximum(best.last, 0)], 0.0)
    return Slopes(best.value, best.bound, scale, around, sigma, nan, nan, kind), reach


def _chosen(estimates: Estimates, tolerance: Float64Array) -> Choice:
    with np.errstate(invalid="ignore"):
        return choose(estimates.value, tolerance * estimates.gain)


def narrower(one: Choice, other: Choice) -> Choice:
    """The narrower of two choices on each line, but not where it contradicts the first."""
    with np.errstate(invalid="ignore"):
        better = (other.bound < one.bound) & (np.abs(other.value - one.value) <= 3.0 * (one.bound + other.bound))
    return Choice(
        np.where(better, other.value, one.value),
        np.where(better, other.bound, one.bound),
        np.where(better, other.last, one.last),
        np.where(better, other.first, one.first),
    )


def _longest(last: IntArray, best: Choice, other: Choice) -> IntArray:
    """The longest step that any formula accepted, as long as it agrees with the best."""
    with np.errstate(invalid="ignore"):
        agrees = np.abs(other.value - best.value) <= 3.0 * (best.bound + other.bound)
    return np.where(agrees, np.maximum(last, other.last), last)


def _scale(ladder: Ladder, tolerance: Float64Array, best: Choice, last: IntArray) -> Float64Array:
    """The largest one-sided slope that stands out of the noise, on the rungs that were accepted."""
    visible = np.fmax(np.abs(ladder.forward), np.abs(ladder.backward)) - 3.0 * tolerance / ladder.step
    accepted: BoolArray = np.arange(ladder.step.shape[1]) <= last[:, np.newaxis]
    found: Float64Array = np.max(np.where(accepted & np.isfinite(visible), visible, 0.0), axis=1)
    return np.fmax(found, np.abs(best.value))


def _flat_scale(ladder: Ladder) -> Float64Array:
    """Where f does not move at all, the size of f over the longest step is what "zero" is compared with."""
    moved = (ladder.above != ladder.base) | (ladder.below != ladder.base)
    return np.where(moved.any(axis=1), 0.0, np.abs(ladder.base[:, 0]) / ladder.step[:, -1])
