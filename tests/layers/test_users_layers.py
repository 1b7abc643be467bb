"""What users write: noise in training, and a layer with a running statistic, in ten to fifteen lines each."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import final

import numpy as np
import pytest
from typing_extensions import override

import minigrad as mg
from minigrad.layers import Params, Pullback
from minigrad.testing import check_layer


@final
@dataclass(frozen=True)
class GaussianNoise(mg.Layer):
    scale: float
    key: int | None = None

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, mg.FloatArray]:
        return {}

    def in_training(self, rng: np.random.Generator) -> mg.Layer:
        return GaussianNoise(self.scale, int(rng.integers(2**63)))

    @override
    def forward(self, params: Params, inputs: mg.FloatArray) -> tuple[mg.FloatArray, Pullback]:
        drawn = 0.0 if self.key is None else np.random.default_rng(self.key).normal(size=inputs.shape[-2:])
        noise = (self.scale * np.asarray(drawn)).astype(inputs.dtype)
        return inputs + noise, lambda d_outputs: ({}, d_outputs)


@final
@dataclass(frozen=True)
class RunningScale(mg.Layer):
    """outputs = inputs / their typical size, which is remembered while training and not differentiated."""

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, mg.FloatArray]:
        return {}

    def initial_state(self) -> dict[str, mg.FloatArray]:
        return {"size": np.ones(1)}

    @override
    def forward(self, params: Params, inputs: mg.FloatArray) -> tuple[mg.FloatArray, Pullback]:
        return inputs / params["size"], lambda d_outputs: ({}, d_outputs / params["size"])

    def forward_and_state(
        self, params: Params, inputs: mg.FloatArray
    ) -> tuple[mg.FloatArray, Pullback, dict[str, mg.FloatArray]]:
        size = 0.9 * params["size"] + 0.1 * np.sqrt(np.mean(np.square(inputs)))
        return *self.forward(params, inputs), {"size": size.astype(inputs.dtype)}


@pytest.mark.each(("layer", "clauses"), [(GaussianNoise(0.1), 20), (RunningScale(), 12)])
def test_they_keep_their_contract_in_fifteen_lines(layer: mg.Layer, clauses: int) -> None:
    result = check_layer(layer)
    assert result.not_run == ()
    assert len(result.kept) > clauses
    lines = [line.strip() for line in inspect.getsource(type(layer)).splitlines()]
    assert len([line for line in lines if line and not line.startswith(("@", '"""', ")", "self,"))]) <= 15


def test_they_work_in_training_also_before_the_first_parameter() -> None:
    rng = np.random.default_rng(0)
    x, t = 5.0 * rng.normal(size=(40, 4)), rng.integers(3, size=40)
    network = mg.Sequential([RunningScale(), GaussianNoise(0.1), mg.Dense(4, 3)], rng=0)
    risk = mg.EmpiricalRisk(network, mg.SoftmaxCrossEntropy(), x, t)
    for key in range(30):
        theta, state = network.theta, network.state
        slope = risk.take(rng.permutation(40)[:10], training=key, state=state).slope(theta)
        network.adopt(theta - 0.5 * slope.gradient, slope.state)
    assert float(network.state[0]) == pytest.approx(5.0, rel=0.2)
    learned = mg.EmpiricalRisk(network, mg.SoftmaxCrossEntropy(), x, t, training=3)
    assert learned(network.theta) < np.log(3.0)
    assert mg.check_gradient(learned, learned.gradient, network.theta).passed
