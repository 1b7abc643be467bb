"""What a layer remembers besides its parameters, and how it learns that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np

from minigrad.arrays import FloatArray
from minigrad.layers.stages import Learns
from minigrad.testing.clauses.comparing import first, like, same, writes
from minigrad.testing.clauses.layers.layer import LayerTrial
from minigrad.testing.clauses.layers.layer_results import Run, differences


@final
@dataclass(frozen=True)
class States:
    """The checks of ``initial_state``."""

    trial: LayerTrial

    def initial(self) -> str | None:
        """Arrays in float64 by names that no parameter has."""
        given: object = self.trial.state
        if not isinstance(given, dict):
            return f"it returns {type(given).__name__}, not a dict of arrays by name"
        both = sorted(set(given) & set(self.trial.params))
        if both:
            return f"{both[0]} is a parameter too"
        return first(*(like(str(name), array, np.zeros(np.shape(array))) for name, array in given.items()))


@final
@dataclass(frozen=True)
class Learning:
    """The checks of ``forward_and_state``.

    Attributes:
        trial: the checks of the layer.
        layer: the same layer.
    """

    trial: LayerTrial
    layer: Learns

    def results(self) -> str | None:
        """Outputs and derivatives are those of ``forward``; the state is in new arrays like the old ones, in float32
        too, and the same again in a second call."""
        for inputs in (self.trial.inputs, self.trial.inputs.astype(np.float32)):
            given = self._given(inputs)
            run, state = self._run(given, inputs)
            params = {name: given[name] for name in self.trial.params}
            found = first(
                differences("of forward_and_state and of forward", run, self.trial.run(params, inputs)),
                self._unlike(state, given),
                *(
                    same(f"{name} of two calls", array, state[name])
                    for name, array in self._run(given, inputs)[1].items()
                ),
            )
            if found:
                return found
        return None

    def purity(self) -> str | None:
        """It writes into no array that it is handed, and returns none of them."""
        given, inputs = self._given(self.trial.inputs), self.trial.inputs.copy()
        for array in given.values():
            array.setflags(write=False)
        inputs.setflags(write=False)
        if writes(lambda: self.layer.forward_and_state(given, inputs)):
            return "it writes into its params or inputs"
        state = self.layer.forward_and_state(given, inputs)[2]
        kept = [
            n for n, array in state.items() if any(np.shares_memory(array, old) for old in (*given.values(), inputs))
        ]
        return f"{kept[0]} in the state that it returns is no new array" if kept else None

    def _given(self, inputs: FloatArray) -> dict[str, FloatArray]:
        params = {name: array.astype(inputs.dtype) for name, array in self.trial.params.items()}
        return self.trial.arrays(params, inputs)

    def _run(self, given: dict[str, FloatArray], inputs: FloatArray) -> tuple[Run, dict[str, FloatArray]]:
        outputs, pullback, state = self.layer.forward_and_state(given, inputs.copy())
        return Run(outputs, *pullback(self.trial.cotangent(outputs))), state

    def _unlike(self, state: dict[str, FloatArray], given: dict[str, FloatArray]) -> str | None:
        """Which array of the new state is unlike the old one, or None."""
        unknown = sorted(set(state) - set(self.trial.state))
        if unknown:
            return f"the new state has {unknown[0]}, and initial_state has {sorted(self.trial.state)}"
        return first(*(like(f"{name} in the new state", array, given[name]) for name, array in state.items()))
