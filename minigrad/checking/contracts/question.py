"""The question that a check answers: is what jac returned at x the derivative of fun there?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from time import perf_counter
from typing import TypeAlias, cast, final

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, Shape
from minigrad.checking.contracts.claimed import read_claim
from minigrad.checking.contracts.first_calls import first_value
from minigrad.checking.contracts.subject import Subject
from minigrad.checking.contracts.watch import Watch
from minigrad.checking.names import EntryNames, JacobianNames
from minigrad.checking.rules.cost import warn_if_long
from minigrad.checking.rules.verdict import Tolerance, largest_by_output
from minigrad.differentiators.base import Differentiator
from minigrad.differentiators.robust.steps import function_lengths
from minigrad.probes.function_types import ScalarFunction
from minigrad.probes.probe import Probe
from minigrad.probes.returned_values import read_number

NamesFor: TypeAlias = Callable[[Subject, Shape], EntryNames]
"""The names of the entries of a derivative, by what is differentiated and the shape of what fun returns."""


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
        noise: the standard deviation of the noise of fun, where the caller knows it; 0 where it is to be measured.
        announced: how many checks like this one are announced with it where they take long; 0 for none.
    """

    rtol: float | None = None
    budget: int | None = None
    order: bool | None = None
    differentiator: Differentiator | None = None
    rng: np.random.Generator = field(default_factory=lambda: np.random.default_rng(0))
    noise: float = 0.0
    announced: int = 1


@final
@dataclass(frozen=True)
class Question:
    """A claimed derivative beside the function that it should be the derivative of.

    A function with k outputs has k n entries, output by output: entry j n + i is d f_j / d x_i.

    Attributes:
        watch: fun and jac at x, observed.
        shape: of the derivative: that of x for a gradient, or (n,) where only some entries are checked, such as those
            of a sparsity pattern.
        names: what its entries are called, and the arrays that they belong to.
        terms: on which it is checked.
        value: (k,) fun(x), before jac was called.
        analytic: (k n,) what jac claims, NaN where that cannot be read.
        tolerance: what a claim may be off by.
        comparable: whether jac returned as many real numbers as there are entries, and something of fun(x) is finite.
    """

    watch: Watch
    shape: Shape
    names: EntryNames
    terms: Terms
    value: Float64Array
    analytic: Float64Array
    tolerance: Tolerance
    comparable: bool

    @property
    def probe(self) -> Probe:
        """The values of fun around x, and the count of all evaluations."""
        return self.watch.probe

    @cached_property
    def combination(self) -> Float64Array:
        """(k,) weights of the outputs, by which outputs of all sizes count about equally; signs and sizes alternate, so
        that equal errors in two outputs do not cancel."""
        if self.value.size == 1:
            return np.ones(1)
        length = function_lengths(self.probe.geometry)
        size = largest_by_output(np.nan_to_num(np.abs(self.analytic) * length), self.probe.output, self.value.size)
        usable = np.isfinite(self.value) & np.isfinite(size)
        signs = np.where(np.arange(size.size) % 2 == 0, 1.0, -0.7)
        return np.where(usable, signs / np.where(size > 0.0, size, 1.0), 0.0)

    def combined(self, entries: Float64Array) -> Float64Array:
        """(n,) what entries (k n,) make of the gradient of :meth:`number_at`."""
        weighted = self.combination[self.probe.output] * np.nan_to_num(entries)
        sums: Float64Array = np.bincount(
            self.probe.moved, weighted, self.watch.subject.lines.geometry().position.size
        ).astype(np.float64, copy=False)
        return sums

    def coordinates_of(self, entries: BoolArray) -> BoolArray:
        """(n,) which coordinates, or directions, these entries (a mask) are derivatives along."""
        result = np.zeros(self.watch.subject.lines.geometry().position.size, np.bool_)
        result[self.probe.moved[entries]] = True
        return result

    @property
    def number_function(self) -> ScalarFunction:
        """The sum of the outputs by their weights, as a function; fun itself, where it returns one number."""
        subject, weights = self.watch.subject, self.combination
        if self.value.size == 1:
            return cast("ScalarFunction", subject.fun)
        used = weights != 0.0
        return lambda point: float(weights[used] @ subject.outputs_at(point, self.watch.output_shape)[used])

    def number_at(self, point: Float64Array) -> float:
        """:attr:`number_function` at a point; it counts as an evaluation."""
        self.probe.count(1)
        return float(read_number(self.number_function(point)))

    def combined_claim_at(self, point: Float64Array) -> Float64Array:
        """(n,) what jac makes of the gradient of :meth:`number_at` at a point like x."""
        x = self.watch.x
        claimed = self.watch.claim_at(point.reshape(x.shape).astype(x.dtype))
        return self.combined(np.array(claimed, dtype=np.float64).reshape(-1))


def ask(watch: Watch, names: NamesFor, terms: Terms, *, announce: bool = True) -> Question:
    """The question of a check: calls fun and then jac at x, and notes what they do besides computing.

    Args:
        watch: fun, jac and x, before their first call.
        names: what the entries are called, once the subject and the shape of fun(x) are known.
        terms: on which the derivative is checked.
        announce: whether to warn where the check of all entries takes long.
    """
    start = perf_counter()
    value = first_value(watch)
    seconds = perf_counter() - start
    claimed = read_claim(watch)
    if announce and terms.budget is None:
        warn_if_long(watch.probe, seconds, terms.announced)
    size = watch.probe.size
    analytic, epsilon = (np.full(size, np.nan), np.zeros(size)) if claimed is None else claimed
    tolerance = Tolerance.of(analytic, function_lengths(watch.probe.geometry), terms.rtol, epsilon, watch.probe.output)
    comparable = claimed is not None and bool(np.isfinite(value).any())
    own_names = names(watch.subject, watch.output_shape)
    if watch.completed is not None and isinstance(own_names, JacobianNames):
        watch.findings.extend(watch.completed.findings(own_names.pair))
    return Question(watch, _shape(watch), own_names, terms, value, analytic, tolerance, comparable)


def _shape(watch: Watch) -> Shape:
    if watch.subject.pattern is not None:
        return (watch.probe.size,)
    return watch.subject.lines_shape if watch.first_value.size == 1 else watch.claim_shape
