"""Measures the slope on every line as carefully as the claimed one makes necessary, and no more than can be paid for.

Each line is measured by itself: what it gets depends neither on other lines nor on their number.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np

from minigrad.arrays import Float64Array, IntArray
from minigrad.checking import quick, thorough
from minigrad.checking.budget import QUICK, THOROUGH, Budget
from minigrad.checking.sampler import Sampler
from minigrad.checking.slopes import Kind, Slopes
from minigrad.checking.steps import LONGER, NEAR, lengths
from minigrad.checking.verdict import Tolerance
from minigrad.differentiators.probe import Probe


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
    """Slopes of all lines: a quick look at all, over longer steps where rounding hides digits, and a thorough one at what is left.

    Args:
        claim: the gradient and its function.
        budget: evaluations that may be spent.
        rng: which lines are left unchecked where the budget does not reach all.
    """
    work = Work(claim, budget, rng, lengths(claim.probe.geometry))
    slopes, blurred, doubtful = work.quick(np.arange(claim.probe.size), Slopes.unknown(claim.probe.size, Kind.UNCHECKED), NEAR)
    for steps in LONGER:
        slopes, blurred, unsettled = work.quick(blurred, slopes, steps)
        doubtful = np.union1d(doubtful, unsettled)
    return work.thorough(np.union1d(doubtful, blurred), slopes)


@final
@dataclass(frozen=True)
class Work:
    """A claim, what may be spent on it, and the length (n,) of steps on each line."""

    claim: Claim
    budget: Budget
    rng: np.random.Generator
    length: Float64Array

    def quick(self, lines: IntArray, slopes: Slopes, steps: tuple[float, float]) -> tuple[Slopes, IntArray, IntArray]:
        """One quick look; what is known now, the lines on which rounding hides digits, and those that are in doubt."""
        lines = self._affordable(lines, QUICK)
        if not lines.size:
            return slopes, lines, lines
        before, claim = self.claim.probe.evaluations, self.claim
        sampler, analytic, length = Sampler(claim.probe, lines, claim.at_x), claim.analytic[lines], self.length[lines]
        glance = quick.look(sampler, analytic, steps, length, claim.tolerance.take(lines))
        settled, rows = glance.confirmed.copy(), np.flatnonzero(glance.refuted)
        if rows.size:
            settled[rows] = quick.witnessed(sampler.take(rows), glance.slopes.take(rows), analytic[rows], length[rows])
        self.budget.pay(claim.probe.evaluations - before)
        found = glance.slopes.marked(settled, Kind.SMOOTH).marked(~settled, Kind.UNCHECKED)
        return slopes.put(lines, found), lines[glance.blurred], lines[~settled & ~glance.blurred]

    def thorough(self, lines: IntArray, slopes: Slopes) -> Slopes:
        """The thorough look at all of these lines."""
        lines = self._affordable(lines, THOROUGH)
        if not lines.size:
            return slopes
        before = self.claim.probe.evaluations
        found = thorough.look(Sampler(self.claim.probe, lines), self.length[lines], self.claim.noise)
        self.budget.pay(self.claim.probe.evaluations - before)
        return slopes.put(lines, found)

    def _affordable(self, lines: IntArray, price: int) -> IntArray:
        """The lines that can be paid for, a random choice; the others stay unchecked."""
        count = self.budget.affordable(lines.size, price)
        return lines if count == lines.size else np.sort(self.rng.permutation(lines)[:count])
