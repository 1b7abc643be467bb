"""Scores become probabilities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, final

import numpy as np
from typing_extensions import override

from minigrad.arguments import require_array
from minigrad.arrays import FloatArray
from minigrad.functions import _softmax
from minigrad.layers.base import Layer, Params, Pullback
from minigrad.layers.derivatives import require_outputs_shape


@final
@dataclass(frozen=True)
class Softmax(Layer):
    """outputs p with p_c = exp(z_c) / sum_k exp(z_k) for inputs z, over the features of each sample.

    Derivative: d_inputs = p (d_outputs - sum_k p_k d_outputs_k).

    It is no last layer for :class:`~minigrad.objectives.SoftmaxCrossEntropy`, which takes the scores (logits) and
    applies the softmax itself; it is for networks that compute with probabilities.

    >>> outputs, pullback = Softmax().forward({}, np.array([[0.3, 2.9, 4.0]]))
    >>> outputs.round(8)
    array([[0.01821127, 0.24519181, 0.73659691]])
    >>> pullback(np.array([[0.0, 0.0, 1.0]]))[1].round(8)
    array([[-0.01341437, -0.18060753,  0.1940219 ]])

    Source: Saitoh (2016), Deep Learning from Scratch, equation 3.10; Bridle (1990), Training stochastic model
    recognition algorithms as networks can lead to maximum mutual information estimation of parameters, section 2.
    """

    structure_is_tested: ClassVar[bool] = True

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        del rng
        return {}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        del params
        require_array("inputs", inputs)
        outputs = _softmax(inputs)

        def pullback(d_outputs: FloatArray) -> tuple[dict[str, FloatArray], FloatArray]:
            require_outputs_shape(d_outputs, outputs)
            moved = outputs * d_outputs
            d_inputs: FloatArray = moved - outputs * moved.sum(axis=-1, keepdims=True)
            return {}, d_inputs.astype(inputs.dtype, copy=False)

        return outputs, pullback
