"""The book's network, whose arrays are changed in place, one number at a time, by the article's own loop."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

import minigrad as mg
from minigrad.arrays import AnyArray, FloatArray, IntArray
from tests.article_code import cross_entropy_error, numerical_gradient, softmax

BUDGET = 20.0
"""Seconds: a loop that would take longer runs over a sample of the weights, and its time is extrapolated."""


class BookNet:
    """Layers of weights and biases, an activation between them, softmax and cross entropy at the end."""

    def __init__(self, network: mg.Network, activation: Callable[[FloatArray], FloatArray]) -> None:
        self.arrays = [np.array(value) for value in network.parameters.values()]
        self._activation = activation
        self._bias = any(name.endswith("bias") for name in network.parameters)

    def predict(self, x: FloatArray) -> FloatArray:
        """The scores of each row of ``x``."""
        stride = 2 if self._bias else 1
        for start in range(0, len(self.arrays), stride):
            if start:
                x = self._activation(x)
            x = np.dot(x, self.arrays[start])
            if self._bias:
                x = x + self.arrays[start + 1]
        return x

    def loss(self, x: FloatArray, t: AnyArray) -> float:
        """The book's cross-entropy, with its 1e-7 inside the logarithm."""
        return cross_entropy_error(softmax(self.predict(x)), t)

    def true_loss(self, x: FloatArray, t: IntArray) -> float:
        """The same without the 1e-7 that the book adds inside the logarithm."""
        return float(-np.mean(np.log(softmax(self.predict(x))[np.arange(len(t)), t])))


class Loop(NamedTuple):
    """What the loop over all weights takes, the derivatives that it found, and where they belong in theta."""

    seconds: float
    gradient: FloatArray
    places: IntArray
    detail: str


def book_loop(net: BookNet, loss: Callable[[], float], *, budget: float = BUDGET) -> Loop:
    """The article's ``numerical_gradient`` over all arrays, or over every k-th row of them where that takes too
    long."""
    size = sum(array.size for array in net.arrays)
    start = time.perf_counter()
    for _ in range(20):
        loss()
    stride = max(1, int(np.ceil((time.perf_counter() - start) / 20 * 2 * size / budget)))
    numbers = np.split(np.arange(size), np.cumsum([array.size for array in net.arrays])[:-1])
    places = [own.reshape(array.shape)[::stride].reshape(-1) for own, array in zip(numbers, net.arrays, strict=True)]
    start = time.perf_counter()
    # A view of every k-th row: the loop moves the network's own weights through it.
    parts = [numerical_gradient(lambda _: loss(), array[::stride]) for array in net.arrays]
    seconds, done = time.perf_counter() - start, sum(part.size for part in parts)
    detail = "" if stride == 1 else f"loop run over {done:,} of {size:,} weights and extrapolated"
    return Loop(seconds * size / done, _flat(parts), np.concatenate(places), detail)


def _flat(parts: Sequence[FloatArray]) -> FloatArray:
    return np.concatenate([part.reshape(-1) for part in parts])


def sigmoid(x: FloatArray) -> FloatArray:
    """The book's, page 50."""
    result: FloatArray = 1 / (1 + np.exp(-x))
    return result


def relu(x: FloatArray) -> FloatArray:
    """The book's, page 53."""
    return np.maximum(0, x)


def tanh(x: FloatArray) -> FloatArray:
    """Not in the book's first chapters."""
    return np.tanh(x)
