"""The logistic activation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, final

from typing_extensions import override

from minigrad.arrays import FloatArray
from minigrad.functions import _sigmoid
from minigrad.layers.activations.base import Activation


@final
@dataclass(frozen=True)
class Sigmoid(Activation):
    """outputs = s(inputs) with s(x) = 1 / (1 + exp(-x)), elementwise.

    Derivative: s'(x) = s(x) s(-x). It equals s (1 - s), without the cancellation where s rounds to 1.

    >>> import numpy as np
    >>> outputs, pullback = Sigmoid().forward({}, np.array([[0.0, 40.0]]))
    >>> outputs.tolist(), pullback(np.ones((1, 2)))[1].round(20).tolist()
    ([[0.5, 1.0]], [[0.25, 4.25e-18]])

    Source: Saitoh (2016), Deep Learning from Scratch, equations 3.6 and 5.12.
    """

    structure_is_tested: ClassVar[bool] = True

    @override
    def apply(self, inputs: FloatArray) -> FloatArray:
        return _sigmoid(inputs)

    @override
    def pull_back(self, inputs: FloatArray, outputs: FloatArray, d_outputs: FloatArray) -> FloatArray:
        d_inputs: FloatArray = d_outputs * outputs * _sigmoid(-inputs)
        return d_inputs
