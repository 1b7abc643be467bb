"""Reading a complete ladder: the derivative, its error, and whether another ladder would do better."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from minigrad.arrays import BoolArray, Float64Array
from minigrad.differentiators.adaptive import noise
from minigrad.differentiators.adaptive.choice import Choice, choose
from minigrad.differentiators.adaptive.front import Front
from minigrad.differentiators.adaptive.ladder import OFFSETS, RUNGS, SENTINEL
from minigrad.differentiators.adaptive.opinion import opinion
from minigrad.differentiators.adaptive.scale import LOUD
from minigrad.differentiators.adaptive.setting import Setting
from minigrad.differentiators.adaptive.tableau import TOP, read

WORTHWHILE: Final = 1e-12
"""A relative error bound that another ladder is not worth the evaluations for."""
SWAMPED: Final = 0.15
"""The noise, in units of all that f moves by on the ladder, beyond which there is nothing to see."""
SUBNORMAL: Final = float(np.finfo(np.float64).smallest_subnormal)
"""The least rounding error there is."""
PLATEAU: Final = 1e-3
"""Where f stands still over more than this share of |x|, at the slope that was found, it may have that slope or 0."""
STEEP: Final = 1e-2
"""Slopes that fall off by more than this where f begins to stand still are no kink: f saturates."""
PAYS: Final = 5.0
"""How far truncation has to exceed noise for a shorter ladder to pay."""


class Reading(NamedTuple):
    """What complete ladders say of n lines.

    Attributes:
        choice: the derivative and its error; NaN where f was not finite.
        finite: whether f was finite on the whole ladder.
        loud: whether the noise is more than rounding can explain.
        asked: whether the second sentinel has been evaluated.
        fast: whether it says that what looks like noise is a component of f that is too fast for the ladder.
        swamped: whether f moves by hardly more than that noise, so that there is no signal.
    """

    choice: Choice
    finite: BoolArray
    loud: BoolArray
    asked: BoolArray
    fast: BoolArray
    swamped: BoolArray
    kinked: BoolArray


def climb(setting: Setting, front: Front, value_epsilon: float) -> Reading:
    """Extrapolate on every line."""
    slopes = front.slopes[:RUNGS].reshape(2 * RUNGS, -1)
    table = read(setting.tableau, slopes)
    signed = front.signed_window()
    residual = noise.residuals(
        front.slopes[SENTINEL], front.sentinel * front.side, signed, table.taylor, setting.two_sided
    )
    size = np.abs(front.base) + np.maximum(*np.abs(slopes[:2])) * front.window
    rounding = np.maximum(value_epsilon * size, SUBNORMAL)
    least = noise.ROUNDING * np.maximum(rounding, front.noise) + np.minimum(size, SUBNORMAL)
    near = np.fmax(noise.level(residual, 2 * table.slope_doubt * front.sentinel), least)
    near_size = np.abs(front.base) + np.abs(table.taylor[0]) * front.sentinel
    loud = near > LOUD * rounding + 8 * value_epsilon * front.position * np.abs(table.taylor[0])
    near = np.where(loud, 1.5 * near, near)
    level = noise.at_window(near, near_size, size, table.noise) + noise.of_steps(front, table.taylor, setting.two_sided)
    second = opinion(front, noise.spread(residual), rounding, table.taylor, setting.two_sided)
    choice = choose(setting.tableau, table, level, signed, setting.derivative)
    finite = np.isfinite(table.entry[TOP])  # it is made of all slopes
    known = (noise.spread(residual) <= 4 * front.noise)
    if not (loud & ~known).any():
        return Reading(choice, finite, loud & ~known, loud, loud & False, loud & False, loud & False)
    moves = np.abs(slopes) * np.repeat(OFFSETS[:RUNGS], 2)[:, np.newaxis] * front.window
    swamped = loud & (near > SWAMPED * moves.max(axis=0))
    fast = second.asked & (second.noise == 0) & (second.kink == 0)
    return Reading(choice, finite, loud & ~known, second.asked, fast, swamped, second.kink > 0)


def allow_for_plateau(front: Front, choice: Choice, epsilon: float) -> Choice:
    """Where f is rounded to few digits and constant next to x, 0 is as good an answer as the slope of the steps. Where f
    stands still on the whole ladder, but not further out, it may be rounded: then the slopes there are the bound.
    """
    size = np.abs(choice.value)
    still = (front.still > 0) & (size == 0)
    rough = front.noise > PLATEAU * size * front.scale
    if not (rough | still).any():
        return choice
    stuck = rough & (front.slopes[SENTINEL] == 0).any(axis=0)
    above, below, least, ramp = front.further
    most = np.maximum(above, below)
    alone = np.where(least < STEEP * most, least, 4 * epsilon * most)
    further = np.where((ramp > 0) & (np.minimum(above, below) == 0), alone, most)
    extra = np.where(still, further, np.where(stuck, size, 0.0))
    return choice._replace(noise=choice.noise + extra, error=choice.error + extra)


def shorter(setting: Setting, front: Front, reading: Reading) -> tuple[BoolArray, Float64Array]:
    """Where a shorter ladder would pay, and how long its window should be.

    The bound is least where truncation, which grows as H^8, is an eighth of noise, which shrinks as 1/H.
    """
    left_out, moved = reading.choice.truncation, reading.choice.noise
    error = reading.choice.error
    goal = max(WORTHWHILE, setting.rtol)
    pays = (left_out > PAYS * moved) & (error > goal * np.abs(reading.choice.value))
    if not (pays | ~reading.finite).any():
        return pays, front.window
    factor = np.minimum(np.maximum((moved / (8 * left_out)) ** (1 / 9), 1 / 16), 1 / 1.7)
    window = front.window * np.where(reading.finite, factor, 0.25)
    pays &= window > 8 * front.sentinel
    progress = error < front.best / 3
    return ((pays & progress) | ~reading.finite) & (front.spent < setting.budget - 8), window
