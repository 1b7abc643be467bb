"""``check_adjoint``, ``assert_adjoint`` and ``check_jvp_vjp``."""

from __future__ import annotations

import numpy as np
import pytest

import minigrad as mg
from minigrad import testing

from .rows.table import HOLE, Bad, Good, bad, call, check_refused, check_works, each, good, rows
from .rows.values import (
    DTYPE,
    EITHER,
    KIND,
    NO_FUNCTION,
    SHORT_POINT,
    SHORT_RNG,
    VALUE,
    Plain,
    all_of,
    without_none,
)

A = np.array([[1.0, 2.0], [3.0, 4.0]])


class Operator:
    """The matrix with a shape."""

    def __init__(self, shape: tuple[int, ...] = (2, 2)) -> None:
        self.shape = shape

    def matvec(self, x: mg.FloatArray) -> mg.FloatArray:
        return A @ x

    def rmatvec(self, y: mg.FloatArray) -> mg.FloatArray:
        return A.T @ y


def adjoint(**changes: object) -> object:
    given = {"forward": lambda x: A @ x, "adjoint": lambda y: A.T @ y, "x_shape": 2, "y_shape": 2, "rng": 0} | changes
    return call(mg.check_adjoint, **given)


def asserted(**changes: object) -> object:
    given = {"forward": lambda x: A @ x, "adjoint": lambda y: A.T @ y, "x_shape": (2,), "y_shape": (2,)} | changes
    return call(testing.assert_adjoint, **given)


def triangle(**changes: object) -> object:
    given: dict[str, object] = {
        "fun": lambda x: x**2,
        "jvp": lambda x, v: 2 * x * v,
        "vjp": lambda x, w: 2 * x * w,
        "x": [1.0, 2.0],
        "rng": 0,
    }
    return call(mg.check_jvp_vjp, **given | changes)


def passed(report: object) -> bool:
    return isinstance(report, mg.GradientReport) and report.passed


SHAPES = all_of(EITHER, "ab", 2.0, (2, -1), (0,), 0, -3, (1.5,), {2}, Plain(), True, None)
RTOL = all_of(EITHER, "1", 0.0, -1.0, 1.0, np.nan, [0.1], True)

PRODUCTS: list[Bad] = [
    *each(without_none(NO_FUNCTION), "forward", adjoint, forward=HOLE),
    *each(NO_FUNCTION, "adjoint", adjoint, adjoint=HOLE),
    *each(SHAPES, "x_shape", adjoint, x_shape=HOLE),
    *each(SHAPES, "y_shape", adjoint, y_shape=HOLE),
    *each([pair for pair in DTYPE if pair[1] is not complex], "dtype", adjoint, dtype=HOLE),
    *each(SHORT_RNG, "rng", adjoint, rng=HOLE),
    *each(RTOL, "rtol", adjoint, rtol=HOLE),
    *each(RTOL, "rtol", asserted, rtol=HOLE),
    bad("adjoint", KIND, mg.check_adjoint, A),
    bad("adjoint", KIND, mg.check_adjoint, Operator(), lambda y: y),
    bad("forward.shape", VALUE, mg.check_adjoint, Operator((4,))),
    *each(NO_FUNCTION, "fun", triangle, fun=HOLE),
    *each(without_none(NO_FUNCTION), "jvp", triangle, jvp=HOLE),
    *each(without_none(NO_FUNCTION), "vjp", triangle, vjp=HOLE),
    *each(SHORT_POINT[:2] + SHORT_POINT[3:], "x", triangle, x=HOLE),
    *each(SHORT_RNG, "rng", triangle, rng=HOLE),
    *each(all_of(EITHER, 1.0, 0.0, -1.0), "rtol", triangle, rtol=HOLE),
    bad(("`jvp` or `vjp` must be a function",), KIND, triangle, jvp=None, vjp=None),
    bad(("tol",), KIND, triangle, tol=1e-3),
]

FINE: list[Good] = [
    good(True, lambda: passed(mg.check_adjoint(Operator(), rng=0))),
    good(True, lambda: passed(adjoint(dtype=complex, x_shape=[2], y_shape=np.int64(2)))),
    good(True, lambda: passed(adjoint(forward=lambda x: list(A @ x), adjoint=lambda y: tuple(A.T @ y)))),
    good(True, lambda: passed(triangle(jvp=None))),
    good(True, lambda: passed(triangle(x=(1, 2), bounds=(0.0, 5.0), names=["a", "b"]))),
]


@pytest.mark.parametrize("group", rows(PRODUCTS))
def test_products(group: list[Bad]) -> None:
    check_refused(group)


@pytest.mark.parametrize("group", rows(FINE))
def test_unusual_but_right(group: list[Good]) -> None:
    check_works(group)
