"""Reading a complete ladder: the derivative, its error, and whether another ladder would do better."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, anywhere, everywhere
from minigrad.differentiators.adaptive.adaptive_settings import SETTINGS
from minigrad.differentiators.adaptive.extrapolation.best_entry import Bounded, best_entry
from minigrad.differentiators.adaptive.extrapolation.richardson_table import read_table
from minigrad.differentiators.adaptive.extrapolation.table_matrices import TOP
from minigrad.differentiators.adaptive.ladder import COARSE, OFFSETS, RUNGS, SENTINEL
from minigrad.differentiators.adaptive.options import Options
from minigrad.differentiators.adaptive.state import State
from minigrad.differentiators.adaptive.windows.quartic_fit import QuarticFit, exceeds_rounding
from minigrad.differentiators.adaptive.windows.sentinel_noise import (
    deviations,
    noise_at_window,
    noise_of_steps,
    noise_of_value,
    root_mean_square,
)


class LadderReading(NamedTuple):
    """What complete ladders say of n lines.

    Attributes:
        found: the derivative and its error; NaN where f was not finite.
        finite: whether f was finite on the whole ladder,
        visible: and moves by more than noise.
        unsure: whether the sentinel deviates by more than rounding and known noise.
        deviation, rounding: by how much, at its two points, and the size of a rounding error of f.
        taylor: the coefficients of f on the ladder, in units of H.
    """

    found: Bounded
    finite: BoolArray
    visible: BoolArray
    unsure: BoolArray
    deviation: Float64Array
    rounding: Float64Array
    taylor: Float64Array


def read_ladder(options: Options, state: State, epsilon: float) -> LadderReading:
    """Extrapolate on every line; ``epsilon`` is that of the values of f."""
    slopes, signed, base = state.slopes[:RUNGS].reshape(2 * RUNGS, -1), state.signed_window(), np.abs(state.base)
    table, step = read_table(options.matrices, slopes), state.sentinel * state.side
    deviation = deviations(state.slopes[SENTINEL], step, signed, table.taylor, options.two_sided)
    slope = np.abs(table.taylor[0])
    size = base + np.maximum(*np.abs(slopes[:2])) * state.window
    rounding = np.maximum(epsilon * size, 5e-324)  # the least rounding error there is
    least = SETTINGS.rounding_noise * np.maximum(rounding, state.noise)
    near = np.fmax(noise_of_value(deviation, 2 * table.slope_gap * state.sentinel), least)
    rounding_of_x = SETTINGS.rounding_margin * epsilon * state.position * slope
    loud = exceeds_rounding(near, rounding, rounding_of_x)
    finite = visible = np.isfinite(table.entry[TOP])  # it is made of all slopes
    unsure = loud
    if anywhere(loud):
        unsure = loud & finite & (root_mean_square(deviation) > SETTINGS.noise_margin * state.noise)
        near = np.where(loud, SETTINGS.few_samples * near, near)
        visible = finite & ~(loud & _swamped(state, near))
    level = noise_at_window(near, base + slope * state.sentinel, size, table.noise)
    curvature = np.abs(table.taylor[2:3] if options.two_sided else table.taylor[1:3])
    level += noise_of_steps(state.position, curvature.sum(axis=0))
    found = best_entry(options.matrices, table, level, signed, options.derivative)
    return LadderReading(found, finite, visible, unsure, deviation, rounding, table.taylor)


def _swamped(state: State, level: Float64Array) -> BoolArray:
    """Where noise of this level is about all that f moves by on the ladder."""
    steepest = (np.abs(state.slopes[:RUNGS]).max(axis=1).T * OFFSETS[:RUNGS]).max(axis=1)
    moves = steepest * state.window
    swamped: BoolArray = (level > SETTINGS.swamped * moves) & (moves > 0)
    return swamped


def quartic_estimate(options: Options, state: State, fit: QuarticFit) -> Bounded:
    """What a window that is left for another one says of the first derivative: the quartic's, which has to allow for a
    kink at x.

    Half the jump of the slope, extrapolated from both coarse rungs to 0, is what a kink adds.
    """
    jump = state.slopes[COARSE, 0] - state.slopes[COARSE, 1] if options.two_sided else np.zeros((2, state.size))
    truncation = fit.change * fit.steepness / SETTINGS.quartic_error + np.abs(4 * jump[1] - jump[0]) / 6
    gain = SETTINGS.noise_factor * SETTINGS.quartic_gain
    return Bounded(fit.taylor[0], truncation, np.maximum(state.noise, fit.rounding) * gain / state.window)


def shorter_ladder(options: Options, state: State, reading: LadderReading) -> tuple[BoolArray, Float64Array]:
    """Where a shorter ladder would pay, and how long its window should be.

    The bound is least where truncation, which grows as H^8, is an eighth of noise, which shrinks as 1/H.
    """
    truncation, of_noise, error = reading.found.truncation, reading.found.noise, reading.found.error
    goal = max(SETTINGS.goal, options.rtol)
    pays = (truncation > SETTINGS.pays * of_noise) & (error > goal * np.abs(reading.found.value))
    if not anywhere(pays) and everywhere(reading.finite):
        return pays, state.window
    best = np.maximum((of_noise / (8 * truncation)) ** (1 / 9), SETTINGS.shortest_ladder)
    factor = np.where(reading.finite, np.minimum(best, SETTINGS.shorter_ladder), SETTINGS.finite_ladder)
    window = state.window * factor
    pays &= window > 8 * state.sentinel
    return (pays | ~reading.finite) & (state.evaluations < options.budget - SETTINGS.ladder_reserve), window
