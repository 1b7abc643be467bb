"""Every method of the differentiators on bad points, functions, bounds and workers.

Left out is ``differentiate``, which subclasses write and the methods here call.
"""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import numpy.typing as npt
import pytest
from typing_extensions import override

import minigrad as mg

from .rows.table import HOLE, Bad, Good, bad, call, check_refused, check_works, each, good, rows
from .rows.values import (
    EITHER,
    FLAG,
    KIND,
    NO_FUNCTION,
    NO_POINT,
    NO_REALS,
    SHORT_POINT,
    VALUE,
    Plain,
    Series,
    all_of,
    frozen,
    masked,
    unreal,
)

Vector = npt.NDArray[np.float64]
CENTRAL, ADAPTIVE, COMPLEX = mg.CentralDifference(), mg.AdaptiveDifference(), mg.ComplexStep()
ALL = (CENTRAL, ADAPTIVE, COMPLEX, mg.ForwardDifference(), mg.BackwardDifference(), mg.Richardson(CENTRAL, levels=1))
X = np.array([1.0, 2.0])


def bowl(x: Vector) -> float:
    """x0^2 + x1^2 and so on; its gradient is 2 x."""
    return float(np.sum(x * x))


def square(x: Vector) -> Vector:
    return x * x


def analytic(x: Vector) -> np.float64:
    """The same as ``bowl`` for complex numbers too."""
    total: np.float64 = np.sum(x * x)
    return total


class Returns:
    """A function that returns the same whatever it gets."""

    def __init__(self, value: object) -> None:
        self.value = value

    def __call__(self, x: object) -> object:
        return self.value

    @override
    def __repr__(self) -> str:
        return f"Returns({self.value!r})"


def gradient_of_constant(one: mg.Differentiator, value: object) -> object:
    return call(one.gradient, Returns(value), X)


def central_of_constant(method: str, value: object) -> object:
    return call(getattr(CENTRAL, method), Returns(value), X)


def gradient_within(one: mg.Differentiator, bounds: object) -> object:
    return call(one.gradient, analytic, [1.0, 2.0], bounds=bounds)


def two_arguments(x: Vector, y: Vector) -> float:
    return float(x[0] * y[0])


def no_arguments() -> float:
    return 0.0


BAD_BOUNDS = all_of(
    EITHER, 3, "ab", 1.0, (0,), (0, 1, 2), ("a", "b"), (0.0, [5.0, 5.0, 5.0]), {0: 1}, Plain(), (1j, 9.0)
)
BAD_BOUNDS += all_of(
    EITHER, (5.0, 0.0), (1.5, 9.0), (-9.0, 1.5), (np.nan, 5.0), (0.0, np.nan), ([0.0, 3.0], 9.0), (None, [5])
)
BAD_BOUNDS += all_of(EITHER, (masked([0.0, 0.0], 1), 9.0), (np.zeros((2, 2)), 9.0), ([0.0, "a"], 9.0), (True, False))
WORKERS = all_of(EITHER, 0, -2, 1.5, "2", [2], np.nan, {}, Plain(), True, 2.0)
VALUES = all_of(
    KIND,
    None,
    "2",
    b"2",
    1j,
    {},
    Plain(),
    np.array([1.0, 2.0]),
    [1.0, 2.0],
    (1.0, 2.0),
    np.array("a"),
    np.complex128(1j),
)
VALUES += all_of(KIND, unreal("a"), np.array([[1.0, 2.0]]), lambda x: x) + all_of(EITHER, np.array([]), np.ma.masked)
VALUES += all_of(VALUE, np.nan, np.inf, -np.inf, np.float32("nan"))
INDEX = all_of((IndexError,), 2, -3, 10**20, (2,), (0, 0)) + all_of(
    (TypeError, IndexError), "0", 0.0, None, [0.5], True, 1j, ()
)
DIRECTION = NO_REALS[:6] + all_of(
    VALUE, [0.0, 0.0], [1.0], [1.0, 2.0, 3.0], 1.0, [np.nan, 1.0], [np.inf, 0.0], [[1.0, 1.0]], []
)

