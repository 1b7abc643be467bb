"""Layers for training, schedules, callbacks and penalties that do not fit."""

from __future__ import annotations

import numpy as np
from typing_extensions import override

import minigrad as mg
from minigrad.arrays import FloatArray
from minigrad.layers import HasState, Params, Pullback, TrainsDifferently


class DrawsInForward(mg.Layer):
    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {}

    @override
    def forward(self, params: Params, inputs: FloatArray, rng: np.random.Generator) -> tuple[FloatArray, Pullback]:  # E: Signature of "forward" incompatible with supertype "...Layer"  [override]
        return inputs, lambda d_outputs: ({}, d_outputs)

    def in_training(self, rng: np.random.Generator) -> FloatArray:
        return np.ones(3)

    def initial_state(self) -> FloatArray:
        return np.ones(3)


drops: TrainsDifferently = DrawsInForward()  # E: Incompatible types in assignment (expression has type "DrawsInForward", variable has type "TrainsDifferently")  [assignment]
remembers: HasState = DrawsInForward()  # E: Incompatible types in assignment (expression has type "DrawsInForward", variable has type "HasState")  [assignment]


class ByEpoch(mg.Schedule):
    @override
    def factor(self, step: int, epoch: int) -> float:  # E: Signature of "factor" incompatible with supertype "...Schedule"  [override]
        return 0.5**epoch


class InWords(mg.Schedule):
    @override
    def factor(self, step: int) -> str:  # E: Return type "str" of "factor" incompatible with return type "float" in supertype "...Schedule"  [override]
        return "half"


class StopsWithTrue(mg.Callback):
    @override
    def init(self) -> mg.NoState:
        return mg.NoState()

    @override
    def stop_reason(self, run: mg.TrainingRun, state: mg.NoState) -> bool:  # E: Return type "bool" of "stop_reason" incompatible with return type "str | None" in supertype "...Callback"  [override]
        return True


class ForgetsItsState(mg.Callback[mg.MomentumState]):
    @override
    def init(self) -> mg.NoState:  # E: Return type "NoState" of "init" incompatible with return type "MomentumState" in supertype "...Callback"  [override]
        return mg.NoState()

    @override
    def on_epoch_end(self, run: mg.TrainingRun, state: mg.MomentumState) -> None:  # E: Return type "None" of "on_epoch_end" incompatible with return type "MomentumState" in supertype "...Callback"  [override]
        return None

    @override
    def on_epoch_start(self, run: mg.TrainingRun, state: mg.MomentumState) -> mg.MomentumState:  # E: Method "on_epoch_start" is marked as an override, but no base method was found with this name  [misc]
        return state


class OneNumber(mg.Penalty):
    @override
    def element_values(self, theta: FloatArray) -> float:  # E: Return type "float" of "element_values" incompatible with return type "ndarray[...]" in supertype "...Penalty"  [override]
        return float(np.abs(theta).sum())

    @override
    def element_slopes(self, theta: FloatArray, strength: float) -> FloatArray:  # E: Signature of "element_slopes" incompatible with supertype "...Penalty"  [override]
        return strength * np.sign(theta)


class Stronger(mg.L2):  # E: Cannot inherit from final class "L2"  [misc]
    pass


class HalfDropout(mg.Dropout):  # E: Cannot inherit from final class "Dropout"  [misc]
    pass


trainer = mg.Trainer(mg.SimpleNet(), mg.SoftmaxCrossEntropy(), mg.Adam(), penalty=0.1)  # E: Argument "penalty" to "Trainer" has incompatible type "float"; expected "...Penalty..."  [arg-type]
mg.Scheduled(mg.Adam(), mg.Adam())  # E: Argument 2 to "Scheduled" has incompatible type "Adam"; expected "Schedule"  [arg-type]
mg.Scheduled(mg.LBFGS(), mg.CosineDecay(10))  # E: Argument 1 to "Scheduled" has incompatible type "LBFGS"; expected "Optimizer[...]"  [arg-type]
