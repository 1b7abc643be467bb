"""Layers that say something false about their structure are found out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np
import pytest
from typing_extensions import override

from minigrad.arrays import FloatArray, IntArray
from minigrad.differentiators import CentralDifference, ForwardDifference
from minigrad.layers import Dense, Layer, Params, Pullback
from minigrad.networks import EmpiricalRisk, Sequential
from minigrad.networks.structured.structured_settings import STRUCTURED
from minigrad.objectives import SoftmaxCrossEntropy
from tests.networks.structured_risks import LABELS, METHOD, X
from tests.networks.users_layers import StructuredScale
from tests.numeric import read_only


def test_a_layer_that_says_something_false_about_its_structure() -> None:
    network = Sequential([Dense(4, 4), StructuredScale(column=1), Dense(4, 3)], rng=0)
    risk = EmpiricalRisk(network, SoftmaxCrossEntropy(), X, LABELS)
    message = (
        r"that StructuredScale\(column=1, axes=1\).* says about its structure is wrong.* with x\[2\d\] moved the loss"
    )
    with pytest.raises(ValueError, match=message):
        METHOD.gradient(risk, network.theta)


def test_a_lie_shows_even_where_the_first_parameter_moves_nothing() -> None:
    dark = np.array(X)
    dark[:, 0] = 0.0  # as the corner pixel of every image
    network = Sequential([StructuredScale(column=1), Dense(4, 3)], rng=0)
    risk = EmpiricalRisk(network, SoftmaxCrossEntropy(), dark, LABELS)
    with pytest.raises(ValueError, match="check `parameter_reach`"):
        ForwardDifference().gradient(risk, network.theta)


@final
@dataclass(frozen=True)
class Exaggerating(Layer):
    """A dense layer (30, 10) that says that some of its weights do ``factor`` times as much as they do."""

    factor: float
    first: int = 0

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {"weight": rng.normal(size=(30, 10)) / 30}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        return Dense(30, 10, bias=False).forward(params, inputs)

    def parameter_reach(
        self, inputs: FloatArray, name: str, index: tuple[IntArray, ...]
    ) -> tuple[IntArray, FloatArray]:
        row, column = index
        exaggerated = 10 * row + column >= self.first
        return column, inputs.T[row] * np.where(exaggerated, self.factor, 1.0)[:, np.newaxis]


WIDE = read_only(np.random.default_rng(9).normal(size=(5, 30)))


def _exaggerated(layer: Layer) -> EmpiricalRisk:
    return EmpiricalRisk(Sequential([layer, Dense(10, 10)], rng=0), SoftmaxCrossEntropy(), WIDE, [0, 3, 1, 9, 4])


@pytest.mark.parametrize("first", [0, STRUCTURED.group, 200])
def test_a_lie_about_later_elements_only(first: int) -> None:
    risk = _exaggerated(Exaggerating(1.5, first))
    with pytest.raises(ValueError, match="check `parameter_reach`"):
        METHOD.gradient(risk, risk.network.theta)


@pytest.mark.parametrize("factor", [0.5, 1.001])
@pytest.mark.parametrize(("first", "requests"), [(200, 1), (250, 1), (290, 6)])
def test_a_lie_that_does_not_stand_out_is_met_in_turn(factor: float, first: int, requests: int) -> None:
    risk = EmpiricalRisk(Sequential([Exaggerating(factor, first)], rng=0), SoftmaxCrossEntropy(), WIDE, [0, 3, 1, 9, 4])
    with pytest.raises(ValueError, match="check `parameter_reach`"):
        _ask(risk, requests)


def _ask(risk: EmpiricalRisk, requests: int) -> None:
    for _ in range(requests):
        METHOD.gradient(risk, risk.network.theta)


def test_a_lie_that_did_not_show_elsewhere() -> None:
    risk = _exaggerated(Exaggerating(1.5))
    blind = np.array(risk.network.theta)
    blind[300:400] = 0.0  # the weights of the next layer: nothing gets through
    np.testing.assert_allclose(METHOD.gradient(risk, blind), risk.gradient(blind), atol=1e-9)
    with pytest.raises(ValueError, match="check `parameter_reach`"):
        METHOD.gradient(risk, risk.network.theta)


@pytest.mark.parametrize("step", [1e-11, 1e-9])
def test_a_lie_that_is_smaller_than_rounding(step: float) -> None:
    risk = _exaggerated(Exaggerating(1.5))
    with pytest.raises(ValueError, match="check `parameter_reach`"):
        CentralDifference(abs_step=step).gradient(risk, risk.network.theta)


def test_a_lie_is_found_with_workers_too() -> None:
    risk = _exaggerated(Exaggerating(1.5, 200))
    with pytest.raises(ValueError, match="check `parameter_reach`"):
        METHOD.gradient(risk, risk.network.theta, workers=map)
