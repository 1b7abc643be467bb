"""Layers with a training mode or a state, each of which breaks one clause."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import count
from typing import Literal, TypeAlias, final

import numpy as np
import pytest
from typing_extensions import override

from minigrad.arrays import FloatArray
from minigrad.layers import Layer, Params, Pullback
from minigrad.testing import ContractError, check_layer

Mistake: TypeAlias = Literal[
    "", "draws", "counts", "other", "no layer", "wrong", "in place", "same array", "name", "dtype", "outputs", "single"
]


@final
@dataclass(frozen=True)
class Shifted(Layer):
    """inputs * factor - mean, with a factor that is random in training and a mean that is remembered."""

    mistake: Mistake = ""
    factor: float = 1.0
    training: bool = False
    drawn: dict[str, int] = field(default_factory=dict, compare=False, repr=False)

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {"bias": np.zeros(3 if self.mistake == "other" and self.training else 4)}

    def initial_state(self) -> dict[str, FloatArray]:
        return {"mean": np.zeros(4, np.float32 if self.mistake == "single" else np.float64)}

    def in_training(self, rng: np.random.Generator) -> Layer:
        if self.mistake == "no layer":
            return "training"  # type: ignore[return-value]  # the mistake
        if self.mistake == "counts":
            self.drawn["times"] = self.drawn.get("times", 0) + 1
        random = np.random.default_rng(next(NUMBERS)) if self.mistake == "draws" else rng
        return Shifted(self.mistake, 1.0 + float(random.random()), training=True)

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        bias = params["bias"][..., np.newaxis, :]

        def pullback(d_outputs: FloatArray) -> tuple[dict[str, FloatArray], FloatArray]:
            slope = 1.0 if self.mistake == "wrong" else self.factor
            d_bias: FloatArray = np.sum(d_outputs, axis=-2)
            return {"bias": d_bias.sum(axis=tuple(range(d_bias.ndim - params["bias"].ndim)))}, d_outputs * slope

        return inputs * self.factor - params["mean"] + bias, pullback

    def forward_and_state(
        self, params: Params, inputs: FloatArray
    ) -> tuple[FloatArray, Pullback, dict[str, FloatArray]]:
        outputs, pullback = self.forward(params, inputs)
        mean = params["mean"]
        if self.mistake == "in place":
            mean *= 0.5
        new: FloatArray = np.asarray(0.5 * mean + inputs.mean(axis=-2))
        if self.mistake in ("in place", "same array"):
            new = mean
        if self.mistake == "dtype":
            new = new.astype(np.float64)
        return (
            outputs * 2.0 if self.mistake == "outputs" else outputs,
            pullback,
            {"average" if self.mistake == "name" else "mean": new},
        )


NUMBERS = count()


@pytest.mark.each(
    ("mistake", "clause", "how"),
    [
        ("draws", "in_training returns a layer", "outputs of two that one seed has drawn differ"),
        ("counts", "in_training returns a layer", "it keeps something of a call in its attribute `drawn`"),
        ("other", "in_training returns a layer", r"the parameters of its result are {'bias': \(3,\)}"),
        ("no layer", "in_training returns a layer", "it returns str, not a layer"),
        ("wrong", "in training, the pullback is the derivative of forward", "FAIL"),
        ("in place", "forward_and_state leaves the old state alone", "it writes into its params"),
        ("same array", "forward_and_state leaves the old state alone", "mean in the state .* is no new array"),
        ("name", "forward_and_state adds a new state", "the new state has average, and initial_state has .'mean'."),
        ("dtype", "forward_and_state adds a new state", "mean in the new state must be float32 .* got float64"),
        ("outputs", "forward_and_state adds a new state", "outputs of forward_and_state and of forward differ"),
        ("single", "initial_state returns float64", "mean must be float64 .* got float32"),
    ],
)
def test_a_broken_layer_is_told_which_clause(mistake: Mistake, clause: str, how: str) -> None:
    with pytest.raises(ContractError) as caught:
        check_layer(Shifted(mistake))
    assert caught.value.broken[0].startswith(clause), caught.value
    assert re.search(f"(?s){how}", caught.value.broken[0]), caught.value


def test_the_same_without_a_mistake_keeps_its_contract() -> None:
    assert check_layer(Shifted()).not_run == ()
