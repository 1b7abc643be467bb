"""Points where slopes are exactly 0, and points after training where some are 1e-9 of the others.

Factors and signs do not show in a slope of 0, so that the wrong gradients add a constant to one entry.
hidden = 8 u |f| / length with u = 2^-53 and a length of 1; values of x^3 at 0 are exact however small, and hide
nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, final

import numpy as np

from examples.benchmarks.families.member import Family, Member, smooth_member
from examples.benchmarks.families.smooth_functions.classification import LOGISTIC
from examples.benchmarks.families.smooth_functions.perceptron import Perceptron
from examples.benchmarks.families.visibility import changed, rounding, seen
from examples.benchmarks.verdict_corpus.case import AnyFloats, Inexact, Jac, number
from minigrad.arrays import Float64Array

CONSTANT = 1e-3
"""What wrong gradients add to one entry, in units of the function's factor."""
SMALL = 2.0**-30
"""The distance of nearly optimal entries from the optimum."""


@final
@dataclass(frozen=True)
class Flat:
    """A function of n numbers whose gradient is 0 at 0; a fixed n or None."""

    name: str
    value: Callable[[Inexact], Inexact]
    gradient: Jac
    n: int | None = None


FLAT: Final = (
    Flat("x^2", lambda x: x**2, lambda x: 2.0 * x),
    Flat("x^3", lambda x: x**3, lambda x: 3.0 * x**2),
    Flat("x^4", lambda x: x**4, lambda x: 4.0 * x**3),
    Flat("|x|^1.5 x", lambda x: np.abs(x) ** 1.5 * x, lambda x: 2.5 * np.abs(x) ** 1.5),
    Flat("|x|^2.5", lambda x: np.abs(x) ** 2.5, lambda x: 2.5 * np.sign(x) * np.abs(x) ** 1.5),
    Flat("x^2 |x|", lambda x: x**2 * np.abs(x), lambda x: 3.0 * x * np.abs(x)),
    Flat("cos x", np.cos, lambda x: -np.sin(x)),
    Flat("exp(-x^2)", lambda x: np.exp(-(x**2)), lambda x: -2.0 * x * np.exp(-(x**2))),
    Flat("x y", lambda x: x[:1] * x[1:], lambda x: x[::-1].copy(), 2),
    Flat("monkey saddle", lambda x: x[:1] ** 3 - 3.0 * x[:1] * x[1:] ** 2,
         lambda x: np.array([3.0 * x[0] ** 2 - 3.0 * x[1] ** 2, -6.0 * x[0] * x[1]]), 2),
)  # fmt: skip


def _at_zero(seed: int) -> Member:
    """w times one of them, moved to an optimum c that is a short number, so that x - c is exact; half of them at c =
    0."""
    rng = np.random.default_rng([seed, 9])
    flat = FLAT[int(rng.integers(len(FLAT)))]
    n = flat.n or int(rng.integers(1, 7))
    c = np.round(rng.uniform(-3.0, 3.0, n), 0) / 4.0 * float(rng.integers(2)) + 0.0
    w = float(rng.uniform(0.5, 4.0))

    def fun(x: AnyFloats) -> float:
        return float(np.real(number(w * np.sum(flat.value(x - c)))))

    def jac(x: AnyFloats) -> AnyFloats:
        return w * flat.gradient(np.asarray(x - c)) + 0.0  # no negative zeros

    truth = np.asarray(jac(c), dtype=np.float64)
    hidden = rounding(fun(c), np.ones(n))
    return smooth_member(f"{flat.name} of {n} at {c.tolist()}", fun, jac, c, hidden, _shifted(rng, truth, hidden, w))


def _shifted(rng: np.random.Generator, truth: Float64Array, hidden: Float64Array, scale: float) -> dict[str, Jac]:
    entry = int(rng.integers(truth.size))
    return seen({"a constant": changed(truth, entry, float(truth[entry]) + CONSTANT * scale)}, truth, hidden)


def _small_entries(seed: int) -> Member:
    """Sum of k (x - c)^2 / 2 where half of the entries are 2^-30 from the optimum, and the slope is exact."""
    rng = np.random.default_rng([seed, 109])
    n = int(rng.integers(2, 9))
    c, k = np.round(rng.uniform(-2.0, 2.0, n) * 8.0) / 8.0, rng.uniform(0.5, 4.0, n)
    x = c + np.where(np.arange(n) % 2 == 0, SMALL, np.round(rng.uniform(1.0, 8.0, n)) / 8.0)

    def fun(at: AnyFloats) -> float:
        return float(np.sum(k * (at - c) ** 2) / 2.0)

    def jac(at: AnyFloats) -> AnyFloats:
        return k * (at - c)

    truth = np.asarray(jac(x), dtype=np.float64)
    hidden = rounding(fun(x), np.ones(n))
    return smooth_member(
        f"{n} numbers, half of them nearly optimal",
        fun,
        jac,
        x,
        hidden,
        _shifted(rng, truth, hidden, SMALL),
    )


def _after_training(seed: int) -> Member:
    """A logistic loss of a tanh network on targets with mistakes, after gradient descent: all slopes are small, none is
    0.

    Its losses round f and outputs z, hence f (1 + |z|); the length is where an output moves by 1.
    """
    rng = np.random.default_rng([seed, 209])
    inputs = rng.normal(size=(20, 2))
    targets = np.where(inputs[:, :1] + 0.5 * rng.normal(size=(20, 1)) > 0.0, 1.0, -1.0)
    network = Perceptron(inputs, targets, int(rng.integers(2, 5)), relu=False, loss=LOGISTIC)
    theta, velocity = 0.5 * rng.normal(size=network.size), np.zeros(network.size)
    for _ in range(300):
        velocity = 0.9 * velocity - 0.2 * np.asarray(network.gradient(theta), dtype=np.float64)
        theta = theta + velocity
    truth = np.asarray(network.gradient(theta), dtype=np.float64)
    size = float(network.value(theta)) * (1.0 + float(np.max(np.abs(network.outputs(theta)))))
    hidden = rounding(size, network.lengths(theta))
    wrong = _shifted(rng, truth, hidden, float(np.max(np.abs(truth))))
    name = f"{network.name}, trained"
    return smooth_member(
        name,
        lambda x: float(network.value(x)),
        lambda x: network.gradient(x).astype(np.float64),
        theta,
        hidden,
        wrong,
    )


FAMILIES: Final = (
    Family("stationary points", _at_zero),
    Family("entries of 1e-9 of the others", _small_entries),
    Family("small slopes after training", _after_training),
)
