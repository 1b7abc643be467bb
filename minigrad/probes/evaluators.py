"""Ways of getting many values of f: one point after the other, or a stack of points in one call.

An evaluator is asked for the values at pairs (line, step) and builds the points itself, so that one that runs elsewhere
needs to be sent x once, not once for each pair. ``fun`` always gets an array of its own: it may write into it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import NamedTuple, Protocol, SupportsFloat, final

import numpy as np

from minigrad.arrays import AnyArray, Float64Array, IntArray, Shape
from minigrad.probes.function_types import ArrayFunction, Catch, ScalarFunction
from minigrad.probes.lines import Lines
from minigrad.probes.returned_values import Reader, kinds_for, read_array
from minigrad.probes.splitting import even_parts, joined_values, stacked_rows, stretches


class Evaluator(Protocol):
    """The values of f at the points that pairs (line, step) lead to, one row for each pair.

    Imaginary steps lead to complex points and give complex values.
    """

    def __call__(self, lines: Lines, line: IntArray, step: Float64Array, catch: Catch, /) -> AnyArray:
        """The values of the function at ``step`` along each ``line``."""

    def parts(self, lines: Lines, line: IntArray, step: Float64Array, /) -> list[IntArray]:
        """The positions of all pairs, in groups that are each evaluated by themselves, wherever that is.

        A request makes the same groups each time, so that values depend on no worker, to the last bit.
        """


class ComparedEvaluator(ABC):
    """An evaluator that relies on declarations about f, and compares samples of its values with f itself."""

    @abstractmethod
    def __call__(self, lines: Lines, line: IntArray, step: Float64Array, catch: Catch, /) -> AnyArray:
        """As that of :class:`Evaluator`."""

    @abstractmethod
    def parts(self, lines: Lines, line: IntArray, step: Float64Array, /) -> list[IntArray]:
        """As those of :class:`Evaluator`."""

    @abstractmethod
    def compared(
        self, lines: Lines, line: IntArray, step: Float64Array, values: AnyArray, catch: Catch, /
    ) -> tuple[AnyArray, int]:
        """The values of a whole request, corrected where needed, and how many more evaluations the comparison took.

        It runs in this process, wherever the values come from, so the samples do not depend on workers.

        Raises:
            ValueError: a declaration about f is wrong.
        """


class BringsEvaluator(ABC):
    """A function with a faster way to its values than calls for one point after the other."""

    @abstractmethod
    def __call__(self, x: Float64Array, /) -> SupportsFloat:
        """The value at one point."""

    @abstractmethod
    def evaluator(self) -> Evaluator:
        """An evaluator of this function; a :class:`ComparedEvaluator` where it relies on declarations."""


class Serial(NamedTuple):
    """Calls ``fun`` for one point after the other."""

    fun: ArrayFunction | ScalarFunction
    read: Reader

    def __call__(self, lines: Lines, line: IntArray, step: Float64Array, catch: Catch, /) -> AnyArray:
        """The values of the function at ``step`` along each ``line``."""
        rows: list[AnyArray | SupportsFloat] = []
        kinds = kinds_for(step)
        try:
            for part in stretches(lines, line, step):
                points = points_of(lines, *part)
                for row in range(len(points)):
                    point = points[row, ...]
                    rows.append(self._caught(point, kinds, catch) if catch else self.read(self.fun(point), kinds))
        except Exception as error:
            error.add_note(_where(lines, int(line[len(rows)]), step[len(rows)]))
            raise
        return stacked_rows(rows)

    def parts(self, lines: Lines, line: IntArray, step: Float64Array, /) -> list[IntArray]:
        """Any split will do: every point is evaluated by itself."""
        del lines, step
        return even_parts(line.size)

    def _caught(self, point: Float64Array, kinds: str, catch: Catch) -> AnyArray | SupportsFloat:
        try:
            return self.read(self.fun(point), kinds)
        except catch:
            return np.nan


@final
@dataclass(frozen=True)
class Vectorized:
    """Calls ``fun`` once for a stack of points (m, *x.shape); it must return m values."""

    fun: ArrayFunction | ScalarFunction

    def __call__(self, lines: Lines, line: IntArray, step: Float64Array, catch: Catch, /) -> AnyArray:
        """The values of the function at ``step`` along each ``line``."""
        if not line.size:
            return np.empty(0)
        return joined_values([self._stack(lines, *part, catch) for part in stretches(lines, line, step)])

    def parts(self, lines: Lines, line: IntArray, step: Float64Array, /) -> list[IntArray]:
        """A fixed split, since the last bits of what ``fun`` computes may depend on how many points it gets at once."""
        del lines, step
        return even_parts(line.size)

    def _stack(self, lines: Lines, line: IntArray, step: Float64Array, catch: Catch) -> AnyArray:
        """The values of one stack. One point outside the domain spoils a whole stack, so that is taken apart."""
        points = points_of(lines, line, step)
        shape, kinds = points.shape, kinds_for(step)
        try:
            result = self.fun(points)
        except catch:
            if line.size == 1:
                return np.full(1, np.nan)
            return joined_values(
                [self._stack(lines, line[k : k + 1], step[k : k + 1], catch) for k in range(line.size)]
            )
        return _one_for_each(read_array(result, kinds), shape)


def points_of(lines: Lines, line: IntArray, step: Float64Array) -> Float64Array:
    """The points of all pairs, in one fresh stack."""
    with np.errstate(over="ignore"):  # next to the largest float a step leads to infinity, which f has to handle
        return lines.points(line, step)


def _one_for_each(values: AnyArray, shape: Shape) -> AnyArray:
    if values.shape[:1] != shape[:1]:
        raise ValueError(
            f"with vectorized=True `fun` must return one value for each of the {shape[0]} points in its argument of "
            f"shape {shape}, so an array of shape ({shape[0]},); got shape {values.shape}"
        )
    return values


def _where(lines: Lines, line: int, step: float) -> str:
    """A note for an exception of ``fun``: which coordinate was being moved."""
    return f"`fun` was called with {lines.moved(line, step)}" if step else "`fun` was called with x itself"
