"""The hyperbolic tangent activation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, final

import numpy as np
from typing_extensions import override

from minigrad.arrays import FloatArray
from minigrad.functions import _sigmoid
from minigrad.layers.activations.base import Activation


@final
@dataclass(frozen=True)
class Tanh(Activation):
    """outputs = tanh(inputs), elementwise.

    Derivative: tanh'(x) = 4 s(2x) s(-2x) with the logistic s. It equals 1 - tanh(x)**2, without the cancellation where
    tanh rounds to 1 or -1.

    >>> outputs, pullback = Tanh().forward({}, np.array([[0.0, -20.0]]))
    >>> outputs.tolist(), pullback(np.ones((1, 2)))[1].round(20).tolist()
    ([[0.0, -1.0]], [[1.0, 1.699e-17]])

    Source: the double-angle identity tanh(x) = 2 s(2x) - 1, differentiated.
    """

    structure_is_tested: ClassVar[bool] = True

    @override
    def apply(self, inputs: FloatArray) -> FloatArray:
        outputs: FloatArray = np.tanh(inputs)
        return outputs

    @override
    def pull_back(self, inputs: FloatArray, outputs: FloatArray, d_outputs: FloatArray) -> FloatArray:
        twice: FloatArray = 2.0 * inputs
        d_inputs: FloatArray = d_outputs * 4.0 * _sigmoid(twice) * _sigmoid(-twice)
        return d_inputs
