"""Changing the window of lines, and keeping the slopes that the new one shares with the old one."""

from __future__ import annotations

import numpy as np

from minigrad.arrays import Float64Array, anywhere, filled
from minigrad.differentiators.adaptive.adaptive_settings import SETTINGS
from minigrad.differentiators.adaptive.ladder import OFFSETS, RUNGS, SECOND_SENTINEL, SENTINEL
from minigrad.differentiators.adaptive.state import State


def change_window(state: State, window: Float64Array, *, renew_sentinel: bool) -> None:
    """Give these lines new windows.

    Changes by at most a factor 8 are made by a power of two, so that rungs stay rungs; a change to the sentinel's step
    makes the sentinel the first rung. ``renew_sentinel`` replaces a sentinel that is no longer far below the window, or
    too far below.
    """
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        octaves = np.rint(np.log2(window / state.window))
        snapped = state.window * np.exp2(octaves)
    near = (np.abs(octaves) < RUNGS) & (octaves != 0) & (snapped <= state.room)
    ladder = filled(2 * RUNGS * state.size, np.nan).reshape(RUNGS, 2, -1)
    for octave in {int(number) for number in octaves[near].tolist()}:
        lines = near & (octaves == octave)
        kept = state.slopes[max(0, -octave) : RUNGS - max(0, octave), :, lines]
        ladder[max(0, octave) : RUNGS - max(0, -octave), :, lines] = kept
    to_sentinel = window == state.sentinel
    if anywhere(to_sentinel):
        ladder[0, :, to_sentinel] = state.slopes[SENTINEL, :, to_sentinel]
    state.slopes[:RUNGS], state.slopes[SECOND_SENTINEL] = ladder, np.nan
    state.window[...] = np.where(near, snapped, window)
    if renew_sentinel:
        _renew_sentinel(state)


def _renew_sentinel(state: State) -> None:
    stale = state.sentinel > state.window / SETTINGS.sentinel_longest
    stale |= state.sentinel < state.window / SETTINGS.sentinel_shortest
    stale |= ~np.isfinite(state.slopes[SENTINEL]).all(axis=0)
    if anywhere(stale):
        state.slopes[SENTINEL, :, stale] = np.nan
        state.sentinel[stale] = OFFSETS[SENTINEL] * state.window[stale]
