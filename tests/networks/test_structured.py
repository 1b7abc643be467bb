"""Numeric gradients of a risk from the network's structure: the same numbers as one evaluation after the other."""

from __future__ import annotations

import math
import tracemalloc
from dataclasses import dataclass
from itertools import cycle
from typing import final

import numpy as np
import pytest
from typing_extensions import override

from minigrad.arrays import FloatArray, FloatType
from minigrad.differentiators import AdaptiveDifference, CentralDifference, Differentiator, ForwardDifference
from minigrad.layers import Dense, Layer, Params, Pullback, ReLU, Sigmoid, Tanh
from minigrad.networks import EmpiricalRisk, Network, Sequential, SimpleNet, TwoLayerNet
from minigrad.networks.structured.structured_settings import STRUCTURED
from minigrad.objectives import MeanSquaredError, Objective, SoftmaxCrossEntropy, TargetKind, Targets
from minigrad.probes.workers.worker_types import Workers
from tests.networks.structured_risks import LABELS, METHOD, SOFT, X, one_by_one, require_equal, targets
from tests.networks.users_layers import Centred, OneFactor, Scale, StructuredScale, TwoAxes
from tests.numeric import read_only
from tests.registry import DIFFERENTIATORS, LAYERS, NETWORKS, OBJECTIVES, STAND_INS


@pytest.mark.parametrize("network", NETWORKS, ids=repr)
@pytest.mark.parametrize("objective", OBJECTIVES, ids=str)
def test_every_network_with_every_objective(network: Network, objective: Objective) -> None:
    risk = EmpiricalRisk(network, objective, X, targets(objective))
    require_equal(risk)
    require_equal(risk, np.random.default_rng(2).normal(size=network.layout.size))


@pytest.mark.parametrize("method", DIFFERENTIATORS, ids=str)
def test_every_differentiator(method: Differentiator) -> None:
    """An adaptive method may choose other steps where the last bits differ, so the answers agree within their
    bounds."""
    risk = EmpiricalRisk(NETWORKS[4], SoftmaxCrossEntropy(), X, LABELS)
    expected = method.estimate(one_by_one(risk), risk.network.theta)
    got = method.estimate(risk, risk.network.theta)
    np.testing.assert_array_equal(got.status, expected.status)
    known = np.isfinite(expected.error)  # one weight moves a ReLU so close to its kink that an adaptive method gives up
    np.testing.assert_array_equal(np.isfinite(got.error), known)
    assert known.mean() > 0.98
    assert (np.abs(got.value - expected.value) <= got.error + expected.error)[known].all()
    assert (np.abs(got.value - risk.gradient(risk.network.theta)) <= got.error)[known].all()


@pytest.mark.parametrize("layer", LAYERS + STAND_INS, ids=str)
def test_every_layer_in_each_position_and_with_each_objective(layer: Layer) -> None:
    width = layer.n_outputs if isinstance(layer, Dense) else 4
    positions = (
        ([layer, Dense(width, 3)], 3),
        ([Dense(4, 4), layer, Dense(width, 3)], 3),
        ([Dense(4, 4), layer], width),
        ([Dense(4, 4), Sigmoid(), layer, ReLU()], width),
    )
    for (layers, n_outputs), objective in zip(positions, cycle(OBJECTIVES), strict=False):
        targets = np.arange(6) % n_outputs if objective.target_kind is TargetKind.CLASSES else np.ones((6, n_outputs))
        require_equal(EmpiricalRisk(Sequential(layers, rng=3), objective, X, targets))


@pytest.mark.parametrize("targets", [LABELS, np.eye(3)[LABELS], SOFT], ids=["labels", "one-hot", "soft"])
def test_every_form_of_targets(targets: Targets) -> None:
    require_equal(EmpiricalRisk(TwoLayerNet(4, 5, 3, rng=0), SoftmaxCrossEntropy(), X, targets))
    require_equal(EmpiricalRisk(SimpleNet(4, 3, rng=0), SoftmaxCrossEntropy(), X, targets))


