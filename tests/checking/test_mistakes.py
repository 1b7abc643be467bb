"""Causes that are told apart by a sign, a name or the last digit."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

import minigrad as mg
from minigrad.arrays import FloatArray

LAYOUT = mg.ParameterLayout(("first", "second"), ((4,), (4,)))
POINT = np.linspace(0.1, 1.0, 8)
WEIGHTS = np.array([1.0, 2.0, 3.0, 4.0, 3.0, -1.0, 2.0, 7.0])


def fun(x: FloatArray) -> float:
    return float(WEIGHTS @ np.sin(x))


def right(x: FloatArray) -> FloatArray:
    return WEIGHTS * np.cos(x)


@pytest.mark.parametrize(
    ("factor", "message"),
    [
        (1.002, "1.002 times the slope everywhere"),
        (1.0 + 2e-6, "1 +2e-06 times the slope everywhere"),
        (1.0 - 2e-6, "1 -2e-06 times the slope everywhere"),
    ],
)
def test_a_factor_near_1_is_told_by_its_distance(factor: float, message: str) -> None:
    cause = mg.check_gradient(fun, lambda x: factor * right(x), POINT, rng=0).cause
    assert cause is not None
    assert cause.message == message


def test_the_gradient_of_another_array_is_recognised() -> None:
    report = mg.check_gradient(fun, lambda x: np.tile(right(x)[4:], 2), POINT, names=LAYOUT.name, rng=0)
    assert report.cause is not None
    assert (report.cause.message, report.cause.where) == ("it is the gradient of `second`", "first")


def in_arrays_of_four(count: int, change: Callable[[FloatArray], FloatArray]) -> mg.Cause | None:
    """What is said where ``change`` is made to the gradient of each of so many arrays (count, 4)."""
    layout = mg.ParameterLayout(tuple(f"array{number}" for number in range(count)), ((4,),) * count)
    weights = np.random.default_rng(3).lognormal(size=4 * count)
    return mg.check_gradient(
        lambda x: float(weights @ np.sin(x)),
        lambda x: change((weights * np.cos(x)).reshape(count, 4)).reshape(-1),
        np.linspace(0.1, 1.0, 4 * count),
        names=layout.name,
        rng=0,
    ).cause


@pytest.mark.parametrize("count", [2, 5])
def test_what_explains_everything_is_said_of_no_single_array(count: int) -> None:
    cause = in_arrays_of_four(count, lambda table: 2.0 * table)
    assert cause is not None
    assert (cause.message, cause.where) == ("twice the slope: a factor 2 too many", "")


def test_the_same_mistake_in_three_arrays_is_said_of_all_and_in_more_of_none() -> None:
    cause = in_arrays_of_four(3, lambda table: table[:, ::-1])
    assert cause is not None
    assert (cause.message, cause.where) == ("it is reversed", "array0, array1, array2")
    assert in_arrays_of_four(4, lambda table: table[:, ::-1]) is None


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda table: table[::-1, ::-1], "it is reversed"),
        (lambda table: np.roll(table, 1), "it is shifted by one"),
        (lambda table: table[::-1], "axis 0 is reversed"),
        (lambda table: np.roll(table, -1, axis=1), "axis 1 is shifted by -1"),
        (lambda table: table.reshape(3, 2).T, "it was filled column by column (Fortran order)"),
    ],
)
def test_entries_of_a_table_in_the_wrong_places(change: Callable[[FloatArray], FloatArray], message: str) -> None:
    weights = np.array([[1.0, 2.0, 4.0], [8.0, 15.0, 31.0]])
    point = np.linspace(0.1, 1.0, 6).reshape(2, 3)
    cause = mg.check_gradient(
        lambda x: float(np.sum(weights * np.sin(x))),
        lambda x: np.reshape(change(weights * np.cos(x)), (2, 3)),
        point,
        rng=0,
    ).cause
    assert cause is not None
    assert cause.message == message


BETA = 2.5


def test_a_factor_forgotten_in_one_branch_is_named_with_its_share() -> None:
    """ELU: z where z > 0, else beta (exp(z) - 1): without beta its slope is too small by that, for z < 0 alone."""
    x = np.array([-1.0, 0.5, -0.3, 1.2, -2.0, 0.1])
    cause = mg.check_gradient(
        lambda x: float(np.sum(np.where(x > 0, x, BETA * np.expm1(np.minimum(x, 0))))),
        lambda x: np.where(x > 0, 1.0, np.exp(np.minimum(x, 0))),
        x,
    ).cause
    assert cause is not None
    assert cause.message == "0.4 times the slope in 3 of 6 entries, while the others are right"


def test_mistakes_of_several_arrays_and_between_two() -> None:
    """A decay of some arrays alone, two gradients exchanged, and a factor in all arrays of one layer."""
    layout = mg.ParameterLayout(("W1", "b1", "W2", "b2"), ((2, 2), (4,), (2, 2), (4,)))
    weights = np.random.default_rng(5).normal(size=16)
    x = np.linspace(-1.0, 1.0, 16)
    decayed, layer = np.tile([1.0] * 4 + [0.0] * 4, 2), np.array([1.0 / BETA] * 8 + [1.0] * 8)

    def said(change: Callable[[FloatArray, FloatArray], FloatArray]) -> tuple[str, str]:
        cause = mg.check_gradient(
            lambda x: float(weights @ np.sin(x)), lambda x: change(weights * np.cos(x), x), x, names=layout, order=False
        ).cause
        return ("", "") if cause is None else (cause.message, cause.where)

    lacks = "fun has a term with slope 0.01 x that jac lacks (weight decay)"
    assert said(lambda g, x: g - 0.01 * decayed * x) == (lacks, "W1, W2")
    assert said(lambda g, x: g + 0.01 * (1 - decayed) * x)[1] == "b1, b2"
    assert said(lambda g, x: g * layer) == ("0.4 times the slope everywhere", "W1, b1")
    swapped = ("the gradients of `W1` and `b2` are exchanged", "")
    assert said(lambda g, x: np.concatenate([g[12:], g[4:12], g[:4]])) == swapped
    assert said(lambda g, x: np.round(g, 2)) == ("", "")


def test_a_jac_in_float32_is_told_by_its_numbers() -> None:
    """Sums of large numbers in float32 are off by more than rtol; the same error in float64 is no rounding."""
    x, large = np.linspace(0.1, 1.0, 9), 30.0

    def single(x: FloatArray) -> FloatArray:
        return (np.cos(x).astype(np.float32) + np.float32(large) - np.float32(large)).astype(np.float64)

    cause = mg.check_gradient(lambda x: float(np.sum(np.sin(x))), single, x).cause
    assert cause is not None
    assert "float32" in cause.message
    assert mg.check_gradient(lambda x: float(np.sum(np.sin(x))), lambda x: single(x) * (1 + 1e-12), x).cause is None
