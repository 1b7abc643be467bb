"""The question that a check answers: is what jac returned at x the derivative of fun there?"""

from __future__ import annotations

from dataclasses import dataclass, field
from time import perf_counter
from typing import final

import numpy as np

from minigrad.arrays import Float64Array, Shape
from minigrad.checking.contracts.claimed import read_claim
from minigrad.checking.contracts.watch import Watch
from minigrad.checking.names import EntryNames
from minigrad.checking.rules.check_settings import CHECK
from minigrad.checking.rules.cost import warn_if_long
from minigrad.checking.rules.verdict import Tolerance
from minigrad.differentiators.base import Differentiator
from minigrad.differentiators.robust.steps import function_lengths
from minigrad.probes.line_probe import LineProbe


@final
@dataclass(frozen=True)
class Terms:
    """On what terms a gradient is checked, as the caller gave them.

    Attributes:
        rtol: relative error up to which an entry passes; None for what the type of the gradient allows.
        budget: evaluations that may be spent on entries; None for as many as it takes.
        order: whether to measure Taylor remainders; None where they are cheap, or the gradient does not pass.
        differentiator: what the gradient is compared with; None for a quick look and, in doubt, the robust method.
        rng: for whatever is random.
    """

    rtol: float | None = None
    budget: int | None = None
    order: bool | None = None
    differentiator: Differentiator | None = None
    rng: np.random.Generator = field(default_factory=lambda: np.random.default_rng(0))


@final
@dataclass(frozen=True)
class Question:
    """A claimed gradient beside the function that it should be the gradient of.

    Attributes:
        watch: fun and jac at x, observed.
        shape: of x, or (n,) where only some of its entries are checked.
        names: what its entries are called, and the arrays that they belong to.
        terms: on which it is checked.
        value: fun(x), before jac was called.
        analytic: (n,) what jac claims, NaN where that cannot be read.
        tolerance: what a claim may be off by.
        comparable: whether jac returned as many real numbers as x has, and fun(x) is finite.
    """

    watch: Watch
    shape: Shape
    names: EntryNames
    terms: Terms
    value: float
    analytic: Float64Array
    tolerance: Tolerance
    comparable: bool

    @property
    def probe(self) -> LineProbe:
        """The values of fun around x, and the count of all evaluations."""
        return self.watch.probe


def ask(watch: Watch, names: EntryNames, terms: Terms, *, announce: bool = True) -> Question:
    """The question of a check: calls fun and then jac at x, and notes what they do besides computing.

    Args:
        watch: fun, jac and x, before their first call.
        names: what its entries are called.
        terms: on which the gradient is checked.
        announce: whether to warn where the check of all entries takes long.
    """
    start = perf_counter()
    value = watch.begin()
    if announce and terms.budget is None:
        warn_if_long(watch.probe, perf_counter() - start)
    claimed = read_claim(watch)
    size = watch.probe.size
    analytic, epsilon = (np.full(size, np.nan), 0.0) if claimed is None else claimed
    relative = terms.rtol if terms.rtol is not None else max(CHECK.rtol, CHECK.narrow_roundings * epsilon)
    tolerance = Tolerance.of(analytic, function_lengths(watch.probe.geometry), relative, epsilon)
    comparable = claimed is not None and bool(np.isfinite(value))
    return Question(watch, watch.x.shape, names, terms, value, analytic, tolerance, comparable)
