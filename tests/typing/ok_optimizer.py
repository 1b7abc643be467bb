"""A user's optimizer, ten lines, with a state of its own: RMSProp; and a schedule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, assert_type, final

import numpy as np
from typing_extensions import override

import minigrad as mg
from minigrad.arrays import FloatArray


class RMSPropState(NamedTuple):
    mean_square: FloatArray


@final
@dataclass(frozen=True)
class RMSProp(mg.Optimizer[RMSPropState]):
    learning_rate: float = 0.01

    @override
    def init(self, theta: FloatArray) -> RMSPropState:
        return RMSPropState(np.zeros_like(theta))

    @override
    def step(self, theta: FloatArray, gradient: FloatArray, state: RMSPropState) -> tuple[FloatArray, RMSPropState]:
        slope = mg.matched(gradient, theta)
        mean_square: FloatArray = 0.9 * state.mean_square + 0.1 * slope**2
        return theta - self.learning_rate * slope / (np.sqrt(mean_square) + 1e-8), RMSPropState(mean_square)


@final
@dataclass(frozen=True)
class Halving(mg.Schedule):
    every: int

    @override
    def factor(self, step: int) -> float:
        return 0.5 ** (step // self.every)


rule, theta = RMSProp(), np.ones(3)
assert_type(rule.init(theta), RMSPropState)
assert_type(rule.step(theta, theta, rule.init(theta))[1].mean_square, FloatArray)
assert_type(mg.Trainer(mg.SimpleNet(), mg.SoftmaxCrossEntropy(), rule).state, RMSPropState)
scheduled = mg.Scheduled(mg.Clipped(rule, max_norm=1.0), mg.WarmUp(Halving(10), steps=5))
assert_type(scheduled.init(theta), mg.ScheduledState[RMSPropState])
assert_type(scheduled.init(theta).own.mean_square, FloatArray)
frozen = mg.Frozen(mg.Scheduled(mg.Adam(), mg.CosineDecay(10)), mg.SimpleNet().layout, ["*.weight"])
assert_type(mg.Trainer(mg.SimpleNet(), mg.SoftmaxCrossEntropy(), frozen).state, mg.ScheduledState[mg.AdamState])
assert_type(mg.LBFGS().init(theta), mg.LBFGSState)
assert_type(mg.minimize(lambda x: x[0] ** 2, [1.0], mg.LBFGS()), mg.DescentResult)
assert_type(rule.advance(lambda x: (float(x @ x), 2.0 * x), theta, rule.init(theta))[1], RMSPropState)
assert_type(mg.minimize(lambda x: x[0] ** 2, [1.0], rule), mg.DescentResult)
