"""Points around which f does not move, exactly or nearly.

Exactly: a unit that is switched off, a step between two jumps, a value rounded to few digits, a saturated loss. All
that is known of the slope is what f does further out.

Nearly: x^3 at 0, or (x - 3)^4 at 3. There f(x + t) - f(x) behaves like t^p with p > 2 at all t, and no window is short
enough to show a slope. Kinks and roots have p < 2. So the slopes, which behave like t^(p - 1), tell one from the other,
if they fall fast enough from H to H/4 and from there to the sentinel. A slope other than 0 shows when the window
shrinks; if none does, it is 0.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, anywhere
from minigrad.differentiators.adaptive.adaptive_settings import SETTINGS
from minigrad.differentiators.adaptive.extrapolation.best_entry import Bounded
from minigrad.differentiators.adaptive.ladder import COARSE, OFFSETS, SENTINEL
from minigrad.differentiators.adaptive.state import State

UNKNOWN: Final = 0.0
"""f has not been seen to move beyond its plateau,"""
CONTINUOUS: Final = 1.0
"""it moves by any amounts, so the plateau ends in a kink,"""
QUANTISED: Final = 2.0
"""or by multiples of one number."""


def note_plateau(state: State) -> None:
    """Note the longest window in which f did not move, and how it moves in others."""
    size = np.where(np.isfinite(state.slopes[COARSE]), np.abs(state.slopes[COARSE]), 0.0)
    constant = (size == 0).all(axis=(0, 1))
    state.plateau[constant] = np.maximum(state.plateau, state.window)[constant]
    kind = np.where(_quantised(size), QUANTISED, CONTINUOUS)
    np.fmax(state.plateau_kind, np.where((size[1] > 0).any(axis=0), kind, UNKNOWN), out=state.plateau_kind)
    np.fmax(state.stuck, (state.slopes[SENTINEL] == 0).any(axis=0), out=state.stuck)
    np.fmax(state.steepest, size.max(axis=(0, 1)), out=state.steepest)
    np.fmin(state.gentlest, np.where(size > 0, size, np.inf).min(axis=(0, 1)), out=state.gentlest)


def _quantised(size: Float64Array) -> BoolArray:
    """Whether the moves of f on H are multiples of what one of a few levels on H/4 would be."""
    levels = np.arange(1.0, SETTINGS.most_levels + 1.0)[:, np.newaxis, np.newaxis]
    multiple = 4 * size[0] / size[1] * levels
    whole = np.abs(multiple - np.rint(multiple)) < SETTINGS.level_tolerance
    quantised: BoolArray = (whole & (multiple < SETTINGS.most_levels_above)).any(axis=(0, 1))
    return quantised


def end_of_plateau_seen(state: State) -> BoolArray:
    """Where f has stood still and moves on H, but not yet on H/4, so that nothing is known of how it moves."""
    seen: BoolArray = (state.plateau > 0) & (state.plateau_kind == UNKNOWN) & (state.slopes[2] == 0).all(axis=0)
    return seen


def with_quantum(state: State, deviation: Float64Array) -> Float64Array:
    """The sentinel's deviation, or the least change of f where it is constant at the sentinel but not on the ladder."""
    stuck = (state.slopes[SENTINEL] == 0).all(axis=0) & (state.slopes[0] != 0).all(axis=0)
    if not stuck.any():
        return deviation
    moves = (np.abs(state.slopes[COARSE]).T * OFFSETS[COARSE]).T.reshape(4, -1) * state.window
    least = np.where(moves > 0, moves, np.inf).min(axis=0)
    return np.where(stuck & np.isfinite(least), least, deviation)


def with_plateau(state: State, found: Bounded, epsilon: float) -> Bounded:
    """A bound that allows for f being quantised or saturated, where it is constant near x.

    A slope that was found may be that of a staircase: the bound is extended to 0. A slope of 0 may be that of a
    plateau: the bound is extended to the slopes further out. But a unit that is switched off has the slope 0, up to the
    rounding of numbers as large as what it adds further out.
    """
    if not (anywhere(state.plateau) or anywhere(state.stuck)):
        return found
    size, most, least = np.abs(found.value), state.steepest, state.gentlest
    zero = (state.plateau > 0) & (size == 0)
    staircase = (state.noise > SETTINGS.plateau * size * state.scale) & (state.stuck > 0)
    rounding = SETTINGS.zero_slope * epsilon * most
    beside_kink = np.where(least < SETTINGS.saturation * most, np.maximum(least, rounding), rounding)
    further = np.where(state.plateau_kind == CONTINUOUS, beside_kink, most)
    longest = np.maximum(state.plateau, np.finfo(np.float64).tiny)
    further = np.maximum(further, epsilon * np.maximum(np.abs(state.base), SETTINGS.hidden_size) / longest)
    return found._replace(
        noise=found.noise + np.where(zero, further, 0.0),
        truncation=found.truncation + np.where(staircase & ~zero, size, 0.0),
    )


def stationary_point(state: State, epsilon: float) -> BoolArray:
    """Where f behaves like t^p, p > 2, and would still be seen to move in the next shorter window."""
    far, middle, near = (np.abs(state.slopes[slot]).max(axis=0) for slot in (0, 2, SENTINEL))
    power = SETTINGS.least_power
    falls = (middle <= far * OFFSETS[2] ** power) & (near <= far * OFFSETS[SENTINEL] ** power)
    rise = near * state.sentinel * (SETTINGS.zoom / OFFSETS[SENTINEL]) ** 3
    stationary: BoolArray = falls & (near > 0) & (rise > SETTINGS.stationary_margin * epsilon * np.abs(state.base))
    return stationary
