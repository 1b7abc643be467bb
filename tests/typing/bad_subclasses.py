"""Subclasses that do not fit their abstract class."""

from __future__ import annotations

import numpy as np
from typing_extensions import override

import minigrad as mg
from minigrad.arrays import FloatArray
from minigrad.layers import Params, Pullback
from minigrad.objectives import Targets


class ReturnsOneNumber(mg.Objective):
    @override
    def sample_values(self, outputs: FloatArray, targets: Targets) -> float:  # E: Return type "float" of "sample_values" incompatible with return type "ndarray[...]" in supertype "...Objective"  [override]
        return float(np.square(outputs - targets).sum())

    @override
    def sample_gradients(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        return 2.0 * (outputs - targets)


class ForgetsTargets(mg.Objective):
    @override
    def sample_values(self, outputs: FloatArray) -> FloatArray:  # E: Signature of "sample_values" incompatible with supertype "...Objective"  [override]
        return outputs

    def sample_gradients(self, outputs: FloatArray, targets: Targets) -> FloatArray:  # E: Method "sample_gradients" is not using @override but is overriding a method in class "minigrad.objectives.base.Objective"  [explicit-override]
        return outputs


class KeepsStateToItself(mg.Optimizer[mg.NoState]):
    @override
    def init(self, theta: FloatArray) -> mg.NoState:
        return mg.NoState()

    @override
    def step(self, theta: FloatArray, gradient: FloatArray, state: mg.NoState) -> FloatArray:  # E: Return type "ndarray[...]" of "step" incompatible with return type "tuple[ndarray[...], NoState]" in supertype "...Optimizer"  [override]
        return theta - 0.1 * gradient


class StateIsNoTuple(mg.Optimizer[FloatArray]):  # E: Type argument "ndarray[...]" of "Optimizer" must be a subtype of "tuple[StateValue, ...]"  [type-var]
    pass


class Backward(mg.Layer):
    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> FloatArray:  # E: Return type "ndarray[...]" of "forward" incompatible with return type "tuple[ndarray[...], Callable[...]]" in supertype "...Layer"  [override]
        return inputs

    @override
    def backward(self, d_outputs: FloatArray) -> FloatArray:  # E: Method "backward" is marked as an override, but no base method was found with this name  [misc]
        return d_outputs


class PullbackForgetsParameters(mg.Layer):
    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        def pullback(d_outputs: FloatArray) -> FloatArray:
            return d_outputs

        return inputs, pullback  # E: Incompatible return value type (got "tuple[ndarray[...], Callable[[ndarray[...]], ndarray[...]]]", expected "tuple[ndarray[...], Callable[...]]")  [return-value]


class CallsTheFunction(mg.Differentiator):
    @override
    def differentiate(self, fun: mg.EmpiricalRisk, *, derivative: int = 1, with_error: bool = True) -> mg.Estimate:  # E: Argument 1 of "differentiate" is incompatible with supertype "...Differentiator"; supertype defines the argument type as "Probe"  [override]
        raise NotImplementedError


class NoKeywords(mg.Differentiator):
    @override
    def differentiate(self, probe: mg.Probe) -> mg.Estimate:  # E: Signature of "differentiate" incompatible with supertype "...Differentiator"  [override]
        raise NotImplementedError
