"""A small ReLU network with its gradient by hand, at weights near a kink, on one, and with a unit that does nothing."""

from __future__ import annotations

import numpy as np

from examples.benchmarks.verdict_corpus.case import AnyFloats
from examples.benchmarks.verdict_corpus.learning import INPUTS, TARGETS


def relu_network(theta: AnyFloats) -> float:
    """Mean squared error of 3 -> 4 -> 2 with ReLU, weights only."""
    hidden = np.maximum(INPUTS @ theta[:12].reshape(3, 4), 0.0)
    return float(np.mean((hidden @ theta[12:].reshape(4, 2) - TARGETS) ** 2))


def relu_network_gradient(theta: AnyFloats) -> AnyFloats:
    """Backpropagation with relu'(0) = 0."""
    w2 = theta[12:].reshape(4, 2)
    before = INPUTS @ theta[:12].reshape(3, 4)
    hidden = np.maximum(before, 0.0)
    d_out = (hidden @ w2 - TARGETS) / 12.0
    d_before = (d_out @ w2.T) * (before > 0.0)
    return np.concatenate([(INPUTS.T @ d_before).ravel(), (hidden.T @ d_out).ravel()])


def near_first_kink(distance: float) -> AnyFloats:
    """ReLU weights at which sample 0 is this far from switching unit 0 on."""
    theta = np.random.default_rng(3).normal(size=20)
    weights = theta[:12].reshape(3, 4)
    weights[:, 0] -= INPUTS[0] * float((INPUTS[0] @ weights[:, 0] - distance) / (INPUTS[0] @ INPUTS[0]))
    return theta


def silenced_unit() -> AnyFloats:
    """ReLU weights at which unit 1 reaches no output, so that its incoming weights have gradient zero."""
    theta = np.random.default_rng(4).normal(size=20)
    theta[12:].reshape(4, 2)[1] = 0.0
    return theta


def on_first_kink() -> AnyFloats:
    """ReLU weights at which unit 0 is exactly at its kink for every sample."""
    theta = near_first_kink(0.0)
    weights = theta[:12].reshape(3, 4)
    weights[:, 0] = 0.0
    return theta
