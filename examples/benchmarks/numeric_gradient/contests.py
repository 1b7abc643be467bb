"""How large the contests are, and networks in minigrad's way beside the same networks in the book's way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

import numpy as np

import minigrad as mg
from examples.benchmarks.numeric_gradient import book
from minigrad.arrays import FloatArray, IntArray

METHOD: Final = mg.CentralDifference(abs_step=1e-4)
"""The article's step, so that all contestants compute the same differences."""


class Size(NamedTuple):
    """How large the contests are; :data:`TINY` is for the tests."""

    inputs: int = 784
    hidden: int = 50
    batch: int = 100
    digits: int | None = None
    budget: float = book.BUDGET
    sample: int = 200
    coordinates: int = 100
    imports: int = 5
    black_boxes: tuple[str, ...] = ("computes", "waits")


TINY = Size(
    inputs=12, hidden=6, batch=5, digits=20, budget=0.05, sample=20, coordinates=2, imports=1, black_boxes=("computes",)
)


class Contest(NamedTuple):
    """A network, its risk, and the same network in the book's way."""

    risk: mg.EmpiricalRisk
    net: book.BookNet
    x: FloatArray
    t: IntArray


def contest(
    layers: list[mg.Layer], activation: Callable[[FloatArray], FloatArray], x: FloatArray, t: IntArray
) -> Contest:
    """One network, both as minigrad's loss and as the book's."""
    network = mg.Sequential(layers, rng=0)
    return Contest(mg.EmpiricalRisk(network, mg.SoftmaxCrossEntropy(), x, t), book.BookNet(network, activation), x, t)


def images(size: Size) -> tuple[FloatArray, IntArray]:
    """Random data of the size of the book's: 784 pixels, a batch of 100."""
    rng = np.random.default_rng(0)
    return rng.random((size.batch, size.inputs)), rng.integers(0, 10, size.batch)


def two_layers(size: Size, layer: mg.Layer, activation: Callable[[FloatArray], FloatArray], hidden: int) -> Contest:
    """A contest on a network with one hidden layer."""
    return contest([mg.Dense(size.inputs, hidden), layer, mg.Dense(hidden, 10)], activation, *images(size))
