"""Verification while training: silent while all is well, and the end of the run when a gradient is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np
import pytest
from typing_extensions import override

from minigrad.arrays import FloatArray
from minigrad.checking import Verdict, check_gradient, spot_check
from minigrad.layers import Dense, Layer, Params, Pullback, ReLU
from minigrad.networks import EmpiricalRisk, Sequential, SimpleNet
from minigrad.objectives import SoftmaxCrossEntropy
from minigrad.optimizers import Adam
from minigrad.optimizers.adam import AdamState
from minigrad.training import GradientMismatchError, Mismatch, Trainer

RNG = np.random.default_rng(0)
X = RNG.normal(size=(40, 3))
T = RNG.integers(0, 2, 40)


@final
@dataclass(frozen=True)
class WrongWhenLarge(Layer):
    """The identity, with a pullback that is off by 1 % once an input exceeds a limit."""

    limit: float

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        factor = 1.01 if float(np.abs(inputs).max()) > self.limit else 1.0
        return np.asarray(1.0 * inputs), lambda d_outputs: ({}, np.asarray(factor * d_outputs))


def trainer(limit: float, every: int | None) -> Trainer[AdamState]:
    network = Sequential([Dense(3, 4), ReLU(), WrongWhenLarge(limit), Dense(4, 2)], rng=1)
    return Trainer(network, SoftmaxCrossEntropy(), Adam(learning_rate=0.05), verify_every=every, rng=0)


def test_a_right_gradient_is_not_disturbed() -> None:
    watched, unwatched = trainer(np.inf, 1), trainer(np.inf, None)
    one, two = watched.fit(X, T, epochs=3, batch_size=10), unwatched.fit(X, T, epochs=3, batch_size=10)
    assert [record.loss for record in one.records] == [record.loss for record in two.records]


def test_a_wrong_gradient_stops_the_training_with_its_batch() -> None:
    with pytest.raises(GradientMismatchError, match="wrong gradient in epoch") as caught:
        trainer(2.0, 1).fit(X, T, epochs=50, batch_size=10)
    error = caught.value
    assert error.path is not None
    try:
        kept = Mismatch.load(error.path)
    finally:
        error.path.unlink()
    network = Sequential([Dense(3, 4), ReLU(), WrongWhenLarge(2.0), Dense(4, 2)], rng=1)
    risk = EmpiricalRisk(network, SoftmaxCrossEntropy(), kept.x, kept.t)
    assert error.report.verdict is Verdict.FAIL
    assert check_gradient(risk, risk.gradient, kept.theta).verdict is Verdict.FAIL
    assert len(kept.x) == 10


def test_it_must_be_a_count() -> None:
    with pytest.raises(ValueError, match="`verify_every` must be a whole number of at least 1"):
        Trainer(SimpleNet(), SoftmaxCrossEntropy(), Adam(), verify_every=0)


def test_a_spot_check_costs_four_evaluations() -> None:
    calls = [0]

    def fun(x: FloatArray) -> float:
        calls[0] += 1
        return float(np.sum(np.sin(x)))

    assert spot_check(fun, np.cos, np.linspace(0.0, 1.0, 500), rng=0) is None
    assert calls[0] == 4


def test_every_batch_can_be_watched_down_to_small_losses() -> None:
    seed = 0
    network = Sequential([Dense(3, 8), ReLU(), Dense(8, 8), ReLU(), Dense(8, 2)], rng=seed)
    watched = Trainer(network, SoftmaxCrossEntropy(), Adam(learning_rate=0.03), verify_every=1, rng=seed)
    history = watched.fit(X[:12], T[:12], epochs=300, batch_size=12)
    assert history.records[-1].loss < 1e-3


@pytest.mark.parametrize("seed", range(10))
def test_a_spot_check_notices_one_wrong_entry(seed: int) -> None:
    def jac(x: FloatArray) -> FloatArray:
        gradient = np.cos(x)
        gradient[7] *= 1.01
        return gradient

    report = spot_check(lambda x: float(np.sum(np.sin(x))), jac, np.linspace(0.0, 1.0, 100), rng=seed)
    assert report is not None
    assert report.worst[0].index == (7,)
