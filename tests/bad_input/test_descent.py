"""``minimize``: its function, its start, its rule and its options."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pytest
from typing_extensions import override

import minigrad as mg

from .rows.table import HOLE, Bad, Good, bad, call, check_refused, check_works, each, good, rows
from .rows.values import (
    COUNT,
    EITHER,
    KIND,
    NO_DIFFERENTIATOR,
    NO_FUNCTION,
    NO_OPTIMIZER,
    NO_POINT,
    POSITIVE,
    VALUE,
    Plain,
    Series,
    all_of,
    frozen,
    masked,
    unreal,
    without_none,
)

Vector = npt.NDArray[np.float64]
RATE = mg.GradientDescent(0.25)
START = np.array([1.0, -2.0])


def bowl(x: Vector) -> float:
    return float(np.sum(x * x))


def slope(x: Vector) -> Vector:
    return 2 * x


def descend(**changes: object) -> object:
    given: dict[str, object] = {"fun": bowl, "x0": START, "optimizer": RATE, "steps": 2} | changes
    return call(mg.minimize, **given)


def with_value(value: object) -> object:
    return descend(fun=lambda x: value)


def with_slope(value: object) -> object:
    return descend(jac=lambda x: value)


class Wrong(mg.Optimizer[mg.NoState]):
    """A rule whose steps are what it is told."""

    def __init__(self, result: object) -> None:
        self.result = result

    @override
    def init(self, theta: object) -> mg.NoState:
        return mg.NoState()

    @override
    def step(self, theta: object, gradient: object, state: object) -> object:  # type: ignore[override]  # wrong on purpose
        return self.result


VALUES = all_of(
    KIND, None, "2", b"2", {}, Plain(), np.ones(2), [1.0, 2.0], (1.0, 2.0), np.array("a"), unreal("a"), np.ones((1, 2))
)
VALUES += all_of(EITHER, np.array([]), np.ma.masked) + all_of(VALUE, np.nan, np.inf, -np.inf)
SLOPES = all_of(KIND, None, "ab", {}, Plain(), [1j, 2.0], ["a", "b"], unreal(1.0, None))
SLOPES += all_of(
    EITHER, 1.0, [1.0], np.ones(3), np.ones((2, 1)), np.ones((1, 2)), masked([1.0, 2.0], 0), [1.0, [2.0]], []
)
RESULTS = (
    None,
    START,
    (START,),
    (START, mg.NoState(), 1),
    (None, mg.NoState()),
    (np.ones(3), mg.NoState()),
    ("ab", mg.NoState()),
    (1j * START, mg.NoState()),
    (masked([1.0, 2.0], 0), mg.NoState()),
    (np.ones((2, 1)), mg.NoState()),
)

ROWS: list[Bad] = [
    *each(NO_FUNCTION, "fun", descend, fun=HOLE),
    *each(VALUES, "fun", with_value, HOLE),
    bad("fun", VALUE, with_value, 1j),  # what ``x**0.5`` gives for x below 0: outside the domain
    *each(NO_POINT, "x0", descend, x0=HOLE),
    *each(NO_OPTIMIZER, "optimizer", descend, optimizer=HOLE),
    *each(
        [pair for pair in without_none(NO_FUNCTION) if not isinstance(pair[1], np.ndarray)], "jac", descend, jac=HOLE
    ),
    bad("fun", KIND, descend, jac=True),
    bad("jac", KIND, descend, jac=np.ones(2)),
    *each(SLOPES, ("`jac",), with_slope, HOLE),
    *each(all_of(VALUE, [np.nan, 1.0], [np.inf, 1.0]), ("`jac",), with_slope, HOLE),
    *each(NO_DIFFERENTIATOR, "differentiator", descend, differentiator=HOLE),
    bad("differentiator", EITHER, descend, jac=slope, differentiator=mg.CentralDifference()),
    *each(COUNT[:-3] + all_of(VALUE, -1, np.int64(-3)), "steps", descend, steps=HOLE),
    *each(without_none(POSITIVE), "tol", descend, tol=HOLE),
    *each(without_none(NO_FUNCTION), "callback", descend, callback=HOLE),
    *each(all_of(EITHER, None, "Raise", "", True, 3, [], b"raise", Plain()), "divergence", descend, divergence=HOLE),
    *[bad(("Wrong",), EITHER, descend, optimizer=Wrong(result)) for result in RESULTS],
    bad(("maxiter",), KIND, descend, maxiter=3),
    bad(("x",), KIND, descend, x=START),
    bad(("positional argument",), KIND, descend, args=(1,)),
]

ONCE = [0.5, -1.0]


def end(**changes: object) -> object:
    """Where one step of half the way leads."""
    result = descend(**({"steps": 1} | changes))
    assert isinstance(result, mg.DescentResult)
    return result.x


FINE: list[Good] = [
    *[
        good(ONCE, end, x0=x0, within=1e-6)
        for x0 in ((1, -2), Series(1.0, -2.0), frozen(1.0, -2.0), START.astype(">f8"), np.array([-2.0, 1.0])[::-1])
    ],
    good(ONCE, end, x0=masked([1.0, -2.0]), within=1e-6),
    good(ONCE, end, x0=np.array([1, -2], dtype=np.int8), within=1e-6),
    good(ONCE, end, x0=np.array([1, -2], dtype=np.float32), within=1e-6),
    good(ONCE, end, x0=np.array([1, -2], dtype=np.float16), within=1e-2),
    good([ONCE], end, x0=[[1, -2]], within=1e-6),
    good(0.5, end, x0=1.0, within=1e-6),
    good(ONCE, end, steps=np.int64(1), within=1e-6),
    good(START, end, steps=0),
    good(ONCE, end, jac=lambda x: list(2 * x)),
    good(ONCE, end, jac=lambda x: np.array([2, -4], dtype=np.int8)),
    good(ONCE, end, jac=slope, fun=lambda x: np.float32(bowl(x))),
    good(ONCE, end, jac=slope, fun=lambda x: np.array(bowl(x))),
    good(ONCE, end, jac=slope, tol=np.float32(1e-3)),
    good(ONCE, end, jac=slope, tol=1),
    good([math.ldexp(1.0, -3), -math.ldexp(1.0, -2)], end, jac=slope, steps=3),
]


@pytest.mark.parametrize("group", rows(ROWS))
def test_refused(group: list[Bad]) -> None:
    check_refused(group)


@pytest.mark.parametrize("group", rows(FINE))
def test_unusual_but_right(group: list[Good]) -> None:
    check_works(group)


def test_a_gradient_that_is_always_the_same_buffer() -> None:
    buffer = np.zeros(2)

    def jac(x: Vector) -> Vector:
        np.multiply(x, 2.0, out=buffer)
        return buffer

    result = mg.minimize(bowl, START, mg.Momentum(0.1, momentum=0.5), jac=jac, steps=5)
    expected = mg.minimize(bowl, START, mg.Momentum(0.1, momentum=0.5), jac=slope, steps=5)
    assert result.path.tolist() == expected.path.tolist()
