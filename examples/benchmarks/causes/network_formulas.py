"""Activations and losses with a parameter, and their derivatives, right and with the parameter forgotten."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from minigrad.arrays import Float64Array, FloatArray, IntArray


class Activation(NamedTuple):
    """A function of each number, and its parameter."""

    name: str
    beta: float

    def value(self, z: FloatArray) -> Float64Array:
        """a(z)."""
        beta = self.beta
        match self.name:
            case "tanh":
                return np.asarray(np.tanh(beta * z))
            case "softplus":
                return np.asarray(np.logaddexp(0.0, beta * z))
            case "swish":
                return np.asarray(z / (1.0 + np.exp(-beta * z)))
            case "elu":
                return np.asarray(np.where(z > 0.0, z, beta * np.expm1(np.minimum(z, 0.0))))
            case _:
                return np.maximum(z, 0.0)

    def slope(self, z: FloatArray, beta: float) -> Float64Array:
        """a'(z), with a factor ``beta`` in the chain rule."""
        inner = 1.0 / (1.0 + np.exp(-self.beta * z))
        match self.name:
            case "tanh":
                return np.asarray(beta * (1.0 - np.tanh(self.beta * z) ** 2))
            case "softplus":
                return np.asarray(beta * inner)
            case "swish":
                return np.asarray(inner + beta * z * inner * (1.0 - inner))
            case "elu":
                return np.asarray(np.where(z > 0.0, 1.0, beta * np.exp(np.minimum(z, 0.0))))
            case _:
                return np.asarray((z > 0.0).astype(np.float64))


def softmax(z: FloatArray) -> Float64Array:
    """Rows of probabilities."""
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return np.asarray(e / e.sum(axis=1, keepdims=True))


def cross_entropy(z: FloatArray, labels: IntArray, epsilon: float) -> float:
    """Its mean, with an epsilon inside the logarithm."""
    return float(-np.mean(np.log(softmax(z)[np.arange(len(z)), labels] + epsilon)))


def huber(r: FloatArray, delta: float) -> float:
    """Its mean over the rows."""
    inside = np.abs(r) <= delta
    return float(np.sum(np.where(inside, 0.5 * r**2, delta * (np.abs(r) - 0.5 * delta))) / len(r))


def huber_slope(r: FloatArray, delta: float, outer: float) -> Float64Array:
    """With ``outer`` where it should be delta."""
    return np.asarray(np.where(np.abs(r) <= delta, r, outer * np.sign(r)) / len(r))
