"""Abstract classes, and subclasses that leave something out, cannot be instantiated."""

from __future__ import annotations

import numpy as np
from typing_extensions import override

import minigrad as mg
from minigrad.arrays import FloatArray
from minigrad.objectives import Targets


class HalfAnObjective(mg.Objective):
    @override
    def sample_values(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        return outputs[..., 0]


class HalfAnOptimizer(mg.Optimizer[mg.NoState]):
    @override
    def init(self, theta: FloatArray) -> mg.NoState:
        return mg.NoState()


class HalfALayer(mg.Layer):
    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {}


class NoDifferentiator(mg.Differentiator):
    pass


mg.Objective()  # E: Cannot instantiate abstract class "Objective" with abstract attributes "sample_gradients" and "sample_values"  [abstract]
mg.Differentiator()  # E: Cannot instantiate abstract class "Differentiator" with abstract attribute "differentiate"  [abstract]
mg.Layer()  # E: Cannot instantiate abstract class "Layer" with abstract attributes "forward" and "initialize"  [abstract]
mg.Network([mg.ReLU()], rng=0, dtype=np.float64)  # E: Cannot instantiate abstract class "Network" with abstract attribute "__init__"  [abstract]
mg.Optimizer[mg.NoState]()  # E: Cannot instantiate abstract class "Optimizer" with abstract attributes "init" and "step"  [abstract]
HalfAnObjective()  # E: Cannot instantiate abstract class "HalfAnObjective" with abstract attribute "sample_gradients"  [abstract]
HalfAnOptimizer()  # E: Cannot instantiate abstract class "HalfAnOptimizer" with abstract attribute "step"  [abstract]
HalfALayer()  # E: Cannot instantiate abstract class "HalfALayer" with abstract attribute "forward"  [abstract]
NoDifferentiator()  # E: Cannot instantiate abstract class "NoDifferentiator" with abstract attribute "differentiate"  [abstract]
