"""Measures the slope on every line as carefully as the claimed one makes necessary, and no more than can be paid for.

Each line is measured by itself: what it gets depends neither on other lines nor on their number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import final

import numpy as np

from minigrad.arrays import Float64Array, IntArray
from minigrad.checking import quick_look as quick
from minigrad.checking.cost import THOROUGH, Budget
from minigrad.checking.quick_look import ladder_at
from minigrad.checking.verdict import Tolerance
from minigrad.differentiators.robust import ladder_slopes as thorough
from minigrad.differentiators.robust.quotients import Ladder
from minigrad.differentiators.robust.slopes import Kind, Slopes
from minigrad.differentiators.robust.steps import LONGER, NEAR, is_tiny, lengths
from minigrad.probes.probe import Probe
from minigrad.probes.sampler import Sampler


@final
@dataclass(frozen=True)
class Claim:
    """A claimed gradient and what it takes to judge it.

    Attributes:
        probe: n lines.
        analytic: (n,) the claimed slopes.
        tolerance: what an entry may be off by, and what counts as zero.
        noise: standard deviation of repeated values at the same point, for a function that is not deterministic.
        at_x: f(x), where it is not to be evaluated again.
    """

    probe: Probe
    analytic: Float64Array
    tolerance: Tolerance
    noise: float = 0.0
    at_x: float | None = None


def measure(claim: Claim, budget: Budget, rng: np.random.Generator) -> Slopes:
    """Slopes of all lines: a quick look at all, over longer steps where rounding hides digits, and a thorough one at
    what is left.

    Args:
        claim: the gradient and its function.
        budget: evaluations that may be spent.
        rng: which lines are left unchecked where the budget does not reach all.
    """
    work = Work(claim, budget, rng, lengths(claim.probe.geometry))
    state = work.quick(work.nothing(), NEAR)
    for step in LONGER:
        longer = work.quick(state.of(state.blurred), [step])
        state = replace(longer, doubtful=np.union1d(state.doubtful, longer.doubtful))
    return work.thorough(np.union1d(state.doubtful, state.blurred), state.slopes)


@final
@dataclass(frozen=True)
class Progress:
    """How far the quick looks have come.

    Attributes:
        slopes: what is known of all lines.
        lines, ladder: the lines that were looked at last, and their values at two steps.
        blurred: those on which the claim fits, as far as rounding lets it be seen.
        doubtful: those of which nothing is known yet.
    """

    slopes: Slopes
    lines: IntArray
    ladder: Ladder
    blurred: IntArray
    doubtful: IntArray

    def of(self, lines: IntArray) -> Progress:
        """The same for some of the lines that were looked at last."""
        rows = np.searchsorted(self.lines, lines)
        return replace(self, lines=lines, ladder=self.ladder.take(rows))


@final
@dataclass(frozen=True)
class Work:
    """A claim, what may be spent on it, and the length (n,) of steps on each line."""

    claim: Claim
    budget: Budget
    rng: np.random.Generator
    length: Float64Array

    def nothing(self) -> Progress:
        """All lines, before the first look."""
        n, nobody = self.claim.probe.size, np.zeros(0, dtype=np.int64)
        empty = np.zeros((n, 0))
        ladder = Ladder(empty, empty, empty, empty, Sampler(self.claim.probe, np.arange(n), self.claim.at_x).base())
        return Progress(Slopes.unknown(n, Kind.UNCHECKED), np.arange(n), ladder, nobody, nobody)

    def quick(self, progress: Progress, steps: Sequence[float]) -> Progress:
        """A look at two step sizes, or at one and the longer one of the last look."""
        lines = self._affordable(progress.lines, 2 * len(steps))
        progress, before, claim = progress.of(lines), self.claim.probe.evaluations, self.claim
        sampler, analytic, length = Sampler(claim.probe, lines, claim.at_x), claim.analytic[lines], self.length[lines]
        ladder = ladder_at(sampler, length[:, np.newaxis] * np.array(steps))
        if len(steps) == 1:
            ladder = progress.ladder.rung(1).join(ladder)
        glance = quick.look(sampler, ladder, analytic, claim.tolerance.take(lines))
        tiny = is_tiny(claim.probe.geometry)[
            lines
        ]  # steps in proportion to such an x may all be below a rounding inside of f
        settled, rows = glance.confirmed.copy(), np.flatnonzero(glance.refuted & ~tiny)
        if rows.size:
            settled[rows] = quick.witnessed(sampler.take(rows), glance.slopes.take(rows), analytic[rows], length[rows])
        self.budget.pay(claim.probe.evaluations - before)
        found = progress.slopes.put(lines, glance.slopes.marked(settled, Kind.SMOOTH).marked(~settled, Kind.UNCHECKED))
        return Progress(found, lines, ladder, lines[glance.blurred], lines[~settled & ~glance.blurred])

    def thorough(self, lines: IntArray, slopes: Slopes) -> Slopes:
        """The thorough look at all of these lines."""
        lines = self._affordable(lines, THOROUGH)
        before, claim = self.claim.probe.evaluations, self.claim
        tiny = is_tiny(claim.probe.geometry)[lines]
        for group in (lines[~tiny], lines[tiny]):
            if group.size:
                found = thorough.look(Sampler(claim.probe, group), claim.noise, claim.tolerance.relative)
                slopes = slopes.put(group, found)
        self.budget.pay(claim.probe.evaluations - before)
        return slopes

    def _affordable(self, lines: IntArray, price: int) -> IntArray:
        """The lines that can be paid for, a random choice; the others stay unchecked."""
        count = self.budget.affordable(lines.size, price)
        return lines if count == lines.size else np.sort(self.rng.permutation(lines)[:count])
