"""What a layer declares about itself, compared with what ``forward`` does."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import final

import numpy as np

from minigrad.arrays import FloatArray, IntArray
from minigrad.layers.reach import KeepsColumns, ReachesOneColumn, SpreadsOneColumn
from minigrad.testing.clauses.comparing import copies, same
from minigrad.testing.clauses.contract_settings import CONTRACT
from minigrad.testing.clauses.layers.layer import LayerTrial
from minigrad.testing.contract import NotRun


@final
@dataclass(frozen=True)
class Declarations:
    """The checks of a layer's declarations."""

    trial: LayerTrial

    def n_inputs(self) -> str | None:
        """Forward takes as many features as declared."""
        declared: object = getattr(self.trial.layer, "n_inputs", None)
        if isinstance(declared, bool) or not isinstance(declared, (int, np.integer)):
            return f"it is {declared!r}, not a whole number"
        width = self.trial.inputs.shape[1]
        if width != declared:
            return (
                f"it is {declared}, and forward was given inputs with {width} features" if self.takes(width) else None
            )
        if self.takes(width):
            return None
        others = [other for other in range(1, CONTRACT.widths + 1) if self.takes(other)]
        if not others:
            raise NotRun("forward takes inputs of no width that was tried")
        return f"it is {declared}, and forward takes inputs with {others[0]} features, not {declared}"

    def takes(self, width: int) -> bool:
        """Whether forward accepts this many features."""
        given = self.trial.given
        inputs = given if given is not None and given.shape[1] == width else self.trial.random_inputs(width)
        try:
            self.trial.outputs(self.trial.params, inputs)
        except Exception:
            return False
        return True

    def n_outputs(self) -> str | None:
        """Outputs have as many features as declared."""
        declared, found = getattr(self.trial.layer, "n_outputs", None), self._outputs().shape[1]
        return None if declared == found else f"it is {declared!r}, and outputs have {found} features"

    def elementwise(self) -> str | None:
        """Checked with other parameters, with other inputs in half the places, and with transposed inputs."""
        inputs, outputs = self.trial.inputs, self._outputs()
        if outputs.shape != inputs.shape:
            return f"outputs have shape {outputs.shape} for inputs of shape {inputs.shape}"
        other = {name: array + CONTRACT.change for name, array in self.trial.params.items()}
        if same("", self.trial.outputs(other, inputs), outputs, rtol=CONTRACT.rounding):
            return "outputs depend on the parameters"
        half = np.indices(inputs.shape).sum(axis=0) % 2 == 0
        moved = self.trial.outputs(self.trial.params, np.where(half, inputs, np.roll(inputs, 1)))
        kept = same("outputs", moved[half], outputs[half], rtol=CONTRACT.rounding)
        if kept:
            return f"{kept} where the inputs stayed as they were and others changed"
        try:
            transposed = self.trial.outputs(self.trial.params, inputs.T)
        except Exception as error:
            return f"forward refuses inputs of another width: {type(error).__name__}: {error}"
        found = same("outputs", transposed.T, outputs, rtol=CONTRACT.rounding)
        return f"{found} when the same numbers stand in other columns" if found else None

    def parameter_reach(self) -> str | None:
        """A moved parameter changes the declared column, by the declared slope."""
        layer, inputs, outputs = self.trial.layer, self.trial.inputs, self._outputs()
        if not isinstance(layer, ReachesOneColumn):
            return "it is not a method with the arguments (inputs, name, index)"
        for name, array in self.trial.params.items():
            elements = self._some(array.size)
            index = np.unravel_index(elements, array.shape)
            columns, slopes = layer.parameter_reach(inputs.copy(), name, index)
            for number, element in enumerate(elements):
                moved = copies(self.trial.params)
                moved[name].flat[element] += CONTRACT.change
                expected = outputs.copy()
                expected[:, columns[number]] += CONTRACT.change * slopes[number]
                found = self._moved(f"with {name}[{_place(index, number)}] moved", moved, inputs, expected)
                if found:
                    return found
        return None

    def input_spread(self) -> str | None:
        """A moved column of inputs adds to the outputs what is declared."""
        layer, inputs, outputs = self.trial.layer, self.trial.inputs, self._outputs()
        if not isinstance(layer, SpreadsOneColumn):
            return "it is not a method with the arguments (params, column, change)"
        columns = self._some(inputs.shape[1])
        change = self._changes(inputs, columns)
        added = layer.input_spread(self._arrays(), columns, change.copy())
        for column, own, more in zip(columns, change, added, strict=True):
            moved = inputs.copy()
            moved[:, column] += own
            found = self._moved(f"with inputs[:, {column}] moved", self.trial.params, moved, outputs + more)
            if found:
                return found
        return None

    def forward_columns(self) -> str | None:
        """A moved column of inputs changes the declared columns of the outputs, to the declared contents."""
        layer, inputs, outputs = self.trial.layer, self.trial.inputs, self._outputs()
        if not isinstance(layer, KeepsColumns):
            return "it is not a method with the arguments (params, inputs, column, contents)"
        columns = self._some(inputs.shape[1])
        contents = np.moveaxis(inputs, 1, 0)[columns] + self._changes(inputs, columns)
        changed, became = layer.forward_columns(self._arrays(), inputs.copy(), columns, contents.copy())
        for column, own, others, new in zip(columns, contents, changed, became, strict=True):
            moved, expected = inputs.copy(), outputs.copy()
            moved[:, column], expected[:, others] = own, new
            found = self._moved(f"with inputs[:, {column}] moved", self.trial.params, moved, expected)
            if found:
                return found
        return None

    def _changes(self, inputs: FloatArray, columns: IntArray) -> FloatArray:
        """How far these columns move, differently for each sample: (k, samples, ...)."""
        shape = len(columns), len(inputs), *inputs.shape[2:]
        t = np.linspace(-CONTRACT.change, CONTRACT.change, math.prod(shape)) + CONTRACT.change / 7.0
        return t.reshape(shape)

    def _some(self, size: int) -> IntArray:
        """The first index, the last, and some of the others."""
        drawn = np.random.default_rng(self.trial.seed).permutation(size)[: CONTRACT.changed_elements - 2]
        return np.unique(np.concatenate([drawn, [0, size - 1]])).astype(np.int64) if size else drawn

    def _moved(self, what: str, params: dict[str, FloatArray], inputs: FloatArray, expected: FloatArray) -> str | None:
        return same(
            f"outputs {what}, and what is declared,", self.trial.outputs(params, inputs), expected, rtol=CONTRACT.linear
        )

    def _arrays(self) -> dict[str, FloatArray]:
        return self.trial.arrays(self.trial.params, self.trial.inputs)

    def _outputs(self) -> FloatArray:
        return self.trial.outputs(self.trial.params, self.trial.inputs)


def _place(index: tuple[IntArray, ...], number: int) -> str:
    return ", ".join(str(int(axis[number])) for axis in index)
