"""The second sentinel: whether the first one deviates because of noise, a kink at x, or a component of f too fast for
the ladder.

Noise keeps its size when the step shrinks. What a kink at x adds is in proportion to the step, however short, and has
the same sign on both sides. A component of frequency w has all but vanished at steps far below 1/w.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from minigrad.arrays import BoolArray, Float64Array
from minigrad.differentiators.adaptive.adaptive_settings import SETTINGS
from minigrad.differentiators.adaptive.ladder import OFFSETS, SECOND_SENTINEL, SENTINEL
from minigrad.differentiators.adaptive.state import State
from minigrad.differentiators.adaptive.windows.sentinel_noise import deviations, root_mean_square


class SecondSentinel(NamedTuple):
    """What the second sentinel shows of n lines.

    Attributes:
        evaluated: whether f has been evaluated there.
        noise: the larger deviation of the two, where it is noise, else 0.
        kink: whether f has a kink at x.
        steepness: how far the slopes next to x are from that of the ladder, beyond rounding.
    """

    evaluated: BoolArray
    noise: Float64Array
    kink: BoolArray
    steepness: Float64Array


def compare_sentinels(
    state: State, deviation: Float64Array, rounding: Float64Array, taylor: Float64Array, two_sided: bool
) -> SecondSentinel:
    """Explain the first sentinel's deviations; where the second one is not evaluated yet, its step is chosen.

    That is the shortest one at which f can be seen to move, so that standing still there means that f is quantised.
    """
    slopes, step = state.slopes[SECOND_SENTINEL], state.second_sentinel
    evaluated = ~np.isnan(slopes).any(axis=0)
    _choose_step(state, rounding, taylor, ~evaluated)
    second = root_mean_square(deviations(slopes, step * state.side, state.signed_window(), taylor, two_sided))
    margin = SETTINGS.rounding_margin * rounding
    constant = (slopes == 0).all(axis=0) & (np.abs(taylor[0]) * step > margin)
    far, near = (state.slopes[slot, 0] - state.slopes[slot, 1] for slot in (SENTINEL, SECOND_SENTINEL))
    same = (np.abs(near - far) < SETTINGS.kink_tolerance * np.abs(far)) & (np.abs(near) * step > margin)
    kink = evaluated & two_sided & ~constant & same
    persists = evaluated & ~kink & ((second > SETTINGS.persistence * deviation) | constant)
    steepness = np.abs(slopes - taylor[0]).max(axis=0) - 2 * margin / step
    return SecondSentinel(evaluated, np.where(persists, np.maximum(deviation, second), 0.0), kink, steepness)


def _choose_step(state: State, rounding: Float64Array, taylor: Float64Array, lines: BoolArray) -> None:
    shortest, longest = OFFSETS[SECOND_SENTINEL] * state.window, state.sentinel / SETTINGS.sentinel_ratio
    step = np.clip(SETTINGS.visible * rounding / np.abs(taylor[:2]).sum(axis=0), shortest, longest)
    state.second_sentinel[lines] = step[lines]
