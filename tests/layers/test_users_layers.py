"""What users write: noise in training, and a layer with a running statistic, in ten to fifteen lines each."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from pathlib import Path
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


def test_they_train_are_verified_and_resume_exactly(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    x, t = 5.0 * rng.normal(size=(40, 4)), rng.integers(3, size=40)
    objective, optimizer = mg.SoftmaxCrossEntropy(), mg.Momentum(0.1)

    def network() -> mg.Network:
        return mg.Sequential([RunningScale(), GaussianNoise(0.1), mg.Dense(4, 3)], rng=0)

    straight = mg.Trainer(network(), objective, optimizer, rng=0)
    history = straight.fit(x, t, epochs=6, batch_size=10)
    assert history.loss[-1] < history.loss[0]
    assert float(straight.network.state[0]) == pytest.approx(5.0, rel=0.2)
    for training in (None, 3):
        assert straight.verify_gradient(x, t, training=training).passed

    first = mg.Trainer(network(), objective, optimizer, rng=0)
    first.fit(x, t, epochs=2, batch_size=10)
    resumed = mg.Trainer.resume(first.save(tmp_path / "run.npz"), network(), objective, optimizer)
    resumed.fit(x, t, epochs=4, batch_size=10)
    np.testing.assert_array_equal(resumed.network.theta, straight.network.theta)
    np.testing.assert_array_equal(resumed.network.state, straight.network.state)
    assert resumed.history == straight.history
