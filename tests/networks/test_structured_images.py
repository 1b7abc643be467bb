"""Numeric gradients of networks of images: channels move alone as columns do, with the same numbers as one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import final

import numpy as np
import pytest
from typing_extensions import override

from minigrad.arrays import FloatArray, IntArray
from minigrad.layers import (
    AveragePool2D,
    BatchNorm,
    Chain,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    Layer,
    LayerNorm,
    MaxPool2D,
    Params,
    Pullback,
    ReLU,
    Sigmoid,
    Tanh,
)
from minigrad.networks import EmpiricalRisk, Network, Sequential
from minigrad.objectives import MeanSquaredError, SoftmaxCrossEntropy
from tests.networks.structured_risks import METHOD, require_equal
from tests.numeric import read_only
from tests.registry import IMAGE_NETWORKS

IMAGES = read_only(np.random.default_rng(0).normal(size=(3, 2, 6, 6)))


def _risk(network: Network) -> EmpiricalRisk:
    shape = network.predict(IMAGES).shape
    return EmpiricalRisk(network, MeanSquaredError(), IMAGES, np.random.default_rng(1).normal(size=shape))


@pytest.mark.each(
    "layers",
    [
        [Conv2D(2, 2, 4), Flatten()],  # the objective gets several columns at once
        [Conv2D(2, 2, 3), Sigmoid(), MaxPool2D(2), Conv2D(2, 2, 2, padding=1), Tanh(), AveragePool2D(3), Flatten()],
        [AveragePool2D(3, stride=1), Conv2D(2, 1, 3, bias=False), Flatten(), ReLU(), Dense(4, 3), Tanh(), Dense(3, 2)],
        [Conv2D(2, 2, 5), Chain((Sigmoid(), Conv2D(2, 2, 2))), Flatten()],  # says nothing, and gets whole images
        [Conv2D(2, 2, 5), Flatten(), LayerNorm(8), Dense(8, 1)],
        [MaxPool2D(3), Flatten(), Dense(8, 3), Sigmoid(), Flatten(1), Dense(3, 2)],
    ],
)
def test_every_way_through_a_network(layers: Sequence[Layer]) -> None:
    require_equal(_risk(Sequential(layers, rng=0)))


@pytest.mark.parametrize("network", IMAGE_NETWORKS, ids=lambda net: type(net).__name__)
def test_every_network_of_the_registry(network: Network) -> None:
    n_outputs, theta = network.predict(IMAGES).shape[1], np.random.default_rng(2).normal(size=network.layout.size)
    require_equal(EmpiricalRisk(network, SoftmaxCrossEntropy(), IMAGES, np.arange(3) % n_outputs), theta)


@pytest.mark.parametrize("training", [None, 3])
def test_layers_that_train_differently_keep_columns_apart(training: int | None) -> None:
    images = [Conv2D(2, 2, 3), BatchNorm(2, input_axes=3), Dropout(0.3, input_axes=3), ReLU(), MaxPool2D(2), Flatten()]
    layers = [*images, Dropout(0.3), BatchNorm(8), Dense(8, 3), Dropout(0.3), BatchNorm(3), Tanh(), Dense(3, 2)]
    network = Sequential(layers, rng=0)
    require_equal(EmpiricalRisk(network, MeanSquaredError(), IMAGES, np.ones((3, 2)), training=training))


def test_more_images_than_one_stack_holds() -> None:
    network = Sequential([Conv2D(2, 2, 3, stride=3), Conv2D(2, 2, 2), Flatten()], rng=0)
    targets = np.ones((3, 2))
    for max_bytes in (1, 1_000):
        require_equal(EmpiricalRisk(network, MeanSquaredError(), IMAGES, targets, max_bytes=max_bytes))


@final
@dataclass(frozen=True)
class Doubled(Layer):
    """y = 2 x, which declares that columns stay apart, and for the tests that it is ``factor`` x there."""

    factor: float
    input_axes: int = 1

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        return 2.0 * inputs, lambda d_outputs: ({}, 2.0 * d_outputs)

    def forward_columns(
        self, params: Params, inputs: FloatArray, column: IntArray, contents: FloatArray
    ) -> tuple[IntArray, FloatArray]:
        return column, self.factor * contents


def test_a_layer_of_ones_own_that_keeps_columns_apart() -> None:
    require_equal(_risk(Sequential([Conv2D(2, 2, 5), Doubled(2.0, 3), Flatten()], rng=0)))
    require_equal(_risk(Sequential([MaxPool2D(6), Flatten(), Dense(2, 3), Doubled(2.0), Dense(3, 2)], rng=0)))
    lying = Sequential([Conv2D(2, 2, 5), Doubled(2.01, 3), Flatten()], rng=0)
    with pytest.raises(ValueError, match="check `parameter_reach`, `forward_columns`, `input_spread`"):
        METHOD.gradient(_risk(lying), lying.theta)