CALLS: list[Bad] = [
    *each(NO_POINT, "x", CENTRAL.gradient, bowl, HOLE),
    *each(SHORT_POINT, "x", CENTRAL.estimate, bowl, HOLE),
    *[row for one in ALL[1:] for row in each(SHORT_POINT, "x", one.gradient, analytic, HOLE)],
    *[
        row
        for method in (
            CENTRAL.hessian,
            CENTRAL.jacobian,
            CENTRAL.estimate_hessian,
            CENTRAL.estimate_jacobian,
            ADAPTIVE.derivative,
        )
        for row in each(SHORT_POINT, "x", method, square if "hess" not in method.__name__ else bowl, HOLE)
    ],
    *[row for one in ALL for row in each(NO_FUNCTION[:5], "fun", one.gradient, HOLE, X)],
    *[
        row
        for method in (
            CENTRAL.derivative,
            CENTRAL.jacobian,
            CENTRAL.hessian,
            CENTRAL.estimate_derivative,
            CENTRAL.estimate_jacobian,
        )
        for row in each(NO_FUNCTION[:4], "fun", method, HOLE, X)
    ],
    *[row for one in ALL for row in each(VALUES, "fun", gradient_of_constant, one, HOLE)],
    *[
        row
        for name in ("jacobian", "hessian", "estimate_jacobian")
        for row in each(VALUES[:6], "fun", central_of_constant, name, HOLE)
    ],
    # One number where x has two: that the shape is wrong is seen first.
    *each([(EITHER, value) for _, value in VALUES[:6]], "fun", central_of_constant, "derivative", HOLE),
    bad("fun", KIND, CENTRAL.gradient, two_arguments, X),
    bad("fun", KIND, CENTRAL.gradient, no_arguments, X),
    bad("fun", KIND, CENTRAL.gradient, mg.SimpleNet, X),
    bad("fun", EITHER, CENTRAL.derivative, Returns([1.0, 2.0]), 1.0),
    bad("fun", EITHER, CENTRAL.derivative, lambda x: np.ones(3), X),
    bad("fun", EITHER, CENTRAL.jacobian, lambda x: [1.0, [2.0, 3.0]], X),
    bad("fun", EITHER, CENTRAL.jacobian, lambda x: np.ones(2 if x[0] == 1.0 else 3), X),
    bad("fun", EITHER, CENTRAL.jacobian, lambda x: masked(x, 1), X),
    bad("fun", VALUE, CENTRAL.jacobian, lambda x: np.array([np.nan, 1.0]), X),
    bad("fun", VALUE, CENTRAL.jacobian, lambda x: np.zeros(0), X),
    bad("fun", EITHER, CENTRAL.gradient, lambda x: masked(x, 0)[0], X),
    *[row for one in ALL[:3] for row in each(BAD_BOUNDS, "bounds", gradient_within, one, HOLE)],
    *each(BAD_BOUNDS[:5], "bounds", CENTRAL.jacobian, square, X, bounds=HOLE),
    *each(BAD_BOUNDS[:5], "bounds", CENTRAL.hessian, bowl, X, bounds=HOLE),
    *each(BAD_BOUNDS[:5], "bounds", CENTRAL.partial, bowl, X, 0, bounds=HOLE),
    *each(BAD_BOUNDS[:5], "bounds", CENTRAL.directional, bowl, X, X, bounds=HOLE),
    bad("bounds", VALUE, CENTRAL.gradient, bowl, [1.0, 2.0], bounds=([1.0, 0.0], [1.0, 3.0])),
    bad("bounds", VALUE, CENTRAL.derivative, math.sqrt, 1.0, bounds=(2.0, 3.0)),
    *each(WORKERS, "workers", CENTRAL.gradient, bowl, X, workers=HOLE),
    *each(WORKERS[:4], "workers", CENTRAL.jacobian, square, X, workers=HOLE),
    *each(WORKERS[:4], "workers", CENTRAL.hessian, bowl, X, workers=HOLE),
    bad("workers", EITHER, CENTRAL.gradient, bowl, X, workers=lambda fun, points: None),
    bad("workers", EITHER, CENTRAL.gradient, bowl, X, workers=lambda fun, points: [1.0]),
    bad("workers", EITHER, CENTRAL.gradient, bowl, X, workers=lambda fun, points: "abc"),
    bad("workers", EITHER, CENTRAL.gradient, bowl, X, workers=lambda fun, points: [*map(fun, points), 1.0]),
    bad("workers", EITHER, CENTRAL.gradient, bowl, X, workers=lambda: [1.0]),
    *each(FLAG, "vectorized", CENTRAL.gradient, bowl, X, vectorized=HOLE),
    *each(FLAG[:4], "vectorized", CENTRAL.jacobian, square, X, vectorized=HOLE),
    bad("fun", EITHER, CENTRAL.gradient, bowl, X, vectorized=True),
    bad("fun", EITHER, CENTRAL.gradient, lambda x: x, X, vectorized=True),
    bad("fun", EITHER, CENTRAL.gradient, lambda x: None, X, vectorized=True),
    bad("fun", EITHER, CENTRAL.gradient, lambda x: x[0], X, vectorized=True),
    bad("fun", EITHER, CENTRAL.gradient, lambda x: x[:, 0] * 1j, X, vectorized=True),
    bad("fun", EITHER, CENTRAL.gradient, lambda x: masked(x[:, 0], 0), X, vectorized=True),
    bad("workers", EITHER, CENTRAL.gradient, lambda x: x[:, 0], X, vectorized=True, workers=3.5),
    *each(INDEX, "index", CENTRAL.partial, bowl, X, HOLE),
    *each(INDEX[:2] + INDEX[5:8], "index", CENTRAL.estimate_partial, bowl, X, HOLE),
    *each(DIRECTION, "direction", CENTRAL.directional, bowl, X, HOLE),
    *each(DIRECTION[-6:], "direction", ADAPTIVE.estimate_directional, bowl, X, HOLE),
    bad(("bound",), KIND, CENTRAL.gradient, bowl, X, bound=(0, 1)),
    bad("fun", KIND, COMPLEX.gradient, lambda x: abs(x[0]), X),
    bad(("x[0]",), mg.StepLostError, mg.CentralDifference(abs_step=1e-20).gradient, bowl, X),
]

