"""The convolutional layer: every output is a weighted sum of a small window of the inputs, everywhere the same."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import ClassVar, final

import numpy as np
from typing_extensions import override

from minigrad.arguments import require_count, require_flag, require_instance
from minigrad.arrays import FloatArray, IntArray, Shape
from minigrad.layers.base import Layer, Params, Pullback
from minigrad.layers.derivatives import matching, require_outputs_shape
from minigrad.layers.images.im2col import Convolution
from minigrad.layers.images.windows import Size, Windows, as_pair, as_size, require_images
from minigrad.layers.initializers import GlorotUniform, Initializer
from minigrad.layers.own_params import own_params
from minigrad.layers.stages import ParamsPullback


@final
@dataclass(frozen=True)
class Conv2D(Layer):
    """Each output channel: the sum of the inputs in a window, weighted by a filter, and a bias.

    outputs[n, o, y, x] = bias[o] + the sum over c, i, j of weight[o, c, i, j] inputs[n, c, y stride + i, x stride + j],
    where the inputs have ``padding`` zeros around them. Derivatives: d_weight[o, c, i, j] is the sum over n, y, x of
    d_outputs[n, o, y, x] times the input that it weighs there; d_bias[o] is the sum of d_outputs[:, o]; d_inputs is
    the sum of weight * d_outputs over the windows that an input is in.

    Args:
        n_inputs: channels of the inputs.
        n_outputs: channels of the outputs, one for each filter.
        kernel_size: height and width of the window: one number for both, or two.
        stride: from one window to the next: one number, or two.
        padding: rows and columns of zeros at each side: one number, or two.
        bias: whether a parameter, initially zero, is added to each channel.
        initializer: how the weight is drawn, for height * width * channels inputs and outputs.

    Raises:
        TypeError, ValueError: a wrong argument; in ``forward``, inputs that do not fit.

    >>> params = {"weight": np.array([[[[1.0, -1.0]]]]), "bias": np.array([0.5])}
    >>> Conv2D(1, 1, (1, 2)).forward(params, np.array([[[[1.0, 3.0, 7.0]]]]))[0]
    array([[[[-1.5, -3.5]]]])

    Source: Saitoh (2016), Deep Learning from Scratch, section 7.4.
    """

    input_axes = 3
    structure_is_tested: ClassVar[bool] = True

    n_inputs: int
    n_outputs: int
    kernel_size: Size
    stride: Size = field(default=1, kw_only=True)
    padding: Size = field(default=0, kw_only=True)
    bias: bool = field(default=True, kw_only=True)
    initializer: Initializer = field(default=GlorotUniform(), kw_only=True)

    def __post_init__(self) -> None:
        object.__setattr__(self, "n_inputs", require_count("n_inputs", self.n_inputs))
        object.__setattr__(self, "n_outputs", require_count("n_outputs", self.n_outputs))
        object.__setattr__(self, "kernel_size", as_size("kernel_size", self.kernel_size))
        object.__setattr__(self, "stride", as_size("stride", self.stride))
        object.__setattr__(self, "padding", as_size("padding", self.padding, minimum=0))
        require_flag("bias", self.bias)
        require_instance("initializer", self.initializer, Initializer)
        height, width = as_pair(self.kernel_size)
        if self.n_inputs * self.n_outputs * (height * width) ** 2 > sys.maxsize // 8:
            raise ValueError(
                f"`n_inputs`, `n_outputs` and `kernel_size` must give a weight that fits into memory, got {self._shape}"
            )

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        height, width = as_pair(self.kernel_size)
        drawn = self.initializer.sample(rng, self.n_inputs * height * width, self.n_outputs * height * width)
        weight = np.ascontiguousarray(drawn[:, : self.n_outputs].T).reshape(self._shape)
        return {"weight": weight, "bias": np.zeros(self.n_outputs)} if self.bias else {"weight": weight}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        weight, bias = self._own(params)
        convolution, outputs = self._applied(weight, bias, inputs)

        def pullback(d_outputs: FloatArray) -> tuple[dict[str, FloatArray], FloatArray]:
            require_outputs_shape(d_outputs, outputs)
            d_inputs = convolution.d_inputs(d_outputs).astype(inputs.dtype, copy=False)
            return _d_params(convolution, bias, d_outputs), d_inputs

        return outputs, pullback

    def forward_from_data(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, ParamsPullback]:
        """As :meth:`forward`, without the derivative with respect to the inputs."""
        weight, bias = self._own(params)
        convolution, outputs = self._applied(weight, bias, inputs)

        def pullback(d_outputs: FloatArray) -> dict[str, FloatArray]:
            require_outputs_shape(d_outputs, outputs)
            return _d_params(convolution, bias, d_outputs)

        return outputs, pullback

    def parameter_reach(
        self, inputs: FloatArray, name: str, index: tuple[IntArray, ...]
    ) -> tuple[IntArray, FloatArray]:
        """weight[o, c, i, j] moves channel o, by what channel c has at (i, j) of each window; bias[o] moves it by 1."""
        over = self._windows.over(self._windows.padded(inputs))
        slopes = over[index[1:]] if name == "weight" else np.ones((index[0].size, *over.shape[-3:]), inputs.dtype)
        return index[0], np.moveaxis(slopes, -1, 1)

    def input_spread(self, params: Params, column: IntArray, change: FloatArray) -> FloatArray:
        """Each filter adds what it makes of this channel alone."""
        weight = np.moveaxis(params["weight"][:, column], 1, 0)[:, :, np.newaxis]  # (k, n_outputs, 1, height, width)
        return Convolution.of(self._windows, weight, change[:, :, np.newaxis]).outputs

    def output_size(self, height: int, width: int) -> tuple[int, int]:
        """Height and width of the outputs for inputs of this size."""
        return self._windows.output_size(height, width)

    @property
    def _windows(self) -> Windows:
        return Windows(as_pair(self.kernel_size), as_pair(self.stride), as_pair(self.padding))

    @property
    def _shape(self) -> Shape:
        return (self.n_outputs, self.n_inputs, *as_pair(self.kernel_size))

    def _own(self, params: Params) -> tuple[FloatArray, FloatArray | None]:
        """The weight and the bias, checked."""
        shapes = {"weight": self._shape} | ({"bias": (self.n_outputs,)} if self.bias else {})
        weight, *bias = own_params(self, params, shapes)
        return weight, bias[0] if bias else None

    def _applied(
        self, weight: FloatArray, bias: FloatArray | None, inputs: FloatArray
    ) -> tuple[Convolution, FloatArray]:
        require_images(inputs, self, self.n_inputs)
        convolution = Convolution.of(self._windows, weight, inputs)
        return convolution, convolution.outputs if bias is None else _plus(convolution.outputs, bias)


def _plus(outputs: FloatArray, bias: FloatArray) -> FloatArray:
    """outputs + bias; in place where possible, which keeps the layout in memory."""
    by_channel = bias[..., np.newaxis, :, np.newaxis, np.newaxis]
    if np.broadcast_shapes(outputs.shape, by_channel.shape) != outputs.shape:
        return outputs + by_channel
    outputs += by_channel
    return outputs


def _d_params(convolution: Convolution, bias: FloatArray | None, d_outputs: FloatArray) -> dict[str, FloatArray]:
    weight = convolution.weight
    d_params = {"weight": convolution.d_weight(d_outputs).astype(weight.dtype, copy=False)}
    if bias is not None:
        d_bias = np.add.reduce(d_outputs, axis=(-4, -2, -1))
        d_params["bias"] = matching(d_bias, bias)
    return d_params
