"""Layers of a user's own that depend on their inputs and parameters in unusual ways."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, final

import numpy as np
from typing_extensions import override

from minigrad.arrays import FloatArray, IntArray
from minigrad.layers import Layer, Params, Pullback


@final
@dataclass(frozen=True)
class Scale(Layer):
    """y = scale * x, one factor for each of 4 features; nothing is said about structure."""

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {"scale": rng.normal(size=4)}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        scale = params["scale"][..., np.newaxis, :]
        return inputs * scale, lambda d_outputs: (
            {"scale": np.asarray((d_outputs * inputs).sum(axis=-2))},
            np.asarray(d_outputs * scale),
        )


@final
@dataclass(frozen=True)
class StructuredScale(Layer):
    """The same, and one method more; for the tests ``column`` makes it lie, and ``axes`` fail."""

    column: int = 0
    axes: int = 1

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return Scale().initialize(rng)

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        return Scale().forward(params, inputs)

    def parameter_reach(
        self, inputs: FloatArray, name: str, index: tuple[IntArray, ...]
    ) -> tuple[IntArray, FloatArray]:
        if len(index) != self.axes:
            raise TypeError("not what was expected")
        (feature,) = index
        return (feature + self.column) % 4, inputs.T[feature]


@final
@dataclass(frozen=True)
class OneFactor(Layer):
    """y = factor * x with one number, an array of shape ()."""

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {"factor": np.array(2.0)}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        factor = params["factor"][..., np.newaxis, np.newaxis]
        return inputs * factor, lambda d_outputs: (
            {"factor": np.asarray((d_outputs * inputs).sum(axis=(-2, -1)))},
            np.asarray(d_outputs * factor),
        )


@final
@dataclass(frozen=True)
class Centred(Layer):
    """Each feature less its mean over the samples: a layer that mixes samples."""

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        def centred(rows: FloatArray) -> FloatArray:
            return np.asarray(rows - rows.mean(axis=-2, keepdims=True))

        return centred(inputs), lambda d_outputs: ({}, centred(d_outputs))


@final
@dataclass(frozen=True)
class Softplus(Layer):
    """Elementwise, and says so."""

    elementwise: ClassVar[bool] = True

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        return np.logaddexp(inputs, 0.0), lambda d_outputs: ({}, np.asarray(d_outputs / (1.0 + np.exp(-inputs))))


@final
@dataclass(frozen=True)
class TwoAxes(Layer):
    """As in the book, for (samples, features) alone: the bias of a stack would be added to the wrong axis."""

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {"weight": rng.normal(size=(4, 4)), "bias": np.zeros(4)}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        outputs: FloatArray = inputs @ params["weight"] + params["bias"]
        return outputs, lambda d_outputs: (
            {"weight": inputs.T @ d_outputs, "bias": np.asarray(d_outputs.sum(axis=0))},
            d_outputs @ params["weight"].T,
        )


@final
@dataclass(frozen=True)
class Standardised(Layer):
    """Each feature less its mean, by its deviation: a layer that mixes samples, and refuses a single one."""

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        if inputs.shape[-2] < 2:
            raise ValueError("one sample has no deviation")
        centred = inputs - inputs.mean(axis=-2, keepdims=True)
        deviation = np.sqrt((centred**2).mean(axis=-2, keepdims=True))
        outputs: FloatArray = centred / deviation

        def pullback(d_outputs: FloatArray) -> tuple[dict[str, FloatArray], FloatArray]:
            along = (d_outputs * outputs).mean(axis=-2, keepdims=True)
            mean = d_outputs.mean(axis=-2, keepdims=True)
            return {}, np.asarray((d_outputs - mean - outputs * along) / deviation)

        return outputs, pullback


USERS_LAYERS = (Scale(), StructuredScale(), OneFactor(), Centred(), Standardised(), Softplus(), TwoAxes())
