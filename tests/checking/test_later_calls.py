"""What jac does when it is called again, elsewhere, or in another type than x has."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from minigrad.arrays import FloatArray
from minigrad.checking import FindingKind, Verdict, check_gradient

X = np.array([0.5, -1.5, 2.0])


def square(x: FloatArray) -> float:
    return float(np.sum(x**2))


def wrong_from(first: int) -> Callable[[FloatArray], FloatArray]:
    """A gradient that is wrong from the call with this number on."""
    calls = []

    def jac(x: FloatArray) -> FloatArray:
        calls.append(x)
        return 2.0 * x + (0.1 if len(calls) >= first else 0.0)

    return jac


@pytest.mark.parametrize("first", [2, 3, 4])
def test_one_wrong_repetition_is_enough(first: int) -> None:
    """The first call is at x, the second one next to it, and two more are at x again."""
    report = check_gradient(square, wrong_from(first), X)
    assert report.verdict is Verdict.FAIL
    assert [finding.kind for finding in report.findings] == [FindingKind.JAC_IS_STATEFUL]


def test_jac_is_called_at_x_then_next_to_it_and_twice_more_at_x() -> None:
    points = []

    def jac(x: FloatArray) -> FloatArray:
        points.append(x.copy())
        return 2.0 * x

    point = np.array([0.0, 1.0, -3.0])
    assert check_gradient(square, jac, point).passed
    assert [np.array_equal(call, point) for call in points] == [True, False, True, True]
    assert (points[1] != point).all()  # in every coordinate, also in the one that is 0
    np.testing.assert_allclose(points[1], point, atol=1e-5)


def test_a_gradient_with_zeros_also_shows_that_fun_ignores_its_argument() -> None:
    weights = X.copy()
    report = check_gradient(lambda x: float(weights @ weights), lambda x: np.array([0.0, 2.0, 0.0]), X)
    found = {finding.kind: finding.verdict for finding in report.findings}
    assert found[FindingKind.FUN_IGNORES_X] is Verdict.FAIL


@pytest.mark.parametrize(
    ("short", "long", "verdict"),
    [
        (0.2, 0.0, Verdict.PASS),
        (2.0, 0.0, Verdict.FAIL),
        (0.0, 2e-7, Verdict.PASS),
        (0.0, 2e-6, Verdict.FAIL),
    ],
)
def test_rounding_in_float32_counts_over_the_length_of_each_coordinate(
    short: float, long: float, verdict: Verdict
) -> None:
    """Slopes of 1e6 over a length of 1 and of 1 over a length of 1e6 weigh the same. Beside them, eight roundings of
    float32 are 0.95 for a short coordinate without a slope, and 9.5e-7 for a long one."""
    report = check_gradient(
        lambda x: float(1e6 * x[0] + x[1]),
        lambda x: np.array([1e6, 1.0, short, long], dtype=np.float32),
        [1.0, 1e6, 1.0, 1e6],
    )
    assert report.verdict is verdict
