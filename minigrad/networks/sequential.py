"""``Sequential``: any layers in a row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import final

import numpy as np

from minigrad.arrays import FloatType, Rng
from minigrad.layers.base import Layer
from minigrad.networks.base import Network


@final
class Sequential(Network):
    """A network of the given layers. Arguments: see :class:`Network`.

    >>> from minigrad.layers import Dense, ReLU
    >>> net = Sequential([Dense(4, 5), ReLU(), Dense(5, 3)], rng=0)
    >>> list(net.parameters), net.theta.shape
    (['dense1.weight', 'dense1.bias', 'dense2.weight', 'dense2.bias'], (43,))
    >>> net.predict(np.ones((10, 4))).shape
    (10, 3)
    """

    __slots__ = ()

    def __init__(self, layers: Iterable[Layer], *, rng: Rng = None, dtype: FloatType = np.float64) -> None:
        super().__init__(layers, rng=rng, dtype=dtype)
