"""A layer that is random in training, and one that remembers: what combinations of layers must hand on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np
from typing_extensions import override

from minigrad.arrays import FloatArray
from minigrad.layers import Layer, Params, Pullback


@final
@dataclass(frozen=True)
class Noise(Layer):
    """inputs * (1 + random numbers) in training; the inputs in use."""

    key: int | None = None

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {}

    def in_training(self, rng: np.random.Generator) -> Layer:
        return Noise(int(rng.integers(2**62)))

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        factor = np.ones(inputs.shape[-2:], inputs.dtype)
        if self.key is not None:
            factor = (1.0 + np.random.default_rng(self.key).normal(size=factor.shape)).astype(inputs.dtype)
        return inputs * factor, lambda d_outputs: ({}, np.asarray(d_outputs * factor))


@final
@dataclass(frozen=True)
class Centred(Layer):
    """inputs - their mean over samples in training, which it remembers; - that mean in use; + a learned shift."""

    n_features: int
    training: bool = False

    @property
    @override
    def mixes_samples(self) -> bool:
        return self.training

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {"shift": np.zeros(self.n_features)}

    def initial_state(self) -> dict[str, FloatArray]:
        return {"mean": np.zeros(self.n_features)}

    def in_training(self, rng: np.random.Generator) -> Layer:
        return Centred(self.n_features, training=True)

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        outputs, pullback, _ = self.forward_and_state(params, inputs)
        return outputs, pullback

    def forward_and_state(
        self, params: Params, inputs: FloatArray
    ) -> tuple[FloatArray, Pullback, dict[str, FloatArray]]:
        own: FloatArray = np.mean(inputs, axis=-2, keepdims=True)
        mean = own if self.training else params["mean"][..., np.newaxis, :]

        def pullback(d_outputs: FloatArray) -> tuple[dict[str, FloatArray], FloatArray]:
            d_shift: FloatArray = np.sum(d_outputs, axis=-2)
            share: FloatArray = np.mean(d_outputs, axis=-2, keepdims=True) * self.training
            return {"shift": d_shift}, np.asarray(d_outputs - share)

        return inputs - mean + params["shift"][..., np.newaxis, :], pullback, {"mean": np.asarray(own[..., 0, :])}
