"""What a layer may offer besides ``initialize`` and ``forward``: another layer for training, a state, and a shortcut.

All of it is optional, and none of it hides anything on the layer. What is random or different in training is another
plain layer: ``layer.in_training(rng)`` returns a frozen, pure layer that stands in, with its draws fixed. What a layer
remembers, such as running means, is a state: it travels inside ``params`` and comes back beside the outputs.

Noise on the inputs in training, and none in use, is a layer of ten lines:

>>> import numpy as np
>>> from dataclasses import dataclass
>>> from minigrad.layers import Layer
>>> @dataclass(frozen=True)
... class Noise(Layer):
...     key: int | None = None
...     def initialize(self, rng):
...         return {}
...     def in_training(self, rng):
...         return Noise(int(rng.integers(2**63)))
...     def forward(self, params, inputs):
...         if self.key is None:
...             return inputs, lambda d_outputs: ({}, d_outputs)
...         noise = np.random.default_rng(self.key).normal(size=inputs.shape[-2:])
...         return inputs + 0.1 * noise, lambda d_outputs: ({}, d_outputs)
>>> training = Noise().in_training(np.random.default_rng(0))
>>> outputs = training.forward({}, np.zeros((2, 3)))[0]
>>> np.array_equal(outputs, training.forward({}, np.zeros((2, 3)))[0]), Noise().forward({}, np.zeros((1, 2)))[0]
(True, array([[0., 0.]]))
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeAlias, runtime_checkable

import numpy as np

from minigrad.arrays import FloatArray
from minigrad.layers.base import Layer, Params, Pullback

ParamsPullback: TypeAlias = Callable[[FloatArray], dict[str, FloatArray]]
"""From dL/d(outputs) to dL/d(params) alone."""


@runtime_checkable
class TrainsDifferently(Protocol):
    """A layer that computes something else in training than in use, as a dropout does."""

    def in_training(self, rng: np.random.Generator) -> Layer:
        """The layer that stands in for one batch of training.

        Args:
            rng: draws what is random in it, once: the stand-in is pure, and gives the same outputs for the same inputs.

        Returns:
            a layer with the parameters and the state of this one.
        """


@runtime_checkable
class HasState(Protocol):
    """A layer with arrays that are remembered, but not trained."""

    def initial_state(self) -> dict[str, FloatArray]:
        """New float64 arrays by name, other names than those of the parameters. ``forward`` finds both in
        ``params``; its pullback returns derivatives for the parameters only."""


@runtime_checkable
class Learns(Protocol):
    """A layer, mostly a stand-in for training, that renews its state."""

    def forward_and_state(
        self, params: Params, inputs: FloatArray
    ) -> tuple[FloatArray, Pullback, dict[str, FloatArray]]:
        """What ``forward`` returns, and the new state, in new arrays, by the names of ``initial_state``."""


@runtime_checkable
class StartsFromData(Protocol):
    """A layer with a cheaper pullback where the derivative with respect to its inputs is not needed, as in
    the first layer."""

    def forward_from_data(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, ParamsPullback]:
        """The outputs of ``forward``, and its pullback without dL/d(inputs)."""


@runtime_checkable
class TakesSymbols(Protocol):
    """A layer whose inputs are whole numbers from 0 to n_symbols - 1, with respect to which it has no derivative."""

    @property
    def n_symbols(self) -> int:
        """How many symbols there are."""


def stand_in(layer: Layer, rng: np.random.Generator) -> Layer:
    """The layer for one batch of training; the layer itself where it does nothing else in training."""
    return layer.in_training(rng) if isinstance(layer, TrainsDifferently) else layer


def initial_state(layer: Layer) -> dict[str, FloatArray]:
    """What the layer remembers before training; empty where it remembers nothing."""
    return layer.initial_state() if isinstance(layer, HasState) else {}


def forward_and_state(
    layer: Layer, params: Params, inputs: FloatArray
) -> tuple[FloatArray, Pullback, dict[str, FloatArray]]:
    """Outputs, pullback and the arrays of the state that are new; none where the layer learns no state."""
    return (
        layer.forward_and_state(params, inputs) if isinstance(layer, Learns) else (*layer.forward(params, inputs), {})
    )
