"""``Residual``: the inputs, and what a layer makes of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np
from typing_extensions import override

from minigrad.arrays import FloatArray, sum_to_shape
from minigrad.layers.base import Layer, Params, Pullback
from minigrad.layers.chain import as_layer
from minigrad.layers.derivatives import require_outputs_shape
from minigrad.layers.stages import forward_and_state, initial_state, stand_in


@final
@dataclass(frozen=True)
class Residual(Layer):
    """outputs = inputs + layer(inputs).

    Derivative with respect to the inputs: d_outputs plus what the layer's own pullback returns, so that it reaches the
    layers before also where the layer itself passes little on.

    Args:
        layer: must return the shape that it takes; a :class:`~minigrad.layers.Chain` for several layers.

    Raises:
        TypeError: ``layer`` is no layer. ValueError: in ``forward``, its outputs have another shape than its inputs.

    >>> from minigrad.layers import Dense
    >>> residual = Residual(Dense(2, 2, bias=False))
    >>> outputs, pullback = residual.forward({"weight": np.array([[0.0, 1.0], [0.0, 0.0]])}, np.array([[3.0, 5.0]]))
    >>> outputs, pullback(np.array([[1.0, 10.0]]))[1]
    (array([[3., 8.]]), array([[11., 10.]]))

    Source: He, Zhang, Ren and Sun (2016), Deep residual learning for image recognition, CVPR, equation 1.
    """

    layer: Layer

    def __post_init__(self) -> None:
        as_layer("layer", self.layer)

    @property
    @override
    def elementwise(self) -> bool:
        return self.layer.elementwise

    @property
    @override
    def input_axes(self) -> int:
        return self.layer.input_axes

    @property
    @override
    def mixes_samples(self) -> bool:
        return self.layer.mixes_samples

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return self.layer.initialize(rng)

    def initial_state(self) -> dict[str, FloatArray]:
        """The state of the layer."""
        return initial_state(self.layer)

    def in_training(self, rng: np.random.Generator) -> Layer:
        """The same of the layer that stands in for this one's layer in training."""
        return Residual(stand_in(self.layer, rng))

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        return self._plus(inputs, *self.layer.forward(params, inputs))

    def forward_and_state(
        self, params: Params, inputs: FloatArray
    ) -> tuple[FloatArray, Pullback, dict[str, FloatArray]]:
        """The same, with the state that the layer has learned."""
        outputs, pullback, state = forward_and_state(self.layer, params, inputs)
        return (*self._plus(inputs, outputs, pullback), state)

    def _plus(self, inputs: FloatArray, change: FloatArray, of_layer: Pullback) -> tuple[FloatArray, Pullback]:
        if change.shape[change.ndim - inputs.ndim :] != inputs.shape:
            raise ValueError(
                f"the layer of {self} must return the shape that it takes, {inputs.shape}, got {change.shape}"
            )

        outputs = inputs + change

        def pullback(d_outputs: FloatArray) -> tuple[dict[str, FloatArray], FloatArray]:
            require_outputs_shape(d_outputs, outputs)
            d_params, d_inputs = of_layer(sum_to_shape(d_outputs, change.shape))
            return d_params, d_inputs + sum_to_shape(d_outputs, inputs.shape)

        return outputs, pullback
