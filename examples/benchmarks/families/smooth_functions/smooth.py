"""Ordinary smooth functions of 1 to 30 numbers: sums, compositions and products.

They are the control group, and what other families are made of. Their slopes change over a length of about 1 / |a|,
where a is the largest factor of an entry, so that hidden = 8 u size |a| with u = 2^-53 and the size of the numbers that
are rounded on the way to f.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, final

import numpy as np

from examples.benchmarks.families.member import Family, Member, smooth_member
from examples.benchmarks.families.visibility import rounding
from examples.benchmarks.verdict_corpus.case import AnyFloats, Inexact, Jac, number
from minigrad.arrays import Float64Array


@final
@dataclass(frozen=True)
class Smooth:
    """A formula that takes complex numbers too, with its gradient, at a point.

    Attributes:
        length: (n,) over which each slope changes.
        size: of the numbers that are rounded on the way to the value.
    """

    name: str
    formula: Callable[[Inexact], complex]
    gradient: Jac
    x: Float64Array
    length: Float64Array
    size: float

    def fun(self, x: AnyFloats) -> float:
        """The formula for real numbers."""
        return float(np.real(self.formula(x)))

    def truth(self) -> Float64Array:
        """The slopes at x."""
        return np.asarray(self.gradient(self.x), dtype=np.float64)


def draw(rng: np.random.Generator, n: int) -> Smooth:
    """A smooth function of n numbers."""
    makers = (_sum, _composition, _product, _quadratic)
    return makers[int(rng.integers(len(makers)))](rng, n)


def member(smooth: Smooth) -> Member:
    """The function as it is."""
    return smooth_member(smooth.name, smooth.fun, smooth.gradient, smooth.x, rounding(smooth.size, smooth.length))


def _factors(rng: np.random.Generator, n: int) -> tuple[Float64Array, Float64Array, Float64Array]:
    return rng.uniform(0.3, 3.0, n), rng.uniform(-1.0, 1.0, n), rng.uniform(0.2, 2.0, n) * rng.choice([-1.0, 1.0], n)


def _sum(rng: np.random.Generator, n: int) -> Smooth:
    """Sum of w sin(a x + b)."""
    a, b, w = _factors(rng, n)

    def formula(x: Inexact) -> complex:
        z = a * x + b
        terms = w * np.sin(z)
        return number(np.sum(terms))

    def gradient(x: AnyFloats) -> AnyFloats:
        z = a * x + b
        return w * a * np.cos(z)

    return Smooth(f"sum of {n} sines", formula, gradient, rng.uniform(-2.0, 2.0, n), 1.0 / a, float(np.sum(np.abs(w))))


def _composition(rng: np.random.Generator, n: int) -> Smooth:
    """exp(sin z) + z^2 / 2 of z = a.x / n + 0.4."""
    a, _, w = _factors(rng, n)
    a = a * np.sign(w) / n

    def formula(x: Inexact) -> complex:
        z = np.sum(a * x) + 0.4
        return number(np.exp(np.sin(z)) + 0.5 * z * z)

    def gradient(x: AnyFloats) -> AnyFloats:
        z = float(np.sum(a * x)) + 0.4
        return a * (float(np.exp(np.sin(z)) * np.cos(z)) + z)

    return Smooth(f"exp(sin z) of {n}", formula, gradient, rng.uniform(-2.0, 2.0, n), 1.0 / np.abs(a), 4.0)


def _product(rng: np.random.Generator, n: int) -> Smooth:
    """Product of 1 + tanh(a x + b) / 2."""
    a, b, _ = _factors(rng, n)

    def formula(x: Inexact) -> complex:
        z = a * x + b
        factors = 1.0 + 0.5 * np.tanh(z)
        return number(np.prod(factors))

    def gradient(x: AnyFloats) -> AnyFloats:
        z = a * x + b
        t = np.tanh(z)
        factors = 1.0 + 0.5 * t
        half = float(np.prod(factors)) * 0.5 * a
        return half * (1.0 - t) * (1.0 + t) / factors

    size = float(np.prod(1.0 + 0.5 * np.tanh(np.abs(b) + a)))
    return Smooth(f"product of {n}", formula, gradient, rng.uniform(-1.0, 1.0, n), 1.0 / a, size)


def _quadratic(rng: np.random.Generator, n: int) -> Smooth:
    """log(1 + x.Mx / 2) with a positive M."""
    half = rng.normal(size=(n, n)) / np.sqrt(n)
    matrix = half @ half.T + np.eye(n)

    def formula(x: Inexact) -> complex:
        image = np.dot(matrix, x)
        form = np.dot(x, image)
        return number(np.log(1.0 + 0.5 * form))

    def gradient(x: AnyFloats) -> AnyFloats:
        image = matrix @ x
        return np.asarray(image / (1.0 + 0.5 * float(x @ image)))

    name = f"log of a quadratic form of {n}"
    return Smooth(name, formula, gradient, rng.uniform(-2.0, 2.0, n), np.ones(n), 4.0)


def _make(seed: int) -> Member:
    rng = np.random.default_rng([seed, 12])
    return member(draw(rng, int(rng.integers(1, 31))))


FAMILIES: Final = (Family("smooth", _make),)
