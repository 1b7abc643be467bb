"""Layers that break one promise of the contract each."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar

import numpy as np
from typing_extensions import override

from minigrad.arrays import FloatArray
from minigrad.layers import Layer, Params, Pullback


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

        def pullback(d_outputs: FloatArray) -> tuple[dict[str, FloatArray], FloatArray]:
            along = (d_outputs * y).sum()
            return {}, y * (d_outputs - along)

        return y, pullback


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
