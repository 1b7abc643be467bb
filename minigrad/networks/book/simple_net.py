"""``SimpleNet``: the article's network, one weight matrix between inputs and class scores."""

from __future__ import annotations

from typing import final

import numpy as np
import numpy.typing as npt

from minigrad.arrays import FloatArray, FloatType, Rng
from minigrad.layers.dense import Dense
from minigrad.layers.initializers import Normal
from minigrad.networks.base import Network


@final
class SimpleNet(Network):
    """One dense layer, ``x @ weight``: by default 2 inputs, 3 outputs, weights drawn from the standard normal, no bias.

    Args:
        n_inputs: features of a sample.
        n_outputs: classes.
        bias: whether each output has a bias; real data need it.
        scale: standard deviation of the initial weights.
        rng: draws the weights; an int makes them reproducible.
        dtype: ``numpy.float64`` or ``numpy.float32``.

    >>> net = SimpleNet()
    >>> net.weight = [[0.47355232, 0.9977393, 0.84668094], [0.85557411, 0.03563661, 0.69422093]]
    >>> net.predict([0.6, 0.9]).round(8)
    array([1.05414809, 0.63071653, 1.1328074 ])

    Source: Saitoh (2016), Deep Learning from Scratch, section 4.4.2.
    """

    __slots__ = ()

    def __init__(
        self,
        n_inputs: int = 2,
        n_outputs: int = 3,
        *,
        bias: bool = False,
        scale: float = 1.0,
        rng: Rng = None,
        dtype: FloatType = np.float64,
    ) -> None:
        super().__init__([Dense(n_inputs, n_outputs, bias=bias, initializer=Normal(scale))], rng=rng, dtype=dtype)

    @property
    def weight(self) -> FloatArray:
        """The article's W, (n_inputs, n_outputs): a read-only view; assign to change it."""
        return self.parameters["dense1.weight"]

    @weight.setter
    def weight(self, value: npt.ArrayLike) -> None:
        self.theta = self.flatten({**self.parameters, "dense1.weight": value})
