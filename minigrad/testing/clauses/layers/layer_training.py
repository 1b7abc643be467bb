"""The layer that stands in for another one in training."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np

from minigrad.arrays import FloatArray, Shape
from minigrad.layers.base import Layer
from minigrad.layers.stages import TrainsDifferently
from minigrad.testing.clauses.comparing import first, same
from minigrad.testing.clauses.layers.layer import LayerTrial
from minigrad.testing.clauses.remembered import changed_by


@final
@dataclass(frozen=True)
class Training:
    """The checks of ``in_training``.

    Attributes:
        trial: the checks of the layer in use.
        layer: the same layer.
    """

    trial: LayerTrial
    layer: TrainsDifferently

    def made(self) -> str | None:
        """It is a layer with the same parameters and state, and two generators with one seed give the same."""
        given: object = self._drawn()
        if not isinstance(given, Layer):
            return f"it returns {type(given).__name__}, not a layer"
        return first(
            self._other_arrays(self._trial(given)),
            same("outputs of two that one seed has drawn", *(self._outputs(self._drawn()) for _ in range(2))),
            changed_by(self.layer, self._drawn),
        )

    def trial_of_stand_in(self) -> LayerTrial | None:
        """The checks of the stand-in; None where there is none, or where it is the layer itself."""
        try:
            given: object = self._drawn()
            return self._trial(given) if isinstance(given, Layer) and given != self.trial.layer else None
        except Exception:  # the clause on in_training reports it
            return None

    def _drawn(self) -> Layer:
        return self.layer.in_training(np.random.default_rng(self.trial.seed))

    def _trial(self, layer: Layer) -> LayerTrial:
        return LayerTrial(layer, self.trial.given, self.trial.seed, training=True)

    def _outputs(self, layer: Layer) -> FloatArray:
        return self._trial(layer).outputs(self.trial.params, self.trial.inputs)

    def _other_arrays(self, trial: LayerTrial) -> str | None:
        """How the arrays that the stand-in names differ from those of the layer, or None."""
        pairs = {
            "parameters": (trial.params, self.trial.params),
            "arrays that it remembers": (trial.state, self.trial.state),
        }
        for what, (found, expected) in pairs.items():
            if _shapes(found) != _shapes(expected):
                return f"the {what} of its result are {_shapes(found)}, those of the layer {_shapes(expected)}"
        return None


def _shapes(arrays: dict[str, FloatArray]) -> dict[str, Shape]:
    return {name: array.shape for name, array in arrays.items()}
