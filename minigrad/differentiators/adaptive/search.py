"""The driver: a handful of rounds, in each of which every line gets exactly the values that it needs next.

A line is first *located* (three slots, moved until the window fits), then its ladder is filled and *climbed*. Both
kinds share one batch of values in each round, so a vectorised f is called a few times, however many lines there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, final

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, anywhere, everywhere
from minigrad.differentiators.adaptive import fast_component as descent
from minigrad.differentiators.adaptive import sentinel_noise as noise
from minigrad.differentiators.adaptive.best_entry import Choice
from minigrad.differentiators.adaptive.flat import allowed_for
from minigrad.differentiators.adaptive.ladder import COARSE, RUNGS, SECOND, SENTINEL, SLOTS
from minigrad.differentiators.adaptive.next_window import advise
from minigrad.differentiators.adaptive.reading import climb, glance, shorter
from minigrad.differentiators.adaptive.results import Outcome
from minigrad.differentiators.adaptive.richardson_table import Setting
from minigrad.differentiators.adaptive.second_sentinel import opinion
from minigrad.differentiators.adaptive.state import Front
from minigrad.differentiators.adaptive.window import close, fits, growth, look
from minigrad.probes.probe import Probe

_LOCATE, _LADDER, _SECOND = (
    np.isin(np.arange(SLOTS)[:, np.newaxis], slots)
    for slots in ([*range(RUNGS)[COARSE], SENTINEL], range(RUNGS), [SECOND])
)


class Work(NamedTuple):
    """Lines, the slots of each that are evaluated before they are judged, and whether their ladders are complete
    then."""

    front: Front
    need: BoolArray
    climbing: bool


@final
@dataclass(frozen=True)
class Search:
    """Differentiates lines of one kind and leaves the results in ``outcome``."""

    probe: Probe
    setting: Setting
    outcome: Outcome

    def run(self, front: Front) -> None:
        """Work on these lines until each is finished, on the edge of the domain of f, or lost."""
        works = [Work(front, front.missing(_LOCATE), climbing=False)]
        while works:
            self._evaluate(works)
            works = [part for work in works for part in (self._climb if work.climbing else self._locate)(work.front)]
            works = _joined(works) if len(works) > 1 else works

    def _evaluate(self, works: list[Work]) -> None:
        """Fill the slots that are needed, all from one batch of values."""
        requests = [work.front.request(work.need, self.setting.two_sided) for work in works]
        line, step = requests[0].line, requests[0].step
        if len(requests) > 1:
            line, step = (np.concatenate(part) for part in zip(*((r.line, r.step) for r in requests), strict=True))
        if not line.size:
            return
        values, start = self.probe.values(line, step, catch=self.setting.domain_errors), 0
        for work, request in zip(works, requests, strict=True):
            work.front.record(request, values[start : start + request.step.size])
            start += request.step.size

    @np.errstate(all="ignore")
    def _locate(self, front: Front) -> list[Work]:
        """Judge the windows; returns the lines that have to be looked at again, and those that are ready to climb."""
        setting, epsilon = self.setting, self.probe.value_epsilon
        seen = look(setting, front, epsilon)
        if everywhere(fits(front, seen)) or everywhere(seen.resolved & close(factor := growth(setting, front, seen))):
            return [Work(front, front.missing(_LADDER), climbing=True)]
        advice = advise(setting, front, seen, factor, epsilon)
        if anywhere(advice.edge):
            self.outcome.side[front.line] += advice.edge
        if setting.derivative == 1:
            self._keep(front, glance(setting, front, seen), advice.good & ~advice.settled)
        self._kink(front, advice.kinked, seen.rounding)
        again = _work(front, advice.ask, _SECOND) + _work(front, advice.settled, _LADDER, climbing=True)
        return again + _moved(front, advice.move, advice.window, _LOCATE)

    @np.errstate(all="ignore")
    def _climb(self, front: Front) -> list[Work]:
        """Read the ladders; returns the lines that are to climb again, and those that have to be located again."""
        setting = self.setting
        reading = climb(setting, front, self.probe.value_epsilon)
        again, window = shorter(setting, front, reading)
        if (
            setting.derivative == 2
        ):  # a jump of the second derivative is as large on all ladders: noise would only hide it
            again &= ~reading.finite | (reading.choice.error < self.outcome.error[front.line] / 3)
        self._keep(front, reading.choice, reading.heard)
        unsure = reading.unsure & ~again
        works = _moved(front, again, window, _LADDER, climbing=True)
        if not anywhere(unsure):
            return works
        deviation = noise.spread(reading.residual)
        second = opinion(front, deviation, reading.rounding, reading.taylor, setting.two_sided)
        self._kink(front, unsure & second.kinked, reading.rounding)
        fast = unsure & second.asked & ~second.kinked & (second.noise == 0)
        self._doubt(front, fast, reading.rounding)
        window = descent.target(front, fast, deviation, second.steep, reading.taylor[0])
        front.long[fast], front.short[fast], front.noise[fast] = np.minimum(front.long, front.window)[fast], 0.0, 0.0
        fast &= (window > 1e3 * setting.epsilon * front.position) & (front.spent < setting.budget - 10)
        ask = unsure & ~second.asked & (front.spent < setting.budget)
        return works + _work(front, ask, _SECOND, climbing=True) + _moved(front, fast, window, _LOCATE)

    def _keep(self, front: Front, choice: Choice, lines: BoolArray) -> None:
        if not anywhere(lines):
            return
        choice, front = choice.take(lines), front.take(lines)
        choice = allowed_for(front, choice, self.probe.value_epsilon)
        self.outcome.keep(front.line, choice, front.window, np.isinf(front.long), two_sided=self.setting.two_sided)

    def _kink(self, front: Front, kinked: BoolArray, rounding: Float64Array) -> None:
        """All there is at a kink are the slopes on both sides."""
        if not anywhere(kinked):
            return
        above, below = front.slopes[SECOND][:, kinked]
        bent = np.abs(front.slopes[SENTINEL][:, kinked] - front.slopes[SECOND][:, kinked]).max(axis=0)
        error = np.abs(above - below) / 2 + bent + (16 * rounding / front.second)[kinked]
        undefined = 0.0 if self.setting.derivative == 1 else np.inf
        self.outcome.fix(front.line[kinked], (above + below) / 2, error + undefined)

    def _doubt(self, front: Front, fast: BoolArray, rounding: Float64Array) -> None:
        """The second sentinel has seen a slope that the ladder has not: the bound has to reach as far as that."""
        line = front.line[fast]
        apart = np.abs(front.slopes[SECOND].mean(axis=0)[fast] - self.outcome.value[line])
        apart += (16 * rounding / front.second)[fast]
        undefined = 0.0 if self.setting.derivative == 1 else np.inf
        self.outcome.fix(line, self.outcome.value[line], self.outcome.error[line] + apart + undefined)


def _work(front: Front, lines: BoolArray, slots: BoolArray, *, climbing: bool = False) -> list[Work]:
    """These lines, with what is missing in these slots."""
    if not anywhere(lines):
        return []
    part = front.take(lines)
    return [Work(part, part.missing(slots), climbing)]


def _moved(
    front: Front, lines: BoolArray, window: Float64Array, slots: BoolArray, *, climbing: bool = False
) -> list[Work]:
    """These lines with other windows."""
    if not anywhere(lines):
        return []
    part = front.take(lines)
    part.move(window[lines], watch=not climbing)
    return [Work(part, part.missing(slots), climbing)]


def _joined(works: list[Work]) -> list[Work]:
    """One work for the lines to locate, and one for those to climb, where there are any."""
    kinds = [[work for work in works if work.climbing is climbing] for climbing in (False, True)]
    return [kind[0] if len(kind) == 1 else _one(kind) for kind in kinds if kind]


def _one(works: list[Work]) -> Work:
    need = np.concatenate([work.need for work in works], axis=1)
    return Work(Front.join([work.front for work in works]), need, works[0].climbing)
