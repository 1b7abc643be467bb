"""What fun and jac may do at the edges: raise elsewhere, overflow, leave the bounds."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from minigrad.arrays import FloatArray
from minigrad.checking import GradientReport, Verdict, check_gradient

X = np.array([0.5, -1.5, 2.0])


def square(x: FloatArray) -> float:
    return float(np.sum(x**2))


def check(jac: Callable[[FloatArray], object], fun: Callable[[FloatArray], float] = square) -> GradientReport:
    return check_gradient(fun, jac, X)  # type: ignore[arg-type]  # some of these return what no gradient should be


def test_jac_may_raise_elsewhere_but_not_at_x() -> None:
    def only_at_x(x: FloatArray) -> FloatArray:
        if not np.array_equal(x, X):
            raise IndexError("no such entry")
        return 2.0 * x

    right, wrong = check(only_at_x), check(lambda x: 3.0 * only_at_x(x))
    assert right.verdict is Verdict.PASS
    assert wrong.counts == (0, 3, 0)
    assert "jac raises: next to x it raised IndexError: no such entry" in str(right)
    with pytest.raises(IndexError, match="no such entry"):
        check_gradient(square, only_at_x, X + 1.0)


def test_a_second_call_at_x_that_raises_does_not_lose_the_verdict() -> None:
    first = [True]

    def jac(x: FloatArray) -> FloatArray:
        if not first:
            raise KeyError("cache")
        first.clear()
        return 2.0 * x

    report = check(jac)
    assert report.counts == (3, 0, 0)
    assert report.verdict is Verdict.FAIL
    assert "called again at the same x it raised KeyError: 'cache'" in str(report)


@pytest.mark.parametrize("error", [AssertionError, RuntimeError, IndexError, ValueError, ZeroDivisionError])
def test_any_exception_of_fun_elsewhere_is_the_edge_of_its_domain(error: type[Exception]) -> None:
    def fun(x: FloatArray) -> float:
        if x[0] < 1.0:
            raise error("outside")
        return float(x[0] ** 2)

    report = check_gradient(fun, lambda x: 2.0 * x, [1.0])
    assert report.verdict is Verdict.PASS
    assert f"fun raises: with x[0] moved by -0.001 it raised {error.__name__}: outside" in str(report)
    with pytest.raises(error, match="outside"):
        check_gradient(fun, lambda x: 2.0 * x, [0.5])


@pytest.mark.parametrize("scale", [1e300, 1.5e308])
def test_values_and_points_next_to_overflow_make_no_warnings(scale: float) -> None:
    far = check_gradient(
        lambda x: 1e-3 * float(x[0]) - 1e-3 * float(x[1]), lambda x: np.array([1e-3, -1e-3]), [scale, -scale]
    )
    assert far.verdict is Verdict.PASS
    high = check_gradient(lambda x: scale * float(x[0]), lambda x: np.array([scale]), [0.5])
    assert high.verdict is Verdict.PASS


def test_jac_is_not_called_outside_of_the_bounds() -> None:
    seen: list[float] = []

    def jac(x: FloatArray) -> FloatArray:
        seen.append(float(x[0]))
        return 2.0 * x

    assert check_gradient(square, jac, [1.0], bounds=(1.0, 2.0)).verdict is Verdict.PASS
    assert min(seen) >= 1.0
    assert max(seen) <= 2.0
