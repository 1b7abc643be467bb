"""Screening large gradients: few evaluations, the guilty entries by name, and the probability of a miss."""

from __future__ import annotations

import numpy as np
import pytest

from minigrad.arrays import FloatArray
from minigrad.checking import GradientReport, Verdict, check_gradient
from minigrad.layers import Layer, ReLU, Sigmoid, Tanh
from minigrad.networks import EmpiricalRisk, TwoLayerNet
from minigrad.objectives import SoftmaxCrossEntropy


def risk(activation: Layer, n_inputs: int, n_hidden: int, samples: int = 20) -> EmpiricalRisk:
    rng = np.random.default_rng(0)
    network = TwoLayerNet(n_inputs, n_hidden, 10, activation=activation, rng=1)
    return EmpiricalRisk(network, SoftmaxCrossEntropy(), rng.normal(size=(samples, n_inputs)), rng.integers(0, 10, samples))


@pytest.mark.parametrize("activation", [Sigmoid(), Tanh(), ReLU()], ids=lambda layer: type(layer).__name__)
def test_a_right_gradient_passes_with_a_small_probability_of_a_miss(activation: Layer) -> None:
    fun = risk(activation, 64, 100)
    report = check_gradient(fun, fun.gradient, fun.network.theta, names=fun.name, mode="screen", rng=0)
    assert report.verdict is Verdict.PASS
    assert report.evaluations < 120
    assert [block.name for block in report.screened] == ["dense1.weight", "dense1.bias", "dense2.weight", "dense2.bias"]
    assert max(block.missed_if_doubled for block in report.screened) < 0.01
    assert "missed with probability" in str(report)
    assert GradientReport.from_json(report.to_json()) == report


def test_three_wrong_entries_among_a_million_are_named_in_under_400_evaluations() -> None:
    fun = risk(Sigmoid(), 784, 1259, samples=4)
    theta = fun.network.theta
    wrong = np.array([123_456, 500_001, 999_000])

    def jac(point: FloatArray) -> FloatArray:
        gradient = fun.gradient(point).copy()
        gradient[wrong] *= [0.0, 2.0, -1.0]
        return gradient

    report = check_gradient(fun, jac, theta, names=fun.name, mode="screen", rng=0)
    assert theta.size > 1_000_000
    assert report.verdict is Verdict.FAIL
    assert {entry.name for entry in report.worst if entry.verdict is Verdict.FAIL} == {fun.name(int(i)) for i in wrong}
    assert report.evaluations < 400


def test_an_error_everywhere_is_explained_from_a_sample() -> None:
    fun = risk(Tanh(), 64, 100)
    report = check_gradient(fun, lambda t: 20.0 * fun.gradient(t), fun.network.theta, names=fun.name, mode="screen", rng=0)
    assert report.verdict is Verdict.FAIL
    assert report.cause is not None and "N = 20 is missing" in report.cause.message


def test_a_small_error_hidden_by_a_large_one_is_found_too() -> None:
    n = 4096
    x = np.random.default_rng(2).normal(size=n)

    def jac(p: FloatArray) -> FloatArray:
        gradient = np.cos(p)
        gradient[17] += 5.0
        gradient[3000] += 1e-4
        return gradient

    report = check_gradient(lambda p: float(np.sin(p).sum()), jac, x, mode="screen", rng=1)
    assert {entry.index for entry in report.worst} == {(17,), (3000,)}


def test_an_unknown_mode_is_refused() -> None:
    with pytest.raises(ValueError, match='`mode` must be "full" or "screen"'):
        check_gradient(lambda x: float(x.sum()), np.ones_like, [1.0], mode="quick")  # type: ignore[arg-type]
