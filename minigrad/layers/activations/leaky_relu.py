"""The rectified linear unit with a small slope below zero."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, final

import numpy as np
from typing_extensions import override

from minigrad.arguments import require_fraction
from minigrad.arrays import FloatArray
from minigrad.layers.activations.base import Activation


@final
@dataclass(frozen=True)
class LeakyReLU(Activation):
    """outputs = inputs where these are positive, negative_slope * inputs elsewhere.

    The derivative is 1 above zero and ``negative_slope`` elsewhere, so that no unit is ever off altogether. At exactly
    zero there is no derivative; minigrad uses the slope from the left.

    Args:
        negative_slope: the slope below zero, in [0, 1); with 0 it is :class:`~minigrad.layers.ReLU`.

    Raises:
        TypeError, ValueError: ``negative_slope`` is no number in [0, 1).

    >>> outputs, pullback = LeakyReLU(0.1).forward({}, np.array([[-2.0, 0.0, 2.0]]))
    >>> outputs.tolist(), pullback(np.ones((1, 3)))[1].tolist()
    ([[-0.2, 0.0, 2.0]], [[0.1, 0.1, 1.0]])

    Source: Maas, Hannun and Ng (2013), Rectifier nonlinearities improve neural network acoustic models, section 2.
    """

    structure_is_tested: ClassVar[bool] = True

    negative_slope: float = 0.01

    def __post_init__(self) -> None:
        object.__setattr__(self, "negative_slope", require_fraction("negative_slope", self.negative_slope))

    @override
    def apply(self, inputs: FloatArray) -> FloatArray:
        outputs: FloatArray = np.maximum(inputs, self.negative_slope * inputs)
        return outputs

    @override
    def pull_back(self, inputs: FloatArray, outputs: FloatArray, d_outputs: FloatArray) -> FloatArray:
        d_inputs: FloatArray = np.where(inputs > 0, d_outputs, self.negative_slope * d_outputs)
        return d_inputs
