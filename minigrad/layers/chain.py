"""``Chain``: layers one after the other, as one layer. A layer that stands in it twice shares its parameters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias, final

import numpy as np
from typing_extensions import override

from minigrad.arguments import as_items, as_names, shown
from minigrad.arrays import FloatArray
from minigrad.layers.base import Layer, Params, Pullback
from minigrad.layers.stages import forward_and_state, initial_state, stand_in

LayerPullback: TypeAlias = tuple[str, Pullback]
"""The name of a layer in a chain, and its pullback."""


@final
@dataclass(frozen=True)
class Chain(Layer):
    """outputs = the last layer of ... of the second of the first of inputs.

    The derivative with respect to a layer's inputs is that with respect to the outputs of the layer before it (the
    chain rule). Parameters are named by their layer: ``"dense1.weight"``. Layers with equal names share them, and
    their derivatives are added; by default that is so for the same object.

    Args:
        layers: one at least, each taking what the one before returns.
        names: one for each layer; by default its class and a number, ``"dense1"``, the same for the same object.

    Raises:
        TypeError, ValueError: no layers, something that is no layer, or not as many names as layers.

    >>> from minigrad.layers import Dense
    >>> square = Dense(2, 2, bias=False)
    >>> chain = Chain((square, square))
    >>> outputs, pullback = chain.forward({"dense1.weight": np.array([[2.0, 0.0], [0.0, 3.0]])}, np.array([[1.0, 1.0]]))
    >>> outputs, pullback(np.ones((1, 2)))[0]["dense1.weight"]
    (array([[4., 9.]]), array([[4., 5.],
           [5., 6.]]))
    """

    layers: tuple[Layer, ...]
    names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "layers", as_layers("layers", self.layers))
        names = as_names("names", self.names) if self.names else layer_names(self.layers)
        if len(names) != len(self.layers):
            raise ValueError(f"`names` must have one name for each of {len(self.layers)} layers, got {len(names)}")
        if any("." in name for name in names):
            raise ValueError(f"`names` must hold no dots, which separate them from those of parameters, got {names}")
        object.__setattr__(self, "names", names)

    @property
    @override
    def elementwise(self) -> bool:
        return all(layer.elementwise for layer in self.layers)

    @property
    @override
    def input_axes(self) -> int:
        return input_axes(self.layers)

    @property
    @override
    def mixes_samples(self) -> bool:
        return any(layer.mixes_samples for layer in self.layers)

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        drawn = {name: layer.initialize(rng) for name, layer in self._named().items()}
        return {f"{name}.{own}": array for name, arrays in drawn.items() for own, array in arrays.items()}

    def initial_state(self) -> dict[str, FloatArray]:
        """The states of the layers, named like the parameters."""
        states = {name: initial_state(layer) for name, layer in self._named().items()}
        return {f"{name}.{own}": array for name, arrays in states.items() for own, array in arrays.items()}

    def in_training(self, rng: np.random.Generator) -> Layer:
        """The chain of the layers that stand in for these in training."""
        return Chain(tuple(stand_in(layer, rng) for layer in self.layers), self.names)

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        pullbacks = []
        for name, layer in zip(self.names, self.layers, strict=True):
            inputs, pullback = layer.forward(own_arrays(name, params), inputs)
            pullbacks.append((name, pullback))
        return inputs, _chained(pullbacks)

    def forward_and_state(
        self, params: Params, inputs: FloatArray
    ) -> tuple[FloatArray, Pullback, dict[str, FloatArray]]:
        """The same, with the states that the layers have learned; a layer that stands in it twice learns twice."""
        pullbacks, learned = [], dict[str, FloatArray]()
        for name, layer in zip(self.names, self.layers, strict=True):
            inputs, pullback, state = forward_and_state(layer, own_arrays(name, {**params, **learned}), inputs)
            pullbacks.append((name, pullback))
            learned |= {f"{name}.{own}": array for own, array in state.items()}
        return inputs, _chained(pullbacks), learned

    def _named(self) -> dict[str, Layer]:
        """Each name once, in order."""
        named = dict[str, Layer]()
        for name, layer in zip(self.names, self.layers, strict=True):
            named.setdefault(name, layer)
        return named


def as_layers(argument: str, layers: Iterable[Layer]) -> tuple[Layer, ...]:
    """The layers as a tuple; raises unless there is one, and all are layers."""
    if isinstance(layers, Layer):
        raise TypeError(f"`{argument}` must be a sequence of layers, got {layers}; put it in brackets: [{layers}]")
    items = as_items(argument, layers, "layers")
    checked = tuple(as_layer(f"{argument}[{index}]", layer) for index, layer in enumerate(items))
    if not checked:
        raise ValueError(f"`{argument}` must hold at least one layer, got none")
    return checked


def as_layer(argument: str, layer: object) -> Layer:
    """``layer``; raises unless it is one."""
    if isinstance(layer, Layer):
        return layer
    hint = f"; call it: {layer.__name__}(...)" if isinstance(layer, type) else ""
    if isinstance(layer, (list, tuple)):
        hint = "; put several layers into a Chain: Chain([...])"
    raise TypeError(f"`{argument}` must be a Layer, got {shown(layer)}{hint}")


def layer_names(layers: Sequence[Layer]) -> tuple[str, ...]:
    """The class and a number for each layer, such as ``"dense1"``; the same for the same object.

    >>> from minigrad.layers import ReLU
    >>> layer_names([ReLU(), ReLU()])
    ('relu1', 'relu2')
    """
    seen, names = Counter[str](), dict[int, str]()
    for layer in layers:
        if id(layer) not in names:
            kind = type(layer).__name__.lower()
            seen[kind] += 1
            names[id(layer)] = f"{kind}{seen[kind]}"
    return tuple(names[id(layer)] for layer in layers)


def input_axes(layers: Sequence[Layer]) -> int:
    """How many axes a sample has on its way into the first of these layers."""
    return next((layer.input_axes for layer in layers if not layer.elementwise), 1)


def own_arrays(name: str, params: Params) -> dict[str, FloatArray]:
    """The arrays of the layer of this name, under its own names for them."""
    prefix = f"{name}."
    return {key.removeprefix(prefix): array for key, array in params.items() if key.startswith(prefix)}


def _chained(pullbacks: Sequence[LayerPullback]) -> Pullback:
    """The pullback of layers one after the other."""

    def pullback(d_outputs: FloatArray) -> tuple[dict[str, FloatArray], FloatArray]:
        d_params = dict[str, FloatArray]()
        for name, layer_pullback in reversed(pullbacks):
            d_own, d_outputs = layer_pullback(d_outputs)
            for own, array in d_own.items():
                key = f"{name}.{own}"
                d_params[key] = d_params[key] + array if key in d_params else array
        return d_params, d_outputs

    return pullback
