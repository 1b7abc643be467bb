"""Sums of functions of one number each, with what is known of every summand.

``separable("x|x|", [Term(...), Term(...)])`` is their sum as a member of a family.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias, final

import numpy as np

from examples.benchmarks.families.member import Member
from examples.benchmarks.verdict_corpus.case import AnyFloats
from examples.benchmarks.wrong_gradients import with_entry
from minigrad.arrays import Float64Array

Scalar: TypeAlias = Callable[[float], float]

ROUNDINGS = 40.0 * 2.0**-52
"""How far a value of size 1 is taken to be off where a slope is made from several: some ten roundings, four times
over."""


@final
@dataclass(frozen=True)
class Term:
    """A function of one number at a point.

    Attributes:
        fun, slope: the function and its derivative as one writes it.
        x: the point.
        left, right: the exact slopes.
        size: the largest number that is rounded on the way to a value near x.
        kinks: distances from x at which the slope jumps, and by how much.
        smooth: up to which distance it is close to a polynomial, but for the kinks.
        noise: how far its values are off where that is more than rounding.
    """

    fun: Scalar
    slope: Scalar
    x: float
    left: float
    right: float
    size: float
    kinks: tuple[tuple[float, float], ...] = ()
    smooth: float = 0.1
    noise: float = 0.0


def resolution(noise: float, kinks: Sequence[tuple[float, float]], smooth: float) -> float:
    """How exactly values near x tell the slope: over a distance t up to noise / t and the jumps of the slope within
    t."""
    jumped, least = 0.0, np.inf
    for distance, jump in [*sorted(kink for kink in kinks if kink[0] < smooth), (smooth, 0.0)]:
        if distance > 0.0:
            least = min(least, jumped + noise / distance)
            jumped += abs(jump)
    return float(least)


def separable(name: str, terms: Sequence[Term], wrong: Sequence[tuple[str, int, float]] = ()) -> Member:
    """The sum of the terms; ``wrong`` has the kind, the entry and the value of each mistake that is worth showing."""
    x = np.array([term.x for term in terms])
    noise = ROUNDINGS * sum(term.size for term in terms)

    def fun(point: AnyFloats) -> float:
        return float(sum(term.fun(float(t)) for term, t in zip(terms, point, strict=True)))

    def jac(point: AnyFloats) -> AnyFloats:
        return np.array([term.slope(float(t)) for term, t in zip(terms, point, strict=True)])

    hidden = np.array([resolution(noise + term.noise, term.kinks, term.smooth) for term in terms])
    left, right = np.array([term.left for term in terms]), np.array([term.right for term in terms])
    mistakes = {kind: with_entry(jac, k, value) for kind, k, value in wrong if abs(value - left[k]) > 10.0 * hidden[k]}
    return Member(name, fun, jac, x, left, right, hidden, mistakes)


def log_uniform(rng: np.random.Generator, least: float, most: float) -> float:
    """A number between the two, with evenly spread logarithm."""
    return float(np.exp(rng.uniform(np.log(least), np.log(most))))


def signed(rng: np.random.Generator, least: float, most: float) -> float:
    """The same with either sign."""
    return log_uniform(rng, least, most) * float(rng.choice([-1.0, 1.0]))


def distances(rng: np.random.Generator, count: int, least: float, most: float) -> Float64Array:
    """So many of them, of either sign."""
    return np.array([signed(rng, least, most) for _ in range(count)])
