"""PyTorch on the processor, without compilation."""

from __future__ import annotations

from importlib import import_module
from typing import ClassVar, Protocol, final

import numpy as np
from typing_extensions import override

from examples.benchmarks.training.cases import RATES, Case
from examples.benchmarks.training.contender import Contender
from minigrad.arrays import FloatArray


class Parameter(Protocol):
    """What is used of a parameter."""

    def detach(self) -> Parameter:
        """Its numbers outside of the graph."""

    def numpy(self) -> FloatArray:
        """Its numbers."""


@final
class TorchEager(Contender):
    """A Sequential, CrossEntropyLoss, SGD or Adam, on one thread."""

    name: ClassVar[str] = "PyTorch"

    @override
    def __init__(self, case: Case) -> None:
        torch = import_module("torch")
        torch.set_num_threads(1)
        self._case, self._tensor = case, torch.from_numpy
        self._x, self._t = (torch.from_numpy(array) for array in case.data())
        nn, first = torch.nn, case.first_weights()
        layers: list[object] = []
        for weight in first[::2]:
            if weight.ndim == 4:
                layers += [nn.Conv2d(1, len(weight), 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten()]
            else:
                layers += [nn.Linear(*weight.shape), nn.ReLU()]
        self._network = nn.Sequential(*layers[:-1]).to(self._x.dtype)
        self._parameters: list[Parameter] = list(self._network.parameters())
        for own, array in zip(self.weights(), first, strict=True):
            own[...] = array
        self._loss = nn.CrossEntropyLoss()
        kind = torch.optim.SGD if case.rule == "sgd" else torch.optim.Adam
        self._optimizer = kind(self._parameters, lr=RATES[case.rule])

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
    def weights(self) -> list[FloatArray]:
        arrays = [parameter.detach().numpy() for parameter in self._parameters]
        return [array.T if array.ndim == 2 else array for array in arrays]
