"""A network with one hidden layer in plain numpy: its loss in any precision, its gradient in the longest one.

The parameters are one vector: weights (d, h), biases (h,), weights (h, k), biases (k,).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias, final

import numpy as np

from examples.benchmarks.families.smooth_functions.classification import Loss
from examples.benchmarks.verdict_corpus.case import AnyFloats
from minigrad.arrays import Float64Array

Precision: TypeAlias = type[np.float16] | type[np.float32] | type[np.float64] | type[np.longdouble]


@final
@dataclass(frozen=True)
class Perceptron:
    """Loss of a network on fixed samples, as a function of its parameters.

    Attributes:
        inputs: (samples, d).
        targets: (samples, k).
        width: h, the number of hidden units.
        relu: whether the hidden units are ReLU; tanh otherwise.
    """

    inputs: Float64Array
    targets: Float64Array
    width: int
    relu: bool
    loss: Loss

    @property
    def size(self) -> int:
        """The number of parameters."""
        d, k = self.inputs.shape[1], self.targets.shape[1]
        return int((d + 1) * self.width + (self.width + 1) * k)

    @property
    def name(self) -> str:
        """Says what it is."""
        units = "relu" if self.relu else "tanh"
        return (
            f"{self.inputs.shape[1]}-{self.width}-{self.targets.shape[1]} {units}, {self.loss.name}, "
            f"{len(self.inputs)} samples"
        )

    def value(self, theta: AnyFloats, precision: Precision = np.float64) -> AnyFloats:
        """The mean loss, a 0-d array, with every operation in this precision."""
        with np.errstate(over="ignore", under="ignore"):
            _, z = self._forward(theta.astype(precision))
            return np.asarray(np.mean(self.loss.value(z, self.targets.astype(precision)), dtype=precision))

    def outputs(self, theta: AnyFloats) -> AnyFloats:
        """(samples, k) what the loss is made of."""
        return self._forward(theta.astype(np.float64))[1]

    def gradient(self, theta: AnyFloats) -> AnyFloats:
        """By backpropagation in long double."""
        theta = theta.astype(np.longdouble)
        w2 = self._split(theta)[2]
        hidden, z = self._forward(theta)
        with np.errstate(over="ignore", under="ignore"):
            d_out = self.loss.slope(z, self.targets.astype(np.longdouble)) / len(self.inputs)
        d_hidden = (d_out @ w2.T) * (hidden > 0.0 if self.relu else (1.0 - hidden) * (1.0 + hidden))
        parts = (self.inputs.T @ d_hidden, np.sum(d_hidden, axis=0), hidden.T @ d_out, np.sum(d_out, axis=0))
        return np.concatenate([np.ravel(part) for part in parts])

    def to_kinks(self, theta: AnyFloats) -> Float64Array:
        """(n,) how far each parameter may move until some unit reaches its kink on some sample; infinite without
        kinks."""
        d = self.inputs.shape[1]
        distance = np.full(self.size, np.inf)
        if self.relu:
            w1, b1, _, _ = self._split(theta.astype(np.float64))
            z = np.abs(self.inputs @ w1 + b1)
            with np.errstate(divide="ignore"):
                distance[: d * self.width] = np.min(
                    z[:, np.newaxis, :] / np.abs(self.inputs)[:, :, np.newaxis], axis=0
                ).ravel()
            distance[d * self.width : (d + 1) * self.width] = np.min(z, axis=0)
        return distance

    def lengths(self, theta: AnyFloats) -> Float64Array:
        """(n,) how far each parameter may move until an output moves by 1 or a unit reaches its kink, whichever is
        first."""
        _, _, w2, _ = self._split(theta.astype(np.float64))
        hidden, z = self._forward(theta.astype(np.float64))
        inner = np.max(np.abs(w2), axis=1)
        outer = np.max(np.abs(hidden), axis=0)
        pushes = (
            np.outer(np.max(np.abs(self.inputs), axis=0), inner), inner,
            np.repeat(outer, z.shape[1]), np.ones(z.shape[1]),
        )  # fmt: skip
        with np.errstate(divide="ignore"):
            return np.minimum(1.0 / np.concatenate([np.ravel(push) for push in pushes]), self.to_kinks(theta))

    def _split(self, theta: AnyFloats) -> tuple[AnyFloats, AnyFloats, AnyFloats, AnyFloats]:
        d, h, k = self.inputs.shape[1], self.width, self.targets.shape[1]
        w1, b1, w2, b2 = np.split(theta, np.cumsum([d * h, h, h * k]))
        return w1.reshape(d, h), b1, w2.reshape(h, k), b2

    def _forward(self, theta: AnyFloats) -> tuple[AnyFloats, AnyFloats]:
        w1, b1, w2, b2 = self._split(theta)
        before = self.inputs.astype(theta.dtype) @ w1 + b1
        hidden = np.maximum(before, 0.0) if self.relu else np.tanh(before)
        return hidden, hidden @ w2 + b2
