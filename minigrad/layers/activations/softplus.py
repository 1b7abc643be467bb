"""The smooth version of the rectified linear unit."""

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
class Softplus(Activation):
    """outputs = log(1 + exp(inputs)), elementwise: always positive, close to max(inputs, 0) away from zero.

    Computed as max(x, 0) + log1p(exp(-|x|)), which neither overflows nor cancels. Derivative: the logistic function
    1 / (1 + exp(-x)).

    PyTorch returns the input itself above a threshold of 20, which differs by up to 2e-9.

    >>> outputs, pullback = Softplus().forward({}, np.array([[-1000.0, 0.0, 1000.0]]))
    >>> outputs.round(8).tolist(), pullback(np.ones((1, 3)))[1].tolist()
    ([[0.0, 0.69314718, 1000.0]], [[0.0, 0.5, 1.0]])

    Source: Dugas, Bengio, Bélisle, Nadeau and Garcia (2001), Incorporating second-order functional knowledge for better
    option pricing, section 2.
    """

    structure_is_tested: ClassVar[bool] = True

    @override
    def apply(self, inputs: FloatArray) -> FloatArray:
        outputs: FloatArray = np.log1p(np.exp(-np.abs(inputs)))
        outputs += np.maximum(inputs, 0.0)
        return outputs

    @override
    def pull_back(self, inputs: FloatArray, outputs: FloatArray, d_outputs: FloatArray) -> FloatArray:
        d_inputs: FloatArray = d_outputs * _sigmoid(inputs)
        return d_inputs
