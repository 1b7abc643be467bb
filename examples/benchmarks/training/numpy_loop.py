"""A loop in numpy written by hand for one kind of network, which changes its arrays in place.

It checks nothing, and computes the mean of the batches' losses.
"""

from __future__ import annotations

from typing import ClassVar, final

import numpy as np
from typing_extensions import override

from examples.benchmarks.training.cases import RATES, Case
from examples.benchmarks.training.contender import Contender
from minigrad.arrays import FloatArray, IntArray


@final
class NumpyLoop(Contender):
    """Forward pass, loss, backward pass and update, array by array."""

    name: ClassVar[str] = "numpy loop"

    @override
    def __init__(self, case: Case) -> None:
        self._case = case
        self._x, self._t = case.data()
        first = case.first_weights()
        self._layers = list(zip(first[::2], first[1::2], strict=True))
        self._rate = RATES[case.rule]
        self._steps = 0
        # Of Adam: the two running means and room to compute in, for each array.
        self._memory = [
            [(np.zeros_like(a), np.zeros_like(a), np.empty_like(a)) for a in layer] for layer in self._layers
        ]

    @override
    def train(self) -> float:
        rng, loss = np.random.default_rng(0), 0.0
        for _ in range(self._case.epochs):
            loss = 0.0
            for rows in self._case.batches(rng):
                loss += self._step(self._x[rows], self._t[rows])
        return loss / self._case.samples

    @override
    def weights(self) -> list[FloatArray]:
        return [array for layer in self._layers for array in layer]

    def _step(self, x: FloatArray, t: IntArray) -> float:
        """One update; the sum of the samples' losses before it."""
        inputs = [x]
        for weight, bias in self._layers:
            x = x @ weight
            x += bias
            if len(inputs) < len(self._layers):
                np.maximum(x, 0.0, out=x)
            inputs.append(x)
        rows = np.arange(len(t))
        x -= x.max(axis=1, keepdims=True)
        right = x[rows, t]
        np.exp(x, out=x)
        total = x.sum(axis=1, keepdims=True)
        loss = float(np.log(total).sum() - right.sum())
        x /= total
        x[rows, t] -= 1.0
        x /= len(t)
        self._backward(inputs, x)
        return loss

    def _backward(self, inputs: list[FloatArray], slope: FloatArray) -> None:
        self._steps += 1
        for number in range(len(self._layers) - 1, -1, -1):
            weight, own = self._layers[number][0], inputs[number]
            gradients = own.T @ slope, slope.sum(axis=0)
            if number:
                slope = slope @ weight.T
                slope *= own > 0.0
            update = self._descend if self._case.rule == "sgd" else self._adam
            update(number, gradients)

    def _descend(self, number: int, gradients: tuple[FloatArray, FloatArray]) -> None:
        for array, gradient in zip(self._layers[number], gradients, strict=True):
            gradient *= self._rate
            array -= gradient

    def _adam(self, number: int, gradients: tuple[FloatArray, FloatArray]) -> None:
        mean_part, square_part = 1.0 - 0.9**self._steps, 1.0 - 0.999**self._steps
        for array, gradient, (mean, square, room) in zip(
            self._layers[number], gradients, self._memory[number], strict=True
        ):
            mean *= 0.9
            np.multiply(gradient, 0.1, out=room)
            mean += room
            square *= 0.999
            gradient *= gradient
            gradient *= 0.001
            square += gradient
            np.divide(square, square_part, out=room)
            np.sqrt(room, out=room)
            room += 1e-8
            np.divide(mean, room, out=room)
            room *= self._rate / mean_part
            array -= room


def _memory(array: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Of Adam: the two running means, and room to compute in."""
    return np.zeros_like(array), np.zeros_like(array), np.empty_like(array)
