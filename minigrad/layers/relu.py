"""The rectified linear unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, final

import numpy as np
from typing_extensions import override

from minigrad.arrays import FloatArray
from minigrad.layers.base import Layer, Params, Pullback


@final
@dataclass(frozen=True)
class ReLU(Layer):
    """outputs = max(inputs, 0), elementwise; the derivative is 1 above zero and 0 elsewhere.

    At exactly zero there is no derivative. minigrad uses 0 there, everywhere: the smallest of the slopes between the
    left one (0) and the right one (1).

    >>> outputs, pullback = ReLU().forward({}, np.array([[-1.0, 0.0, 2.0]]))
    >>> outputs.tolist(), pullback(np.ones((1, 3)))[1].tolist()
    ([[0.0, 0.0, 2.0]], [[0.0, 0.0, 1.0]])

    Source: Nair and Hinton (2010), Rectified linear units improve restricted Boltzmann machines.
    """

    elementwise: ClassVar[bool] = True

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        del rng
        return {}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        del params

        def pullback(d_outputs: FloatArray) -> tuple[dict[str, FloatArray], FloatArray]:
            # where, not a product with 0 and 1: an infinite derivative from above must not become NaN in a dead unit.
            d_inputs: FloatArray = np.where(inputs > 0, d_outputs, 0.0)
            return {}, d_inputs.astype(inputs.dtype, copy=False)

        outputs: FloatArray = np.maximum(inputs, 0.0)
        return outputs, pullback
