"""What to do with a line: fill its ladder, look at another window, ask the second sentinel, or give up.

Four things can be wrong with a window, and each asks for something else: it is too long or too short (change it); the
sentinel disagrees (evaluate the second sentinel); noise hides f altogether (try longer windows); f is finite on one
side only (confirm it from very close, then use that side alone).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, everywhere
from minigrad.differentiators.adaptive.adaptive_settings import SETTINGS
from minigrad.differentiators.adaptive.ladder import COARSE, OFFSETS, SENTINEL
from minigrad.differentiators.adaptive.options import Options
from minigrad.differentiators.adaptive.state import State
from minigrad.differentiators.adaptive.windows.diagnosis import Diagnosis, diagnose
from minigrad.differentiators.adaptive.windows.fast_component import return_to_former, window_of_component
from minigrad.differentiators.adaptive.windows.plateau import note_plateau, with_quantum
from minigrad.differentiators.adaptive.windows.quartic_fit import QuarticFit, growth_factor, near_one
from minigrad.differentiators.adaptive.windows.second_sentinel import compare_sentinels
from minigrad.differentiators.adaptive.windows.sentinel_noise import root_mean_square


class Decision(NamedTuple):
    """What to do next, a mask or a number for each line.

    Attributes:
        resolved: the window resolves f, and says something of its slope.
        accepted: it need not change: fill the ladder.
        needs_second: evaluate the second sentinel.
        kink: f has a kink at x: there is no more to find.
        edge: 1 or -1 where f only exists on that side of x, else 0.
        lost: nothing more can be done.
        window: the next window, for all others.
    """

    resolved: BoolArray
    accepted: BoolArray
    needs_second: BoolArray
    kink: BoolArray
    edge: Float64Array
    lost: BoolArray
    window: Float64Array

    @property
    def change(self) -> BoolArray:
        """Which lines get another window."""
        change: BoolArray = ~(self.accepted | self.needs_second | self.kink | self.lost) & (self.edge == 0)
        return change


def decide(options: Options, state: State, fit: QuarticFit, factor: Float64Array, epsilon: float) -> Decision:
    """Decide for each line; what was learned about its noise and scale is noted in ``state``.

    Args:
        options: what is to be computed.
        state: the lines.
        fit: the quartic through their coarse rungs.
        factor: by how much the windows should grow, if nothing is the matter.
        epsilon: machine epsilon of the values of f.
    """
    clear = fit.resolved & (fit.variation(state) > SETTINGS.flat * fit.rounding) & (state.left_deviation == 0)
    if everywhere(clear & (factor > 1 / SETTINGS.window_tolerance) & np.isinf(state.too_long)):
        return _grown(options, state, clear, factor)
    note_plateau(state)
    deviation = with_quantum(state, root_mean_square(fit.deviation))
    second = compare_sentinels(state, deviation, fit.rounding, fit.taylor, options.two_sided)
    found = diagnose(options, state, fit, deviation, second, epsilon)
    edge, far_from_edge = _edge(options, state)
    component = window_of_component(state, found.fast, deviation, second.steepness, fit.taylor[0])
    factor = growth_factor(options, state, fit)  # noise may have been confirmed
    _note_lengths(state, found, factor)
    window = np.where(found.fast, component, _next_window(state, found, factor))
    shortest = SETTINGS.shortest * np.maximum(options.epsilon * state.position, 1e-320)
    too_short = window * OFFSETS[2] < shortest
    back = found.unexplained | ((state.left_deviation > 0) & ~found.resolved & too_short)
    window = np.where(far_from_edge, SETTINGS.edge_window * state.scale, return_to_former(state, back, window))
    accepted = _accepted(state, found, window)
    spent = state.evaluations > options.budget - SETTINGS.reserve
    lost = ~(accepted | found.needs_second | found.kink) & (edge == 0)
    lost &= (window * OFFSETS[2] < shortest) | spent | ~np.isfinite(window)
    return Decision(found.resolved & ~found.flat, accepted, found.needs_second, found.kink, edge, lost, window)


def _grown(options: Options, state: State, clear: BoolArray, factor: Float64Array) -> Decision:
    """The decision where there is nothing to diagnose, as most often."""
    np.maximum(state.resolving, state.window, out=state.resolving)
    window, nothing = np.minimum(state.window * factor, state.room), np.zeros(state.size, np.bool_)
    accepted, spent = near_one(window / state.window), state.evaluations > options.budget - SETTINGS.reserve
    return Decision(clear, accepted, nothing, nothing, np.zeros(state.size), spent & ~accepted, window)


def _accepted(state: State, found: Diagnosis, window: Float64Array) -> BoolArray:
    """Where the window is good enough, or no other one would be better."""
    unit = np.maximum(state.scale, state.unit)
    enough = near_one(window / state.window) | (state.too_long <= SETTINGS.bracket * state.resolving)
    enough |= found.flat & (state.window >= SETTINGS.reach * unit)
    accepted = (found.resolved & enough) | ((found.hidden | found.plateau) & (window < 2 * state.window)) | found.noisy
    accepted |= found.stationary & (state.window < SETTINGS.zoom * unit)
    return accepted


def _note_lengths(state: State, found: Diagnosis, factor: Float64Array) -> None:
    """Note which windows were short enough and which were too long.

    A window that resolves f but should be much shorter is too long as well: near a kink, the changes at two windows may
    ask for each other, for ever.
    """
    excessive = found.resolved & (factor < 1 / SETTINGS.window_tolerance)
    pending = found.needs_second | found.hidden | found.plateau | found.unexplained
    too_long = ~(found.resolved | pending) | excessive
    short = (found.resolved & ~excessive) | found.hidden
    state.resolving[short] = np.maximum(state.resolving, state.window)[short]
    state.too_long[too_long] = np.minimum(state.too_long, state.window)[too_long]


def _next_window(state: State, found: Diagnosis, factor: Float64Array) -> Float64Array:
    """Longer or shorter, as much as the quartic says, and between what is known to be too long and short enough."""
    window = np.where(found.resolved, state.window * np.maximum(factor, SETTINGS.least_shrink), state.sentinel)
    grown = np.maximum(SETTINGS.flat_growth * state.window, SETTINGS.flat_unit * state.unit)
    window = np.where(found.flat, grown, window)
    window = np.where(found.stationary, SETTINGS.zoom * state.window, window)
    window = np.minimum(window, state.room)
    outside = window >= state.too_long / SETTINGS.bracket_margin
    outside |= (window <= SETTINGS.bracket_margin * state.resolving) & ~found.resolved
    middle = np.sqrt(state.resolving) * np.sqrt(np.minimum(state.too_long, 1e300))
    shrunk = np.minimum(window, state.too_long / SETTINGS.bracket_shrink)
    window = np.where(outside, np.where(state.resolving > 0, middle, shrunk), window)
    growth = np.where(found.plateau, SETTINGS.plateau_growth, SETTINGS.noise_growth)
    longer = np.minimum(np.minimum(growth * state.window, state.too_long / 2), state.room)
    return np.where(found.hidden | found.plateau, longer, window)


def _edge(options: Options, state: State) -> tuple[Float64Array, BoolArray]:
    """On which side alone f is finite, once that is certain; and where it looks like it, but from too far away."""
    nothing = np.zeros(state.size)
    if not options.two_sided:
        return nothing, nothing > 0
    finite = np.isfinite(np.concatenate([state.slopes[COARSE], state.slopes[[SENTINEL]]]))
    every, some = finite.all(axis=0), finite.any(axis=0)
    above, below = every[0] & ~some[1], every[1] & ~some[0]
    certain = state.sentinel < SETTINGS.edge_sentinel * state.scale
    return np.where(certain, above * 1.0 - below * 1.0, 0.0), (above | below) & ~certain
