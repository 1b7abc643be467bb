"""The points at which f is evaluated next, and the slopes that come out."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, IntArray, everywhere
from minigrad.differentiators.adaptive.ladder import OFFSETS, PAIRS, SECOND_SENTINEL, SENTINEL, rounded_steps
from minigrad.differentiators.adaptive.state import State


class Points(NamedTuple):
    """Points to evaluate: the first point of each slot, then the second one.

    Attributes:
        slot: (k,) the slots that are filled,
        wanted: (k, n) and for which lines, or None for all of them.
        step: (2, k, n) the distances of their points from x.
        flat_line, flat_step: (m,) what the probe is asked for.
    """

    slot: IntArray
    wanted: BoolArray | None
    step: Float64Array
    flat_line: IntArray
    flat_step: Float64Array


def points_for(state: State, need: BoolArray, two_sided: bool) -> Points:
    """The points that fill the slots in the mask; they are counted as evaluations."""
    length = OFFSETS[:, np.newaxis] * state.window
    length[SENTINEL] = state.sentinel
    length[SECOND_SENTINEL] = state.second_sentinel
    slot = np.nonzero(need.any(axis=1))[0]
    wanted = need[slot]
    pairs = PAIRS[two_sided][:, np.newaxis] * (length[slot] * state.side)
    step = rounded_steps(state.position, state.window, pairs)
    if everywhere(wanted):
        state.evaluations[...] += 2.0 * slot.size
        line = state.line[np.newaxis].repeat(2 * slot.size, axis=0).reshape(-1)
        return Points(slot, None, step, line, step.reshape(-1))
    state.evaluations[...] += 2.0 * np.add.reduce(wanted, axis=0)
    line = state.line[wanted.nonzero()[1]]
    return Points(slot, wanted, step, np.concatenate([line, line]), step[:, wanted].reshape(-1))


def record(state: State, points: Points, values: Float64Array) -> None:
    """Turn the values of f at these points into slopes of ``state``."""
    slot, wanted, every = points.slot, points.wanted, values
    if wanted is not None:
        every = np.zeros(points.step.shape)
        every[:, wanted] = values.reshape(2, -1)
    with np.errstate(invalid="ignore", over="ignore"):
        slopes = (every.reshape(points.step.shape) - state.base) / points.step
    slopes = np.where(np.isfinite(slopes), slopes, np.inf).swapaxes(0, 1)
    state.slopes[slot] = slopes if wanted is None else np.where(wanted[:, np.newaxis], slopes, state.slopes[slot])
