"""``MultiLayerNet``: any number of hidden layers, with batch normalisation and dropout if wanted."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from typing import final

import numpy as np

from minigrad.arguments import as_items, require_count, require_flag, require_instance
from minigrad.arrays import FloatType, Rng
from minigrad.layers.activations.relu import ReLU
from minigrad.layers.base import Layer
from minigrad.layers.dense import Dense
from minigrad.layers.dropout import Dropout
from minigrad.layers.initializers import HeNormal, Initializer
from minigrad.layers.normalization.batch_norm import BatchNorm
from minigrad.networks.base import Network
from minigrad.networks.construction import require_width


@final
class MultiLayerNet(Network):
    """For each hidden layer dense, batch normalisation, activation, dropout; then a dense layer, which gives logits.

    Args:
        n_inputs: features of a sample.
        hidden: widths of the hidden layers; with none, one dense layer is left.
        n_outputs: classes, or numbers to predict.
        activation: what follows each hidden layer; one with parameters has its own in each place.
        initializer: how the weights are drawn; ``GlorotUniform()`` suits ``Sigmoid()`` and ``Tanh()``. Biases start at
            zero.
        batch_norm: whether a :class:`~minigrad.layers.BatchNorm` comes before each activation, in place of the bias.
        dropout: the rate of a :class:`~minigrad.layers.Dropout` after each activation; None for none.
        rng: draws the weights; an int makes them reproducible.
        dtype: ``numpy.float64`` or ``numpy.float32``.

    Raises:
        TypeError, ValueError: a wrong argument, or an activation of another width.

    >>> net = MultiLayerNet(784, [100, 50], 10, batch_norm=True, dropout=0.2, rng=0)
    >>> [type(layer).__name__ for layer in net.layers][:4], net.theta.size
    (['Dense', 'BatchNorm', 'ReLU', 'Dropout'], 84210)

    Source: Saitoh (2016), Deep Learning from Scratch, chapter 6, where the class is MultiLayerNetExtend.
    """

    __slots__ = ()

    def __init__(
        self,
        n_inputs: int,
        hidden: Sequence[int],
        n_outputs: int,
        *,
        activation: Layer = ReLU(),
        initializer: Initializer = HeNormal(),
        batch_norm: bool = False,
        dropout: float | None = None,
        rng: Rng = None,
        dtype: FloatType = np.float64,
    ) -> None:
        widths = [require_count("hidden", width) for width in as_items("hidden", hidden, "whole numbers")]
        ends = [require_count("n_inputs", n_inputs), *widths, require_count("n_outputs", n_outputs)]
        require_instance("activation", activation, Layer)
        require_flag("batch_norm", batch_norm)
        layers = list[Layer]()
        for before, width in zip(ends, widths, strict=False):
            require_width("activation", activation, width)
            layers.append(Dense(before, width, bias=not batch_norm, initializer=initializer))
            layers += [BatchNorm(width)] if batch_norm else []
            layers.append(copy(activation))
            layers += [Dropout(dropout)] if dropout is not None else []
        layers.append(Dense(ends[-2], ends[-1], initializer=initializer))
        super().__init__(layers, rng=rng, dtype=dtype)
