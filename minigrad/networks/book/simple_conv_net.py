"""``SimpleConvNet``: one convolutional layer, one pooling, two dense layers."""

from __future__ import annotations

from typing import final

import numpy as np

from minigrad.arguments import as_shape, require_count
from minigrad.arrays import FloatType, Rng, Shape
from minigrad.layers.activations.relu import ReLU
from minigrad.layers.dense import Dense
from minigrad.layers.images.conv2d import Conv2D
from minigrad.layers.images.flatten import Flatten
from minigrad.layers.images.max_pool2d import MaxPool2D
from minigrad.layers.images.windows import Size
from minigrad.layers.initializers import HeNormal, Initializer
from minigrad.networks.base import Network


@final
class SimpleConvNet(Network):
    """Convolution, ReLU, pooling, dense, ReLU, dense: the outputs are logits, so the softmax belongs to the objective.

    Args:
        input_shape: channels, height and width of a sample.
        n_filters, kernel_size, stride, padding: of the convolution, see :class:`~minigrad.layers.Conv2D`.
        n_hidden: width of the hidden layer. Before it, the largest of each 2 x 2 numbers is taken.
        n_outputs: classes, or numbers to predict.
        initializer: how the weights are drawn; biases start at zero.
        rng: draws the weights; an int makes them reproducible.
        dtype: ``numpy.float64`` or ``numpy.float32``.

    Raises:
        TypeError, ValueError: a wrong argument, or one that leaves nothing of the images for the dense layers.

    >>> net = SimpleConvNet((1, 8, 8), n_filters=16, kernel_size=3, rng=0)
    >>> list(net.parameters), net.theta.size
    (['conv2d1.weight', 'conv2d1.bias', 'dense1.weight', 'dense1.bias', 'dense2.weight', 'dense2.bias'], 15670)
    >>> net.predict(np.zeros((100, 1, 8, 8))).shape
    (100, 10)

    Source: Saitoh (2016), Deep Learning from Scratch, section 7.5, with its sizes as defaults.
    """

    __slots__ = ()

    def __init__(
        self,
        input_shape: Shape = (1, 28, 28),
        n_filters: int = 30,
        kernel_size: Size = 5,
        *,
        stride: Size = 1,
        padding: Size = 0,
        n_hidden: int = 100,
        n_outputs: int = 10,
        initializer: Initializer = HeNormal(),
        rng: Rng = None,
        dtype: FloatType = np.float64,
    ) -> None:
        channels, height, width = _image_shape(input_shape)
        require_count("n_filters", n_filters)
        require_count("n_hidden", n_hidden)
        require_count("n_outputs", n_outputs)
        convolution = Conv2D(channels, n_filters, kernel_size, stride=stride, padding=padding, initializer=initializer)
        pooling = MaxPool2D(2)
        down, right = pooling.output_size(*convolution.output_size(height, width))
        hidden = Dense(n_filters * down * right, n_hidden, initializer=initializer)
        output = Dense(n_hidden, n_outputs, initializer=initializer)
        super().__init__([convolution, ReLU(), pooling, Flatten(), hidden, ReLU(), output], rng=rng, dtype=dtype)


def _image_shape(input_shape: object) -> tuple[int, int, int]:
    """Channels, height and width."""
    shape = as_shape("input_shape", input_shape)
    if len(shape) != 3 or 0 in shape:
        raise ValueError(f"`input_shape` must be (channels, height, width), each at least 1, got {shape}")
    return shape[0], shape[1], shape[2]
