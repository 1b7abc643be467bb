"""The fully connected layer: every output is a weighted sum of all inputs.

``Dense(2, 3, bias=False)`` is the whole network of the article, ``np.dot(x, W)``.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import ClassVar, final

import numpy as np
from typing_extensions import override

from minigrad.arguments import require_array, require_count, require_flag, require_instance
from minigrad.arrays import FloatArray, IntArray
from minigrad.layers.base import Layer, Params, Pullback
from minigrad.layers.derivatives import matching, require_outputs_shape
from minigrad.layers.initializers import GlorotUniform, Initializer
from minigrad.layers.own_params import own_params
from minigrad.layers.stages import ParamsPullback


@final
@dataclass(frozen=True)
class Dense(Layer):
    """outputs = inputs @ weight + bias.

    Derivatives: d_weight = inputs.T @ d_outputs, d_bias = the sum of d_outputs over samples, d_inputs = d_outputs @
    weight.T.

    Args:
        n_inputs: features of each input sample.
        n_outputs: features of each output sample.
        bias: whether a parameter, initially zero, is added to each output.
        initializer: how the weight is drawn; :class:`~minigrad.layers.HeNormal` suits a ReLU that follows.

    Raises:
        TypeError: ``initializer`` is not an :class:`~minigrad.layers.Initializer`, or a width is no whole number.
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

    structure_is_tested: ClassVar[bool] = True

    n_inputs: int
    n_outputs: int
    bias: bool = field(default=True, kw_only=True)
    initializer: Initializer = field(default=GlorotUniform(), kw_only=True)

    def __post_init__(self) -> None:
        object.__setattr__(self, "n_inputs", require_count("n_inputs", self.n_inputs))
        object.__setattr__(self, "n_outputs", require_count("n_outputs", self.n_outputs))
        if self.n_inputs * self.n_outputs > sys.maxsize // 8:
            raise ValueError(
                f"`n_inputs` times `n_outputs` must fit into memory, got {self.n_inputs} times {self.n_outputs}"
            )
        require_flag("bias", self.bias)
        require_instance("initializer", self.initializer, Initializer)

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        params: dict[str, FloatArray] = {"weight": self.initializer.sample(rng, self.n_inputs, self.n_outputs)}
        if self.bias:
            params["bias"] = np.zeros(self.n_outputs)
        return params

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        outputs, of_params = self.forward_from_data(params, inputs)
        weight = params["weight"]

        def pullback(d_outputs: FloatArray) -> tuple[dict[str, FloatArray], FloatArray]:
            return of_params(d_outputs), matching(d_outputs @ weight.swapaxes(-1, -2), inputs)

        return outputs, pullback

    def forward_from_data(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, ParamsPullback]:
        """The outputs, and the derivatives with respect to the parameters alone."""
        self._require_features(inputs)
        try:
            weight = params["weight"]  # (..., n_inputs, n_outputs)
            bias = params["bias"] if self.bias else None
            if weight.shape[-2:] != (self.n_inputs, self.n_outputs):
                raise ValueError("a weight of another shape, which a product may accept")
            outputs = inputs @ weight if inputs.ndim == 2 else _product(inputs, weight)  # (..., samples, n_outputs)
            if bias is not None:
                outputs = _plus(outputs, bias)
        except (AttributeError, TypeError, LookupError, ValueError) as error:
            raise self._unfit(params, inputs) from error

        def pullback(d_outputs: FloatArray) -> dict[str, FloatArray]:
            require_outputs_shape(d_outputs, outputs)
            d_params = {"weight": matching(inputs.swapaxes(-1, -2) @ d_outputs, weight)}
            if bias is not None:
                d_params["bias"] = matching(np.add.reduce(d_outputs, axis=-2), bias)
            return d_params

        return outputs, pullback

    def parameter_reach(
        self, inputs: FloatArray, name: str, index: tuple[IntArray, ...]
    ) -> tuple[IntArray, FloatArray]:
        """weight[i, j] changes column j with slope inputs[:, i]; bias[j] changes column j with slope 1."""
        if name == "bias":
            return index[0], np.ones((index[0].size, len(inputs)), inputs.dtype)
        return index[1], inputs.T[index[0]]

    def input_spread(self, params: Params, column: IntArray, change: FloatArray) -> FloatArray:
        """Column i of the inputs contributes to the outputs in proportion to row i of the weight; features come first
        in memory."""
        rows = params["weight"][column]  # (k, n_outputs), or (k, width, n_outputs)
        stack = np.empty((self.n_outputs, *change.shape[:2]), change.dtype)
        if column.ndim == 1:
            np.multiply(rows.T[:, :, np.newaxis], change, out=stack)
        else:
            np.matmul(rows.swapaxes(1, 2), change.swapaxes(1, 2), out=stack.swapaxes(0, 1))
        return stack.transpose(1, 2, 0)

    def _unfit(self, params: Params, inputs: FloatArray) -> Exception:
        """The exception for parameters that are not those of this layer, or whose leading axes are others."""
        shapes = {"weight": (self.n_inputs, self.n_outputs)} | ({"bias": (self.n_outputs,)} if self.bias else {})
        arrays = own_params(self, params, shapes)
        got = ", ".join(f"`{name}` {array.shape}" for name, array in zip(shapes, arrays, strict=True))
        return ValueError(f"the leading axes of {self} must broadcast, got {got} with `inputs` {inputs.shape}")

    def _require_features(self, inputs: FloatArray) -> None:
        require_array("inputs", inputs)
        if inputs.ndim < 2 or inputs.shape[-1] != self.n_inputs:
            raise ValueError(
                f"`inputs` of Dense({self.n_inputs}, {self.n_outputs}) must have shape (..., samples, "
                f"{self.n_inputs}), got {inputs.shape}"
            )


def _product(inputs: FloatArray, weight: FloatArray) -> FloatArray:
    """``inputs @ weight``, as one large product where a stack of inputs has the features as its slowest axis in memory.

    A numeric gradient evaluates many copies of a layer at once in this layout, since numpy reduces a short last axis
    slowly. The result has the same layout.
    """
    if inputs.ndim != 3 or weight.ndim != 2 or not inputs.transpose(2, 0, 1).flags.c_contiguous:
        result: FloatArray = inputs @ weight
        return result
    copies, samples, _ = inputs.shape
    features_first: FloatArray = weight.T @ inputs.transpose(2, 0, 1).reshape(weight.shape[0], -1)
    return features_first.reshape(-1, copies, samples).transpose(1, 2, 0)


def _plus(outputs: FloatArray, bias: FloatArray) -> FloatArray:
    """outputs + bias (..., n_outputs); in place where possible, which keeps the layout in memory."""
    if bias.shape == outputs.shape[-1:]:  # the usual case
        outputs += bias
        return outputs
    rows = bias[..., np.newaxis, :]
    if np.broadcast_shapes(outputs.shape, rows.shape) != outputs.shape:
        if bias.shape[-1] != outputs.shape[-1]:
            raise ValueError("a bias of another width, which broadcasting would hide")
        return outputs + rows
    outputs += rows
    return outputs
