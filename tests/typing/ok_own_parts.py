"""A user's parts of training, ten to fifteen lines each: a dropout of another kind, a layer with a running statistic, a
schedule, a callback and a penalty."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple, assert_type, final

import numpy as np
from typing_extensions import override

import minigrad as mg
from minigrad.arrays import FloatArray
from minigrad.layers import HasState, Learns, Params, Pullback, TrainsDifferently


@final
@dataclass(frozen=True)
class GaussianDropout(mg.Layer):
    scale: float
    key: int | None = None

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {}

    def in_training(self, rng: np.random.Generator) -> mg.Layer:
        return GaussianDropout(self.scale, int(rng.integers(2**63)))

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        drawn = 0.0 if self.key is None else np.random.default_rng(self.key).normal(size=inputs.shape[-2:])
        factors = (1.0 + self.scale * np.asarray(drawn)).astype(inputs.dtype)
        return inputs * factors, lambda d_outputs: ({}, d_outputs * factors)


@final
@dataclass(frozen=True)
class RunningScale(mg.Layer):
    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {}

    def initial_state(self) -> dict[str, FloatArray]:
        return {"size": np.ones(1)}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        return inputs / params["size"], lambda d_outputs: ({}, d_outputs / params["size"])

    def forward_and_state(
        self, params: Params, inputs: FloatArray
    ) -> tuple[FloatArray, Pullback, dict[str, FloatArray]]:
        size = 0.9 * params["size"] + 0.1 * np.sqrt(np.mean(np.square(inputs)))
        return *self.forward(params, inputs), {"size": size.astype(inputs.dtype)}


@final
@dataclass(frozen=True)
class InverseRoot(mg.Schedule):
    warm: int = 4

    @override
    def factor(self, step: int) -> float:
        return min((step + 1) / self.warm, sqrt(self.warm / (step + 1)))


class AverageState(NamedTuple):
    epochs: int
    theta: FloatArray


@final
@dataclass(frozen=True)
class AverageOfEpochs(mg.Callback[AverageState]):
    @override
    def init(self) -> AverageState:
        return AverageState(0, np.zeros(0))

    @override
    def on_epoch_end(self, run: mg.TrainingRun, state: AverageState) -> AverageState:
        before = state.theta if state.epochs else np.zeros_like(run.theta)
        return AverageState(state.epochs + 1, before + (run.theta - before) / (state.epochs + 1))

    @override
    def stop_reason(self, run: mg.TrainingRun, state: AverageState) -> str | None:
        return "the loss is below 0.1" if run.record is not None and run.record.loss < 0.1 else None


@final
@dataclass(frozen=True)
class SmoothL1(mg.Penalty):
    strength: float
    width: float = 0.1

    @override
    def element_values(self, theta: FloatArray) -> FloatArray:
        values: FloatArray = self.strength * np.sqrt(theta**2 + self.width**2)
        return values

    @override
    def element_slopes(self, theta: FloatArray) -> FloatArray:
        slopes: FloatArray = self.strength * theta / np.sqrt(theta**2 + self.width**2)
        return slopes


drops: TrainsDifferently = GaussianDropout(0.3)
remembers: HasState = RunningScale()
learns: Learns = RunningScale()
network = mg.Sequential([RunningScale(), mg.Dense(2, 3), GaussianDropout(0.3), mg.Dense(3, 2)], rng=0)
optimizer = mg.Scheduled(mg.Adam(), InverseRoot())
trainer = mg.Trainer(network, mg.SoftmaxCrossEntropy(), optimizer, penalty={"*weight": SmoothL1(0.01)}, rng=0)
assert_type(trainer.state.own.steps, int)
history = trainer.fit(
    [[0.0, 1.0], [1.0, 0.0]], [0, 1], epochs=2, callbacks=[AverageOfEpochs(), mg.EarlyStopping("loss")]
)
assert_type(history, mg.History)
assert_type(AverageOfEpochs().init().theta, FloatArray)
