"""One layer for each clause that breaks it, and that one only; and unusual layers that keep all."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from typing import ClassVar

import numpy as np
import pytest
from typing_extensions import override

import minigrad as mg
from minigrad.arrays import FloatArray, sum_to_shape
from minigrad.checking import Verdict
from minigrad.layers import Layer, Params, Pullback
from minigrad.testing import ContractError, check_layer
from tests.testing.broken_layers import (
    Biased,
    Counting,
    GlobalRandomness,
    InSingle,
    Mixing,
    OneOfMany,
    OutputsOnly,
    Plain,
    PlainTranspose,
    ReusedBuffer,
    RunningMean,
    Stateful,
    SumOverTheFirstAxis,
    TinyEpsilon,
    Upcasting,
    WholeArraySoftmax,
    WritesCotangent,
    WritesInputs,
    WritesTheSameCotangent,
    WritesTheSameInputs,
    WritesTheSameParams,
    WrongFactor,
    WrongForLargeInputs,
    WrongForOneSample,
    WrongForTwoLeadingAxes,
    WrongInSingle,
    WrongShape,
)
from tests.testing.false_structure import (
    FalseColumns,
    FalseInputs,
    FalseOutputs,
    FalseReach,
    FalseSpread,
    NotElementwise,
    OneFactorForAll,
    OneFactorForEachFeature,
    Sized,
)


@pytest.mark.parametrize(
    ("layer", "clause", "how", "advice"),
    [
        (
            GlobalRandomness(),
            "initialize draws from its generator alone",
            "b of two generators with one seed",
            "draw from `rng`",
        ),
        (
            InSingle(),
            "initialize returns float64 arrays by name",
            r"b must be float64 of shape \(4,\), got float32",
            "a dict of float64",
        ),
        (
            WholeArraySoftmax(),
            "samples do not touch each other",
            "outputs of samples alone",
            r"last axis only \(axis=-1\)",
        ),
        (OutputsOnly(), "forward returns outputs and a pullback", "it returns ndarray", "return outputs"),
        (WritesInputs(), "writes to nothing that it is given", "writes into inputs", r"not x \*= 2"),
        (
            WritesTheSameInputs(),
            "writes to nothing that it is given",
            "writes into inputs; the values stay",
            r"not x \*= 2",
        ),
        (
            WritesTheSameParams(),
            "writes to nothing that it is given",
            r"writes into params\['b'\]; the values stay",
            r"not x \*= 2",
        ),
        (
            WritesTheSameCotangent(),
            "writes to nothing that it is given",
            "writes into d_outputs; the values stay",
            r"not x \*= 2",
        ),
        (OneOfMany(), "the pullback is the derivative of forward", r"FAIL  inputs\[\d, 70\]", "see the report"),
        (WritesCotangent(), "writes to nothing that it is given", "writes into d_outputs", r"not x \*= 2"),
        (Counting(), "the same call gives the same answer", "outputs of two forwards differ", "count nothing"),
        (
            Stateful(),
            "a forward in between does not change a pullback",
            "d_inputs with and without .* in the same thread",
            "no self.x = x",
        ),
        (
            Stateful(threading.local()),
            "a forward in between does not change a pullback",
            "in the same thread",
            "no self.x = x",
        ),
        (
            ReusedBuffer(),
            "a forward in between does not change a pullback",
            "outputs with and without",
            "keep nothing on the layer",
        ),
        (
            WrongShape(),
            "each derivative has the shape and dtype",
            r"d_b must be float64 of shape \(4,\), got .*\(1, 4\)",
            "sum over the axes",
        ),
        (Upcasting(), "float32 stays float32", "outputs are float64", "in the dtype of the inputs"),
        (
            TinyEpsilon(),
            "float32 stays float32",
            "outputs in float32 and in float64 differ by inf",
            "in the dtype of the inputs",
        ),
        (PlainTranspose(), "stacked parameters and inputs give stacked outputs", "ValueError", r"sum\(axis=-2\)"),
        (
            SumOverTheFirstAxis(),
            "stacked parameters and inputs give stacked derivatives",
            "d_b of stacked",
            r"d.sum\(axis=-2\) for d.sum\(0\)",
        ),
        (WrongFactor(), "the pullback is the derivative of forward", "half the slope", "correct the pullback"),
        (
            WrongForOneSample(),
            "the pullback is the derivative of forward",
            "for one sample alone: FAIL",
            "correct the pullback",
        ),
        (
            WrongForLargeInputs(),
            "the pullback is the derivative of forward",
            "at inputs ten times as large: FAIL",
            "correct the pullback",
        ),
        (
            WrongInSingle(),
            "float32 stays float32",
            "d_inputs in float32 and in float64 differ",
            "in the dtype of the inputs",
        ),
        (
            WrongForTwoLeadingAxes(),
            "stacked parameters and inputs give stacked derivatives",
            "d_inputs with two leading axes and with one",
            "last two axes only",
        ),
        (
            RunningMean(),
            "a forward in between does not change a pullback",
            "it keeps something of a call in its attribute `mean`",
            "keep nothing on the layer",
        ),
        (Mixing(), "samples do not touch each other", "outputs of samples alone", "`mixes_samples = True`"),
        (
            NotElementwise(),
            "`elementwise`: each output",
            "where the inputs stayed as they were",
            "take `elementwise = True` out",
        ),
        (
            OneFactorForEachFeature(),
            "`elementwise`: each output",
            "stand in other columns|another width",
            "take `elementwise = True` out",
        ),
        (
            OneFactorForAll(),
            "`elementwise`: each output",
            "outputs depend on the parameters",
            "take `elementwise = True` out",
        ),
        (FalseInputs(), "`n_inputs` is", "it is 4, and forward takes inputs with 3 features", "correct `n_inputs`"),
        (FalseOutputs(), "`n_outputs` is", "it is 3, and outputs have 2 features", "correct `n_outputs`"),
        (FalseReach(), "`parameter_reach` is what forward does", r"with b\[0\] moved", "leave it out"),
        (FalseColumns(), "`forward_columns` is what forward does", r"with inputs\[:, 0\] moved", "leave it out"),
        (FalseSpread(), "`input_spread` is what forward does", r"with inputs\[:, 0\] moved", "leave it out"),
    ],
    ids=lambda given: type(given).__name__ if isinstance(given, Layer) else "",
)
def test_a_broken_layer_breaks_one_clause_and_is_told_what_to_do(
    layer: Layer, clause: str, how: str, advice: str
) -> None:
    with pytest.raises(ContractError) as caught:
        check_layer(layer)
    (text,) = caught.value.broken
    assert text.startswith(clause)
    assert re.search(f"(?s){how}.*What to do: .*{advice}", text), text


def test_a_width_that_the_given_inputs_belie_is_false() -> None:
    with pytest.raises(ContractError, match="it is 4, and forward was given inputs with 3 features"):
        check_layer(FalseInputs(), np.ones((5, 3)))


# --- right, and unusual ---------------------------------------------------------------------------------------------


class BatchNormalization(Layer):
    """(x - mean) / deviation over the batch, times gamma, plus beta; Ioffe and Szegedy (2015), section 3."""

    mixes_samples: ClassVar[bool] = True

    def __init__(self, n_features: int = 4) -> None:
        self.n_inputs = self.n_outputs = n_features

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {"gamma": np.ones(self.n_inputs), "beta": np.zeros(self.n_inputs)}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        gamma, beta = params["gamma"][..., np.newaxis, :], params["beta"][..., np.newaxis, :]
        deviation = np.sqrt(inputs.var(axis=-2, keepdims=True) + inputs.dtype.type(1e-5))
        z = (inputs - inputs.mean(axis=-2, keepdims=True)) / deviation

        def pullback(d_outputs: FloatArray) -> tuple[dict[str, FloatArray], FloatArray]:
            dz = d_outputs * gamma
            d_inputs = (dz - dz.mean(axis=-2, keepdims=True) - z * (dz * z).mean(axis=-2, keepdims=True)) / deviation
            return {"gamma": (d_outputs * z).sum(axis=-2), "beta": d_outputs.sum(axis=-2)}, np.asarray(d_inputs)

        return np.asarray(z * gamma + beta), pullback


class Embedding(Layer):
    """Row number x of a table, for one column of whole numbers; flat in its inputs."""

    n_inputs: ClassVar[int] = 1

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {"table": rng.normal(size=(3, 2))}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        table = params["table"]
        one_hot = (np.rint(inputs) == np.arange(3)).astype(inputs.dtype)

        def pullback(d_outputs: FloatArray) -> tuple[dict[str, FloatArray], FloatArray]:
            return {"table": sum_to_shape(one_hot.swapaxes(-1, -2) @ d_outputs, table.shape)}, np.zeros_like(inputs)

        return one_hot @ table, pullback


def test_what_is_not_looked_at_in_a_large_layer_is_said() -> None:
    (said,) = check_layer(mg.Dense(300, 100)).not_run
    assert re.search(
        r"right in each entry \(31600 are too many to look at one by one: random directions were checked", said
    ), said


@pytest.mark.parametrize("make", [Plain, Biased, Sized, BatchNormalization], ids=lambda make: make.__name__)
def test_a_right_layer_keeps_its_contract(make: Callable[[], Layer]) -> None:
    assert check_layer(make()).not_run == ()


def test_an_embedding_keeps_its_contract_on_whole_numbers() -> None:
    check_layer(Embedding(), np.array([[0.0], [2.0], [1.0], [2.0]]))


def test_a_layer_that_mixes_samples_passes_verify_layer_too() -> None:
    inputs = np.random.default_rng(0).normal(size=(6, 4))
    assert mg.verify_layer(BatchNormalization(), inputs, rng=0).verdict is Verdict.PASS


@pytest.mark.parametrize(
    "after", [[], [mg.Tanh(), mg.Dense(3, 2, initializer=mg.HeNormal())]], ids=["last", "in between"]
)
def test_a_layer_that_mixes_samples_trains_alike_by_either_gradient(after: list[Layer]) -> None:
    rng = np.random.default_rng(1)
    x, t = rng.normal(size=(12, 4)), rng.normal(size=(12, 2 if after else 3))
    thetas = []
    for gradient in ("analytic", "numeric"):
        network = mg.Sequential([mg.Dense(4, 3), BatchNormalization(3), *after], rng=0)
        trainer = mg.Trainer(network, mg.MeanSquaredError(), mg.GradientDescent(0.1), gradient=gradient, rng=0)
        assert trainer.verify_gradient(x, t).passed
        trainer.fit(x, t, epochs=3, batch_size=4)
        thetas.append(network.theta)
    np.testing.assert_allclose(thetas[1], thetas[0], atol=1e-6)
