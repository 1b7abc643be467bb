"""What rounding hides: small slopes beside large ones, cancellation inside f, offsets, extreme x. Slopes are from
closed forms."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from minigrad.arrays import Float64Array, FloatArray
from minigrad.checking import FindingKind, Verdict, check_gradient

LOGITS = np.array([9.0, 0.0, -2.5])


def _cross_entropy(z: Float64Array) -> float:
    return float(np.log(np.exp(z).sum()) - z[0])


def _softmax_less_one(z: FloatArray, error: float = 0.0) -> FloatArray:
    p = np.exp(z) / np.exp(z).sum()
    return np.asarray((p - np.array([1.0, 0.0, 0.0])) * np.array([1.0, 1.0, 1.0 + error]))


@pytest.mark.parametrize("error", [9.5e-7, 1.5e-6, 1e-5])
def test_a_small_error_in_a_small_entry_fails(error: float) -> None:
    """The entry is 1e-5, in a function of size 1e-4 that is the difference of two numbers near 9."""
    report = check_gradient(_cross_entropy, lambda z: _softmax_less_one(z, error), LOGITS)
    assert report.verdict is Verdict.FAIL
    assert report.worst[0].index == (2,)
    assert report.counts[1] == 1


def test_the_right_small_entry_passes() -> None:
    assert check_gradient(_cross_entropy, _softmax_less_one, LOGITS).passed


def test_entries_that_are_zero_stay_cheap() -> None:
    """Half of the entries are not used at all, as beside a black pixel."""
    weights = np.tile([0.0, 1.0], 200)
    report = check_gradient(
        lambda x: float(np.sum(weights * np.sin(x))), lambda x: weights * np.cos(x), np.linspace(0.3, 1.2, 400)
    )
    assert report.passed
    assert report.evaluations <= 5 * 400


CANCELLING: dict[str, tuple[Callable[[float], float], tuple[float, float, float]]] = {
    "log(1 + x) / x": (lambda x: float(np.log(1 + x)) / x, (-1 / 2, 2 / 3, -3 / 4)),
    "(exp(x) - 1) / x": (lambda x: (float(np.exp(x)) - 1) / x, (1 / 2, 1 / 3, 1 / 8)),
    "(sqrt(1 + x) - 1) / x": (lambda x: (float(np.sqrt(1 + x)) - 1) / x, (-1 / 8, 1 / 8, -15 / 128)),
    "x + sinh(x) / x": (lambda x: float(np.exp(x) - np.exp(-x)) / (2 * x) + x, (1.0, 1 / 3, 0.0)),
}
"""Functions of a small x, and the Taylor coefficients of their slope."""


@pytest.mark.parametrize("place", [1.234e-5, 1.234e-6, 1.234e-8])
@pytest.mark.parametrize("name", CANCELLING)
def test_a_right_gradient_does_not_fail_where_an_intermediate_value_stands_still(name: str, place: float) -> None:
    fun, (constant, linear, square) = CANCELLING[name]
    slope = constant + linear * place + square * place**2
    report = check_gradient(lambda x: fun(float(x[0])), lambda x: np.array([slope]), np.array([place]))
    assert report.verdict is not Verdict.FAIL


@pytest.mark.parametrize("gap", [1e-7, 1e-9])
def test_a_median_with_near_ties(gap: float) -> None:
    """Other entries only show what they do beyond the tie, which is no noise of this one."""
    x = np.array([0.1, 0.5, 0.5 + gap, 0.9, 0.5 - gap])
    unit = np.array([0.0, 1.0, 0.0, 0.0, 0.0])
    assert check_gradient(lambda v: float(np.sort(v)[2]), lambda v: unit.copy(), x).passed
    assert check_gradient(lambda v: float(np.sort(v)[2]), np.zeros_like, x).verdict is Verdict.FAIL


def test_a_monkey_saddle_at_its_middle_passes() -> None:
    assert check_gradient(lambda x: float(x[0] ** 3 - 3 * x[0] * x[1] ** 2), np.zeros_like, np.zeros(2)).passed


@pytest.mark.parametrize(("offset", "size"), [(1e16, 1.0), (1e8, 1e-9)])
def test_a_claim_below_the_rounding_of_fun_is_inconclusive(offset: float, size: float) -> None:
    report = check_gradient(lambda x: offset + size * float(np.sin(x[0])), lambda x: size * np.cos(x), np.array([0.4]))
    assert report.verdict is Verdict.INCONCLUSIVE
    assert report.findings == ()
    assert "its rounding hides slopes" in report.worst[0].reason


def test_a_constant_has_the_gradient_zero() -> None:
    assert check_gradient(lambda x: 1e16, np.zeros_like, np.array([0.4, 2.0])).passed


@pytest.mark.parametrize("x", [1e-300, 1e-200, 1e200])
def test_logarithm_and_root_of_extreme_numbers(x: float) -> None:
    assert check_gradient(lambda v: float(np.log(v[0])), lambda v: 1 / v, np.array([x])).passed
    assert check_gradient(lambda v: float(np.sqrt(v[0])), lambda v: 0.5 / np.sqrt(v), np.array([x])).passed


def _truncating(x: FloatArray) -> FloatArray:
    gradient = np.zeros_like(x)
    for i, value in enumerate(x):
        gradient[i] = 0.5 * value
    return gradient


def test_a_gradient_that_integers_cut_off_is_found() -> None:
    """d/dx x^2 / 4 = x / 2 is 1.5 at 3, and 1 in an array of integers."""
    report = check_gradient(lambda x: float(np.sum(x**2)) / 4, _truncating, np.array([3, 4]))
    assert report.verdict is Verdict.FAIL
    assert [finding.kind for finding in report.findings] == [FindingKind.JAC_DTYPE]
    assert check_gradient(lambda x: float(np.sum(x**2)) / 4, _truncating, np.array([3.0, 4.0])).passed


def test_integers_are_welcome() -> None:
    report = check_gradient(lambda x: float(np.sum(x**2)), lambda x: 2 * x, np.array([3, 4]))
    assert report.passed
    assert report.findings == ()


def test_a_gradient_that_refuses_integers_is_told_but_passes() -> None:
    report = check_gradient(lambda x: float(np.sum(1 / x)), lambda x: -(x**-2), np.array([3, 4]))
    assert report.passed
    assert "raised ValueError" in report.findings[0].message


@pytest.mark.parametrize(
    ("claim", "says"),
    [(1.0, "the one on the right"), (-1.0, "the one on the left"), (0.0, "between them"), (1.5, "outside of them")],
)
def test_a_claim_at_a_kink_is_placed(claim: float, says: str) -> None:
    report = check_gradient(lambda x: float(abs(x[0])), lambda x: np.array([claim]), np.array([0.0]))
    assert report.verdict is Verdict.INCONCLUSIVE
    assert says in report.worst[0].reason


def test_equal_entries_are_not_swapped() -> None:
    report = check_gradient(lambda x: float(x @ x), lambda x: 2 * x, np.full(3, 0.7))
    assert report.self_test.missed == ()
    assert "two entries swapped" not in report.self_test.noticed


def test_equal_reports_have_equal_hashes() -> None:
    one, other = (
        check_gradient(lambda x: float(x @ x), lambda x: 2 * x, np.array([1.0, 2.0]), rng=0) for _ in range(2)
    )
    assert one == other
    assert hash(one) == hash(other)


@pytest.mark.parametrize("rounding", [0.1 + 0.2 - 0.3, 0.1 + 0.7 - 0.8])
def test_a_zero_entry_may_carry_the_rounding_of_the_others_where_fun_is_small(rounding: float) -> None:
    def jac(x: FloatArray) -> FloatArray:
        return np.array([1e3, 1e3 * rounding])

    report = check_gradient(lambda x: 1e3 * (float(x[0]) - 0.5), jac, [0.5 + 1e-9, 1.0])
    assert report.verdict is Verdict.PASS
    assert report.digits is None
    wrong = check_gradient(
        lambda x: 1e3 * (float(x[0]) - 0.5), lambda x: jac(x) + np.array([0.0, 1e-8]), [0.5 + 1e-9, 1.0]
    )
    assert wrong.verdict is Verdict.FAIL
