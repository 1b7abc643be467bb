"""The search: a handful of rounds, in each of which every line gets exactly the values that it needs next.

The window of a line is *adjusted* first, with three pairs of points at a time, until it fits; then its ladder is filled
and *extrapolated*. Lines of both kinds share one batch of values in each round, so a vectorised f is called a few
times, however many lines there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, anywhere, everywhere
from minigrad.differentiators.adaptive.adaptive_settings import SETTINGS
from minigrad.differentiators.adaptive.extrapolation.best_entry import Bounded
from minigrad.differentiators.adaptive.groups import LADDER, SECOND, WINDOW, Group, group_of, joined, with_window
from minigrad.differentiators.adaptive.ladder import SECOND_SENTINEL, SENTINEL
from minigrad.differentiators.adaptive.ladder_reading import (
    LadderReading,
    quartic_estimate,
    read_ladder,
    shorter_ladder,
)
from minigrad.differentiators.adaptive.options import Options
from minigrad.differentiators.adaptive.points import points_for, record
from minigrad.differentiators.adaptive.running_estimate import RunningEstimate
from minigrad.differentiators.adaptive.state import State
from minigrad.differentiators.adaptive.windows.fast_component import window_of_component
from minigrad.differentiators.adaptive.windows.next_window import decide
from minigrad.differentiators.adaptive.windows.plateau import with_plateau
from minigrad.differentiators.adaptive.windows.quartic_fit import clearly_fits, fit_quartic, growth_factor, near_one
from minigrad.differentiators.adaptive.windows.second_sentinel import compare_sentinels
from minigrad.differentiators.adaptive.windows.sentinel_noise import root_mean_square
from minigrad.probes.probe import Probe


@final
@dataclass(frozen=True)
class Search:
    """Differentiates lines of one kind and leaves the results in ``result``."""

    probe: Probe
    options: Options
    result: RunningEstimate

    def run(self, state: State) -> None:
        """Work on these lines until each is finished, found to be at an edge of the domain of f, or given up."""
        groups = [Group(state, state.missing(WINDOW), ladder=False)]
        while groups:
            self._evaluate(groups)
            parts = [(self._extrapolate if group.ladder else self._adjust)(group.state) for group in groups]
            groups = [group for part in parts for group in part]
            groups = joined(groups) if len(groups) > 1 else groups

    def _evaluate(self, groups: list[Group]) -> None:
        """Fill the slots that are needed, all from one batch of values."""
        every = [points_for(group.state, group.need, self.options.two_sided) for group in groups]
        line, step = every[0].flat_line, every[0].flat_step
        if len(every) > 1:
            line, step = (
                np.concatenate(part) for part in zip(*((p.flat_line, p.flat_step) for p in every), strict=True)
            )
        if not line.size:
            return
        values, start = self.probe.values(line, step, catch=self.options.domain_errors), 0
        for group, points in zip(groups, every, strict=True):
            record(group.state, points, values[start : start + points.flat_step.size])
            start += points.flat_step.size

    @np.errstate(all="ignore")
    def _adjust(self, state: State) -> list[Group]:
        """Judge the windows; returns the lines that need another look, and those whose ladders are to be filled."""
        options, epsilon = self.options, self.probe.value_epsilon
        fit = fit_quartic(options, state, epsilon)
        if everywhere(clearly_fits(state, fit)) or everywhere(
            fit.resolved & near_one(factor := growth_factor(options, state, fit))
        ):
            return [Group(state, state.missing(LADDER), ladder=True)]
        decision = decide(options, state, fit, factor, epsilon)
        if anywhere(decision.edge):
            self.result.side[state.line] += decision.edge
        if options.derivative == 1:
            self._improve(state, quartic_estimate(options, state, fit), decision.resolved & ~decision.accepted)
        self._set_kink(state, decision.kink, fit.rounding)
        again = group_of(state, decision.needs_second, SECOND) + group_of(state, decision.accepted, LADDER, ladder=True)
        return again + with_window(state, decision.change, decision.window, WINDOW)

    @np.errstate(all="ignore")
    def _extrapolate(self, state: State) -> list[Group]:
        """Read the ladders; returns the lines that need another ladder, and those that need another window."""
        options = self.options
        reading = read_ladder(options, state, self.probe.value_epsilon)
        again, window = shorter_ladder(options, state, reading)
        if options.derivative == 2:  # a jump of f'' is as large on all ladders: noise would only hide it
            better = reading.found.error < self.result.error[state.line] / SETTINGS.second_gain
            again &= ~reading.finite | better
        self._improve(state, reading.found, reading.visible)
        unsure = reading.unsure & ~again
        groups = with_window(state, again, window, LADDER, ladder=True)
        return groups + self._explain(state, reading, unsure) if anywhere(unsure) else groups

    def _explain(self, state: State, reading: LadderReading, unsure: BoolArray) -> list[Group]:
        """Find out from the second sentinel what makes the first one deviate on these lines."""
        options, deviation = self.options, root_mean_square(reading.deviation)
        second = compare_sentinels(state, deviation, reading.rounding, reading.taylor, options.two_sided)
        self._set_kink(state, unsure & second.kink, reading.rounding)
        fast = unsure & second.evaluated & ~second.kink & (second.noise == 0)
        self._widen(state, fast, reading.rounding)
        window = window_of_component(state, fast, deviation, second.steepness, reading.taylor[0])
        state.too_long[fast] = np.minimum(state.too_long, state.window)[fast]
        state.resolving[fast], state.noise[fast] = 0.0, 0.0
        fast &= window > SETTINGS.component_step * options.epsilon * state.position
        fast &= state.evaluations < options.budget - SETTINGS.reserve
        ask = unsure & ~second.evaluated & (state.evaluations < options.budget)
        return group_of(state, ask, SECOND, ladder=True) + with_window(state, fast, window, WINDOW)

    def _improve(self, state: State, found: Bounded, lines: BoolArray) -> None:
        if not anywhere(lines):
            return
        found, state = found.take(lines), state.take(lines)
        found = with_plateau(state, found, self.probe.value_epsilon)
        undisputed = np.isinf(state.too_long)
        self.result.improve(state.line, found, state.window, undisputed, two_sided=self.options.two_sided)

    def _set_kink(self, state: State, kink: BoolArray, rounding: Float64Array) -> None:
        """All there is at a kink are the slopes on both sides: their mean, with a bound that holds both."""
        if not anywhere(kink):
            return
        above, below = state.slopes[SECOND_SENTINEL][:, kink]
        curved = np.abs(state.slopes[SENTINEL][:, kink] - state.slopes[SECOND_SENTINEL][:, kink]).max(axis=0)
        error = np.abs(above - below) / 2 + curved + _rounding_of_slope(state, rounding)[kink]
        self.result.replace(state.line[kink], (above + below) / 2, error + self._undefined())

    def _widen(self, state: State, fast: BoolArray, rounding: Float64Array) -> None:
        """The second sentinel has seen a slope that the ladder has not: extend the bound to it."""
        line, slope = state.line[fast], state.slopes[SECOND_SENTINEL].mean(axis=0)
        apart = np.abs(slope[fast] - self.result.value[line])
        apart += _rounding_of_slope(state, rounding)[fast]
        self.result.replace(line, self.result.value[line], self.result.error[line] + apart + self._undefined())

    def _undefined(self) -> float:
        """Slopes next to x say nothing of the second derivative."""
        return 0.0 if self.options.derivative == 1 else np.inf


def _rounding_of_slope(state: State, rounding: Float64Array) -> Float64Array:
    """What rounding errors of f make of a slope at the second sentinel."""
    return 2 * SETTINGS.rounding_margin * rounding / state.second_sentinel
