"""Layers one after the other: the composition of functions, and the chain rule for it.

Everything here is pure and trusts its arguments; :class:`~minigrad.networks.Network` checks what a caller passes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from minigrad.arrays import FloatArray
from minigrad.layers.base import Layer, Params


def chain_forward(layers: Sequence[Layer], params: Sequence[Params], inputs: FloatArray) -> FloatArray:
    """Each layer applied to the outputs of the one before."""
    for layer, own in zip(layers, params, strict=False):
        inputs, _ = layer.forward(own, inputs)
    return inputs


def chain_pullback(
    layers: Sequence[Layer], params: Sequence[Params], inputs: FloatArray
) -> tuple[FloatArray, Callable[[FloatArray], list[dict[str, FloatArray]]]]:
    """The outputs, and the function from dL/d(outputs) to dL/d(params), one dict for each layer.

    The chain rule read from the right: what the last layer's pullback says about its inputs is what the layer before it
    is told about its outputs. This is backpropagation.
    """
    pullbacks = []
    for layer, own in zip(layers, params, strict=False):
        inputs, layer_pullback = layer.forward(own, inputs)
        pullbacks.append(layer_pullback)

    def pullback(d_outputs: FloatArray) -> list[dict[str, FloatArray]]:
        d_params = []
        for layer_pullback in reversed(pullbacks):
            d_own, d_outputs = layer_pullback(d_outputs)
            d_params.append(d_own)
        return d_params[::-1]

    return inputs, pullback
