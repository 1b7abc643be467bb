"""The MLPClassifier of scikit-learn."""

from __future__ import annotations

import warnings
from importlib import import_module
from typing import ClassVar, final

import numpy as np
from typing_extensions import override

from examples.benchmarks.training.cases import RATES, Case
from examples.benchmarks.training.contender import Contender
from minigrad.arrays import FloatArray


@final
class ScikitLearn(Contender):
    """No penalty, no momentum, no early end; it draws an order of its own.

    It has no network without a hidden layer, which counts as not installed.
    """

    name: ClassVar[str] = "scikit-learn"

    @override
    def __init__(self, case: Case) -> None:
        if len(case.widths) == 2:
            raise ImportError("MLPClassifier needs a hidden layer")
        self._x, self._t = case.data()
        self._network = import_module("sklearn.neural_network").MLPClassifier(
            case.widths[1:-1],
            solver=case.rule,
            alpha=0.0,
            batch_size=case.batch,
            learning_rate_init=RATES[case.rule],
            max_iter=case.epochs,
            random_state=0,
            tol=0.0,
            warm_start=True,
            momentum=0.0,
            nesterovs_momentum=False,
            n_iter_no_change=10**6,
        )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # one epoch is no convergence
            self._network.fit(self._x, self._t)  # makes the arrays, which are then set to the case's
        for own, first in zip(self.weights(), case.first_weights(), strict=True):
            own[...] = first

    @override
    def train(self) -> float:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self._network.fit(self._x, self._t)
        return float(self._network.loss_)

    @override
    def weights(self) -> list[FloatArray]:
        layers = zip(self._network.coefs_, self._network.intercepts_, strict=True)
        return [np.asarray(array) for layer in layers for array in layer]
