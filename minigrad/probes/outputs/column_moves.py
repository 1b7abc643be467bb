"""Points in which many coordinates move, each by a step of its own."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import final

import numpy as np
from typing_extensions import override

from minigrad.arrays import BoolArray, Float64Array, IntArray, filled
from minigrad.probes.geometry import Geometry
from minigrad.probes.lines import Lines
from minigrad.probes.origin import Origin, coordinate_name


@final
@dataclass(frozen=True, eq=False)
class ColumnMoves(Lines):
    """Line k is x + t s_k; s_k moves a few coordinates and leaves all others at x. f is evaluated at t = 1.

    Attributes:
        origin: x.
        starts: (p + 1,) where the moves of each line start in the two other arrays.
        columns: (q,) which coordinates move, as flat indices.
        steps: (q,) by how much, complex for complex points.
    """

    origin: Origin
    starts: IntArray
    columns: IntArray
    steps: Float64Array

    @staticmethod
    def together(origin: Origin, columns: IntArray, steps: Float64Array) -> ColumnMoves:
        """A line for each row of ``steps`` (p, q), each of which moves the same ``columns`` (q,)."""
        starts = np.arange(len(steps) + 1) * columns.size
        return ColumnMoves(origin, starts, np.tile(columns, len(steps)), steps.reshape(-1))

    @property
    def size(self) -> int:
        """The number of lines."""
        return self.starts.size - 1

    @property
    def line_of_moves(self) -> IntArray:
        """(q,) which line each move belongs to."""
        return np.repeat(np.arange(self.size), np.diff(self.starts))

    def keys(self) -> list[bytes]:
        """What tells each line from others: the coordinates that it moves, and by how much."""
        own = [slice(first, last) for first, last in pairwise(self.starts.tolist())]
        return [self.columns[moves].tobytes() + self.steps[moves].tobytes() for moves in own]

    def halved(self, lines: BoolArray) -> tuple[ColumnMoves, IntArray]:
        """Two lines with half of the moves each in place of every line in the mask; and which moves they are made
        of."""
        kept = np.flatnonzero(lines[self.line_of_moves])
        first, last = self.starts[:-1][lines], self.starts[1:][lines]
        sizes = np.stack([(last - first) // 2, last - first - (last - first) // 2], axis=1)
        starts = np.append(0, np.cumsum(sizes))
        return ColumnMoves(self.origin, starts, self.columns[kept], self.steps[kept]), kept

    @override
    def geometry(self) -> Geometry:
        longest = np.maximum.reduceat(np.abs(self.steps), self.starts[:-1])
        endless = filled(self.size, np.inf)
        return Geometry(filled(self.size, 0.0), longest, longest, -endless, endless, self.origin.epsilon, False)

    @override
    def points(self, line: IntArray, step: Float64Array) -> Float64Array:
        result = self.origin.copies(step)
        flat, x = result.reshape(line.size, -1), self.origin.x.reshape(-1)
        for row, (k, t) in enumerate(zip(line.tolist(), step, strict=True)):
            own = slice(self.starts[k], self.starts[k + 1])
            flat[row, self.columns[own]] = x[self.columns[own]] + t * self.steps[own]
        return self.origin.clip(result)

    @override
    def name(self, line: int) -> str:
        first, last = self.starts[line : line + 2].tolist()
        others = f" and {last - first - 1} others" if last - first > 1 else ""
        return f"{coordinate_name(self.origin.x, int(self.columns[first]))}{others}"

    @override
    def moved(self, line: int, step: float) -> str:
        del step
        return f"{self.name(line)} moved at once, the first by {self.steps[self.starts[line]]!s}"
