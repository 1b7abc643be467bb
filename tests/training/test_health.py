"""The largest stable learning rate, the checks before a long run, and single steps for streams."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import final

import numpy as np
import pytest
from typing_extensions import override

import minigrad as mg
from minigrad.arrays import FloatArray
from minigrad.layers import Layer, Params, Pullback
from tests.training.helpers import CLASSES, FEATURES, make_data

X, T = make_data()


@pytest.mark.each("seed", range(4))
def test_the_limit_is_2_over_the_largest_eigenvalue_of_the_hessian(seed: int) -> None:
    """The Hessian is taken as differences of values, entry by entry."""
    network = mg.TwoLayerNet(FEATURES, 3, CLASSES, rng=seed)
    network.theta = 3.0 * network.theta
    risk = mg.EmpiricalRisk(network, mg.SoftmaxCrossEntropy(), X, T)
    largest = np.linalg.eigvalsh(mg.CentralDifference().hessian(risk, network.theta))[-1]
    assert mg.learning_rate_limit(risk) == pytest.approx(2.0 / largest, rel=2e-3)


def test_where_the_largest_eigenvalue_is_not_the_one_of_the_largest_size() -> None:
    """The loss is 3 cos(a) + b^2 / 4, whose curvatures at 0 are -3 and 1/2."""

    @final
    class Saddle(mg.Objective):
        @override
        def sample_values(self, outputs: FloatArray, targets: mg.Targets) -> FloatArray:
            values: FloatArray = 3.0 * np.cos(outputs[..., 0]) + 0.25 * outputs[..., 1] ** 2
            return values

        @override
        def sample_gradients(self, outputs: FloatArray, targets: mg.Targets) -> FloatArray:
            return np.stack([-3.0 * np.sin(outputs[..., 0]), 0.5 * outputs[..., 1]], axis=-1)

    network = mg.SimpleNet(1, 2, rng=0)
    risk = mg.EmpiricalRisk(network, Saddle(), [[1.0]], [[0.0, 0.0]])
    assert mg.learning_rate_limit(risk, np.zeros(2)) == pytest.approx(4.0, rel=1e-3)
    assert mg.learning_rate_limit(mg.EmpiricalRisk(network, Saddle(), [[0.0]], [[0.0, 0.0]]), np.zeros(2)) == np.inf


@pytest.mark.parametrize(("part", "falls"), [(0.95, True), (1.05, False)])
def test_gradient_descent_converges_below_the_limit_and_diverges_above_it(part: float, falls: bool) -> None:
    """The squared error of a linear network is a quadratic, so the limit is the same everywhere."""
    network = mg.SimpleNet(FEATURES, CLASSES, rng=0)
    rows = np.eye(CLASSES)[T]
    rate = part * mg.learning_rate_limit(mg.EmpiricalRisk(network, mg.MeanSquaredError(), X, rows))
    trainer = mg.Trainer(network, mg.MeanSquaredError(), mg.GradientDescent(rate), rng=0)
    history = trainer.fit(X, rows, epochs=100, batch_size=None)
    assert bool(history.loss[-1] < history.loss[0]) is falls


@final
@dataclass(frozen=True)
class Centered(Layer):
    """Subtracts the mean over the samples, which nobody should do."""

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        outputs: FloatArray = inputs - inputs.mean(axis=-2, keepdims=True)
        return outputs, lambda d_outputs: ({}, d_outputs - d_outputs.mean(axis=-2, keepdims=True))


def _report(network: mg.Network, rate: float = 0.03, t: list[int] | None = None) -> mg.SanityReport:
    trainer = mg.Trainer(network, mg.SoftmaxCrossEntropy(), mg.Adam(rate), rng=0)
    theta = network.theta.copy()
    report = trainer.sanity_check(X, T if t is None else t)
    np.testing.assert_array_equal(network.theta, theta)
    assert (trainer.state.steps, len(trainer.history)) == (0, 0)
    return report


def _dead() -> mg.Network:
    network = mg.TwoLayerNet(FEATURES, 5, CLASSES, activation=mg.ReLU(), rng=0)
    parameters = network.parameters
    network.theta = network.flatten(parameters | {"dense1.bias": np.full(5, -100.0)})
    return network


def _sound(seed: int = 0) -> mg.Network:
    return mg.TwoLayerNet(FEATURES, 20, CLASSES, activation=mg.Tanh(), rng=seed)


def _large() -> mg.Network:
    network = _sound()
    network.theta = 10.0 * network.theta
    return network


def _mixing() -> mg.Network:
    return mg.Sequential([mg.Dense(FEATURES, 20), mg.Tanh(), Centered(), mg.Dense(20, CLASSES)], rng=0)


SICK = {
    "large": (_large, 0.03, {"loss before training": "by chance; use smaller initial weights, standardize x, or look"}),
    "dead": (
        _dead,
        0.03,
        {
            "gradient of each array": "dense1.weight, dense1.bias, dense2.weight get none, so they never learn; look",
            "20 samples by heart": "not learned in 2000 steps: the loss is ",
        },
    ),
    "mixed": (_mixing, 0.03, {"samples apart": "of their size with another sample; look for a sum or a mean over sam"}),
    "slow": (_sound, 1e-7, {"update to weight": "in one step, and about 1e-3 is usual; use a larger learning rate"}),
    "fast": (_sound, 10.0, {"update to weight": "in one step, and about 1e-3 is usual; use a smaller learning rate"}),
}


@pytest.mark.each("what", SICK)
def test_each_check_finds_what_it_is_for(what: str) -> None:
    make, rate, texts = SICK[what]
    report = _report(make(), rate)
    found = {finding.name: finding for finding in report.findings}
    assert not report.passed
    for name, text in texts.items():
        assert not found[name].passed
        assert text in found[name].text
        assert f"LOOK  {name}: " in str(report)


def test_a_sound_network_passes_and_what_is_measured_is_right() -> None:
    network = _sound()
    report = _report(network)
    assert report.passed, str(report)
    start = mg.EmpiricalRisk(network, mg.SoftmaxCrossEntropy(), X, T)(network.theta)
    assert report.findings[0].value == pytest.approx(start, rel=1e-13)
    assert f"and {np.log(CLASSES):.4g} by chance" in report.findings[0].text


def test_a_step_that_makes_the_weights_large_is_too_long() -> None:
    """Adam's steps have the length of its rate in each entry, so 10 of them outgrow weights of the size 1."""
    finding = _report(mg.SimpleNet(FEATURES, CLASSES, rng=0), 10.0).findings[3]
    assert not finding.passed
    assert finding.value > 1.0


