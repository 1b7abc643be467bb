"""``TwoLayerNet``: one hidden layer."""

from __future__ import annotations

from typing import final

import numpy as np

from minigrad.arguments import require_count, require_instance
from minigrad.arrays import FloatType, Rng
from minigrad.layers.activations.sigmoid import Sigmoid
from minigrad.layers.base import Layer
from minigrad.layers.dense import Dense
from minigrad.layers.initializers import GlorotUniform, Initializer
from minigrad.networks.base import Network
from minigrad.networks.construction import require_width


@final
class TwoLayerNet(Network):
    """Dense, activation, dense: the outputs are logits, so the softmax belongs to the objective.

    Args:
        n_inputs: features of a sample.
        n_hidden: width of the hidden layer.
        n_outputs: classes, or numbers to predict.
        activation: what follows the hidden layer.
        initializer: how both weights are drawn; ``HeNormal()`` suits ``ReLU()``. Biases start at zero.
        rng: draws the weights; an int makes them reproducible.
        dtype: ``numpy.float64`` or ``numpy.float32``.

    >>> net = TwoLayerNet(784, 50, 10, rng=0)
    >>> net.theta.size, net.layout.name(39200)
    (39760, 'dense1.bias[0]')
    >>> net.predict(np.zeros((100, 784))).shape
    (100, 10)

    Source: Saitoh (2016), Deep Learning from Scratch, section 4.5.1.
    """

    __slots__ = ()

    def __init__(
        self,
        n_inputs: int,
        n_hidden: int,
        n_outputs: int,
        *,
        activation: Layer = Sigmoid(),
        initializer: Initializer = GlorotUniform(),
        rng: Rng = None,
        dtype: FloatType = np.float64,
    ) -> None:
        require_count("n_inputs", n_inputs)
        require_count("n_hidden", n_hidden)
        require_count("n_outputs", n_outputs)
        require_instance("activation", activation, Layer)
        require_width("activation", activation, n_hidden)
        hidden = Dense(n_inputs, n_hidden, initializer=initializer)
        output = Dense(n_hidden, n_outputs, initializer=initializer)
        super().__init__([hidden, activation, output], rng=rng, dtype=dtype)
