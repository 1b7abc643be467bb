"""The base of all activations: a function of each number by itself, and its derivative."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar, final

import numpy as np
from typing_extensions import override

from minigrad.arguments import require_array
from minigrad.arrays import FloatArray
from minigrad.layers.base import Layer, Params, Pullback
from minigrad.layers.derivatives import require_outputs_shape


class Activation(Layer):
    """A layer without parameters that applies one function to every number.

    A subclass writes the function, and its derivative times that of the loss with respect to the outputs:

    >>> class Square(Activation):
    ...     def apply(self, inputs):
    ...         return inputs**2
    ...     def pull_back(self, inputs, outputs, d_outputs):
    ...         return 2 * inputs * d_outputs
    >>> outputs, pullback = Square().forward({}, np.array([[3.0, -1.0]]))
    >>> outputs, pullback(np.ones((1, 2)))[1]
    (array([[9., 1.]]), array([[ 6., -2.]]))
    """

    elementwise: ClassVar[bool] = True

    @abstractmethod
    def apply(self, inputs: FloatArray) -> FloatArray:
        """The outputs, with the shape and dtype of ``inputs``."""

    @abstractmethod
    def pull_back(self, inputs: FloatArray, outputs: FloatArray, d_outputs: FloatArray) -> FloatArray:
        """The derivative at ``inputs``, where the function has the value ``outputs``, times ``d_outputs``."""

    @final
    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        del rng
        return {}

    @final
    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        del params
        require_array("inputs", inputs)
        outputs = self.apply(inputs)

        def pullback(d_outputs: FloatArray) -> tuple[dict[str, FloatArray], FloatArray]:
            require_outputs_shape(d_outputs, outputs)
            return {}, self.pull_back(inputs, outputs, d_outputs).astype(inputs.dtype, copy=False)

        return outputs, pullback