@pytest.mark.parametrize("objective", OBJECTIVES, ids=str)
@pytest.mark.parametrize("n_outputs", [1, 2])
def test_one_sample_and_one_class(objective: Objective, n_outputs: int) -> None:
    labels = objective.target_kind is TargetKind.CLASSES
    for rows in (X[:1], X):
        targets = np.zeros(len(rows), np.int64) if labels else np.ones((len(rows), n_outputs))
        for network in (SimpleNet(4, n_outputs, bias=True, rng=0), TwoLayerNet(4, 3, n_outputs, rng=0)):
            require_equal(EmpiricalRisk(network, objective, rows, targets))
    require_equal(EmpiricalRisk(SimpleNet(4, n_outputs, rng=0), objective, X[0], 0 if labels else np.ones(n_outputs)))


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_single_precision_networks_are_differentiated_in_double_precision(dtype: FloatType) -> None:
    network = TwoLayerNet(4, 5, 3, activation=Tanh(), rng=0, dtype=dtype)
    risk = EmpiricalRisk(network, SoftmaxCrossEntropy(), X.astype(dtype), LABELS)
    require_equal(risk)
    np.testing.assert_allclose(METHOD.gradient(risk, network.theta), risk.gradient(network.theta), rtol=2e-4, atol=2e-5)


def test_more_parameters_than_one_stack_holds() -> None:
    wide = np.random.default_rng(5).normal(size=(3, STRUCTURED.group + 5))
    network = Sequential([Dense(STRUCTURED.group + 5, 4), Sigmoid(), Dense(4, 5), Tanh(), Dense(5, 3)], rng=0)
    require_equal(EmpiricalRisk(network, SoftmaxCrossEntropy(), wide, [0, 1, 2]))


def test_the_steps_stay_inside_bounds() -> None:
    risk = EmpiricalRisk(NETWORKS[2], SoftmaxCrossEntropy(), X, LABELS)
    theta = NETWORKS[2].theta
    bounds = (theta - 1e-7, theta + 1e-7)
    expected = METHOD.gradient(one_by_one(risk), theta, bounds=bounds)
    np.testing.assert_allclose(METHOD.gradient(risk, theta, bounds=bounds), expected, rtol=1e-12, atol=4e-15 / 1e-8)


def test_it_is_the_gradient_that_backpropagation_finds() -> None:
    risk = EmpiricalRisk(NETWORKS[4], SoftmaxCrossEntropy(), X, LABELS)
    theta = NETWORKS[4].theta
    np.testing.assert_allclose(CentralDifference(order=4).gradient(risk, theta), risk.gradient(theta), atol=1e-10)


def test_samples_stay_inside_bounds() -> None:
    """The root of a scale has no value below 0, and says so; a sample is not taken there, nor is it missed."""
    risk = EmpiricalRisk(Sequential([Root()], rng=0), MeanSquaredError(), np.ones((2, 4)), np.zeros((2, 4)))
    theta = np.full(4, 1e-9)
    gradient = CentralDifference(abs_step=1e-10).gradient(risk, theta, bounds=(0.0, np.inf))
    np.testing.assert_allclose(gradient, np.full(4, 0.25), rtol=1e-4)  # of the mean of the scales


