"""The families of smooth functions: members are the same for everyone, and their slopes are those of other methods."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import TypeAlias

import numpy as np
import pytest

from examples.benchmarks.families import (
    cancellation,
    classification,
    domains,
    edges,
    noise,
    offsets,
    rounded,
    saturated,
    smooth,
    state,
)
from examples.benchmarks.families.classification import Loss
from examples.benchmarks.families.member import Family, Member, claims
from examples.benchmarks.families.perceptron import Perceptron
from examples.benchmarks.families.visibility import LEAST_RELATIVE, seen
from examples.benchmarks.verdict_corpus.case import Fun, Label
from minigrad.arrays import Float64Array

MODULES = (
    "cancellation", "domains", "edges", "noise", "offsets", "ripples", "rounded", "saturated", "single", "smooth",
    "state", "stationary",
)  # fmt: skip
FAMILIES: list[Family] = [
    family for name in MODULES for family in import_module(f"examples.benchmarks.families.{name}").FAMILIES
]
SEEDS = range(8)
Exact: TypeAlias = Callable[[ModuleType, float], float]
"""A formula in terms of mpmath, for its numbers, which behave like floats."""
each_family = pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)


def test_names_differ() -> None:
    assert len({family.name for family in FAMILIES}) == len(FAMILIES) == 30


@each_family
def test_members_are_reproducible_and_complete(family: Family) -> None:
    for seed in SEEDS:
        one, two = family.make(seed), family.make(seed)
        assert one.name == two.name
        assert one.fun(one.x.copy()) == two.fun(two.x.copy())
        for a, b in (
            (one.x, two.x),
            (one.left, two.left),
            (one.hidden, two.hidden),
            (one.jac(one.x.copy()), two.jac(two.x.copy())),
        ):
            np.testing.assert_array_equal(a, b)
        assert one.smooth
        assert one.left.shape == one.right.shape == one.hidden.shape == one.x.shape
        assert np.isfinite(one.left).all()
        assert (one.hidden >= 0.0).all()
        np.testing.assert_allclose(one.jac(one.x.copy()), one.left, rtol=1e-13 if one.x.dtype == np.float64 else 1e-6)
    assert family.make(0).name != family.make(1).name or not np.array_equal(family.make(0).x, family.make(1).x)


@each_family
def test_wrong_claims_are_wrong(family: Family) -> None:
    for seed in SEEDS:
        shown = claims(family, family.make(seed), seed)
        assert [claim.label for claim in shown[:1]] == [Label.RIGHT]
        if family not in state.FAMILIES:
            member = family.make(seed)
            errors = [
                np.abs(claim.jac(member.x.copy()) - member.left)
                for claim in shown
                if claim.visible and claim.kind != "right"
            ]
            assert all((error > 10.0 * member.hidden).any() for error in errors)


def _best_difference(fun: Fun, x: Float64Array, entry: int, truth: float) -> float:
    """The least error of central differences, extrapolated up to three times, that three steps in a row stay below."""

    def difference(h: float) -> float:
        lower, upper = x.copy(), x.copy()
        lower[entry], upper[entry] = x[entry] - h, x[entry] + h
        try:
            return (float(fun(upper)) - float(fun(lower))) / float(upper[entry] - lower[entry])
        except (ArithmeticError, ValueError, AssertionError, RuntimeError, IndexError):
            return np.nan

    size = max(1.0, abs(x[entry]))
    with np.errstate(all="ignore"):
        table = [np.array([difference(1.54 * size * 2.0**-k) for k in range(58)])]
        for k in (1, 2, 3):
            table.append((4.0**k * table[-1][1:] - table[-1][:-1]) / (4.0**k - 1.0))
        errors = [np.nan_to_num(np.abs(row - truth), nan=np.inf) for row in table]
        return float(min(np.min(np.maximum(np.maximum(e[:-2], e[1:-1]), e[2:])) for e in errors))


def _ratios(family: Family) -> Float64Array:
    """Best error over hidden, for the first entry that has a slope, of twelve members; 1e-18 and rounding of the truth
    do not count."""
    found = []
    for seed in range(12):
        member = family.make(seed)
        entry = int(np.argmax(np.abs(member.left)))
        truth = float(member.left[entry])
        error = _best_difference(member.fun, member.x.astype(np.float64), entry, truth)
        found.append(max(error - 2e-15 * abs(truth), 0.0) / max(member.hidden[entry], 1e-12 * abs(truth), 1e-18))
    return np.array(found)


@pytest.mark.parametrize("family", [f for f in FAMILIES if f not in domains.FAMILIES], ids=lambda family: family.name)
def test_slopes_agree_with_central_differences(family: Family) -> None:
    assert (_ratios(family) < 30.0).all()


@pytest.mark.parametrize(
    "family", [*noise.FAMILIES, *rounded.FAMILIES, offsets.FAMILIES[0], offsets.FAMILIES[2]], ids=lambda f: f.name
)
def test_hidden_is_what_the_best_differences_leave(family: Family) -> None:
    assert 0.3 < np.median(_ratios(family)) < 8.0


@pytest.mark.parametrize("n", [1, 2, 7, 30])
def test_smooth_functions_against_the_complex_step(n: int) -> None:
    for seed in SEEDS:
        drawn = smooth.draw(np.random.default_rng(seed), n)
        steps = drawn.x + 1e-200j * np.eye(n)
        np.testing.assert_allclose(
            [np.imag(drawn.formula(step)) / 1e-200 for step in steps], drawn.truth(), rtol=1e-11, atol=1e-13
        )


def _exact(formula: Exact, x: float) -> tuple[float, float]:
    """Value and slope in 160 digits, of which a step of 1e-40 x and cancellation leave more than 60."""
    mpmath = pytest.importorskip("mpmath")
    with mpmath.workdps(160):
        at = mpmath.mpf(x)
        step = at * mpmath.mpf(10) ** -40
        slope = (formula(mpmath, at + step) - formula(mpmath, at - step)) / (2 * step)
        return float(formula(mpmath, at)), float(slope)


QUOTIENTS: tuple[Exact, ...] = (
    lambda m, x: m.log(1 + x) / x,
    lambda m, x: (m.exp(x) - 1) / x,
    lambda m, x: (1 - m.cos(x)) / x,
    lambda m, x: (1 - m.cos(x)) / x**2,
    lambda m, x: (m.sqrt(1 + x) - 1) / x,
    lambda m, x: m.sinh(x) / x,
)


def test_quotients_against_mpmath() -> None:
    for quotient, formula in zip(cancellation.QUOTIENTS, QUOTIENTS, strict=True):
        for x in (1e-9, -3e-6, 1e-3):
            assert float(quotient.slope(np.asarray(x))) == pytest.approx(_exact(formula, x)[1], rel=1e-14)
        assert float(quotient.value(np.asarray(0.5))) == pytest.approx(_exact(formula, 0.5)[0], rel=1e-14)


EDGES: tuple[Exact, ...] = (
    lambda m, x: m.sqrt(1 - x**2),
    lambda m, x: m.asin(x),
    lambda m, x: m.log(1 - x),
    lambda m, x: m.sqrt(1 - x),
    lambda m, x: (1 - x) * m.sqrt(1 - x),
    lambda m, x: 1 / (1 - x**2),
    lambda m, x: m.atanh(x),
    lambda m, x: m.acosh(x),
    lambda m, x: m.sqrt(x),
    lambda m, x: m.log(x),
    lambda m, x: x * m.log(x),
)


def test_edges_against_mpmath() -> None:
    for term, formula in zip(edges.TERMS, EDGES, strict=True):
        for distance in (1e-8, 3e-5, 1e-2):
            x = np.asarray(term.edge + term.side * distance)
            value, slope = _exact(formula, float(x))
            assert float(term.slope(x, term.distance(x))) == pytest.approx(slope, rel=1e-14)
            noise = 2.0**-53 * (float(term.inner(term.distance(x))) + 3.0 * abs(value))
            assert float(term.value(x)) == pytest.approx(value, rel=0.0, abs=noise)


TAILS: tuple[Exact, ...] = (
    lambda m, x: m.log(1 + m.exp(-x)),
    lambda m, x: m.log(1 + m.exp(-x)),
    lambda m, x: 1 - m.tanh(x),
    lambda m, x: -m.log(1 / (1 + m.exp(-x))),
    lambda m, x: -m.log(1 - 1 / (1 + m.exp(x))),
)


def test_tails_against_mpmath() -> None:
    for tail, formula in zip(saturated.TAILS, TAILS, strict=True):
        for x in (tail.least, 37.0, tail.most):
            value, slope = _exact(formula, x)
            assert float(tail.slope(np.asarray(x))) == pytest.approx(slope, rel=1e-14)
            assert float(tail.value(np.asarray(x))) == pytest.approx(
                value, rel=1e-14, abs=2.0**-52 if tail.rounds_one else 0.0
            )


SIGNED = (classification.LOGISTIC, classification.NAIVE_LOGISTIC)
LOSSES = (
    classification.SQUARES,
    *SIGNED,
    classification.LOG_SUM_EXP,
    classification.PICKED_SOFTMAX,
    classification.OTHERS,
)


@pytest.mark.skipif(bool(np.finfo(np.longdouble).eps > 1e-18), reason="long double is no longer than double here")
@pytest.mark.parametrize("relu", [False, True])
@pytest.mark.parametrize("loss", LOSSES, ids=lambda loss: loss.name)
def test_networks_against_differences_in_long_double(loss: Loss, relu: bool) -> None:
    rng = np.random.default_rng(3)
    classes = np.eye(3)[rng.integers(3, size=5)]
    network = Perceptron(rng.normal(size=(5, 2)), 2.0 * classes - 1.0 if loss in SIGNED else classes, 4, relu, loss)
    theta = rng.normal(size=network.size).astype(np.longdouble)
    numeric = [
        (network.value(theta + move, np.longdouble) - network.value(theta - move, np.longdouble)) / np.longdouble(2e-6)
        for move in np.longdouble(1e-6) * np.eye(network.size, dtype=np.longdouble)
    ]
    np.testing.assert_allclose(
        np.array(numeric, dtype=np.float64), network.gradient(theta).astype(np.float64), rtol=1e-9, atol=1e-11
    )


def test_kinks_are_as_far_as_it_is_said() -> None:
    rng = np.random.default_rng(5)
    network = Perceptron(rng.normal(size=(3, 2)), np.eye(2)[[0, 1, 0]], 3, True, classification.SQUARES)
    theta = rng.normal(size=network.size)

    def pattern(at: Float64Array) -> list[bool]:
        return list((network.inputs @ at[:6].reshape(2, 3) + at[6:9] > 0.0).ravel())

    for entry, distance in enumerate(network.to_kinks(theta)):
        for factor, same in ((0.999, True), (1.001, False)):
            moved = [theta + side * factor * min(distance, 1e6) * np.eye(network.size)[entry] for side in (-1.0, 1.0)]
            assert (pattern(moved[0]) == pattern(moved[1]) == pattern(theta)) == (same or distance == np.inf)


def test_too_small_mistakes_are_left_out() -> None:
    truth, hidden = np.array([1.0, 2.0]), np.array([1e-3, 0.0])
    rounding = np.array([1.0, 2.0 * (1.0 + LEAST_RELATIVE / 2)])
    wrong = {"hidden": np.array([1.009, 2.0]), "seen": np.array([1.011, 2.0]), "rounding": rounding}
    assert list(seen(wrong, truth, hidden)) == ["seen"]


def _on_both_sides(member: Member) -> None:
    for side in (-1.0, 1.0):
        member.fun(member.x + side * 0.2 * (np.arange(member.x.size) % 2 == 0))


def test_functions_raise_outside_and_only_there() -> None:
    kinds: set[type[BaseException]] = set()
    for seed in range(24):
        member = domains.FAMILIES[0].make(seed)
        with pytest.raises((ArithmeticError, ValueError, AssertionError, RuntimeError, IndexError)) as caught:
            _on_both_sides(member)
        kinds.add(caught.type)
    assert kinds == {ValueError, AssertionError, RuntimeError, IndexError, ZeroDivisionError, FloatingPointError}
    member = domains.FAMILIES[1].make(0)
    with pytest.raises(OverflowError):
        member.fun(member.x + 11.0)
    huge = domains.FAMILIES[2].make(0)
    assert np.isfinite(huge.fun(huge.x))
    assert huge.fun(11.0 * huge.x) == np.inf


def _spoils(member: Member) -> bool:
    """Whether the gradient that is called wrong really misbehaves within a few ordinary calls."""
    (jac,) = member.wrong.values()
    x = member.x.copy()
    member.fun(x)
    first = jac(x)
    kept = np.array(first)
    member.fun(member.x + 0.1 * np.arange(1.0, 1.0 + member.x.size))
    second = np.array(jac(member.x.copy()))
    jac(member.x + 0.25)
    return not (np.array_equal(x, member.x) and np.array_equal(kept, second) and np.array_equal(first, kept))


@pytest.mark.parametrize("make", [state.FAMILIES[1].make, state.FAMILIES[2].make])
def test_harmful_state_does_harm(make: Callable[[int], Member]) -> None:
    assert all(_spoils(make(seed)) for seed in range(12))


def test_harmless_state_does_none() -> None:
    for seed in SEEDS:
        member = state.FAMILIES[0].make(seed)
        for away in (0.0, 0.5, 0.0, 0.25):
            member.fun(member.x + away)
            np.testing.assert_array_equal(member.jac(member.x.copy()), member.left)
