"""Each entry of a sparsity pattern as a function of one variable, for differentiators."""

from __future__ import annotations

from typing import final

import numpy as np
from typing_extensions import override

from minigrad.arrays import Float64Array, IntArray, Shape
from minigrad.probes.evaluators import Evaluator
from minigrad.probes.function_types import Catch
from minigrad.probes.lines import CoordinateLines
from minigrad.probes.origin import Origin
from minigrad.probes.outputs.colouring import colours_of
from minigrad.probes.outputs.column_moves import ColumnMoves
from minigrad.probes.outputs.output_rows import accepted_rows, outputs_at_x
from minigrad.probes.outputs.patterns import SparsityLike, as_sparsity
from minigrad.probes.outputs.shared_points import SharedPoints
from minigrad.probes.outputs.sparsity import Sparsity
from minigrad.probes.probe import Probe


@final
class ColouredProbe(Probe):
    """A function with m outputs and n coordinates, of which each output depends on a few: line k is the k-th entry of
    the pattern, its output as a function of its coordinate.

    Coordinates of one colour move at once: no output depends on two of them, so each output shows what its own one
    does. A request costs, for each colour, as many evaluations as one of its coordinates has distinct steps.

    Args:
        origin: x.
        evaluate: gives the values of f.
        sparsity: the pattern.
        catch: exceptions of f at real points away from x that become NaN, whether a request asks for that or not.
    """

    def __init__(
        self, origin: Origin, evaluate: Evaluator, sparsity: SparsityLike | Sparsity, catch: Catch = ()
    ) -> None:
        lines = CoordinateLines.all(origin)
        outputs = outputs_at_x(lines, evaluate)
        self.sparsity: Sparsity = as_sparsity(sparsity, (outputs.size, origin.x.size))
        self.output_shape: Shape = outputs.shape[1:]
        self.origin: Origin = origin
        self.colours: IntArray = colours_of(self.sparsity)
        self._lines = lines
        self._evaluate = evaluate
        self._catch = catch
        self._kept: dict[bytes, Float64Array] = {}
        super().__init__(lines.geometry().take(self.sparsity.columns))
        self.moved: IntArray = self.sparsity.columns
        self.shared: IntArray = self.colours[self.sparsity.columns]
        self.output: IntArray = self.sparsity.rows
        self.note_moves(outputs)
        self.outputs: Float64Array = self.accept(outputs).reshape(-1)

    @override
    def base(self) -> Float64Array:
        return self.outputs[self.sparsity.rows]

    @override
    def values(self, line: IntArray, step: Float64Array, *, catch: Catch = ()) -> Float64Array:
        if not line.size:
            return np.zeros(0)
        shared = SharedPoints.of(self.origin, self.colours, self.sparsity.columns[line], step)
        rows, row_of_move = self._taken_apart(shared.moves, catch)
        return rows[row_of_move[shared.move_of], self.sparsity.rows[line]]

    def rows(self, moves: ColumnMoves, *, catch: Catch = (), keep: bool = False) -> Float64Array:
        """All outputs at these points: (p, m); those that were evaluated with ``keep`` before are not again."""
        keys, known = moves.keys(), dict(self._kept)
        new = np.array([k for k, key in enumerate(keys) if key not in known], np.int64)
        if new.size:
            caught = catch if np.iscomplexobj(moves.steps) else (*catch, *self._catch)
            values = self._evaluate(moves, new, np.ones(new.size, moves.steps.dtype), caught)
            fresh = accepted_rows(self, values, self.output_shape, caught)
            known.update((keys[k], row) for k, row in zip(new.tolist(), fresh, strict=True))
        if keep:
            self._kept = {key: row for key, row in known.items() if np.isfinite(row).all()}
        return np.stack([known[key] for key in keys])

    def _taken_apart(self, moves: ColumnMoves, catch: Catch) -> tuple[Float64Array, IntArray]:
        """The outputs at these points, and in which row each move is found.

        One coordinate that leaves the domain of f can spoil a point for all: such a point is replaced with two, in
        which half of the coordinates move, until those that leave the domain are by themselves.
        """
        # The differences that verify the pattern come first, and CentralDifference takes the same points again.
        rows = self.rows(moves, catch=catch, keep=not self._kept)
        row_of_move = moves.line_of_moves
        kept, total = np.arange(moves.columns.size), [rows]
        while catch and not np.isnan(self.outputs).all():
            spoilt = np.isnan(rows).all(axis=1) & (np.diff(moves.starts) > 1)
            if not spoilt.any():
                break
            moves, own = moves.halved(spoilt)
            kept = kept[own]
            rows = self.rows(moves, catch=catch)
            row_of_move[kept] = moves.line_of_moves + sum(map(len, total))
            total.append(rows)
        return np.concatenate(total), row_of_move

    @override
    def name(self, line: int) -> str:
        return f"{self._lines.name(int(self.sparsity.columns[line]))} (output {self.sparsity.rows[line]})"
