"""Whether a layer writes into its arguments, or into results that it has returned."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import final

from minigrad.testing.clauses.comparing import UNSEEN, copies, frozen, same, writes
from minigrad.testing.clauses.layers.layer import LayerTrial


@final
@dataclass(frozen=True)
class Writes:
    """The checks of a layer for writing, also where that changes no value."""

    trial: LayerTrial

    def purity(self) -> str | None:
        """Neither forward nor pullback writes into an array that it was handed."""
        trial = self.trial
        params, inputs = trial.arrays(trial.params, trial.inputs), trial.inputs.copy()
        kept_params = copies(params)
        outputs, pullback = trial.layer.forward(params, inputs)
        kept, handed = outputs.copy(), trial.cotangent(outputs)
        pullback(handed)
        handed_over = {f"params[{name!r}]": (params[name], array) for name, array in kept_params.items()}
        handed_over["inputs"] = inputs, trial.inputs
        handed_over["d_outputs"] = handed, trial.cotangent(kept)
        handed_over["its own outputs"] = outputs, kept
        written = [what for what, (array, before) in handed_over.items() if same("", array, before)]
        return f"it writes into {written[0]}" if written else self._write_that_changes_nothing()

    def _write_that_changes_nothing(self) -> str | None:
        """Runs with each array read-only."""
        names = [*self.trial.params, *self.trial.state]
        for what in [*names, "inputs", "d_outputs", "its own outputs"]:
            if writes(partial(self._run_with_frozen, what)):
                name = f"params[{what!r}]" if what in names else what
                return f"it writes into {name}{UNSEEN}"
        return None

    def _run_with_frozen(self, what: str) -> None:
        trial = self.trial
        given = trial.arrays(trial.params, trial.inputs)
        params = {name: frozen(array) if name == what else array for name, array in given.items()}
        outputs, pullback = trial.layer.forward(
            params, frozen(trial.inputs) if what == "inputs" else trial.inputs.copy()
        )
        handed = trial.cotangent(outputs)
        if what != "its own outputs":
            pullback(frozen(handed) if what == "d_outputs" else handed)
        elif outputs.flags.writeable:  # they may be an array that the layer reuses
            outputs.setflags(write=False)
            try:
                pullback(handed)
            finally:
                outputs.setflags(write=True)
