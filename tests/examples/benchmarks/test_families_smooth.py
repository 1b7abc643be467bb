"""The families of smooth functions: members are the same for everyone, and their slopes are those of other methods."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
import pytest

from examples.benchmarks.families.member import Family, Member, claims
from examples.benchmarks.families.noisy import noise, rounded
from examples.benchmarks.families.registry import families
from examples.benchmarks.families.smooth_functions import (
    domains,
    offsets,
    state,
)
from examples.benchmarks.families.visibility import LEAST_RELATIVE, seen
from examples.benchmarks.verdict_corpus.case import Fun, Label
from minigrad.arrays import Float64Array

MODULES = (
    "cancellation", "domains", "edges", "noise", "offsets", "ripples", "rounded", "saturated", "single", "smooth",
    "state", "stationary",
)  # fmt: skip
FAMILIES = families(MODULES)
SEEDS = range(8)
each_family = pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)


@cache
def made(family: Family, seed: int) -> Member:
    """A member for tests that leave no state behind in it; some take a while to train."""
    return family.make(seed)


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
        member = made(family, seed)
        shown = claims(family, member, seed)
        assert [claim.label for claim in shown[:1]] == [Label.RIGHT]
        if family not in state.FAMILIES:
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


@cache
def _ratios(family: Family) -> Float64Array:
    """Best error over hidden, for the first entry that has a slope, of twelve members; 1e-18 and rounding of the truth
    do not count."""
    found = []
    for seed in range(12):
        member = made(family, seed)
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
