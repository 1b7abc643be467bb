"""The rectified linear unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, final

import numpy as np
from typing_extensions import override

from minigrad.arrays import FloatArray
from minigrad.layers.activations.base import Activation
from minigrad.layers.masking import where_true


@final
@dataclass(frozen=True)
class ReLU(Activation):
    """outputs = max(inputs, 0), elementwise; the derivative is 1 above zero and 0 elsewhere.

    At exactly zero there is no derivative; minigrad uses 0, the slope from the left.

    >>> outputs, pullback = ReLU().forward({}, np.array([[-1.0, 0.0, 2.0]]))
    >>> outputs.tolist(), pullback(np.ones((1, 3)))[1].tolist()
    ([[0.0, 0.0, 2.0]], [[0.0, 0.0, 1.0]])

    Source: Nair and Hinton (2010), Rectified linear units improve restricted Boltzmann machines.
    """

    structure_is_tested: ClassVar[bool] = True

    @override
    def apply(self, inputs: FloatArray) -> FloatArray:
        outputs: FloatArray = np.maximum(inputs, 0.0)
        return outputs

    @override
    def pull_back(self, inputs: FloatArray, outputs: FloatArray, d_outputs: FloatArray) -> FloatArray:
        return where_true(inputs > 0, d_outputs)
