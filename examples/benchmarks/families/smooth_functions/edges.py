"""Points just inside the edge of a domain, where slopes change over the distance t to the edge.

hidden = 8 noise / (t / 4), as formulas need steps well below t. The noise is the rounding of the sum and what rounding
inside of a term does to it: sqrt(1 - x^2) rounds x^2, which is of size 1, and the root multiplies that by 1 / (2 sqrt(2
t)).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, final

import numpy as np

from examples.benchmarks.families.member import Family, Member, smooth_member
from examples.benchmarks.families.visibility import UNIT, changed, hidden_by, seen
from examples.benchmarks.verdict_corpus.case import AnyFloats, Fun, Jac
from minigrad.arrays import Float64Array

ROOM = 0.25
"""Part of the distance to the edge that steps may take."""

Elementwise = Callable[[AnyFloats], AnyFloats]


@final
@dataclass(frozen=True)
class Term:
    """A function of one number with an edge.

    Attributes:
        edge, side: x = edge + side t with t > 0.
        slope: as a function of x and of the exact t.
        inner: the noise of the value at t beyond its own rounding, in units of 2^-53.
        guarded: whether the function has no value outside.
    """

    name: str
    edge: float
    side: float
    value: Elementwise
    slope: Callable[[AnyFloats, AnyFloats], AnyFloats]
    inner: Elementwise = np.zeros_like
    guarded: bool = True

    def distance(self, x: AnyFloats) -> AnyFloats:
        """t, without rounding where x is within a factor 2 of the edge."""
        return self.side * (x - self.edge)


TERMS: Final = (
    Term("sqrt(1 - x^2)", 1.0, -1.0, lambda x: np.sqrt(1.0 - x**2),
         lambda x, t: -x / np.sqrt(t * (2.0 - t)), lambda t: 0.5 / np.sqrt(2.0 * t)),
    Term("arcsin(x)", 1.0, -1.0, np.arcsin, lambda x, t: 1.0 / np.sqrt(t * (2.0 - t))),
    Term("log(1 - x)", 1.0, -1.0, lambda x: np.log(1.0 - x), lambda x, t: -1.0 / t),
    Term("sqrt(1 - x)", 1.0, -1.0, lambda x: np.sqrt(1.0 - x), lambda x, t: -0.5 / np.sqrt(t)),
    Term("(1 - x)^1.5", 1.0, -1.0, lambda x: (1.0 - x) ** 1.5, lambda x, t: -1.5 * np.sqrt(t)),
    Term("1 / (1 - x^2)", 1.0, -1.0, lambda x: 1.0 / (1.0 - x**2),
         lambda x, t: 2.0 * x / (t * (2.0 - t)) ** 2, lambda t: 0.25 / t**2, False),
    Term("arctanh(x)", 1.0, -1.0, np.arctanh, lambda x, t: 1.0 / (t * (2.0 - t))),
    Term("arccosh(x)", 1.0, 1.0, np.arccosh, lambda x, t: 1.0 / np.sqrt(t * (2.0 + t))),
    Term("sqrt(x)", 0.0, 1.0, np.sqrt, lambda x, t: 0.5 / np.sqrt(x)),
    Term("log(x)", 0.0, 1.0, np.log, lambda x, t: 1.0 / x),
    Term("x log(x)", 0.0, 1.0, lambda x: x * np.log(x), lambda x, t: np.log(x) + 1.0),
)  # fmt: skip


def _drawn(rng: np.random.Generator, terms: list[Term], raising: bool) -> Member:
    """Sum of w term(x), each entry with a term of its own."""
    n = len(terms)
    distances = np.array([10.0 ** rng.uniform(-12.0 if term.edge == 0.0 else -8.0, -2.0) for term in terms])
    x = np.array([term.edge + term.side * t for term, t in zip(terms, distances, strict=True)])
    weights = rng.uniform(0.5, 2.0, n) * rng.choice([-1.0, 1.0], n)
    fun, jac = _fun(terms, weights, raising), _jac(terms, weights)
    t = np.array([float(term.distance(value)) for term, value in zip(terms, x, strict=True)])
    own = np.array(
        [float(np.abs(term.value(v))) + float(term.inner(d)) for term, v, d in zip(terms, x, t, strict=True)]
    )
    hidden = hidden_by(UNIT * (np.abs(weights) * own + abs(fun(x))), ROOM * t)
    truth = np.asarray(jac(x), dtype=np.float64)
    name = f"{', '.join(term.name for term in terms)} at {', '.join(f'{d:.0e}' for d in t)}"
    return smooth_member(name, fun, jac, x, hidden, _slightly_off(rng, truth, hidden, t))


def _slightly_off(
    rng: np.random.Generator, truth: Float64Array, hidden: Float64Array, t: Float64Array
) -> dict[str, Jac]:
    """A factor 1 - t or 1 / (1 - t), which is x or 1 / x next to an edge at 1: wrong by the distance, relatively."""
    entry = int(rng.integers(truth.size))
    factors = {"times 1 - t": 1.0 - t[entry], "over 1 - t": 1.0 / (1.0 - t[entry])}
    return seen({name: changed(truth, entry, truth[entry] * float(f)) for name, f in factors.items()}, truth, hidden)


def _fun(terms: list[Term], weights: Float64Array, raising: bool) -> Fun:
    def fun(x: AnyFloats) -> float:
        if raising and any(float(term.distance(value)) <= 0.0 for term, value in zip(terms, x, strict=True)):
            raise ValueError("math domain error")
        with np.errstate(all="ignore"):
            return float(sum(w * float(term.value(value)) for term, value, w in zip(terms, x, weights, strict=True)))

    return fun


def _jac(terms: list[Term], weights: Float64Array) -> Jac:
    def jac(x: AnyFloats) -> AnyFloats:
        slopes = [float(term.slope(value, term.distance(value))) for term, value in zip(terms, x, strict=True)]
        return np.asarray(weights * np.array(slopes))

    return jac


def _alike(seed: int) -> Member:
    rng = np.random.default_rng([seed, 1])
    return _drawn(rng, [TERMS[int(rng.integers(len(TERMS)))]] * int(rng.integers(1, 7)), raising=False)


def _mixed(seed: int) -> Member:
    rng = np.random.default_rng([seed, 101])
    return _drawn(rng, [TERMS[k] for k in rng.integers(len(TERMS), size=int(rng.integers(2, 7)))], raising=False)


def _raising(seed: int) -> Member:
    rng = np.random.default_rng([seed, 201])
    guarded = [term for term in TERMS if term.guarded]
    return _drawn(rng, [guarded[int(rng.integers(len(guarded)))]] * int(rng.integers(1, 7)), raising=True)


FAMILIES: Final = (
    Family("edges, NaN outside", _alike),
    Family("edges of several kinds", _mixed),
    Family("edges, ValueError outside", _raising),
)
