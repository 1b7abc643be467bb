"""How the initial weights of a layer are drawn: a frozen rule, given both widths and a generator.

``Dense(784, 50, initializer=HeNormal())`` draws its weight with ``HeNormal().sample(rng, 784, 50)``.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import final

import numpy as np
from typing_extensions import override

from minigrad.arguments import require_count, require_instance, require_positive
from minigrad.arrays import Float64Array


class Initializer(ABC):
    """A rule that draws the initial weights of a layer with ``n_inputs`` inputs and ``n_outputs`` outputs."""

    @abstractmethod
    def sample(self, rng: np.random.Generator, n_inputs: int, n_outputs: int) -> Float64Array:
        """Weights (n_inputs, n_outputs), drawn from ``rng``."""


def _check(rng: np.random.Generator, n_inputs: int, n_outputs: int) -> None:
    require_instance("rng", rng, np.random.Generator)
    require_count("n_inputs", n_inputs)
    require_count("n_outputs", n_outputs)


@final
@dataclass(frozen=True)
class HeNormal(Initializer):
    """Normal with standard deviation sqrt(2 / n_inputs): keeps the variance of activations through layers of ReLUs.

    >>> weight = HeNormal().sample(np.random.default_rng(0), 200, 100)
    >>> round(float(weight.std()), 2)   # sqrt(2 / 200) = 0.1
    0.1

    Source: He, Zhang, Ren and Sun (2015), Delving deep into rectifiers, equation 10 (a ReLU halves the variance, hence
    the 2).
    """

    @override
    def sample(self, rng: np.random.Generator, n_inputs: int, n_outputs: int) -> Float64Array:
        _check(rng, n_inputs, n_outputs)
        return rng.normal(0.0, np.sqrt(2.0 / n_inputs), (n_inputs, n_outputs))


@final
@dataclass(frozen=True)
class GlorotUniform(Initializer):
    """Uniform on [-a, a] with a = sqrt(6 / (n_inputs + n_outputs)): keeps the variance of activations and of gradients
    for tanh and sigmoid.

    >>> weight = GlorotUniform().sample(np.random.default_rng(0), 4, 2)
    >>> bool(abs(weight).max() <= 1.0)   # sqrt(6 / 6) = 1
    True

    Source: Glorot and Bengio (2010), Understanding the difficulty of training deep feedforward networks, equation 16.
    """

    @override
    def sample(self, rng: np.random.Generator, n_inputs: int, n_outputs: int) -> Float64Array:
        _check(rng, n_inputs, n_outputs)
        limit = np.sqrt(6.0 / (n_inputs + n_outputs))
        return rng.uniform(-limit, limit, (n_inputs, n_outputs))


@final
@dataclass(frozen=True)
class Normal(Initializer):
    """Normal with a given standard deviation, independent of the widths: ``Normal(1.0)`` is the article's ``randn``.

    Args:
        scale: the standard deviation.

    >>> Normal(0.01).sample(np.random.default_rng(0), 2, 3).round(4)
    array([[ 0.0013, -0.0013,  0.0064],
           [ 0.001 , -0.0054,  0.0036]])
    """

    scale: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "scale", require_positive("scale", self.scale))

    @override
    def sample(self, rng: np.random.Generator, n_inputs: int, n_outputs: int) -> Float64Array:
        _check(rng, n_inputs, n_outputs)
        return rng.normal(0.0, self.scale, (n_inputs, n_outputs))
