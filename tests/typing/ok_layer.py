"""A user's layer, ten lines: y = scale * x, inside a user's network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_type, final

import numpy as np
from typing_extensions import override

import minigrad as mg
from minigrad.arrays import FloatArray, sum_to_shape
from minigrad.layers import Params, Pullback
from minigrad.testing import Clause, ContractResult, check_layer, layer_clauses


@final
@dataclass(frozen=True)
class Scale(mg.Layer):
    start: float = 1.0

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {"scale": np.full(1, self.start)}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        scale = params["scale"][..., np.newaxis, :]

        def pullback(d_outputs: FloatArray) -> tuple[dict[str, FloatArray], FloatArray]:
            d_scale: FloatArray = (d_outputs * inputs).sum(axis=-2)
            return {"scale": sum_to_shape(d_scale, params["scale"].shape)}, d_outputs * scale

        return inputs * scale, pullback


@final
class ScaledNet(mg.Network):
    def __init__(self, width: int) -> None:
        super().__init__([Scale(0.1), mg.Dense(width, 3)], rng=0, dtype=np.float64)


assert_type(ScaledNet(4).predict([[1.0, 2.0, 3.0, 4.0]]), FloatArray)
assert_type(mg.Sequential([Scale(), mg.ReLU()]).parameters, dict[str, FloatArray])
assert_type(check_layer(Scale(), expected_failures={}), ContractResult)
assert_type(layer_clauses(Scale()), tuple[Clause, ...])
