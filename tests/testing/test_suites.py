"""The public contract suites accept everything in the registry and reject classes that break one clause each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, final

import numpy as np
import pytest
from typing_extensions import override

from minigrad.arrays import Float64Array, FloatArray
from minigrad.differentiators import CentralDifference, Differentiator, Estimate, Probe
from minigrad.layers import Layer, Params, Pullback, ReLU
from minigrad.checking import GradientCheckError
from minigrad.objectives import Objective, Targets
from minigrad.optimizers import Adam, Clipped, GradientDescent, Momentum, NoState, Optimizer
from minigrad.testing import (
    ContractError,
    assert_gradient,
    check_differentiator,
    check_layer,
    check_objective,
    check_optimizer,
)
from tests.registry import DIFFERENTIATORS, LAYERS, OBJECTIVES


@pytest.mark.parametrize("layer", LAYERS, ids=repr)
def test_layers_keep_their_contract(layer: Layer) -> None:
    check_layer(layer)


@pytest.mark.parametrize("objective", OBJECTIVES, ids=repr)
def test_objectives_keep_their_contract(objective: Objective) -> None:
    check_objective(objective)


@pytest.mark.parametrize("differentiator", DIFFERENTIATORS, ids=repr)
def test_differentiators_keep_their_contract(differentiator: Differentiator) -> None:
    check_differentiator(differentiator)


def test_optimizers_keep_their_contract() -> None:
    check_optimizer(GradientDescent())
    check_optimizer(Momentum())
    check_optimizer(Adam())
    check_optimizer(Clipped(Adam(), max_norm=1.0))


@final
@dataclass(frozen=True)
class Square(Layer):
    """y = x^2, with a mistake that can be chosen."""

    mistake: str = ""

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        kept = inputs.mean(axis=-2, keepdims=True) if self.mistake == "couples" else inputs
        outputs: FloatArray = np.asarray(inputs * kept)

        def pullback(d_outputs: FloatArray) -> tuple[dict[str, FloatArray], FloatArray]:
            if self.mistake == "writes":
                d_outputs *= 2.0
            d_inputs: FloatArray = np.asarray((1.0 if self.mistake == "factor" else 2.0) * d_outputs * inputs)
            return {}, d_inputs.astype(np.float64) if self.mistake == "upcasts" else d_inputs

        return outputs, pullback


@pytest.mark.parametrize(
    ("mistake", "clause"),
    [
        ("factor", "the pullback is the derivative of forward"),
        ("writes", "writes to nothing"),
        ("upcasts", "float32 stays float32"),
        ("couples", "samples do not touch each other"),
    ],
)
def test_a_broken_layer_is_told_which_clause_it_breaks(mistake: str, clause: str) -> None:
    check_layer(Square())
    with pytest.raises(ContractError) as caught:
        check_layer(Square(mistake))
    assert any(broken.startswith(clause) for broken in caught.value.broken)


def test_a_wrong_derivative_is_shown_with_its_report() -> None:
    with pytest.raises(ContractError, match="half the slope"):
        check_layer(Square("factor"))


@final
@dataclass(frozen=True)
class SquaredError(Objective):
    """Squared error with a mistake that can be chosen."""

    mistake: str = ""

    @override
    def sample_values(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        gap = outputs - targets
        total: FloatArray = np.asarray((gap**2).sum(axis=-1))
        return total * outputs.shape[-2] if self.mistake == "sums" else total

    @override
    def sample_gradients(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        factor = 2.0 * outputs.shape[-2] if self.mistake == "sums" else -2.0 if self.mistake == "sign" else 2.0
        return np.asarray(factor * (outputs - targets))


@pytest.mark.parametrize(
    ("mistake", "clause"), [("sums", "samples are judged one by one"), ("sign", "the gradient is the derivative")]
)
def test_a_broken_objective_is_told_which_clause_it_breaks(mistake: str, clause: str) -> None:
    check_objective(SquaredError())
    with pytest.raises(ContractError) as caught:
        check_objective(SquaredError(mistake))
    assert any(broken.startswith(clause) for broken in caught.value.broken)


class Taken(NamedTuple):
    """A state with a number in it."""

    steps: float


@final
@dataclass(frozen=True)
class Shrinking(Optimizer[Taken]):
    """Gradient descent with a shrinking rate and a mistake that can be chosen."""

    mistake: str = ""

    @override
    def init(self, theta: FloatArray) -> Taken:
        return Taken(0.0)

    @override
    def step(self, theta: FloatArray, gradient: FloatArray, state: Taken) -> tuple[FloatArray, Taken]:
        if self.mistake == "writes":
            theta -= gradient
        rate = (-0.1 if self.mistake == "climbs" else 0.1) / (1.0 + 0.01 * state.steps)
        moved = np.asarray(theta - rate * gradient)
        return (moved.astype(np.float64) if self.mistake == "upcasts" else moved.astype(theta.dtype)), Taken(state.steps + 1.0)


@pytest.mark.parametrize(
    ("mistake", "clause"),
    [("writes", "writes to nothing"), ("climbs", "the value of a quadratic falls"), ("upcasts", "theta keeps its shape and dtype")],
)
def test_a_broken_optimizer_is_told_which_clause_it_breaks(mistake: str, clause: str) -> None:
    check_optimizer(Shrinking())
    with pytest.raises(ContractError) as caught:
        check_optimizer(Shrinking(mistake))
    assert any(broken.startswith(clause) for broken in caught.value.broken)


@final
@dataclass(frozen=True)
class Doubled(Differentiator):
    """Twice the derivative, sure of itself."""

    @override
    def differentiate(self, probe: Probe, *, derivative: int = 1, with_error: bool = True) -> Estimate:
        right = CentralDifference().differentiate(probe, derivative=derivative, with_error=with_error)
        return Estimate(2.0 * right.value, right.error, right.step, right.status, right.evaluations)


def test_a_broken_differentiator_is_told_what_is_wrong() -> None:
    with pytest.raises(ContractError, match="the gradient of sum of squares is right: it is off by 4.2"):
        check_differentiator(Doubled())


def test_assert_gradient_fails_with_the_report() -> None:
    fun: Callable[[Float64Array], float] = lambda x: float(x @ x)  # noqa: E731
    assert assert_gradient(fun, lambda x: 2.0 * x, [1.0, 2.0]).passed
    with pytest.raises(GradientCheckError, match="the sign is wrong"):
        assert_gradient(fun, lambda x: -2.0 * x, [1.0, 2.0])
    with pytest.raises(GradientCheckError, match="kink"):
        assert_gradient(lambda x: float(np.abs(x).sum()), np.sign, [0.0])


def test_no_state_is_a_state() -> None:
    assert NoState() == ()


def test_a_class_instead_of_an_object_is_named() -> None:
    with pytest.raises(TypeError, match=r"`layer` must be of class Layer, got <class .*>; call it: ReLU\(...\)"):
        check_layer(ReLU)  # type: ignore[arg-type]  # what the test is about
