"""Layers and objectives of the user's own, whose networks are evaluated together."""

from __future__ import annotations

from copy import copy
from itertools import cycle
from typing import ClassVar, final

import numpy as np
import pytest
from typing_extensions import override

from minigrad.arrays import FloatArray
from minigrad.differentiators import CentralDifference
from minigrad.layers import Dense, Layer, ReLU, Sigmoid
from minigrad.networks import EmpiricalRisk, Sequential, SimpleNet, TwoLayerNet
from minigrad.objectives import MeanSquaredError, Objective, SoftmaxCrossEntropy, TargetKind, Targets
from tests.networks.structured_risks import LABELS, METHOD, SOFT, X, require_equal, targets
from tests.networks.users_layers import USERS_LAYERS, OneFactor, Standardised, TwoAxes
from tests.registry import OBJECTIVES


@pytest.mark.parametrize("layer", USERS_LAYERS, ids=str)
def test_layers_of_the_users_in_each_position_and_with_each_objective(layer: Layer) -> None:
    positions = (
        [layer, Dense(4, 3)],
        [Dense(4, 4), layer, Dense(4, 3)],
        [Dense(4, 4), ReLU(), layer, Sigmoid(), Dense(4, 3)],
        [layer, Dense(4, 4), copy(layer), copy(layer), Dense(4, 3)],
    )
    for layers, objective in zip(positions, cycle(OBJECTIVES), strict=False):
        risk = EmpiricalRisk(Sequential(layers, rng=1), objective, X, targets(objective))
        require_equal(risk, vectorized=not isinstance(layer, TwoAxes))


def test_a_parameter_that_is_one_number() -> None:
    risk = EmpiricalRisk(
        Sequential([OneFactor()], rng=0), MeanSquaredError(), [[1.0, 2.0], [3.0, 4.0]], np.zeros((2, 2))
    )
    gradient = METHOD.gradient(risk, [2.0])  # of factor^2 (1 + 4 + 9 + 16) / 4
    np.testing.assert_allclose(gradient, [30.0], rtol=1e-9)


def test_a_layer_that_mixes_samples_and_needs_two_of_them() -> None:
    network = Sequential([Dense(4, 4), Standardised(), Dense(4, 3)], rng=0)
    for rows in (X, np.vstack([X[:1], X[:1], X])):  # the first two samples are equal: their deviation is 0
        risk = EmpiricalRisk(network, SoftmaxCrossEntropy(), rows, np.arange(len(rows)) % 3)
        np.testing.assert_allclose(
            CentralDifference(order=4).gradient(risk, network.theta), risk.gradient(network.theta), atol=1e-9
        )
    with pytest.raises(ValueError, match="one sample has no deviation"):
        EmpiricalRisk(network, SoftmaxCrossEntropy(), X[:1], [0])


@pytest.mark.parametrize("n_samples", [1, 4, 8, 16, 32])
def test_a_layer_that_takes_no_stacks_is_evaluated_one_by_one_even_where_shapes_happen_to_fit(n_samples: int) -> None:
    rows = np.random.default_rng(6).normal(size=(n_samples, 4))
    labels = np.arange(n_samples) % 3
    risk = EmpiricalRisk(Sequential([TwoAxes(), Dense(4, 3)], rng=0), SoftmaxCrossEntropy(), rows, labels)
    require_equal(risk, vectorized=False)


@final
class Fourth(Objective):
    """Says nothing of its structure; with ``one=True`` it takes no stacks either."""

    target_kind: ClassVar[TargetKind] = TargetKind.ANY

    def __init__(self, *, one: bool) -> None:
        self._one = one

    @override
    def sample_values(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        total = np.asarray((outputs**4).sum(axis=1 if self._one else -1))
        return np.asarray(total * (1.0 + targets.reshape(6, -1).sum(axis=-1)))

    @override
    def sample_gradients(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        return np.asarray(4 * outputs**3 * (1.0 + targets.reshape(6, -1).sum(axis=-1, keepdims=True)))


@pytest.mark.parametrize("targets", [LABELS, SOFT], ids=["labels", "rows"])
@pytest.mark.parametrize("one", [False, True])
def test_an_objective_of_the_users(targets: Targets, one: bool) -> None:
    for network in (SimpleNet(4, 3, rng=0), TwoLayerNet(4, 5, 3, rng=0)):
        require_equal(EmpiricalRisk(network, Fourth(one=one), X, targets), vectorized=not one)
