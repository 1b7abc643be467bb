"""A layer in ten lines, with the book's stateful ``forward`` and ``backward`` beside it.

The book's layer remembers its last call in an attribute, and ``backward`` reads it: right as long as each ``forward`` is
followed by its own ``backward``. Two calls on the way, one layer used twice in a row, two threads: and the derivative
belongs to another input, without a word. Here ``forward`` returns the derivative as a function, the pullback, which
keeps what it needs for itself. There is nothing to overwrite.
"""

from __future__ import annotations

from typing import NamedTuple, final

import numpy as np
from typing_extensions import override

import minigrad as mg
from minigrad.arrays import FloatArray
from minigrad.layers import Params, Pullback


class BookSigmoid:
    """As in Saitoh (2016), section 5.5.2."""

    out: FloatArray

    def forward(self, x: FloatArray) -> FloatArray:
        self.out = mg.sigmoid(x)
        return self.out

    def backward(self, dout: FloatArray) -> FloatArray:
        return dout * (1.0 - self.out) * self.out


@final
class PureSigmoid(mg.Layer):
    """The same formulas."""

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        outputs = mg.sigmoid(inputs)
        return outputs, lambda d_outputs: ({}, d_outputs * (1.0 - outputs) * outputs)


def stateful() -> tuple[float, float]:
    layer, zero, one = BookSigmoid(), np.zeros((1, 1)), np.ones((1, 1))
    layer.forward(zero)
    layer.forward(3.0 * one)  # somebody else asks the layer something
    in_between = layer.backward(one)
    layer.forward(layer.forward(zero))
    return in_between.item(), layer.backward(layer.backward(one)).item()


def pure() -> tuple[float, float]:
    layer, zero, one = PureSigmoid(), np.zeros((1, 1)), np.ones((1, 1))
    _, pullback = layer.forward({}, zero)
    layer.forward({}, 3.0 * one)
    inner, inner_pullback = layer.forward({}, zero)
    _, outer_pullback = layer.forward({}, inner)
    return pullback(one)[1].item(), inner_pullback(outer_pullback(one)[1])[1].item()


class Comparison(NamedTuple):
    """Two derivatives at 0, of sigmoid(x) with a call at 3 in between, and of sigmoid(sigmoid(x)), in three ways."""

    stateful: tuple[float, float]
    pure: tuple[float, float]
    numeric: tuple[float, float]

    @override
    def __str__(self) -> str:
        rows = (f"{name:17}{a:17.6f}{b:17.6f}" for name, (a, b) in self._asdict().items())
        return "\n".join([f"{'derivative':17}{'call in between':>17}{'twice in a row':>17}", *rows])


def main() -> Comparison:
    """Both layers, and the truth from values of the function alone."""
    derivative = mg.CentralDifference(order=4).derivative
    return Comparison(stateful(), pure(), (derivative(mg.sigmoid, 0.0), derivative(lambda x: mg.sigmoid(mg.sigmoid(x)), 0.0)))


if __name__ == "__main__":
    print(main())