def test_a_method_is_not_told_to_take_another_learning_rate() -> None:
    trainer = mg.Trainer(mg.SimpleNet(FEATURES, CLASSES, rng=0), mg.SoftmaxCrossEntropy(), mg.LBFGS(), rng=0)
    finding = trainer.sanity_check(X, T).findings[3]
    assert finding.passed
    assert finding.text.endswith(" in one step, whose length the method chooses itself")


def test_regression_is_compared_with_the_mean_of_the_targets() -> None:
    rows = 3.0 + 0.1 * np.random.default_rng(0).normal(size=(len(X), 1))
    trainer = mg.Trainer(mg.SimpleNet(FEATURES, 1, bias=True, rng=0), mg.MeanSquaredError(), mg.Adam(0.1), rng=0)
    chance = mg.MeanSquaredError().value(np.full_like(rows, rows.mean()), rows)
    finding = trainer.sanity_check(X, rows).findings[0]
    assert not finding.passed
    assert f"and {chance:.4g} by chance; use smaller" in finding.text


def test_steps_of_a_stream_are_those_of_a_fit_in_the_given_order(tmp_path: Path) -> None:
    """Also from rows of a memory-mapped array; the loss is that before each step."""
    np.save(tmp_path / "x.npy", X)
    mapped = np.load(tmp_path / "x.npy", mmap_mode="r")
    stream, whole = (
        mg.Trainer(mg.SimpleNet(FEATURES, CLASSES, rng=0), mg.SoftmaxCrossEntropy(), mg.Adam(0.1), rng=0)
        for _ in range(2)
    )
    for _ in range(3):
        before = stream.evaluate(X[:10], T[:10]).loss
        assert stream.partial_fit(mapped[:10], T[:10]) == before
        whole.fit(X[:10], T[:10], batch_size=None)
    assert stream.network.theta.tobytes() == whole.network.theta.tobytes()
    assert (len(stream.history), stream.state.steps) == (0, 3)
