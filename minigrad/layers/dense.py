"""The fully connected layer: every output is a weighted sum of all inputs.

``Dense(2, 3, bias=False)`` is the whole network of the article, ``np.dot(x, W)``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import final

import numpy as np
from typing_extensions import override

from minigrad.arrays import FloatArray, require_count, sum_to_shape
from minigrad.layers.base import Layer, Params, Pullback
from minigrad.layers.initializers import GlorotUniform, Initializer


@final
@dataclass(frozen=True)
class Dense(Layer):
    """outputs = inputs @ weight + bias.

    Derivatives: d_weight = inputs.T @ d_outputs, d_bias = the sum of d_outputs over samples, d_inputs = d_outputs @ weight.T.

    Args:
        n_inputs: features of each sample that comes in.
        n_outputs: features of each sample that goes out.
        bias: whether a constant, zero at the start, is added to each output.
        initializer: how the weight is drawn; :class:`~minigrad.layers.HeNormal` suits a ReLU that follows.

    Raises:
        ValueError: a width below one; in ``forward``, inputs of another width.

    >>> outputs, pullback = Dense(2, 1).forward(
    ...     {"weight": np.array([[2.0], [3.0]]), "bias": np.array([1.0])}, np.array([[1.0, 10.0]]))
    >>> outputs
    array([[33.]])
    >>> d_params, d_inputs = pullback(np.array([[1.0]]))
    >>> d_params["weight"].tolist(), d_params["bias"].tolist(), d_inputs.tolist()
    ([[1.0], [10.0]], [1.0], [[2.0, 3.0]])

    Source: Saitoh (2016), Deep Learning from Scratch, section 5.6.2.
    """

    n_inputs: int
    n_outputs: int
    bias: bool = field(default=True, kw_only=True)
    initializer: Initializer = field(default=GlorotUniform(), kw_only=True)

    def __post_init__(self) -> None:
        require_count("n_inputs", self.n_inputs)
        require_count("n_outputs", self.n_outputs)

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        params: dict[str, FloatArray] = {"weight": self.initializer.sample(rng, self.n_inputs, self.n_outputs)}
        if self.bias:
            params["bias"] = np.zeros(self.n_outputs)
        return params

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        self._require_features(inputs)
        weight = params["weight"]  # (..., n_inputs, n_outputs)
        outputs: FloatArray = inputs @ weight  # (..., samples, n_outputs)
        if self.bias:
            outputs = outputs + params["bias"][..., np.newaxis, :]

        def pullback(d_outputs: FloatArray) -> tuple[dict[str, FloatArray], FloatArray]:
            d_params = {"weight": _matching(inputs.swapaxes(-1, -2) @ d_outputs, weight)}
            if self.bias:
                d_params["bias"] = _matching(np.add.reduce(d_outputs, axis=-2), params["bias"])
            return d_params, _matching(d_outputs @ weight.swapaxes(-1, -2), inputs)

        return outputs, pullback

    def _require_features(self, inputs: FloatArray) -> None:
        if inputs.ndim < 2 or inputs.shape[-1] != self.n_inputs:
            raise ValueError(
                f"Dense({self.n_inputs}, {self.n_outputs}) needs inputs of shape (..., samples, {self.n_inputs}), "
                f"got {inputs.shape}"
            )


def _matching(gradient: FloatArray, original: FloatArray) -> FloatArray:
    """``gradient`` in the shape and dtype of what it is the derivative by: summed where ``original`` was broadcast."""
    return sum_to_shape(gradient, original.shape).astype(original.dtype, copy=False)
