"""From samples with several axes to samples with one."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar, final

import numpy as np
from typing_extensions import override

from minigrad.arguments import require_array, require_count
from minigrad.arrays import FloatArray, IntArray
from minigrad.layers.base import Layer, Params, Pullback
from minigrad.layers.derivatives import require_outputs_shape


@final
@dataclass(frozen=True)
class Flatten(Layer):
    """All numbers of a sample in one row of features, the last axis varying fastest.

    From (..., samples, channels, height, width) to (..., samples, channels * height * width). Derivative: d_outputs in
    the shape of the inputs.

    Args:
        input_axes: how many axes a sample has; 3 for images.

    Raises:
        TypeError, ValueError: ``input_axes`` is no whole number of at least 1; in ``forward``, inputs with fewer axes.

    >>> Flatten().forward({}, np.zeros((5, 2, 4, 4)))[0].shape
    (5, 32)
    """

    structure_is_tested: ClassVar[bool] = True

    input_axes: int = 3

    def __post_init__(self) -> None:
        object.__setattr__(self, "input_axes", require_count("input_axes", self.input_axes))

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        del rng
        return {}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        del params
        require_array("inputs", inputs)
        if inputs.ndim <= self.input_axes:
            raise ValueError(
                f"`inputs` of {self} must have at least {self.input_axes + 1} axes: samples, and {self.input_axes} of "
                f"each sample; got shape {inputs.shape}"
            )
        outputs = inputs.reshape(*inputs.shape[: -self.input_axes], -1)

        def pullback(d_outputs: FloatArray) -> tuple[dict[str, FloatArray], FloatArray]:
            require_outputs_shape(d_outputs, outputs)
            return {}, d_outputs.reshape(inputs.shape).astype(inputs.dtype, copy=False)

        return outputs, pullback

    def forward_columns(
        self, params: Params, inputs: FloatArray, column: IntArray, contents: FloatArray
    ) -> tuple[IntArray, FloatArray]:
        """A channel becomes as many features as it has numbers."""
        del params
        size = math.prod(inputs.shape[2:])
        features = column[..., np.newaxis] * size + np.arange(size)
        return features.reshape(len(column), -1), contents.reshape(*contents.shape[:2], -1)
