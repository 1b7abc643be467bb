"""Layers one after the other, with the shortcuts and states that they offer, and the chain rule.

Nothing here checks its arguments; :class:`~minigrad.networks.Network` does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple, TypeAlias, final

import numpy as np

from minigrad.arrays import FloatArray
from minigrad.layers.base import Layer, Params, Pullback
from minigrad.layers.stages import Learns, StartsFromData, TrainsDifferently

ParamsOfLayers: TypeAlias = Sequence[Params]
"""The parameters and states of each layer, under its own names."""


BLOCK: Final = 128
"""How many images go through the layers at once: chosen, not calibrated. 128 images of 28 x 28 take 50 MB in the
book's network, in float64."""


class Pass(NamedTuple):
    """One way forward through the layers."""

    outputs: FloatArray
    pullback: Callable[[FloatArray], list[dict[str, FloatArray]]]
    """From dL/d(outputs) to dL/d(params), one dict for each layer."""
    states: list[dict[str, FloatArray]]
    """The states that each layer has learned; empty dicts where none were asked for."""


@final
@dataclass(frozen=True)
class Composition:
    """Layers in a row.

    Attributes:
        layers: in their order.
        first: the number of the first layer with parameters; nothing before it needs a derivative.
        starts: that layer again, if it offers a pullback without the derivative with respect to its inputs.
        learns: for each layer the same object again, if it learns a state.
        changes: whether a layer is another one in training.
        block: how many samples at most go through the layers at once in :meth:`forward_in_use`; None for all.
    """

    layers: tuple[Layer, ...]
    first: int
    starts: StartsFromData | None
    learns: tuple[Learns | None, ...]
    changes: bool
    block: int | None

    @staticmethod
    def of(layers: tuple[Layer, ...], first: int) -> Composition:
        """The layers with what they offer: the tests for it are slow, so they are made once."""
        start, images = layers[first], any(layer.input_axes > 1 for layer in layers)
        return Composition(
            layers,
            first,
            start if isinstance(start, StartsFromData) else None,
            tuple(layer if isinstance(layer, Learns) else None for layer in layers),
            any(isinstance(layer, TrainsDifferently) for layer in layers),
            BLOCK if images and not any(layer.mixes_samples for layer in layers) else None,
        )

    def in_training(self, rng: np.random.Generator) -> Composition:
        """The layers that stand in for these in one batch of training, with everything random in them drawn."""
        if not self.changes:
            return self
        layers = (layer.in_training(rng) if isinstance(layer, TrainsDifferently) else layer for layer in self.layers)
        return replace(Composition.of(tuple(layers), self.first), changes=True)

    def forward(self, params: ParamsOfLayers, inputs: FloatArray) -> FloatArray:
        """Each layer applied to the outputs of the one before."""
        for layer, own in zip(self.layers, params, strict=False):
            inputs, _ = layer.forward(own, inputs)
        return inputs

    def forward_in_use(self, params: ParamsOfLayers, inputs: FloatArray, copies: int) -> FloatArray:
        """The same where no layer stands in for another one, so that samples do not depend on each other: images go
        through the layers in blocks, since what a convolution computes of an image is many times as large.

        Args:
            params, inputs: as for :meth:`forward`.
            copies: how many leading axes the parameters have, 0 or 1.
        """
        if self.block is None or len(inputs) <= self.block:
            return self.forward(params, inputs)
        starts = range(0, len(inputs), self.block)
        blocks = [self.forward(params, inputs[start : start + self.block]) for start in starts]
        return np.concatenate(blocks, axis=copies)

    def run(self, params: ParamsOfLayers, inputs: FloatArray, *, learn: bool = False) -> Pass:
        """The outputs with their pullback, and the states that the layers have learned.

        This is backpropagation: the derivative with respect to a layer's inputs is that with respect to the outputs of
        the layer before it.
        """
        states: list[dict[str, FloatArray]] = [{} for _ in self.layers]
        pullbacks, start = list[Pullback](), None
        for number, (layer, own) in enumerate(zip(self.layers, params, strict=True)):
            learner = self.learns[number] if learn else None
            if learner is not None:
                inputs, pullback, states[number] = learner.forward_and_state(own, inputs)
            elif number == self.first and self.starts is not None:
                inputs, start = self.starts.forward_from_data(own, inputs)
                continue
            else:
                inputs, pullback = layer.forward(own, inputs)
            if number >= self.first:
                pullbacks.append(pullback)

        def whole(d_outputs: FloatArray) -> list[dict[str, FloatArray]]:
            d_params = list[dict[str, FloatArray]]()
            for layer_pullback in reversed(pullbacks):
                d_own, d_outputs = layer_pullback(d_outputs)
                d_params.append(d_own)
            if start is not None:
                d_params.append(start(d_outputs))
            d_params += [{} for _ in range(self.first)]
            return d_params[::-1]

        return Pass(inputs, whole, states)
