"""The Trainer of minigrad, with and without an evaluation after each epoch."""

from __future__ import annotations

from typing import ClassVar, final

from typing_extensions import override

import minigrad as mg
from examples.benchmarks.training.cases import RATES, Case, Weights
from examples.benchmarks.training.contender import Contender


class MinigradTrainer(Contender):
    """Dense layers and ReLU in a Sequential."""

    @override
    def __init__(self, case: Case) -> None:
        self._case = case
        self._data = case.data()
        pairs = list(zip(case.widths, case.widths[1:], strict=False))
        layers: list[mg.Layer] = [mg.Dense(*pairs[0])]
        for pair in pairs[1:]:
            layers += [mg.ReLU(), mg.Dense(*pair)]
        self._network = mg.Sequential(layers, rng=0, dtype=case.dtype)
        first = [array for layer in case.first_weights() for array in layer]
        self._network.theta = self._network.flatten(dict(zip(self._network.layout.names, first, strict=True)))
        loss, rate = mg.SoftmaxCrossEntropy(), RATES[case.rule]
        self._trainer: mg.Trainer[mg.NoState] | mg.Trainer[mg.AdamState] = (
            mg.Trainer(self._network, loss, mg.GradientDescent(rate), rng=0)
            if case.rule == "sgd"
            else mg.Trainer(self._network, loss, mg.Adam(rate), rng=0)
        )

    @override
    def weights(self) -> list[Weights]:
        arrays = list(self._network.parameters.values())
        return [Weights(*pair) for pair in zip(arrays[::2], arrays[1::2], strict=True)]


@final
class Evaluating(MinigradTrainer):
    """The Trainer as it is: after each epoch, loss and accuracy of all samples."""

    name: ClassVar[str] = "minigrad, evaluating"

    @override
    def train(self) -> float:
        x, t = self._data
        return self._trainer.fit(x, t, epochs=self._case.epochs, batch_size=self._case.batch).records[-1].loss
