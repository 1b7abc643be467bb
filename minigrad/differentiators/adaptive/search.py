"""The driver: a handful of rounds, in each of which every line gets exactly the values that it needs next.

A line is first *located* (three slots, moved until the window fits), then its ladder is filled and *climbed*. Both kinds
share one batch of values in each round, so a vectorised f is called a few times, however many lines there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, final

import numpy as np

from minigrad.arrays import BoolArray, Float64Array
from minigrad.differentiators.adaptive.climb import Reading, allow_for_plateau, climb, shorter
from minigrad.differentiators.adaptive.choice import NOISE_FACTOR, Choice
from minigrad.differentiators.adaptive.front import Front
from minigrad.differentiators.adaptive.ladder import COARSE, RUNGS, SECOND, SENTINEL, SLOTS
from minigrad.differentiators.adaptive.outcome import Outcome
from minigrad.differentiators.adaptive.relocate import advise
from minigrad.differentiators.adaptive.scale import fits, look
from minigrad.differentiators.adaptive.setting import Setting
from minigrad.differentiators.probe import Probe

_SLOT = np.arange(SLOTS)[:, np.newaxis]
_LADDER = _SLOT < RUNGS
_SECOND = _SLOT == SECOND
_COARSE = np.isin(_SLOT, [*range(RUNGS)[COARSE], SENTINEL])


class Work(NamedTuple):
    """Lines, and the slots of each that have to be evaluated before they can be judged."""

    front: Front
    need: BoolArray

    def join(self, other: Work | None) -> Work:
        """All lines of both."""
        if other is None:
            return self
        return Work(self.front.join(other.front), np.concatenate([self.need, other.need], axis=1))


@final
@dataclass(frozen=True)
class Search:
    """Differentiates lines of one kind and leaves the results in ``outcome``."""

    probe: Probe
    setting: Setting
    outcome: Outcome

    def run(self, front: Front) -> None:
        """Work on these lines until each is finished, on the edge of the domain of f, or lost."""
        locating: Work | None = Work(front, front.missing(_COARSE))
        climbing: Work | None = None
        while locating or climbing:
            self._evaluate([work for work in (locating, climbing) if work])
            relocated = climbed = located = settled = None
            if climbing:
                climbed, relocated = self._climb(climbing.front)
            if locating:
                located, settled = self._locate(locating.front)
            climbing = settled.join(climbed) if settled else climbed
            locating = relocated.join(located) if relocated else located

    def _evaluate(self, works: list[Work]) -> None:
        """Fill the slots that are needed, all from one batch of values."""
        requests = [work.front.request(work.need, self.setting.two_sided) for work in works]
        line = np.concatenate([request.line for request in requests])
        if not line.size:
            return
        step = np.concatenate([request.step for request in requests])
        values = self.probe.values(line, step, catch=self.setting.domain_errors)
        start = 0
        for work, request in zip(works, requests, strict=True):
            work.front.record(request, values[start : start + request.step.size])
            start += request.step.size

    @np.errstate(all="ignore")
    def _locate(self, front: Front) -> tuple[Work | None, Work | None]:
        """Judge the windows; returns the lines that have to be looked at again, and those that are ready to climb."""
        seen = look(self.setting, front, self.probe.value_epsilon)
        if (seen.resolved & fits(self.setting, front, seen)).all():
            return None, Work(front, front.missing(_LADDER))
        advice = advise(self.setting, front, seen)
        self.outcome.side[front.line] += advice.edge
        left = advice.good & ~advice.settled
        if left.any():
            self._remember(front.take(left), seen.taylor[:, left], seen.rounding[left])
        if advice.kinked.any():
            self._kink(front.take(advice.kinked), seen.rounding[advice.kinked])
        move = ~(advice.settled | advice.kinked | advice.ask | advice.lost) & (advice.edge == 0)
        located, settled = _second(front, advice.ask), None
        if move.any():
            moved = front.take(move)
            moved.move(advice.window[move])
            moved.watch()
            located = Work(moved, moved.missing(_COARSE)).join(located)
        if advice.settled.any():
            ready = front.take(advice.settled)
            settled = Work(ready, ready.missing(_LADDER))
        return located, settled

    @np.errstate(all="ignore")
    def _climb(self, front: Front) -> tuple[Work | None, Work | None]:
        """Read the ladders; returns the lines that are to climb again, and those that have to be located again."""
        setting = self.setting
        reading = climb(setting, front, self.probe.value_epsilon)
        again, window = shorter(setting, front, reading)
        self._keep(front, reading)
        if reading.kinked.any():
            self._kink(front.take(reading.kinked), self.probe.value_epsilon * np.abs(front.base[reading.kinked]))
            again &= ~reading.kinked
        unsure = reading.loud & reading.finite & ~again & ~reading.kinked
        if not (again | unsure).any():
            return None, None
        climbed, relocated = _second(front, unsure & ~reading.asked & (front.spent < setting.budget)), None
        if again.any():
            moved = front.take(again)
            moved.move(window[again])
            climbed = Work(moved, moved.missing(_LADDER)).join(climbed)
        fast = unsure & reading.fast
        if fast.any():
            deeper = front.take(fast)
            self._doubt(deeper)
            deeper = deeper.take(_room_below(setting, deeper))
            deeper.long[...] = np.minimum(deeper.long, deeper.window)
            deeper.short[...] = 0.0
            deeper.noise[...] = 0.0
            deeper.move(deeper.sentinel)
            deeper.watch()
            relocated = Work(deeper, deeper.missing(_COARSE)) if deeper.size else None
        return climbed, relocated

    def _kink(self, front: Front, rounding: Float64Array) -> None:
        """The slopes on both sides are all there is."""
        above, below = front.slopes[SECOND]
        error = np.abs(above - below) / 2 + 16 * rounding / front.second
        if self.setting.derivative == 1:
            self.outcome.fix(front.line, (above + below) / 2, error, front.second)
        else:
            self.outcome.fix(front.line, np.full(front.size, np.nan), np.full(front.size, np.inf), front.second)

    def _remember(self, front: Front, taylor: Float64Array, rounding: Float64Array) -> None:
        """What a window that is left for another one says is a bound, too."""
        d, h = self.setting.derivative, front.signed_window()
        value = taylor[d - 1] * d / h ** (d - 1)
        jump = front.slopes[COARSE, 0] - front.slopes[COARSE, 1] if self.setting.two_sided else np.zeros((2, front.size))
        kink = np.abs(4 * jump[1] - jump[0]) / 6
        truncation = ((np.abs(taylor[2]) + np.abs(taylor[3])) / 4 + kink) / np.abs(h) ** (d - 1)
        noise = NOISE_FACTOR * 3.0 * np.maximum(front.noise, rounding) / np.abs(h) ** d
        choice = Choice(value, truncation, noise, truncation + noise)
        self._note(front, choice)

    def _note(self, front: Front, choice: Choice) -> None:
        choice = allow_for_plateau(front, choice, self.probe.value_epsilon)
        self.outcome.keep(front.line, choice, front.window, np.isinf(front.long), two_sided=self.setting.two_sided)

    def _doubt(self, front: Front) -> None:
        """The second sentinel has seen a slope that the ladder has not: the bound has to reach as far as that."""
        nearest = front.slopes[SECOND].mean(axis=0)
        rounding = 16 * self.probe.value_epsilon * np.abs(front.base) / front.second
        apart = np.abs(nearest - self.outcome.value[front.line]) + rounding
        self.outcome.doubt(front.line, apart if self.setting.derivative == 1 else np.full(front.size, np.inf))
        front.best[...] = self.outcome.error[front.line]

    def _keep(self, front: Front, reading: Reading) -> None:
        known = reading.finite & ~reading.swamped
        choice, part = (reading.choice, front) if known.all() else (reading.choice.take(known), front.take(known))
        self._note(part, choice)
        front.best[known] = np.minimum(front.best, reading.choice.error)[known]


def _room_below(setting: Setting, front: Front) -> BoolArray:
    """Where a window as short as the sentinel still has room for steps that differ, and the budget for looking at them."""
    room: BoolArray = (front.sentinel > 1e3 * setting.epsilon * front.position) & (front.spent < setting.budget - 10)
    return room


def _second(front: Front, ask: BoolArray) -> Work | None:
    """The second sentinel on the lines in the mask."""
    if not ask.any():
        return None
    asking = front.take(ask)
    return Work(asking, asking.missing(_SECOND))
