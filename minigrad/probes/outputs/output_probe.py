"""A function with several outputs, each of them on each line: Jacobians."""

from __future__ import annotations

from typing import final

import numpy as np
from typing_extensions import override

from minigrad.arrays import Float64Array, IntArray, Shape
from minigrad.probes.evaluators import Evaluator
from minigrad.probes.function_types import Catch
from minigrad.probes.lines import Lines
from minigrad.probes.outputs.output_rows import accepted_rows, outputs_at_x
from minigrad.probes.probe import Probe


@final
class OutputProbe(Probe):
    """A function with m outputs, each of them on each of n lines: line j n + i is output j on line i.

    Lines that differ in the output alone share the evaluation of f.
    """

    def __init__(self, lines: Lines, evaluate: Evaluator) -> None:
        geometry = lines.geometry()
        outputs = outputs_at_x(lines, evaluate)
        self.output_shape: Shape = outputs.shape[1:]
        self._lines = lines
        self._evaluate = evaluate
        self._n_lines = geometry.position.size
        self._n_outputs = outputs.size
        moved = np.tile(np.arange(self._n_lines), self._n_outputs)
        super().__init__(geometry.take(moved))
        self.moved: IntArray = moved
        self.shared: IntArray = moved
        self.output: IntArray = np.repeat(np.arange(self._n_outputs), self._n_lines)
        self.note_moves(outputs)
        self._outputs = self.accept(outputs).reshape(-1)

    @override
    def base(self) -> Float64Array:
        return np.repeat(self._outputs, self._n_lines)

    @override
    def values(self, line: IntArray, step: Float64Array, *, catch: Catch = ()) -> Float64Array:
        output, own_line = np.divmod(line, self._n_lines)
        first, sharer = _distinct(own_line, step)
        rows = self._evaluate(self._lines, own_line[first], step[first], catch)
        flat = accepted_rows(self, rows, self.output_shape, catch)
        return flat[sharer, output]

    @override
    def name(self, line: int) -> str:
        output, own_line = divmod(line, self._n_lines)
        return f"{self._lines.name(own_line)} (output {output})"


def _distinct(line: IntArray, step: Float64Array) -> tuple[IntArray, IntArray]:
    """The position of one pair for each distinct (line, step), and for each pair which of these it shares."""
    keys = np.stack([line.astype(np.float64), step.real, step.imag], axis=1)
    _, first, sharer = np.unique(keys, axis=0, return_index=True, return_inverse=True)
    return first, sharer.reshape(-1)
