"""The Trainer of minigrad, with and without an evaluation after each epoch."""

from __future__ import annotations

from typing import ClassVar, final

from typing_extensions import override

import minigrad as mg
from examples.benchmarks.training.cases import RATES, Case
from examples.benchmarks.training.contender import Contender
from minigrad.arrays import FloatArray


class MinigradTrainer(Contender):
    """Dense layers and ReLU in a Sequential, or a SimpleConvNet."""

    @override
    def __init__(self, case: Case) -> None:
        self._case = case
        self._data = case.data()
        self._network = _network(case)
        names = self._network.layout.names
        self._network.theta = self._network.flatten(dict(zip(names, case.first_weights(), strict=True)))
        loss, rate = mg.SoftmaxCrossEntropy(), RATES[case.rule]
        self._trainer: mg.Trainer[mg.NoState] | mg.Trainer[mg.AdamState] = (
            mg.Trainer(self._network, loss, mg.GradientDescent(rate), rng=0)
            if case.rule == "sgd"
            else mg.Trainer(self._network, loss, mg.Adam(rate), rng=0)
        )

    @override
    def weights(self) -> list[FloatArray]:
        return list(self._network.parameters.values())


def _network(case: Case) -> mg.Network:
    if case.filters:
        return mg.SimpleConvNet((1, 8, 8), case.filters, 3, n_hidden=case.widths[1], rng=0, dtype=case.dtype)
    pairs = list(zip(case.widths, case.widths[1:], strict=False))
    layers: list[mg.Layer] = [mg.Dense(*pairs[0])]
    for pair in pairs[1:]:
        layers += [mg.ReLU(), mg.Dense(*pair)]
    return mg.Sequential(layers, rng=0, dtype=case.dtype)


@final
class Quiet(MinigradTrainer):
    """``evaluate_every=None``: nothing but steps, so that it does not even know the losses of its batches."""

    name: ClassVar[str] = "minigrad"

    @override
    def train(self) -> float:
        x, t = self._data
        self._trainer.fit(x, t, epochs=self._case.epochs, batch_size=self._case.batch, evaluate_every=None)
        return float("nan")


@final
class Evaluating(MinigradTrainer):
    """The default: after each epoch, loss and accuracy of all samples."""

    name: ClassVar[str] = "minigrad, evaluating"

    @override
    def train(self) -> float:
        x, t = self._data
        return self._trainer.fit(x, t, epochs=self._case.epochs, batch_size=self._case.batch).records[-1].loss
