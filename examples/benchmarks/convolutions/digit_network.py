"""``SimpleConvNet`` on the digits, trained by minigrad's Trainer and by PyTorch."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Final, NamedTuple, Protocol

import numpy as np

import minigrad as mg
from minigrad.arrays import FloatArray, FloatType, IntArray

RATE: Final = 0.1


class Tensor(Protocol):
    """What is used of a torch tensor."""

    def copy_(self, source: Tensor) -> Tensor:
        """Take the numbers of another one."""

    def detach(self) -> Tensor:
        """It, outside of the graph."""

    def numpy(self) -> FloatArray:
        """Its numbers."""


class Digits(NamedTuple):
    """Images (samples, 1, 8, 8) of numbers from 0 to 1, and their labels."""

    x: FloatArray
    t: IntArray

    @staticmethod
    def load(samples: int, dtype: FloatType = np.float64) -> Digits:
        """The first samples, in a random order."""
        data = mg.load_digits()
        order = np.random.default_rng(0).permutation(data.n_samples)[:samples]
        return Digits(data.x[order].reshape(-1, 1, 8, 8).astype(dtype), data.t[order])


class Run(NamedTuple):
    """One training: the processor's time of a step, and the weights that it arrived at."""

    seconds: float
    theta: FloatArray


def by_minigrad(digits: Digits, batch: int, epochs: int) -> Run:
    """``Trainer.fit``, which also evaluates all samples after each epoch."""
    network = _network(digits)
    trainer = mg.Trainer(network, mg.SoftmaxCrossEntropy(), mg.GradientDescent(RATE), rng=0)
    seconds = _timed(lambda: trainer.fit(digits.x, digits.t, epochs=epochs, batch_size=batch))
    return Run(seconds / (epochs * -(-len(digits.t) // batch)), network.theta)


def by_torch(digits: Digits, batch: int, epochs: int) -> Run:
    """The same layers, first weights and batches in PyTorch, without an evaluation.

    Raises:
        ImportError: torch is not installed.
    """
    torch = import_module("torch")
    torch.set_num_threads(1)
    nn, first = torch.nn, list(_network(digits).parameters.values())
    filters, features = len(first[0]), len(first[2])
    layers = [nn.Conv2d(1, filters, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(features, 100), nn.ReLU()]
    model = nn.Sequential(*layers, nn.Linear(100, 10)).to(torch.from_numpy(digits.x).dtype)
    parameters: Sequence[Tensor] = list(model.parameters())
    with torch.no_grad():
        for parameter, array in zip(parameters, first, strict=True):
            parameter.copy_(torch.from_numpy(_turned(array).copy()))
    x, t, loss = torch.from_numpy(digits.x), torch.from_numpy(digits.t), nn.CrossEntropyLoss()
    optimizer, rng = torch.optim.SGD(parameters, lr=RATE), np.random.default_rng(0)

    def train() -> None:
        for _ in range(epochs):
            order = rng.permutation(len(t))
            for start in range(0, len(t), batch):
                rows = torch.from_numpy(order[start : start + batch])
                optimizer.zero_grad()
                loss(model(x[rows]), t[rows]).backward()
                optimizer.step()

    seconds = _timed(train)
    theta = np.concatenate([_turned(parameter.detach().numpy()).reshape(-1) for parameter in parameters])
    return Run(seconds / (epochs * -(-len(t) // batch)), theta)


def _network(digits: Digits) -> mg.SimpleConvNet:
    return mg.SimpleConvNet((1, 8, 8), rng=0, dtype=np.float32 if digits.x.dtype == np.float32 else np.float64)


def _turned(array: FloatArray) -> FloatArray:
    """The weight of a dense layer as the other library has it; other arrays are the same in both."""
    return array.T if array.ndim == 2 else array


def _timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
