"""Piecewise linear functions with kinks near x or at x, and sorting, clipping and maxima with near ties.

A kink at a distance d hides an error of the slope below noise / d, unless it is the smaller of the two.
"""

from __future__ import annotations

import numpy as np

from examples.benchmarks.families.kinks.terms import (
    ROUNDINGS,
    Term,
    distances,
    resolution,
    separable,
    signed,
)
from examples.benchmarks.families.member import Family, Member
from examples.benchmarks.verdict_corpus.case import AnyFloats, Array
from examples.benchmarks.wrong_gradients import with_entry


def polygon(slope: float, offset: float, weights: Array, kinks: Array, x: float) -> Term:
    """slope t + offset + sum of w |t - c| at t = x."""
    gaps = x - kinks

    def fun(t: float) -> float:
        return float(slope * t + offset + np.sum(weights * np.abs(t - kinks)))

    def derivative(t: float) -> float:
        return float(slope + np.sum(weights * np.sign(t - kinks)))

    # the signs of t - c are exact, so these sums have no other error than their own rounding
    left, right = (slope + float(np.sum(weights * np.where(gaps == 0.0, side, np.sign(gaps)))) for side in (-1.0, 1.0))
    size = abs(slope * x) + abs(offset) + float(np.sum(np.abs(weights) * (np.abs(gaps) + 0.01 * abs(x))))
    near = tuple((abs(float(gap)), 2.0 * abs(float(weight))) for gap, weight in zip(gaps, weights, strict=True))
    return Term(fun, derivative, x, left, right, size, near, smooth=0.1 * abs(x))


def _polygon(rng: np.random.Generator, at_x: bool) -> tuple[Term, Array, Array]:
    x, count = signed(rng, 1e-3, 1e3), int(rng.integers(1, 21))
    kinks = np.asarray(x * (1.0 + distances(rng, count, 1e-9, 1e-2)))
    weights = distances(rng, count, 1e-3, 3.0)
    if at_x:
        kinks[0] = x
    return polygon(signed(rng, 0.1, 10.0), float(rng.choice([0.0, 1.0, -30.0])), weights, kinks, x), weights, kinks


def near(seed: int) -> Member:
    """1 to 20 kinks at 1e-9 to 1e-2 of x."""
    term, weights, kinks = _polygon(np.random.default_rng([seed, 811]), at_x=False)
    nearest = int(np.argmin(np.abs(kinks - term.x)))
    beyond = term.left - 2.0 * weights[nearest] * float(np.sign(term.x - kinks[nearest]))
    return separable(
        f"{kinks.size} kinks, nearest at {abs(kinks[nearest] / term.x - 1):.0e}",
        [term],
        [("beyond the kink", 0, beyond)],
    )


def at(seed: int) -> Member:
    """The same with one of the kinks at x."""
    term, _, kinks = _polygon(np.random.default_rng([seed, 812]), at_x=True)
    return separable(f"{kinks.size} kinks, one at x", [term])


def ordered(seed: int) -> Member:
    """sum of c_r times the r-th smallest number: maximum, median, range or mean of the largest, with near ties."""
    rng = np.random.default_rng([seed, 813])
    n, kind = int(rng.choice([3, 5, 9])), int(rng.integers(4))
    weights = np.zeros(n)
    weights[n // 2 if kind == 1 else -1] = 1.0
    weights[0] -= kind == 2
    weights = np.where(np.arange(n) > n // 2, 1.0 / (n - 1 - n // 2), 0.0) if kind == 3 else weights
    x = np.array([rng.normal() * 3.0])
    while x.size < n:  # each next number lies near one that is there
        x = np.append(x, rng.choice(x) * (1.0 + signed(rng, 1e-9, 1e-1)))
    x = rng.permutation(x)
    slope = weights[np.argsort(np.argsort(x))]
    gaps = np.abs(x[:, np.newaxis] - x) + np.where(np.eye(n) == 1.0, np.inf, 0.0)
    noise = ROUNDINGS * float(np.sum(np.abs(weights)) * np.abs(x).max())
    hidden = np.array([resolution(noise, [(float(gap), 1.0) for gap in row if np.isfinite(gap)], 0.3) for row in gaps])

    def fun(point: AnyFloats) -> float:
        return float(weights @ np.sort(point))

    def jac(point: AnyFloats) -> AnyFloats:
        return weights[np.argsort(np.argsort(point))]

    own = int(np.argmax(np.abs(slope)))
    other = int(np.argmin(gaps[own]))
    swapped = {"beyond the tie": with_entry(jac, own, slope[other])}
    visible = abs(slope[own] - slope[other]) > 10.0 * hidden[own]
    name = f"{('maximum', 'median', 'range', 'largest half')[kind]} of {n}, nearest tie {gaps.min():.0e}"
    return Member(name, fun, jac, x, slope, slope.copy(), hidden, swapped if visible else {})


def clipped(seed: int) -> Member:
    """Sums of w |t - c|, w clip(t, a, b), w max(t, c) and the pinball loss near their kinks, each of a number of its
    own."""
    rng = np.random.default_rng([seed, 814])
    terms = [_clipped(rng, int(kind)) for kind in rng.integers(0, 4, int(rng.integers(1, 9)))]
    return separable(f"{len(terms)} terms", terms)


def _clipped(rng: np.random.Generator, kind: int) -> Term:
    x, weight, c = signed(rng, 0.1, 10.0), signed(rng, 0.1, 3.0), 0.0
    c = x + signed(rng, 1e-9, 1e-2) * abs(x)
    low, high = (c, c + abs(x)) if rng.random() < 0.5 else (c - abs(x), c)
    fun, slope, jump = (
        (lambda t: weight * abs(t - c), lambda t: weight * float(np.sign(t - c)), 2.0),
        (lambda t: weight * min(max(t, low), high), lambda t: weight * (low < t < high), 1.0),
        (lambda t: weight * max(t, c), lambda t: weight * (t > c), 1.0),
        (lambda t: weight * max(0.8 * (t - c), -0.2 * (t - c)), lambda t: weight * (0.8 if t > c else -0.2), 1.0),
    )[kind]
    kinks = [(abs(x - place), abs(weight) * jump) for place in ((low, high) if kind == 1 else (c,))]
    return Term(fun, slope, x, slope(x), slope(x), abs(weight * x), tuple(kinks), 0.1 * abs(x))


FAMILIES = (
    Family("piecewise linear, kinks near x", near),
    Family("piecewise linear, kink at x", at),
    Family("sorted, near ties", ordered),
    Family("clip, abs and max near kinks", clipped),
)
