"""What the mean loss of a network is made of, besides the data."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple, final

import numpy as np

from minigrad.arrays import Float64Array, FloatArray
from minigrad.networks.base import Network
from minigrad.networks.composition import Composition, Pass
from minigrad.networks.samples import Data
from minigrad.objectives.base import Objective
from minigrad.penalties.penalized import Penalized


class Slope(NamedTuple):
    """What one way forward and back through a network gives."""

    value: float
    """The risk; NaN where it was not asked for."""
    gradient: FloatArray
    """(P,) its derivative with respect to theta."""
    state: FloatArray
    """What the layers remember afterwards; the same as before, unless in training."""


@final
@dataclass(frozen=True)
class RiskTerms:
    """The parts of a risk. Their methods take theta (P,), or stacks (K, P), and data in the same dtype, unchecked.

    Attributes:
        network: lays theta out.
        composition: the layers: the network's own, or those that stand in for them in training.
        state: what the layers remember.
        objective: compares outputs with targets.
        penalized: what theta costs by itself.
        learns: whether :meth:`slope` renews the state.
    """

    network: Network
    composition: Composition
    state: FloatArray
    objective: Objective
    penalized: Penalized
    learns: bool = False

    def in_training(self, key: int, state: FloatArray | None) -> RiskTerms:
        """The same with the layers that stand in for these in training; ``key`` seeds what is random in them."""
        layers = self.network.architecture.composition.in_training(np.random.default_rng(key))
        return replace(self, composition=layers, learns=True, state=self.state if state is None else state)

    def split(self, theta: FloatArray) -> tuple[dict[str, FloatArray], ...]:
        """The parameters and states of each layer."""
        return self.network.architecture.split(theta, self.state)

    def outputs(self, theta: FloatArray, data: Data) -> FloatArray:
        """The outputs (..., n_samples, n_outputs)."""
        if self.learns:
            return self.composition.forward(self.split(theta), data.x)
        return self.composition.forward_in_use(self.split(theta), data.x, theta.ndim - 1)

    def layer_outputs(self, theta: FloatArray, data: Data) -> list[FloatArray]:
        """The outputs of each layer."""
        outputs, inputs = list[FloatArray](), data.x
        for layer, own in zip(self.composition.layers, self.split(theta), strict=True):
            inputs, _ = layer.forward(own, inputs)
            outputs.append(inputs)
        return outputs

    def run(self, theta: FloatArray, data: Data) -> Pass:
        """The outputs, with their pullback."""
        return self.composition.run(self.split(theta), data.x)

    def values(self, theta: FloatArray, data: Data) -> Float64Array:
        """The risk, or the risks (K,) at a stack."""
        return self.values_of(self.outputs(theta, data), theta, data)

    def values_of(self, outputs: FloatArray, theta: FloatArray, data: Data) -> Float64Array:
        """The risk, or the risks (K,), where the outputs are known."""
        means = self.objective.mean_values(outputs, data.targets, weights=data.weights)
        return means + self.penalized.value(theta) if self.penalized.parts else means

    def slope(self, theta: FloatArray, data: Data, *, value: bool) -> Slope:
        """The gradient, the value if asked for, and the new state."""
        outputs, pullback, states = self.composition.run(self.split(theta), data.x, learn=self.learns)
        mean, loss = float("nan"), self.objective
        if value:
            means, d_outputs = loss.mean_values_and_gradients(outputs, data.targets, weights=data.weights)
            mean = float(means)
        else:
            d_outputs = loss.mean_gradients(outputs, data.targets, weights=data.weights)
        gradient = self.network.architecture.join(pullback(d_outputs), theta)
        if self.penalized.parts:
            self.penalized.add_slopes(theta, gradient)
            mean += float(self.penalized.value(theta)) if value else 0.0
        return Slope(mean, gradient, self.network.architecture.learned(states, self.state))