@final
class CountingSquares(Objective):
    """The sum of squares, which counts at how many points it was evaluated; says nothing of its structure."""

    def __init__(self) -> None:
        self.points = 0

    @override
    def sample_values(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        self.points += math.prod(outputs.shape[:-2])
        return np.asarray(((outputs - targets) ** 2).sum(axis=-1))

    @override
    def sample_gradients(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        return np.asarray(2 * (outputs - targets))


@pytest.mark.parametrize(
    "method", [METHOD, ForwardDifference(), CentralDifference(abs_step=1e-11), AdaptiveDifference()], ids=str
)
@pytest.mark.parametrize("layer", [Dense(4, 30), OneFactor(), Centred(), TwoAxes()], ids=str)
@pytest.mark.parametrize("workers", [None, 1])
def test_evaluations_are_what_was_evaluated(method: Differentiator, layer: Layer, workers: Workers) -> None:
    objective = CountingSquares()
    width = 30 if isinstance(layer, Dense) else 4
    risk = EmpiricalRisk(Sequential([layer, Dense(width, 3)], rng=0), objective, X, SOFT)
    METHOD.gradient(risk, risk.network.theta)  # finds out whether it takes stacks
    objective.points = 0
    estimate = method.estimate(risk, risk.network.theta, workers=workers)
    assert estimate.evaluations == objective.points


def test_a_structure_that_fails_is_an_error_and_not_only_slow() -> None:
    network = Sequential([StructuredScale(axes=2), Dense(4, 3)], rng=0)
    risk = EmpiricalRisk(network, SoftmaxCrossEntropy(), X, LABELS)
    with pytest.raises(ValueError, match="fails when it is used: not what was expected") as caught:
        METHOD.gradient(risk, network.theta)
    assert isinstance(caught.value.__cause__, TypeError)


@final
@dataclass(frozen=True)
class Root(Layer):
    """sqrt(scale) * x, which is defined for positive scales only, and says so with an exception."""

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {"scale": np.full(4, 1.0)}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        if (params["scale"] <= 0.0).any():
            raise ArithmeticError("scale must be positive")
        outputs, _ = Scale().forward({"scale": np.sqrt(params["scale"])}, inputs)
        return outputs, lambda d_outputs: ({"scale": np.zeros(4)}, d_outputs)


def test_an_exception_names_the_parameter() -> None:
    network = Sequential([Root(), Dense(4, 3)], rng=0)
    risk = EmpiricalRisk(network, SoftmaxCrossEntropy(), X, LABELS)
    theta = np.array(network.theta)
    theta[2] = 1e-5
    with pytest.raises(ArithmeticError, match="scale must be positive") as caught:
        CentralDifference(abs_step=1e-4).gradient(risk, theta)
    assert caught.value.__notes__ == ["`fun` was called with x[2] moved by -0.0001"]


def _peak(risk: EmpiricalRisk) -> float:
    theta = risk.network.theta
    METHOD.gradient(risk, theta)
    tracemalloc.start()
    try:
        METHOD.gradient(risk, theta)
        return tracemalloc.get_traced_memory()[1] / 2**20
    finally:
        tracemalloc.stop()


def test_memory_is_bounded() -> None:
    rng = np.random.default_rng(8)
    x, labels = rng.normal(size=(500, 40)), rng.integers(0, 10, size=500)
    network = TwoLayerNet(40, 20, 10, rng=0)
    # All moved networks at once would take 2 x 1,030 parameters x 500 samples x (20 + 10) activations: 247 MB. The
    # allocator is told of 16 MiB that nobody touches.
    assert _peak(EmpiricalRisk(network, SoftmaxCrossEntropy(), x, labels)) < 16 + 8
    assert _peak(EmpiricalRisk(network, SoftmaxCrossEntropy(), x, labels, max_bytes=2**17)) < 2


@pytest.mark.parametrize("max_bytes", [1, 1000, 10**8])
def test_the_bound_on_memory_changes_nothing_but_memory(max_bytes: int) -> None:
    require_equal(EmpiricalRisk(NETWORKS[4], SoftmaxCrossEntropy(), X, LABELS, max_bytes=max_bytes))


@pytest.mark.parametrize(("max_bytes", "error"), [(0, ValueError), (-1, ValueError), (1.5, TypeError)])
def test_max_bytes_is_a_count(max_bytes: int, error: type[Exception]) -> None:
    with pytest.raises(error, match="`max_bytes` must be a whole number"):
        EmpiricalRisk(NETWORKS[0], SoftmaxCrossEntropy(), X, LABELS, max_bytes=max_bytes)


def test_nothing_that_the_caller_owns_is_written_to() -> None:
    risk = EmpiricalRisk(NETWORKS[2], MeanSquaredError(), X, read_only(SOFT))
    theta = np.array(NETWORKS[2].theta)
    before = theta.copy()
    first = METHOD.gradient(risk, theta)
    np.testing.assert_array_equal(theta, before)
    np.testing.assert_array_equal(METHOD.gradient(risk, theta), first)
