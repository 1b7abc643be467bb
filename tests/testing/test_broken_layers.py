"""One layer for each clause that breaks it, and that one only; and unusual layers that keep all."""

from __future__ import annotations

import re
import threading
from abc import abstractmethod
from collections.abc import Callable
from typing import ClassVar

import numpy as np
import pytest
from typing_extensions import override

import minigrad as mg
from minigrad.arrays import FloatArray, IntArray, sum_to_shape
from minigrad.checking import Verdict
from minigrad.layers import Layer, Params, Pullback
from minigrad.testing import ContractError, check_layer


class Plain(Layer):
    """2 x; each layer below changes something."""

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        return 2 * inputs, lambda d_outputs: ({}, 2 * d_outputs)


class Biased(Plain):
    """x + b."""

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {"b": np.zeros(4)}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        return inputs + params["b"][..., np.newaxis, :], lambda d_outputs: ({"b": self.pull(d_outputs)}, d_outputs)

    def pull(self, d_outputs: FloatArray) -> FloatArray:
        return np.asarray(d_outputs.sum(axis=-2))


class GlobalRandomness(Biased):
    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {"b": np.random.default_rng().normal(size=4)}


class InSingle(Biased):
    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {"b": np.zeros(4, np.float32)}


class WholeArraySoftmax(Plain):
    """Normalised over everything, stacks included: two clauses, one cause."""

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        y = np.exp(inputs - inputs.max())
        y /= y.sum()
        return y, lambda d_outputs: ({}, np.asarray(y * (d_outputs - (d_outputs * y).sum())))


class OutputsOnly(Plain):
    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        return inputs  # type: ignore[return-value]  # what the test is about


class WritesInputs(Plain):
    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        inputs *= 2
        return inputs.copy(), lambda d_outputs: ({}, 2 * d_outputs)


class WritesCotangent(Plain):
    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        def pullback(d_outputs: FloatArray) -> tuple[dict[str, FloatArray], FloatArray]:
            d_outputs *= 2
            return {}, d_outputs.copy()

        return 2 * inputs, pullback


class WritesTheSameInputs(Plain):
    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        inputs *= 1.0
        return super().forward(params, inputs)


class WritesTheSameParams(Biased):
    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        params["b"][...] += 0.0
        return super().forward(params, inputs)


class WritesTheSameCotangent(Plain):
    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        return 2 * inputs, lambda d_outputs: ({}, 2 * np.add(d_outputs, 0.0, out=d_outputs))


class OneOfMany(Plain):
    """Of more derivatives than are looked at one by one; one of them is off by 0.1 %."""

    n_inputs = 2500

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        factor = np.full(inputs.shape[-1], 2.0, inputs.dtype)
        wrong = factor.copy()
        wrong[70:71] *= inputs.dtype.type(1.001)
        return factor * inputs, lambda d_outputs: ({}, wrong * d_outputs)


class Counting(Plain):
    def __init__(self) -> None:
        self.calls = 0

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        self.calls += 1
        factor = inputs.dtype.type(self.calls)
        return factor * inputs, lambda d_outputs: ({}, factor * d_outputs)


class Stateful(Plain):
    """The book's way, also where each thread has its own memory."""

    def __init__(self, memory: object = None) -> None:
        self.memory: object = self if memory is None else memory

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        setattr(self.memory, "x", inputs)
        return inputs**2, lambda d_outputs: ({}, np.asarray(2 * getattr(self.memory, "x") * d_outputs))


class ReusedBuffer(Plain):
    def __init__(self) -> None:
        self.buffer: FloatArray = np.zeros((5, 4))

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        if self.buffer.shape == inputs.shape and self.buffer.dtype == inputs.dtype:
            return np.multiply(2, inputs, out=self.buffer), lambda d_outputs: ({}, 2 * d_outputs)
        return super().forward(params, inputs)


class WrongShape(Biased):
    @override
    def pull(self, d_outputs: FloatArray) -> FloatArray:
        return np.asarray(d_outputs.sum(axis=-2, keepdims=True))


class SumOverTheFirstAxis(Biased):
    @override
    def pull(self, d_outputs: FloatArray) -> FloatArray:
        return np.asarray(d_outputs.sum(0))


class PlainTranspose(Plain):
    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {"w": rng.normal(size=(4, 4))}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        w = params["w"]
        return inputs @ w.T, lambda d_outputs: ({"w": d_outputs.swapaxes(-1, -2) @ inputs}, d_outputs @ w)


