"""Networks in training, with states, shared layers and samples of several axes: risks stay pure functions of theta."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np
import pytest
from typing_extensions import override

from minigrad.arrays import FloatArray
from minigrad.checking import check_gradient
from minigrad.differentiators import AdaptiveDifference
from minigrad.layers import Activation, Chain, Dense, Layer, Params, Pullback, Residual, Tanh
from minigrad.networks import EmpiricalRisk, Sequential, TwoLayerNet
from minigrad.objectives import SoftmaxCrossEntropy
from tests.layers.combined_layers import Centred, Noise

X = np.random.default_rng(0).normal(size=(6, 4))
LABELS = np.array([0, 2, 1, 1, 0, 2])


def _network() -> Sequential:
    return Sequential([Dense(4, 5), Centred(5), Tanh(), Noise(), Residual(Dense(5, 5)), Dense(5, 3)], rng=0)


@pytest.mark.parametrize("training", [None, 3])
def test_a_risk_is_a_function_of_theta_alone_in_use_and_in_training(training: int | None) -> None:
    network = _network()
    state = network.state.copy()
    risk = EmpiricalRisk(network, SoftmaxCrossEntropy(), X, LABELS, training=training)
    theta = network.theta + 0.1
    report = check_gradient(risk, risk.gradient, theta, names=network.layout, order=False)
    assert report.passed, report
    np.testing.assert_allclose(AdaptiveDifference().gradient(risk, theta), risk.gradient(theta), atol=1e-9)
    again = EmpiricalRisk(network, SoftmaxCrossEntropy(), X, LABELS, training=training)
    assert again(theta) == risk(theta)
    np.testing.assert_array_equal(network.state, state)


def test_each_seed_gives_another_function_and_a_batch_may_choose_it() -> None:
    network, rows = _network(), np.array([5, 0, 2])
    risk = EmpiricalRisk(network, SoftmaxCrossEntropy(), X, LABELS)
    direct = EmpiricalRisk(network, SoftmaxCrossEntropy(), X[rows], LABELS[rows], training=8)
    batch = risk.take(rows, training=8)
    assert batch(network.theta) == direct(network.theta)
    np.testing.assert_array_equal(batch.gradient(network.theta), direct.gradient(network.theta))
    assert len({risk.take(rows, training=key)(network.theta) for key in range(5)}) == 5
    for single in (network.theta, network.theta.astype(np.float32)):
        plain = EmpiricalRisk(network, SoftmaxCrossEntropy(), X[rows], LABELS[rows])
        assert risk.take(rows).value_and_gradient(single)[0] == plain(single)
        np.testing.assert_array_equal(risk.take(rows).gradient(single), plain.gradient(single))


def test_what_layers_learn_comes_back_and_is_used() -> None:
    network = _network()
    risk = EmpiricalRisk(network, SoftmaxCrossEntropy(), X, LABELS)
    assert risk.slope(network.theta).state.tolist() == [0.0] * 5
    learned = risk.take(np.arange(6), training=1).slope(network.theta).state
    hidden = X @ network.parameters["dense1.weight"]
    np.testing.assert_allclose(learned, hidden.mean(axis=0), rtol=1e-13)
    before = network.predict(X)
    network.adopt(network.theta, learned)
    assert not np.allclose(network.predict(X), before)
    np.testing.assert_array_equal(network.state_layout.unflatten(network.state)["centred1.mean"], learned)
    assert "5 numbers of state" in network.summary()
    with pytest.raises(ValueError, match=r"`state` must have shape \(5,\), got \(4,\)"):
        network.state = np.zeros(4)


def test_a_layer_that_stands_in_a_network_twice_shares_its_parameters() -> None:
    square = Dense(4, 4)
    network = Sequential([square, Tanh(), square, Dense(4, 3)], rng=0)
    assert network.layout.names == ("chain1.dense1.weight", "chain1.dense1.bias", "dense1.weight", "dense1.bias")
    risk = EmpiricalRisk(network, SoftmaxCrossEntropy(), X, LABELS)
    assert check_gradient(risk, risk.gradient, network.theta, names=network.layout, order=False).passed


@final
@dataclass(frozen=True)
class Counter(Layer):
    """Counts its calls in training; it has no parameters."""

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {}

    def initial_state(self) -> dict[str, FloatArray]:
        return {"calls": np.zeros(1)}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        return inputs, lambda d_outputs: ({}, d_outputs)

    def forward_and_state(
        self, params: Params, inputs: FloatArray
    ) -> tuple[FloatArray, Pullback, dict[str, FloatArray]]:
        return *self.forward(params, inputs), {"calls": params["calls"] + 1.0}


def test_a_layer_without_parameters_that_stands_in_a_network_twice_shares_its_state() -> None:
    counter = Counter()
    network = Sequential([Dense(4, 3), counter, Tanh(), counter], rng=0)
    risk = EmpiricalRisk(network, SoftmaxCrossEntropy(), X, LABELS, training=0)
    assert risk.slope(network.theta).state.tolist() == [2.0]


def test_a_state_too_large_for_single_precision_is_refused() -> None:
    network = Sequential([Dense(4, 3), Counter()], rng=0, dtype=np.float32)
    with pytest.raises(ValueError, match="`state` must be finite, got inf at index 0"):
        network.state = [1e300]
    assert network.state.tolist() == [0.0]


@final
@dataclass(frozen=True)
class SumOfPixels(Layer):
    """The sums over height and width, times one factor for each channel."""

    n_channels: int
    input_axes = 3

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {"factor": rng.normal(size=self.n_channels)}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        factor = params["factor"][..., np.newaxis, :]
        sums = np.asarray(inputs.sum(axis=(-1, -2)))

        def pullback(d_outputs: FloatArray) -> tuple[dict[str, FloatArray], FloatArray]:
            d_inputs = (d_outputs * factor)[..., np.newaxis, np.newaxis] * np.ones_like(inputs)
            return {"factor": np.asarray((d_outputs * sums).sum(axis=-2))}, d_inputs

        return sums * factor, pullback


@final
@dataclass(frozen=True)
class Cube(Activation):
    """x^3."""

    @override
    def apply(self, inputs: FloatArray) -> FloatArray:
        return inputs**3

    @override
    def pull_back(self, inputs: FloatArray, outputs: FloatArray, d_outputs: FloatArray) -> FloatArray:
        return 3.0 * inputs**2 * d_outputs


def test_samples_of_several_axes() -> None:
    network = Sequential([Residual(Chain((Cube(), Tanh()))), SumOfPixels(2), Dense(2, 3)], rng=0)
    images = np.random.default_rng(1).normal(size=(6, 2, 3, 3))
    risk = EmpiricalRisk(network, SoftmaxCrossEntropy(), images, LABELS)
    assert check_gradient(risk, risk.gradient, network.theta, names=network.layout, order=False).passed
    np.testing.assert_allclose(
        AdaptiveDifference().gradient(risk, network.theta), risk.gradient(network.theta), atol=1e-9
    )
    np.testing.assert_array_equal(network.predict(images[0]), network.predict(images)[0])
    with pytest.raises(ValueError, match=r"`x` must have 3 axes for each sample, .* got \(6, 18\)"):
        network.predict(images.reshape(6, 18))


def test_a_training_mode_is_a_whole_number() -> None:
    with pytest.raises(ValueError, match="`training` must be None or a whole number of at least 0, got -1"):
        EmpiricalRisk(TwoLayerNet(4, 5, 3), SoftmaxCrossEntropy(), X, LABELS, training=-1)
