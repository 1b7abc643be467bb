"""Linear classifiers of the plane."""

from __future__ import annotations

import numpy as np

import minigrad as mg


def linear(weight: list[list[float]], bias: list[float] | None = None) -> mg.SimpleNet:
    """Outputs x @ weight + bias."""
    array = np.array(weight)
    network = mg.SimpleNet(*array.shape, bias=True)
    network.theta = np.concatenate([array.ravel(), np.zeros(array.shape[1]) if bias is None else bias])
    return network


TWO = linear([[1.0, 0.0], [0.0, 1.0]])  # class 0 where x0 > x1
