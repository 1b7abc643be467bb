"""Layers that say something false about which inputs and parameters their outputs depend on."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from typing_extensions import override

import minigrad as mg
from minigrad.arrays import FloatArray, IntArray, sum_to_shape
from minigrad.layers import Params, Pullback
from tests.testing.broken_layers import Biased, Plain


class NotElementwise(Plain):
    elementwise: ClassVar[bool] = True

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        p = mg.softmax(inputs)

        def pullback(d_outputs: FloatArray) -> tuple[dict[str, FloatArray], FloatArray]:
            along = (d_outputs * p).sum(axis=-1, keepdims=True)
            return {}, np.asarray(p * (d_outputs - along))

        return p, pullback


class OneFactorForEachFeature(Plain):
    elementwise: ClassVar[bool] = True

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        factor = np.arange(1, inputs.shape[-1] + 1, dtype=inputs.dtype)
        return factor * inputs, lambda d_outputs: ({}, factor * d_outputs)


class OneFactorForAll(Plain):
    elementwise: ClassVar[bool] = True

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {"factor": np.ones(1)}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        factor = params["factor"][..., np.newaxis, :]

        def pullback(d_outputs: FloatArray) -> tuple[dict[str, FloatArray], FloatArray]:
            d_factor = np.asarray((d_outputs * inputs).sum(axis=-2))
            return {"factor": sum_to_shape(d_factor, params["factor"].shape)}, d_outputs * factor

        return inputs * factor, pullback


class Sized(Plain):
    """inputs @ w, (3, 2)."""

    n_inputs: ClassVar[object] = 3
    n_outputs: ClassVar[object] = 2

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {"w": rng.normal(size=(3, 2))}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        w = params["w"]
        return inputs @ w, lambda d_outputs: (
            {"w": inputs.swapaxes(-1, -2) @ d_outputs},
            d_outputs @ w.swapaxes(-1, -2),
        )


class FalseInputs(Sized):
    n_inputs: ClassVar[object] = 4


class FalseOutputs(Sized):
    n_outputs: ClassVar[object] = 3


class FalseReach(Biased):
    def parameter_reach(
        self, inputs: FloatArray, name: str, index: tuple[IntArray, ...]
    ) -> tuple[IntArray, FloatArray]:
        return index[0], 2.0 * np.ones((index[0].size, len(inputs)))


class FalseSpread(Sized):
    def input_spread(self, params: Params, column: IntArray, change: FloatArray) -> FloatArray:
        return np.asarray(change[..., np.newaxis] * params["w"][::-1][column][:, np.newaxis])


class FalseColumns(Plain):
    def forward_columns(
        self, params: Params, inputs: FloatArray, column: IntArray, contents: FloatArray
    ) -> tuple[IntArray, FloatArray]:
        return column, contents