class Upcasting(Plain):
    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        return inputs * np.ones(1), lambda d_outputs: ({}, d_outputs)


class TinyEpsilon(Plain):
    """1e-50 is 0 in float32, and log 0 is infinite."""

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        with np.errstate(divide="ignore"):
            return np.asarray(inputs + np.log(inputs.dtype.type(1e-50))), lambda d_outputs: ({}, d_outputs)


class Mixing(Plain):
    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        def centred(array: FloatArray) -> FloatArray:
            return np.asarray(array - array.mean(axis=-2, keepdims=True))

        return centred(inputs), lambda d_outputs: ({}, centred(d_outputs))


class WrongFactor(Plain):
    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        return inputs**2, lambda d_outputs: ({}, d_outputs * inputs)


class Power(Plain):
    """x^2, whose derivative is spoilt by a factor that is 1 most of the time."""

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        return inputs**2, lambda d_outputs: ({}, np.asarray(2 * self.factor(inputs) * inputs * d_outputs))

    @abstractmethod
    def factor(self, inputs: FloatArray) -> FloatArray: ...


class WrongForOneSample(Power):
    @override
    def factor(self, inputs: FloatArray) -> FloatArray:
        return np.asarray(1 + (inputs.shape[-2] == 1), dtype=inputs.dtype)


class WrongForLargeInputs(Power):
    @override
    def factor(self, inputs: FloatArray) -> FloatArray:
        return np.asarray(1 + (abs(inputs) > 4), dtype=inputs.dtype)


class WrongInSingle(Power):
    @override
    def factor(self, inputs: FloatArray) -> FloatArray:
        return np.asarray(1 + (inputs.dtype == np.float32), dtype=inputs.dtype)


class WrongForTwoLeadingAxes(Power):
    @override
    def factor(self, inputs: FloatArray) -> FloatArray:
        return np.asarray(1 + (inputs.ndim > 3), dtype=inputs.dtype)


class RunningMean(Plain):
    """Remembered, though nothing depends on it yet."""

    mean: ClassVar[float] = 0.0

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        RunningMean.mean = 0.9 * RunningMean.mean + 0.1 * float(inputs[..., 0, 0].mean())
        return super().forward(params, inputs)


class NotElementwise(Plain):
    elementwise: ClassVar[bool] = True

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        p = mg.softmax(inputs)
        return p, lambda d_outputs: ({}, np.asarray(p * (d_outputs - (d_outputs * p).sum(axis=-1, keepdims=True))))


class OneFactorForEachFeature(Plain):
    elementwise: ClassVar[bool] = True

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        factor = np.arange(1, inputs.shape[-1] + 1, dtype=inputs.dtype)
        return factor * inputs, lambda d_outputs: ({}, factor * d_outputs)


class OneFactorForAll(Plain):
    elementwise: ClassVar[bool] = True

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {"factor": np.ones(1)}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        factor = params["factor"][..., np.newaxis, :]

        def pullback(d_outputs: FloatArray) -> tuple[dict[str, FloatArray], FloatArray]:
            d_factor = np.asarray((d_outputs * inputs).sum(axis=-2))
            return {"factor": sum_to_shape(d_factor, params["factor"].shape)}, d_outputs * factor

        return inputs * factor, pullback


class Sized(Plain):
    """inputs @ w, (3, 2)."""

    n_inputs: ClassVar[object] = 3
    n_outputs: ClassVar[object] = 2

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {"w": rng.normal(size=(3, 2))}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        w = params["w"]
        return inputs @ w, lambda d_outputs: (
            {"w": inputs.swapaxes(-1, -2) @ d_outputs},
            d_outputs @ w.swapaxes(-1, -2),
        )


class FalseInputs(Sized):
    n_inputs: ClassVar[object] = 4


class FalseOutputs(Sized):
    n_outputs: ClassVar[object] = 3


class FalseReach(Biased):
    def parameter_reach(
        self, inputs: FloatArray, name: str, index: tuple[IntArray, ...]
    ) -> tuple[IntArray, FloatArray]:
        return index[0], 2.0 * np.ones((index[0].size, len(inputs)))


class FalseSpread(Sized):
    def input_spread(self, params: Params, column: IntArray) -> FloatArray:
        return params["w"][::-1][column]


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
