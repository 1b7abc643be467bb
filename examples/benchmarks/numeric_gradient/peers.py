"""The same derivatives by other libraries, over a sample of the weights, and extrapolated."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple, Protocol

import numpy as np

import minigrad as mg
from examples.benchmarks.timing import best
from minigrad.arrays import Float64Array, FloatArray, IntArray


class Approximate(Protocol):
    """``scipy.optimize._numdiff.approx_derivative``."""

    def __call__(self, fun: Callable[[Float64Array], float], x0: Float64Array, method: str) -> Float64Array:
        """The gradient of ``fun`` at ``x0``."""


class Gradient(Protocol):
    """``numdifftools.Gradient``."""

    def __call__(self, fun: Callable[[Float64Array], float]) -> Callable[[Float64Array], Float64Array]:
        """The gradient of ``fun``, as a function."""


class Peer(NamedTuple):
    """A library, the seconds that it needs for the gradient, and how many weights it was run over."""

    name: str
    seconds: float
    sample: int


class Sampled:
    """The risk as a function of a few of its weights."""

    def __init__(self, risk: mg.EmpiricalRisk, places: IntArray) -> None:
        self._risk = risk
        self._places = places
        self._theta = np.array(risk.network.theta)

    @property
    def start(self) -> FloatArray:
        """The sampled weights as they are."""
        return self._theta[self._places]

    def __call__(self, weights: Float64Array) -> float:
        """The risk with the sampled weights replaced by these."""
        theta = self._theta.copy()
        theta[self._places] = weights
        return self._risk(theta)


def run_peers(risk: mg.EmpiricalRisk, *, sample: int) -> list[Peer]:
    """All that are installed, on ``sample`` weights spread over theta."""
    size = risk.network.layout.size
    fun = Sampled(risk, np.unique(np.linspace(0, size - 1, min(sample, size)).astype(np.int64)))
    few = Sampled(risk, np.unique(np.linspace(0, size - 1, min(sample // 10, size)).astype(np.int64)))
    peers = []
    for name, make, own in (
        ("scipy approx_derivative", scipy, fun),
        ("numdifftools.Gradient", numdifftools, few),
        ("torch gradcheck", torch, fun),
    ):
        try:
            work = make(own)
        except ImportError:
            continue
        count = own.start.size
        peers.append(Peer(name, best(work, repeats=1) * size / count, count))
    return peers


def scipy(fun: Sampled) -> Callable[[], object]:
    """The gradient of ``fun`` by scipy, ready to be called."""
    approximate: Approximate = import_module("scipy.optimize._numdiff").approx_derivative
    return lambda: approximate(fun, fun.start.astype(np.float64), method="3-point")


def numdifftools(fun: Sampled) -> Callable[[], object]:
    """The gradient of ``fun`` by numdifftools, ready to be called."""
    gradient: Gradient = import_module("numdifftools").Gradient
    return lambda: gradient(fun)(fun.start.astype(np.float64))


class Tensor(Protocol):
    """What is used of a tensor."""

    def detach(self) -> Tensor:
        """The same numbers outside of the graph."""

    def numpy(self) -> Float64Array:
        """The numbers as an array."""

    def sum(self) -> Tensor:
        """The sum of all entries."""

    def __add__(self, other: Tensor) -> Tensor: ...
    def __sub__(self, other: Tensor) -> Tensor: ...
    def __mul__(self, other: Tensor | float) -> Tensor: ...


class GradCheck(Protocol):
    """``torch.autograd.gradcheck``."""

    def __call__(self, func: Callable[[Tensor], Tensor], inputs: tuple[Tensor], *, raise_exception: bool) -> bool:
        """Whether the derivative of ``func`` agrees with differences."""


def torch(fun: Sampled) -> Callable[[], object]:
    """gradcheck's own loop over the same function, which is given a derivative of zero: what it costs is what
    counts."""
    library = import_module("torch")
    gradcheck: GradCheck = library.autograd.gradcheck
    start: Tensor = library.tensor(fun.start.astype(np.float64), requires_grad=True)

    def value(weights: Tensor) -> Tensor:
        constant: Tensor = library.tensor(fun(weights.detach().numpy()), dtype=library.float64)
        return constant + weights.sum() * 0.0

    return lambda: gradcheck(value, (start,), raise_exception=False)
