"""Measures the slope on every line: a quick look at each, and the robust method where that decides nothing.

A line is one coordinate of x along which f is evaluated. Each is measured by itself, whatever the others show; a budget
limits how many are measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import final

import numpy as np

from minigrad.arrays import Float64Array, IntArray
from minigrad.checking.contracts.question import Question
from minigrad.checking.measuring.quick_look import look, refuted_at_other_steps
from minigrad.checking.measuring.quick_look_settings import QUICK_LOOK
from minigrad.checking.rules.check_settings import CHECK
from minigrad.checking.rules.cost import Budget
from minigrad.differentiators.estimate import Status
from minigrad.differentiators.robust.quotients import Ladder, ladder_at
from minigrad.differentiators.robust.robust_difference import RobustDifference
from minigrad.differentiators.robust.slopes import Slopes
from minigrad.differentiators.robust.steps import is_tiny, step_lengths
from minigrad.probes.function_types import DOMAIN_ERRORS
from minigrad.probes.sampler import Sampler


def measure(
    question: Question, budget: Budget, *, noise: Float64Array | None = None, at_x: float | None = None
) -> Slopes:
    """Slopes of all lines: a quick look at all, over longer steps where rounding hides digits, and the robust method
    where that does not confirm or refute the claim.

    Args:
        question: the claim and its function.
        budget: evaluations that may be spent; where it does not reach all lines, chance decides which are left out.
        noise: (n,) standard deviation of repeated values at x, for a function that is not deterministic.
        at_x: f(x), where it is not to be evaluated again.
    """
    known = np.maximum(0.0 if noise is None else noise, np.full(question.probe.size, question.terms.noise))
    work = Measurement(question, budget, known, at_x, step_lengths(question.probe.geometry))
    state = work.quick(work.start(), QUICK_LOOK.steps)
    for step in QUICK_LOOK.longer_steps:
        longer = work.quick(state.take(state.imprecise), [step])
        state = replace(longer, doubtful=np.union1d(state.doubtful, longer.doubtful))
    return work.robust(np.union1d(state.doubtful, state.imprecise), state.slopes)


@final
@dataclass(frozen=True)
class Progress:
    """How far the quick looks have come.

    Attributes:
        slopes: what is known of all lines.
        lines, ladder: the lines that were looked at last, and their values at two steps.
        imprecise: those on which the claim agrees, but rounding hides digits.
        doubtful: those of which nothing is known yet.
    """

    slopes: Slopes
    lines: IntArray
    ladder: Ladder
    imprecise: IntArray
    doubtful: IntArray

    def take(self, lines: IntArray) -> Progress:
        """The same for some of the lines that were looked at last."""
        rows = np.searchsorted(self.lines, lines)
        return replace(self, lines=lines, ladder=self.ladder.take(rows))


@final
@dataclass(frozen=True)
class Measurement:
    """A question, what may be spent on it, what is known of f at x, and the length (n,) of steps on each line."""

    question: Question
    budget: Budget
    noise: Float64Array
    at_x: float | None
    length: Float64Array

    def start(self) -> Progress:
        """All lines, before the first look."""
        n, none = self.question.probe.size, np.zeros(0, dtype=np.int64)
        empty = np.zeros((n, 0))
        ladder = Ladder(empty, empty, empty, empty, self._sampler(np.arange(n)).base())
        return Progress(Slopes.unknown(n, Status.UNCHECKED), np.arange(n), ladder, none, none)

    def quick(self, progress: Progress, steps: Sequence[float]) -> Progress:
        """A look at two steps, or at one and the longer one of the last look."""
        lines = self._affordable(progress.lines, 2 * len(steps))
        progress, before = progress.take(lines), self.question.probe.evaluations
        sampler, analytic, length = self._sampler(lines), self.question.analytic[lines], self.length[lines]
        ladder = ladder_at(sampler, length[:, np.newaxis] * np.array(steps))
        if len(steps) == 1:
            ladder = progress.ladder.rung(1).join(ladder)
        seen = look(sampler, ladder, analytic, self.question.tolerance.take(lines), self.question.terms.noise)
        # Steps in proportion to a tiny x may all be below a rounding inside f, so there nothing is refuted here.
        settled = seen.confirmed.copy()
        rows = np.flatnonzero(seen.refuted & ~is_tiny(self.question.probe.geometry)[lines])
        if rows.size:
            at = sampler.take(rows)
            settled[rows] = refuted_at_other_steps(at, seen.slopes.take(rows), analytic[rows], length[rows])
        self.budget.pay(self.question.probe.evaluations - before)
        slopes = seen.slopes.marked(settled, Status.CONVERGED).marked(~settled, Status.UNCHECKED)
        doubtful = lines[~settled & ~seen.imprecise]
        return Progress(progress.slopes.put(lines, slopes), lines, ladder, lines[seen.imprecise], doubtful)

    def robust(self, lines: IntArray, slopes: Slopes) -> Slopes:
        """The robust method on all of these lines."""
        lines = self._affordable(lines, CHECK.robust_evaluations)
        probe, rtol = self.question.probe, float(self.question.tolerance.relative.min(initial=1.0))
        before = probe.evaluations
        if lines.size:
            slopes = slopes.put(lines, robust_default(rtol).slopes(probe, lines, self.noise[lines]))
        self.budget.pay(probe.evaluations - before)
        return slopes

    def _sampler(self, lines: IntArray) -> Sampler:
        return Sampler(self.question.probe, lines, self.at_x)

    def _affordable(self, lines: IntArray, price: int) -> IntArray:
        """The lines that can be paid for, a random choice; the others stay unchecked. Lines that share evaluations
        cost no more than one of them."""
        shared = self.question.probe.shared[lines]
        columns = np.unique(shared)
        count = self.budget.affordable(columns.size, price)
        if count == columns.size:
            return lines
        return lines[np.isin(shared, self.question.terms.rng.permutation(columns)[:count])]


def robust_default(rtol: float) -> RobustDifference:
    """The differentiator of a check whose caller chose none: any exception of f counts as a point outside its
    domain."""
    return RobustDifference(rtol=rtol, domain_errors=DOMAIN_ERRORS)
