"""A function, an objective and a layer that count how often they are asked."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Generic, TypeVar, final

import numpy as np
from typing_extensions import override

import minigrad as mg
from minigrad.arrays import FloatArray

X = TypeVar("X", contravariant=True)
Y = TypeVar("Y", covariant=True)


@final
class Counted(Generic[X, Y]):
    """A function that counts its calls."""

    def __init__(self, fun: Callable[[X], Y]) -> None:
        self.fun, self.calls = fun, 0

    def __call__(self, x: X) -> Y:
        self.calls += 1
        return self.fun(x)


@final
class CountedSquares(mg.Objective):
    """The sum of squares; counts the points at which it was evaluated and the calls of its derivative."""

    def __init__(self) -> None:
        self.points = self.gradients = 0

    @override
    def sample_values(self, outputs: FloatArray, targets: mg.Targets) -> FloatArray:
        self.points += math.prod(outputs.shape[:-2])
        return np.asarray(np.square(outputs - targets).sum(axis=-1))

    @override
    def sample_gradients(self, outputs: FloatArray, targets: mg.Targets) -> FloatArray:
        self.gradients += 1
        return np.asarray(2.0 * (outputs - targets))


@final
class CountedScale(mg.Layer):
    """y = s x with one number s; counts calls of both directions."""

    def __init__(self) -> None:
        self.forwards = self.pullbacks = 0

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {"scale": np.full(1, 1.5)}

    @override
    def forward(self, params: mg.Params, inputs: FloatArray) -> tuple[FloatArray, mg.Pullback]:
        self.forwards += 1
        scale = params["scale"][..., np.newaxis, :]

        def pullback(d_outputs: FloatArray) -> tuple[dict[str, FloatArray], FloatArray]:
            self.pullbacks += 1
            return {"scale": (d_outputs * inputs).sum(axis=(-2, -1)).reshape(1)}, d_outputs * scale

        return inputs * scale, pullback
