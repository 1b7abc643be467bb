"""Reading a complete ladder: the derivative, its error, and whether another ladder would do better."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, anywhere, everywhere
from minigrad.differentiators.adaptive import sentinel_noise as noise
from minigrad.differentiators.adaptive.best_entry import NOISE_FACTOR, Choice, choose
from minigrad.differentiators.adaptive.ladder import COARSE, OFFSETS, RUNGS, SENTINEL
from minigrad.differentiators.adaptive.richardson_table import TOP, Setting, read
from minigrad.differentiators.adaptive.state import Front
from minigrad.differentiators.adaptive.window import GOAL, Look, loud

SWAMPED: Final = 0.3
"""The noise, in units of all that f moves by on the ladder, beyond which there is nothing to see."""
PAYS: Final = 5.0
"""How far truncation has to exceed noise for a shorter ladder to pay."""


class Reading(NamedTuple):
    """What complete ladders say of n lines.

    Attributes:
        choice: the derivative and its error; NaN where f was not finite.
        finite: whether f was finite on the whole ladder,
        heard: and moves by more than noise.
        unsure: whether the sentinel deviates by more than rounding and known noise.
        residual, rounding: by how much, at its two points, and the size of a rounding error of f.
        taylor: the coefficients of f on the ladder, in units of H.
    """

    choice: Choice
    finite: BoolArray
    heard: BoolArray
    unsure: BoolArray
    residual: Float64Array
    rounding: Float64Array
    taylor: Float64Array


def climb(setting: Setting, front: Front, epsilon: float) -> Reading:
    """Extrapolate on every line; ``epsilon`` is that of the values of f."""
    slopes, signed, base = front.slopes[:RUNGS].reshape(2 * RUNGS, -1), front.signed_window(), np.abs(front.base)
    table = read(setting.tableau, slopes)
    residual = noise.residuals(
        front.slopes[SENTINEL], front.sentinel * front.side, signed, table.taylor, setting.two_sided
    )
    steepness = np.abs(table.taylor[0])
    size = base + np.maximum(*np.abs(slopes[:2])) * front.window
    rounding = np.maximum(epsilon * size, 5e-324)  # the least rounding error there is
    near = np.fmax(
        noise.level(residual, 2 * table.slope_doubt * front.sentinel),
        noise.ROUNDING * np.maximum(rounding, front.noise),
    )
    much = loud(near, rounding, 8 * epsilon * front.position * steepness)
    finite = heard = np.isfinite(table.entry[TOP])  # it is made of all slopes
    unsure = much
    if anywhere(much):
        unsure = much & finite & (noise.spread(residual) > 4 * front.noise)
        near = np.where(much, 1.5 * near, near)  # there are two samples of it only
        moves = (np.abs(front.slopes[:RUNGS]).max(axis=1).T * OFFSETS[:RUNGS]).max(axis=1) * front.window
        heard = finite & ~(much & (near > SWAMPED * moves) & (moves > 0))
    level = noise.at_window(near, base + steepness * front.sentinel, size, table.noise)
    bends = np.abs(table.taylor[2:3] if setting.two_sided else table.taylor[1:3])
    level += noise.of_steps(front.position, bends.sum(axis=0))
    choice = choose(setting.tableau, table, level, signed, setting.derivative)
    return Reading(choice, finite, heard, unsure, residual, rounding, table.taylor)


def glance(setting: Setting, front: Front, seen: Look) -> Choice:
    """What a window that is left for another one says of the first derivative: the quartic's, which a kink at x
    spoils."""
    jump = front.slopes[COARSE, 0] - front.slopes[COARSE, 1] if setting.two_sided else np.zeros((2, front.size))
    truncation = seen.change * seen.slope / 4 + np.abs(4 * jump[1] - jump[0]) / 6
    level = np.maximum(front.noise, seen.rounding) * (NOISE_FACTOR * 3.0) / front.window  # 3 is the quartic's gain
    return Choice(seen.taylor[0], truncation, level)


def shorter(setting: Setting, front: Front, reading: Reading) -> tuple[BoolArray, Float64Array]:
    """Where a shorter ladder would pay, and how long its window should be.

    The bound is least where truncation, which grows as H^8, is an eighth of noise, which shrinks as 1/H.
    """
    left_out, moved, error = reading.choice.truncation, reading.choice.noise, reading.choice.error
    pays = (left_out > PAYS * moved) & (error > max(GOAL, setting.rtol) * np.abs(reading.choice.value))
    if not anywhere(pays) and everywhere(reading.finite):
        return pays, front.window
    factor = np.minimum(np.maximum((moved / (8 * left_out)) ** (1 / 9), 1 / 16), 1 / 1.7)
    window = front.window * np.where(reading.finite, factor, 0.25)
    pays &= window > 8 * front.sentinel
    return (pays | ~reading.finite) & (front.spent < setting.budget - 8), window
