"""What `bounds` may be, and which messages say that something else is not."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pytest

from minigrad import CentralDifference
from minigrad.arrays import Float64Array


def _smooth(x: Float64Array) -> float:
    """Its gradient is exp(x_i / 2) / 2."""
    return float(np.sum(np.exp(x / 2.0)))


# --- what bounds may be ------------------------------------------------------------------------------------------


@pytest.mark.each(
    "bounds",
    [
        (0, 2),
        (0.0, np.array(2.0)),
        ([0.0, 0.0], 2.0),
        (np.zeros((2, 2)), np.full((2, 2), 2)),
        ([[0.0], [0.0]], [2.0, 2.0]),
    ],
)
def test_bounds_broadcast_to_x(bounds: tuple[npt.ArrayLike, npt.ArrayLike]) -> None:
    x = np.array([[0.0, 1.0], [2.0, 0.5]])
    np.testing.assert_allclose(
        CentralDifference().gradient(_smooth, x, bounds=bounds), np.exp(x / 2.0) / 2.0, rtol=1e-8
    )


def test_bounds_are_not_kept_or_written_to() -> None:
    lower, upper = np.zeros(2), np.ones(2)

    def fun(x: Float64Array) -> float:
        lower[:] = 5.0
        upper[:] = -5.0
        return _smooth(x)

    value = CentralDifference().gradient(fun, [0.0, 1.0], bounds=(lower, upper))
    np.testing.assert_allclose(value, [0.5, math.exp(0.5) / 2.0], rtol=1e-8)
    assert lower.tolist() == [5.0, 5.0]
    assert upper.tolist() == [-5.0, -5.0]
    fixed = np.zeros(2)
    fixed.setflags(write=False)
    CentralDifference().gradient(_smooth, [0.0, 1.0], bounds=(fixed, 1.0))


@pytest.mark.each(
    ("bounds", "error", "message"),
    [
        ((2.0, 3.0), ValueError, r"`x` must lie inside `bounds`: x\[0\] = 1.0 is not in \[2.0, 3.0\]"),
        ((0.0, 1.5), ValueError, r"`x` must lie inside `bounds`: x\[1\] = 2.0 is not in \[0.0, 1.5\]"),
        ((3.0, 0.0), ValueError, r"`x` must lie inside `bounds`: x\[0\] = 1.0 is not in \[3.0, 0.0\]"),
        ((float("nan"), 3.0), ValueError, "the lower bound must not be NaN; use infinity where there is none"),
        ((0.0, [3.0, float("nan")]), ValueError, "the upper bound must not be NaN"),
        (([0.0, 0.0, 0.0], 3.0), ValueError, r"the lower bound has shape \(3,\), which does not fit x of shape \(2,\)"),
        (("low", 3.0), TypeError, "the lower bound must be a number or an array of them, got 'low'"),
        ((0.0, 3j), TypeError, "the upper bound must be a number or an array of them, got 3j"),
        ((0.0, 1.0, 2.0), TypeError, r"`bounds` must be a pair \(lower, upper\) of numbers or arrays like x"),
        (
            [(0.0, 3.0), (0.0, 3.0)],
            ValueError,
            r"x\[0\] = 1.0 is not in \[0.0, 0.0\]; .* not a pair for each coordinate",
        ),
        ([(0.0, 3.0)] * 3, TypeError, r"got 3 entries; `bounds` are \(lower, upper\), not a pair for each coordinate"),
        ("03", TypeError, r"`bounds` must be a pair \(lower, upper\)"),
        (np.array(3.0), TypeError, r"`bounds` must be a pair \(lower, upper\)"),
        (5.0, TypeError, r"`bounds` must be a pair \(lower, upper\)"),
    ],
)
def test_bad_bounds(bounds: tuple[npt.ArrayLike, npt.ArrayLike], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        CentralDifference().gradient(_smooth, [1.0, 2.0], bounds=bounds)


@pytest.mark.each(
    "bounds", [[1.0, 5.0], [[1.0, 1.0], [5.0, 5.0]], np.array([[1.0, 1.0], [5.0, 5.0]]), np.transpose([(1, 5), (1, 5)])]
)
def test_any_pair_will_do(bounds: Sequence[npt.ArrayLike]) -> None:
    """x[0] stands on its lower bound: f' of x^3 there is 3, from points above it."""
    seen: list[float] = []

    def fun(x: Float64Array) -> float:
        seen.append(float(x[0]))
        return float(np.sum(x**3))

    np.testing.assert_allclose(CentralDifference().gradient(fun, [1.0, 2.0], bounds=bounds), [3.0, 12.0], rtol=1e-7)
    assert min(seen) == 1.0
