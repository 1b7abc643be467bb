"""What a layer of the caller's returns, read with messages that name the layer and the method."""

from __future__ import annotations

from collections.abc import Mapping
from typing import final

import numpy as np
import numpy.typing as npt

from minigrad.arguments import require_instance, shown
from minigrad.arrays import FloatArray, as_array, as_float_array, require_shape
from minigrad.layers.base import Layer, Params, Pullback
from minigrad.layers.stages import initial_state


@final
class Returned:
    """The methods of one layer, each of which returns what a layer must, or raises an error that says what it does
    not."""

    def __init__(self, layer: Layer) -> None:
        self._layer = layer
        self._name = type(layer).__name__

    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        """Parameters by name, in float64."""
        return self._arrays("initialize", self._layer.initialize(rng))

    def initial_state(self) -> dict[str, FloatArray]:
        """The arrays that the layer remembers, by name, in float64."""
        return self._arrays("initial_state", initial_state(self._layer))

    def _arrays(self, method: str, given: object) -> dict[str, FloatArray]:
        if not isinstance(given, Mapping):
            raise TypeError(f"{self._name}.{method} must return a dict of arrays by name, got {shown(given)}")
        return {
            str(name): as_float_array(f"{self._name}.{method}()[{name!r}]", array, allow_empty=True).astype(np.float64)
            for name, array in given.items()
        }

    def arrays(
        self, given: Mapping[str, npt.ArrayLike] | None, rng: np.random.Generator
    ) -> tuple[dict[str, FloatArray], dict[str, FloatArray]]:
        """Parameters and state in float64: the caller's, which must have the names and shapes of the layer's own, and
        the layer's own where the caller gives none."""
        drawn, state = self.initialize(rng if given is None else np.random.default_rng(0)), self.initial_state()
        if given is None:
            return drawn, state
        require_instance("params", given, Mapping)
        if not set(drawn) <= set(given) <= {*drawn, *state}:
            raise ValueError(
                f"`params` must have the arrays {sorted(drawn)}, which {self._name} has; got {shown(dict(given))}"
            )
        arrays: dict[str, FloatArray] = {
            name: as_float_array(name, array, allow_empty=True).astype(np.float64) for name, array in given.items()
        }
        for name, array in arrays.items():
            require_shape(name, array, {**drawn, **state}[name].shape)
        return {name: arrays[name] for name in drawn}, {name: arrays.get(name, state[name]) for name in state}

    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        """Outputs, and a pullback that may return anything."""
        given: object = self._layer.forward(params, inputs)
        if not isinstance(given, tuple) or len(given) != 2:
            raise TypeError(f"{self._name}.forward must return a tuple of outputs and a pullback, got {shown(given)}")
        if isinstance(given[1], type) or not callable(given[1]):
            raise TypeError(f"the pullback that {self._name}.forward returns must be a function, got {shown(given[1])}")
        return _reals(f"the outputs of {self._name}.forward", given[0]), given[1]

    def pulled(self, pullback: Pullback, d_outputs: FloatArray) -> tuple[dict[str, FloatArray], FloatArray]:
        """The derivatives with respect to parameters and inputs, of whatever shape."""
        what = f"the pullback of {self._name}"
        try:
            given: object = pullback(d_outputs)
        except TypeError as error:
            error.add_note(f"It was raised by {what}, which is called with d_outputs alone.")
            raise
        if not isinstance(given, tuple) or len(given) != 2 or not isinstance(given[0], Mapping):
            raise TypeError(
                f"{what} must return a tuple of a dict of derivatives by name and d_inputs, got {shown(given)}"
            )
        d_params = {str(name): _reals(f"`{name}` from {what}", array) for name, array in given[0].items()}
        return d_params, _reals(f"d_inputs from {what}", given[1])


def _reals(what: str, value: npt.ArrayLike) -> FloatArray:
    array = as_array(what, value)
    if array.dtype.kind not in "fiu":
        raise TypeError(f"{what} must be an array of real numbers, got dtype {array.dtype}")
    return array.astype(np.float64, copy=False)