INEXACT = 1e-7
FINE: list[Good] = [
    *[
        good([2.0, 4.0], one.gradient, analytic, x, within=1e-3)
        for one in ALL
        for x in (
            (1, 2),
            range(1, 3),
            [np.float32(1), np.int8(2)],
            Series(1.0, 2.0),
            frozen(1.0, 2.0),
            X.astype(">f8"),
            X[::-1][::-1],
            np.array([1, 2], dtype=np.uint8),
            np.array([1.0, 2.0], dtype=np.longdouble),
            masked([1.0, 2.0]),
        )
    ],
    *[
        good(2.0, CENTRAL.derivative, lambda x: x * x, x, within=INEXACT)
        for x in (1, 1.0, np.int64(1), np.array(1.0), np.float32(1))
    ],
    good([[2.0, 4.0]], CENTRAL.gradient, bowl, [[1, 2]], within=INEXACT),
    good(
        np.asarray([[2.0, 6.0], [4.0, 8.0]], order="F"),
        CENTRAL.gradient,
        bowl,
        np.array([[1.0, 2.0], [3.0, 4.0]]).T,
        within=INEXACT,
    ),
    good(2.0, CENTRAL.gradient, bowl, 1.0, within=INEXACT),
    good([2.0, 4.0], CENTRAL.gradient, lambda x: [bowl(x)][0], X, within=INEXACT),
    good([2.0, 4.0], CENTRAL.gradient, lambda x: np.array(bowl(x)), X, within=INEXACT),
    good(2.0, CENTRAL.derivative, lambda x: Fraction(x * x), 1.0, within=INEXACT),
    good(2.0, CENTRAL.derivative, lambda x: Decimal(x * x), 1.0, within=INEXACT),
    good([2.0, 4.0], CENTRAL.gradient, lambda x: complex(bowl(x)), X, within=INEXACT),
    good(0.5, ADAPTIVE.derivative, lambda x: x**0.5, 1.0),
    good([2.0, 4.0], CENTRAL.gradient, lambda x: np.longdouble(bowl(x)), X, within=INEXACT),
    good([2.0, 4.0], CENTRAL.gradient, lambda x: (x * x).sum(axis=1), X, vectorized=np.True_, within=INEXACT),
    good([2.0, 4.0], CENTRAL.gradient, bowl, X, workers=map, within=INEXACT),
    good([2.0, 4.0], CENTRAL.gradient, bowl, X, workers=np.int64(1), within=INEXACT),
    good([2.0, 4.0], CENTRAL.gradient, bowl, X, bounds=[1.0, 2.0], within=1e-5),
    good([2.0, 4.0], CENTRAL.gradient, bowl, X, bounds=(-np.inf, np.inf), within=INEXACT),
    good([2.0, 4.0], CENTRAL.gradient, bowl, X, bounds=np.array([[0.0, 0.0], [1.0, 2.0]]), within=1e-5),
    good(4.0, CENTRAL.partial, bowl, X, np.int64(-1), within=INEXACT),
    good(4.0, CENTRAL.partial, bowl, X, (1,), within=INEXACT),
    good(10.0, CENTRAL.directional, bowl, X, (1, 2), within=INEXACT),
    good([[2.0, 0.0], [0.0, 4.0]], CENTRAL.jacobian, lambda x: list(x * x), X, within=INEXACT),
    good([[2.0, 0.0], [0.0, 4.0]], CENTRAL.jacobian, lambda x: tuple(x * x), X, within=INEXACT),
    good([[2.0, 0.0], [0.0, 2.0]], CENTRAL.hessian, bowl, (1, 2), within=1e-5),
    good(
        [0.5],
        lambda: mg.AdaptiveDifference(domain_errors=(ValueError,)).gradient(
            lambda x: math.cosh(math.sqrt(x[0])), [0.0]
        ),
    ),
]


