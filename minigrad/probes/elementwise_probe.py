"""A function that maps each element of an array on its own: the derivative of each element."""

from __future__ import annotations

from typing import final

import numpy as np
from typing_extensions import override

from minigrad.arrays import AnyArray, Float64Array, IntArray
from minigrad.probes.function_types import ArrayFunction, Catch
from minigrad.probes.lines import Lines
from minigrad.probes.probe import Probe
from minigrad.probes.returned_values import kinds_for, read_array


@final
class ElementwiseProbe(Probe):
    """A function that maps each element of x on its own: line i is element i of f(x + t).

    f always gets an array of x's shape, in which all elements that were asked for move at once.
    """

    def __init__(self, lines: Lines, fun: ArrayFunction) -> None:
        super().__init__(lines.geometry())
        self._lines = lines
        self._fun = fun
        self._base: Float64Array | None = None

    @override
    def base(self) -> Float64Array:
        if self._base is None:
            self._base = self.values(np.arange(self.size), np.zeros(self.size))
        return self._base

    @override
    def values(self, line: IntArray, step: Float64Array, *, catch: Catch = ()) -> Float64Array:
        result: Float64Array = np.empty(line.size, dtype=step.dtype)
        for pairs in _rounds(line):
            result[pairs] = self.accept(self._round(line[pairs], step[pairs], catch))
        return result

    def _round(self, line: IntArray, step: Float64Array, catch: Catch) -> AnyArray:
        origin = self._lines.origin
        point = origin.copies(step[:1])[0, ...]
        point.reshape(-1)[line] += step
        try:
            values = read_array(self._fun(origin.clip(point)), kinds_for(step if step.any() else step[:1]))
        except catch:
            return np.full(line.size, np.nan)
        if values.shape != origin.x.shape:
            raise ValueError(
                f"an elementwise `fun` must return an array of the shape that it gets, {origin.x.shape}, "
                f"got {values.shape}; for a function with one value use `gradient`"
            )
        self.note_moves(values[np.newaxis])
        return values.reshape(-1)[line]

    @override
    def name(self, line: int) -> str:
        return self._lines.name(line)


def _rounds(line: IntArray) -> list[IntArray]:
    """The positions of all pairs, split so that no line comes twice in one part."""
    order = np.argsort(line, kind="stable")
    ordered = line[order]
    starts = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1]))
    rank = np.arange(line.size) - np.repeat(starts, np.diff(np.append(starts, line.size)))
    return [order[rank == r] for r in range(int(rank.max(initial=-1)) + 1)]
