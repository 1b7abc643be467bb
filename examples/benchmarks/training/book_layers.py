"""The network in the book's way: layers that keep what they need, gradients in a dict.

Written after chapters 5 and 6 of Saitoh (2016). As there, the loss is computed a second time after the step; unlike
there, each sample is drawn once in an epoch, as by all the others.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import OrderedDict
from typing import ClassVar, final

import numpy as np
from typing_extensions import override

from examples.benchmarks.training.cases import RATES, Case
from examples.benchmarks.training.contender import Contender
from minigrad.arrays import BoolArray, FloatArray, IntArray
from tests.article_code import cross_entropy_error, softmax


class Layer(ABC):
    """A layer remembers its last forward pass."""

    @abstractmethod
    def forward(self, x: FloatArray) -> FloatArray:
        """The outputs."""

    @abstractmethod
    def backward(self, dout: FloatArray) -> FloatArray:
        """The derivative by the inputs of the last forward pass."""


@final
class Affine(Layer):
    """A dense layer."""

    def __init__(self, W: FloatArray, b: FloatArray) -> None:
        self.W, self.b = W, b
        self.x: FloatArray = np.empty(0)
        self.dW: FloatArray = np.empty(0)
        self.db: FloatArray = np.empty(0)

    @override
    def forward(self, x: FloatArray) -> FloatArray:
        self.x = x
        out: FloatArray = np.dot(x, self.W) + self.b
        return out

    @override
    def backward(self, dout: FloatArray) -> FloatArray:
        dx: FloatArray = np.dot(dout, self.W.T)
        self.dW = np.dot(self.x.T, dout)
        self.db = np.sum(dout, axis=0)
        return dx


@final
class Relu(Layer):
    """The rectified linear unit."""

    def __init__(self) -> None:
        self.mask: BoolArray = np.empty(0, np.bool_)

    @override
    def forward(self, x: FloatArray) -> FloatArray:
        self.mask = x <= 0
        out = x.copy()
        out[self.mask] = 0
        return out

    @override
    def backward(self, dout: FloatArray) -> FloatArray:
        dout[self.mask] = 0
        return dout


@final
class BookNetwork(Contender):
    """Affine and Relu in turns, softmax with loss at the end."""

    name: ClassVar[str] = "the book"

    @override
    def __init__(self, case: Case) -> None:
        self._case = case
        self._x, self._t = case.data()
        first = case.first_weights()
        self.params: dict[str, FloatArray] = {}
        self._affine: list[Affine] = []
        self.layers: OrderedDict[str, Layer] = OrderedDict()
        for number, (weight, bias) in enumerate(zip(first[::2], first[1::2], strict=True), start=1):
            self.params[f"W{number}"], self.params[f"b{number}"] = weight, bias
            if self.layers:
                self.layers[f"Relu{number - 1}"] = Relu()
            self._affine.append(Affine(weight, bias))
            self.layers[f"Affine{number}"] = self._affine[-1]
        self._update = Descent(RATES["sgd"]) if case.rule == "sgd" else Adam(RATES["adam"])

    def predict(self, x: FloatArray) -> FloatArray:
        """The scores."""
        for layer in self.layers.values():
            x = layer.forward(x)
        return x

    def gradient(self, x: FloatArray, t: IntArray) -> dict[str, FloatArray]:
        """The derivatives of the loss by each array."""
        y = softmax(self.predict(x))
        cross_entropy_error(y, t)
        dout = y.copy()
        dout[np.arange(len(t)), t] -= 1
        dout = dout / len(t)
        for layer in reversed(self.layers.values()):
            dout = layer.backward(dout)
        grads: dict[str, FloatArray] = {}
        for number, affine in enumerate(self._affine, start=1):
            grads[f"W{number}"], grads[f"b{number}"] = affine.dW, affine.db
        return grads

    @override
    def train(self) -> float:
        rng, losses = np.random.default_rng(0), list[float]()
        for _ in range(self._case.epochs):
            losses = []
            for rows in self._case.batches(rng):
                x, t = self._x[rows], self._t[rows]
                self._update(self.params, self.gradient(x, t))
                losses.append(cross_entropy_error(softmax(self.predict(x)), t))
        return float(np.mean(losses))

    @override
    def weights(self) -> list[FloatArray]:
        return list(self.params.values())


@final
class Descent:
    """Stochastic gradient descent."""

    def __init__(self, lr: float) -> None:
        self.lr = lr

    def __call__(self, params: dict[str, FloatArray], grads: dict[str, FloatArray]) -> None:
        """Change every array in place."""
        for key in params:
            params[key] -= self.lr * grads[key]


@final
class Adam:
    """Adam as the paper writes it: the book leaves the correction of the second mean under the root, and epsilon
    differs."""

    def __init__(self, lr: float) -> None:
        self.lr, self.iter = lr, 0
        self.m: dict[str, FloatArray] = {}
        self.v: dict[str, FloatArray] = {}

    def __call__(self, params: dict[str, FloatArray], grads: dict[str, FloatArray]) -> None:
        """Change every array in place."""
        if not self.m:
            self.m = {key: np.zeros_like(array) for key, array in params.items()}
            self.v = {key: np.zeros_like(array) for key, array in params.items()}
        self.iter += 1
        for key in params:
            self.m[key] += 0.1 * (grads[key] - self.m[key])
            self.v[key] += 0.001 * (grads[key] ** 2 - self.v[key])
            root = np.sqrt(self.v[key] / (1.0 - 0.999**self.iter)) + 1e-8
            params[key] -= self.lr / (1.0 - 0.9**self.iter) * self.m[key] / root