@pytest.mark.parametrize("group", rows(CALLS))
def test_calls(group: list[Bad]) -> None:
    check_refused(group)


@pytest.mark.parametrize("group", rows(FINE))
def test_unusual_but_right(group: list[Good]) -> None:
    check_works(group)


class OwnBuffer:
    """Returns the same array each time, with new numbers in it."""

    def __init__(self) -> None:
        self.buffer = np.zeros(2)

    def __call__(self, x: Vector) -> Vector:
        self.buffer[:] = x * x
        return self.buffer


@pytest.mark.parametrize("one", ALL[:2])
def test_a_function_that_returns_its_own_buffer(one: mg.Differentiator) -> None:
    assert one.jacobian(OwnBuffer(), X) == pytest.approx(np.diag([2.0, 4.0]), abs=1e-6)


@pytest.mark.parametrize("one", ALL[:2])
def test_a_function_that_keeps_and_writes_into_its_argument(one: mg.Differentiator) -> None:
    kept = []

    def greedy(x: Vector) -> float:
        kept.append(x)
        value = bowl(x)
        x[:] = np.nan
        return value

    assert one.gradient(greedy, X) == pytest.approx([2.0, 4.0])
    assert X.tolist() == [1.0, 2.0]


def test_a_cast_to_float_warns_in_numpy_s_words_and_is_refused() -> None:
    # Filters of warnings hold for the whole process, threads included: what numpy warns of inside fun is not hidden.
    with pytest.warns(np.exceptions.ComplexWarning), pytest.raises(TypeError, match="`fun` cannot be differentiated"):
        COMPLEX.gradient(lambda x: float(x[0]), X)
