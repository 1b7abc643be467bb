"""Losses of small models with hand-written backward passes, as people write them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from examples.benchmarks.verdict_corpus.case import AnyFloats, Array, Inexact, Problem, number

RNG = np.random.default_rng(99)
INPUTS: Array = RNG.normal(size=(12, 3))
CLASSES: Array = np.eye(3)[RNG.integers(0, 3, size=12)]
SIGNS: Array = np.where(RNG.random(12) < 0.5, -1.0, 1.0)
TARGETS: Array = RNG.normal(size=(12, 2))
COUNTS: Array = RNG.poisson(2.0, size=12).astype(np.float64)
SEQUENCE: Array = RNG.normal(size=(5, 3))
KERNEL_INPUT: Array = RNG.normal(size=20)


def softmax(z: AnyFloats) -> AnyFloats:
    """Row-wise softmax."""
    exponentials: AnyFloats = np.exp(z - np.asarray(z.max(axis=-1, keepdims=True)))
    return np.asarray(exponentials / np.asarray(exponentials.sum(axis=-1, keepdims=True)))


def _cross_entropy(z: Inexact) -> complex:
    return number(np.mean(np.log(np.sum(np.exp(z), axis=-1)) - np.sum(z * CLASSES, axis=-1)))


def _softmax_regression(w: Inexact) -> complex:
    return _cross_entropy(np.dot(INPUTS, w))


def _softmax_regression_gradient(w: AnyFloats) -> AnyFloats:
    return INPUTS.T @ (softmax(INPUTS @ w) - CLASSES) / 12.0


def _logistic(w: Inexact) -> complex:
    return number(np.mean(np.log1p(np.exp(-SIGNS * np.dot(INPUTS, w)))) + 0.005 * np.sum(w**2))


def _logistic_gradient(w: AnyFloats) -> AnyFloats:
    margin = SIGNS * (INPUTS @ w)
    return -INPUTS.T @ (SIGNS / (1.0 + np.exp(margin))) / 12.0 + 0.01 * w


def _poisson(w: Inexact) -> complex:
    eta = np.dot(INPUTS, w)
    return number(np.sum(np.exp(eta) - COUNTS * eta))


def _poisson_gradient(w: AnyFloats) -> AnyFloats:
    return INPUTS.T @ (np.exp(INPUTS @ w) - COUNTS)


def _split(theta: Inexact) -> tuple[Inexact, Inexact, Inexact, Inexact]:
    return theta[:12].reshape(3, 4), theta[12:16], theta[16:24].reshape(4, 2), theta[24:26]


def _tanh_network(theta: Inexact) -> complex:
    w1, b1, w2, b2 = _split(theta)
    outputs = np.dot(np.tanh(np.dot(INPUTS, w1) + b1), w2) + b2
    return number(np.sum((outputs - TARGETS) ** 2) / 24.0)


def _tanh_network_gradient(theta: AnyFloats) -> AnyFloats:
    w1, b1, w2, b2 = theta[:12].reshape(3, 4), theta[12:16], theta[16:24].reshape(4, 2), theta[24:26]
    hidden = np.tanh(INPUTS @ w1 + b1)
    d_out = 2.0 * (hidden @ w2 + b2 - TARGETS) / 24.0
    d_hidden = d_out @ w2.T * (1.0 - hidden**2)
    parts = [INPUTS.T @ d_hidden, np.sum(d_hidden, axis=0), hidden.T @ d_out, np.sum(d_out, axis=0)]
    return np.concatenate([np.ravel(part) for part in parts])


def _sigmoid(z: Inexact) -> Inexact:
    return np.asarray(1.0 / (1.0 + np.exp(-z)))


def _sigmoid_network(theta: Inexact) -> complex:
    w1, b1, w2 = theta[:12].reshape(3, 4), theta[12:16], theta[16:28].reshape(4, 3)
    return _cross_entropy(np.dot(_sigmoid(np.dot(INPUTS, w1) + b1), w2))


def _sigmoid_network_gradient(theta: AnyFloats) -> AnyFloats:
    w1, b1, w2 = theta[:12].reshape(3, 4), theta[12:16], theta[16:28].reshape(4, 3)
    hidden: AnyFloats = 1.0 / (1.0 + np.exp(-(INPUTS @ w1 + b1)))
    d_out = (softmax(hidden @ w2) - CLASSES) / 12.0
    d_hidden = d_out @ w2.T * hidden * (1.0 - hidden)
    return np.concatenate([(INPUTS.T @ d_hidden).ravel(), np.sum(d_hidden, axis=0), (hidden.T @ d_out).ravel()])


def _attention(q: Inexact) -> complex:
    scores = np.exp(np.dot(q, SEQUENCE.T))
    weights = scores / np.sum(scores, axis=-1, keepdims=True)
    return number(np.sum(np.dot(weights, SEQUENCE) ** 2))


def _attention_gradient(q: AnyFloats) -> AnyFloats:
    weights = softmax(q @ SEQUENCE.T)
    d_weights = 2.0 * (weights @ SEQUENCE) @ SEQUENCE.T
    along = np.asarray(np.sum(d_weights * weights, axis=-1, keepdims=True))
    d_scores = weights * (d_weights - along)
    return np.asarray(d_scores @ SEQUENCE)


def _convolution(kernel: Inexact) -> complex:
    windows = np.lib.stride_tricks.sliding_window_view(KERNEL_INPUT, 4)
    return number(np.sum(np.sin(np.dot(windows, kernel))))


def _convolution_gradient(kernel: AnyFloats) -> AnyFloats:
    windows = np.lib.stride_tricks.sliding_window_view(KERNEL_INPUT, 4)
    return windows.T @ np.cos(windows @ kernel)


def _normalisation(x: Inexact) -> complex:
    centred = x - np.mean(x, axis=-1, keepdims=True)
    scale = np.sqrt(np.mean(centred**2, axis=-1, keepdims=True) + 1e-5)
    return number(np.sum(centred / scale * TARGETS[:4, :1] * np.arange(1.0, 6.0)))


def _normalisation_gradient(x: AnyFloats) -> AnyFloats:
    centred = x - np.asarray(np.mean(x, axis=-1, keepdims=True))
    scale = np.sqrt(np.asarray(np.mean(centred**2, axis=-1, keepdims=True)) + 1e-5)
    d = TARGETS[:4, :1] * np.arange(1.0, 6.0) / scale
    unit = centred / scale
    mean = np.asarray(np.mean(d, -1, keepdims=True))
    along = np.asarray(np.mean(d * unit, -1, keepdims=True))
    return np.asarray(d - mean - unit * along)


def _layer(
    name: str, n: int, loss: Callable[[Inexact], complex], gradient: Callable[[AnyFloats], AnyFloats]
) -> Problem:
    return Problem(name, loss, gradient, np.random.default_rng(n).normal(size=n) * 0.6)


def losses() -> list[Problem]:
    """All of them, at random weights."""
    rng = np.random.default_rng(17)
    return [
        Problem("softmax regression", _softmax_regression, _softmax_regression_gradient, rng.normal(size=(3, 3))),
        Problem("logistic regression", _logistic, _logistic_gradient, rng.normal(size=3)),
        Problem("poisson regression", _poisson, _poisson_gradient, 0.5 * rng.normal(size=3)),
        _layer("tanh network", 26, _tanh_network, _tanh_network_gradient),
        _layer("sigmoid network", 28, _sigmoid_network, _sigmoid_network_gradient),
        Problem("attention", _attention, _attention_gradient, rng.normal(size=(4, 3))),
        Problem("convolution", _convolution, _convolution_gradient, rng.normal(size=4)),
        Problem("normalisation", _normalisation, _normalisation_gradient, rng.normal(size=(4, 5))),
    ]
