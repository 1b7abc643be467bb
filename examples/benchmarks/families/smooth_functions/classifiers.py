"""Trained classifiers whose loss is between 1e-2 and 0, and the noise of their losses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from examples.benchmarks.families.member import Member, smooth_member
from examples.benchmarks.families.smooth_functions.classification import LOG_SUM_EXP, OTHERS, PICKED_SOFTMAX, Loss
from examples.benchmarks.families.smooth_functions.perceptron import Perceptron
from examples.benchmarks.families.visibility import UNIT, hidden_by
from examples.benchmarks.verdict_corpus.case import AnyFloats
from minigrad.arrays import Float64Array
from minigrad.datasets import load_iris

FORMS: Final = (LOG_SUM_EXP, PICKED_SOFTMAX, OTHERS)
"""Three ways of computing the cross entropy, which round differently."""


def loss_noise(form: Loss, z: AnyFloats, value: float) -> float:
    """How far the loss of these outputs is off, by the rounding of numbers of size 1 and of itself."""
    largest = float(np.max(np.abs(z)))
    ones = max(1.0, largest if form is LOG_SUM_EXP else 0.0) * form.rounds_one
    return UNIT * (ones + abs(value) * (1.0 + largest))


def classifier(seed: int) -> Member:
    """A trained network, its last layer scaled up so that the loss is between 1e-2 and 0."""
    rng = np.random.default_rng([seed, 306])
    network = _network(rng)
    theta = _trained(network, rng.normal(size=network.size) * 0.5)
    last = (network.width + 1) * network.targets.shape[1]
    theta[-last:] *= 10.0 ** rng.uniform(0.0, 1.5)

    def fun(x: AnyFloats) -> float:
        return float(network.value(x))

    noise = loss_noise(network.loss, network.outputs(theta), fun(theta))
    hidden = hidden_by(noise, network.lengths(theta))
    return smooth_member(f"{network.name}, loss {fun(theta):.0e}", fun, _jac(network), theta, hidden)


def _jac(network: Perceptron) -> Callable[[AnyFloats], AnyFloats]:
    return lambda theta: network.gradient(theta).astype(np.float64)


def _network(rng: np.random.Generator) -> Perceptron:
    form, relu = FORMS[int(rng.integers(len(FORMS)))], bool(rng.integers(2))
    if rng.integers(2):
        iris = load_iris()
        rows = rng.permutation(100)[:30]  # the two species that a line separates
        inputs = np.asarray(iris.x[rows] - np.mean(iris.x[:100], axis=0), dtype=np.float64)
        return Perceptron(inputs, np.eye(2)[iris.t[rows].astype(np.int64)], int(rng.integers(2, 7)), relu, form)
    d, k = int(rng.integers(1, 4)), int(rng.integers(2, 4))
    classes = rng.integers(k, size=int(rng.integers(6, 25)))
    centres = 3.0 * np.eye(k, d) + np.linspace(-3.0, 3.0, k)[:, np.newaxis]
    return Perceptron(
        centres[classes] + 0.3 * rng.normal(size=(classes.size, d)),
        np.eye(k)[classes],
        int(rng.integers(3, 7)),
        relu,
        form,
    )


def _trained(network: Perceptron, theta: Float64Array) -> Float64Array:
    velocity = np.zeros_like(theta)
    for _ in range(150):
        velocity = 0.9 * velocity - 0.1 * np.asarray(network.gradient(theta), dtype=np.float64)
        theta = theta + velocity
    return theta
