"""Piecewise constant functions between their jumps, where the slope is 0, and the sawtooth, where it is not.

ceil, round, floor, counts of numbers above a threshold, tables, and functions that are clipped to a plateau.
"""

from __future__ import annotations

import numpy as np

from examples.benchmarks.families.kinks.terms import Scalar, Term, log_uniform, separable, signed
from examples.benchmarks.families.member import Family, Member
from examples.benchmarks.verdict_corpus.case import AnyFloats
from examples.benchmarks.wrong_gradients import with_entry


def _between(rng: np.random.Generator) -> float:
    """A number at 1e-6 to 1/2 from the nearest whole one."""
    return float(rng.integers(-20, 20)) + signed(rng, 1e-6, 0.5)


def constant(seed: int) -> Member:
    """floor, ceil, round, truncation, a table and a count of one to five numbers: slope 0; claimed 1."""
    rng = np.random.default_rng([seed, 841])
    n, kind, unit = int(rng.integers(1, 6)), int(rng.integers(6)), log_uniform(rng, 1e-3, 1e3)
    rule = (np.floor, np.ceil, np.round, np.trunc, np.floor, np.floor)[kind]
    centre = 0.5 if kind == 2 else 0.0
    x = unit * (np.array([_between(rng) for _ in range(n)]) + centre)
    weights = np.array([signed(rng, 0.1, 10.0) for _ in range(n)])
    table = rng.normal(size=64)

    def fun(point: AnyFloats) -> float:
        whole = rule(point / unit)
        if kind == 4:
            return float(np.sum(table[np.mod(whole, 64).astype(int)]))
        return float(np.mean(whole > 0.0)) if kind == 5 else float(weights @ whole)

    def jac(point: AnyFloats) -> AnyFloats:
        return np.zeros_like(point)

    zeros = np.zeros(n)
    name = f"{('floor', 'ceil', 'round', 'trunc', 'table', 'count')[kind]} of {n} numbers in units of {unit:.0e}"
    wrong = {"one": with_entry(jac, int(rng.integers(n)), 1.0)}
    return Member(name, fun, jac, x, zeros, zeros.copy(), zeros.copy(), wrong)


def _flat_below_zero(kind: int, weight: float) -> Scalar:
    rules: tuple[Scalar, ...] = (
        lambda t: weight * max(t, 0.0),
        lambda t: weight * float(np.tanh(max(t, 0.0))) + weight,
        lambda t: weight * float(np.clip(t, 0.0, 1.0)) + 3.0,
        lambda t: weight * max(t, 0.0) ** 2 - 1.0,
    )
    return rules[kind]


def plateau(seed: int) -> Member:
    """Clipped functions at 1e-6 to 1 inside their plateau, dead ReLUs, each of a number of its own; claimed 1 once."""
    rng = np.random.default_rng([seed, 842])
    terms = list[Term]()
    for kind in rng.integers(0, 4, int(rng.integers(1, 6))):
        depth, weight = log_uniform(rng, 1e-6, 1.0), signed(rng, 0.1, 10.0)
        kink = (depth, abs(weight))
        terms.append(
            Term(_flat_below_zero(int(kind), weight), lambda t: 0.0, -depth, 0.0, 0.0, 3.0 + abs(weight), (kink,))
        )
    return separable(f"{len(terms)} terms", terms, [("one", int(rng.integers(len(terms))), 1.0)])


def _tooth(rng: np.random.Generator, rising: bool) -> Term:
    x, weight = _between(rng), signed(rng, 0.1, 10.0)
    jump = (float(abs(x - np.round(x))), np.inf)  # a jump of the value: longer steps show nothing of the slope

    def fun(t: float) -> float:
        return float(weight * t * np.floor(t) if rising else weight * (t - np.floor(t)))

    def slope(t: float) -> float:
        return float(weight * np.floor(t)) if rising else weight

    return Term(fun, slope, x, slope(x), slope(x), abs(weight) * (1.0 + x * x), (jump,))


def sawtooth(seed: int) -> Member:
    """w (t - floor(t)) and w t floor(t) between jumps: slopes that are not 0."""
    rng = np.random.default_rng([seed, 843])
    terms = [_tooth(rng, bool(kind)) for kind in rng.integers(0, 2, int(rng.integers(1, 4)))]
    return separable(f"{len(terms)} terms", terms)


FAMILIES = (
    Family("constant between jumps", constant, mistakes=()),
    Family("plateaus", plateau, mistakes=()),
    Family("sawtooth between jumps", sawtooth),
)
