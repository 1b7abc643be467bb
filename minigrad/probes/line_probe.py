"""A function with one value, on any lines: gradients, partial and directional derivatives, Hessians."""

from __future__ import annotations

from time import perf_counter
from typing import final

import numpy as np
from typing_extensions import override

from minigrad.arrays import AnyArray, Float64Array, IntArray
from minigrad.probes.evaluators import ComparedEvaluator, Evaluator
from minigrad.probes.function_types import Catch
from minigrad.probes.lines import Lines
from minigrad.probes.origin import Origin
from minigrad.probes.probe import Probe


@final
class LineProbe(Probe):
    """A function with one value, on any lines, through any evaluator.

    Args:
        lines: the lines.
        evaluate: gives the values of f.
        compare_with: compares samples of them with f itself, where they rely on declarations about f.
    """

    def __init__(self, lines: Lines, evaluate: Evaluator, compare_with: ComparedEvaluator | None = None) -> None:
        super().__init__(lines.geometry())
        self._lines = lines
        self._evaluate = evaluate
        self._compare_with = compare_with
        self._base: Float64Array | None = None

    @property
    def origin(self) -> Origin:
        """The point that all lines go through."""
        return self._lines.origin

    def along(self, lines: Lines) -> LineProbe:
        """The same function on other lines through the same point; f(x) and the count of evaluations are taken over."""
        other = LineProbe(lines, self._evaluate, self._compare_with)
        other._base, other.evaluations, other.value_epsilon = self._base, self.evaluations, self.value_epsilon
        return other

    @override
    def base(self) -> Float64Array:
        if self._base is None:
            self._base = self.values(np.zeros(1, np.int64), np.zeros(1))
        return self._base.repeat(self.size)

    @override
    def values(self, line: IntArray, step: Float64Array, *, catch: Catch = ()) -> Float64Array:
        values = self._evaluate(self._lines, line, step, catch)
        if values.ndim != 1:
            values = _single_column(values)
        if self._compare_with is not None:
            values, more = self._compare_with.compared(self._lines, line, step, values, catch)
            self.count(more)
        self.note_moves(values)
        return self.accept(values)

    def seconds(self, line: IntArray, step: Float64Array, *, catch: Catch = ()) -> float:
        """The time that these values take together. They are neither counted nor compared: they are asked for where the
        machine is slow or busy, which must not change what is found out afterwards."""
        self._evaluate(self._lines, line[:1], step[:1], catch)  # what an evaluator prepares once is not timed
        start = perf_counter()
        self._evaluate(self._lines, line, step, catch)
        return perf_counter() - start

    @override
    def name(self, line: int) -> str:
        return self._lines.name(line)


def _single_column(values: AnyArray) -> AnyArray:
    """(m,) of an array that holds one number for each of m points."""
    if values.size == len(values):
        return values.reshape(-1)
    raise TypeError(
        f"`fun` must return one number for each point, got an array of shape {values.shape} for {len(values)} points; "
        "for a function with several outputs use `jacobian`"
    )
