"""PyTorch on the processor, without compilation."""

from __future__ import annotations

from importlib import import_module
from typing import ClassVar, Protocol, final

import numpy as np
from typing_extensions import override

from examples.benchmarks.training.cases import RATES, Case, Weights
from examples.benchmarks.training.contender import Contender
from minigrad.arrays import FloatArray


class Parameter(Protocol):
    """What is used of a parameter."""

    @property
    def T(self) -> Parameter:
        """It, transposed."""

    def detach(self) -> Parameter:
        """Its numbers outside of the graph."""

    def numpy(self) -> FloatArray:
        """Its numbers."""


class Linear(Protocol):
    """``torch.nn.Linear``."""

    weight: Parameter
    bias: Parameter


@final
class TorchEager(Contender):
    """Linear and ReLU in a Sequential, CrossEntropyLoss, SGD or Adam, on one thread."""

    name: ClassVar[str] = "PyTorch"

    @override
    def __init__(self, case: Case) -> None:
        torch = import_module("torch")
        torch.set_num_threads(1)
        self._case, self._tensor = case, torch.from_numpy
        self._x, self._t = (torch.from_numpy(array) for array in case.data())
        self._linear, layers = list[Linear](), list[object]()
        for weight, bias in case.first_weights():
            linear = torch.nn.Linear(*weight.shape, dtype=self._x.dtype)
            with torch.no_grad():
                linear.weight.copy_(torch.from_numpy(weight.T))
                linear.bias.copy_(torch.from_numpy(bias))
            layers += [torch.nn.ReLU(), linear] if layers else [linear]
            self._linear.append(linear)
        self._network = torch.nn.Sequential(*layers)
        self._loss = torch.nn.CrossEntropyLoss()
        kind = torch.optim.SGD if case.rule == "sgd" else torch.optim.Adam
        self._optimizer = kind(self._network.parameters(), lr=RATES[case.rule])

    @override
    def train(self) -> float:
        rng, total = np.random.default_rng(0), 0.0
        for _ in range(self._case.epochs):
            total = 0.0
            for rows in self._case.batches(rng):
                index = self._tensor(rows)
                self._optimizer.zero_grad()
                loss = self._loss(self._network(self._x[index]), self._t[index])
                loss.backward()
                self._optimizer.step()
                total += loss.item() * len(rows)
        return total / self._case.samples

    @override
    def weights(self) -> list[Weights]:
        return [Weights(own.weight.T.detach().numpy(), own.bias.detach().numpy()) for own in self._linear]
