"""Checks by differentiators that return something odd, or that meet the edge of a domain: refused by name, or a reason
that is true."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from typing_extensions import override

import minigrad as mg
from minigrad.arrays import FloatArray
from minigrad.checking import FindingKind

X = np.array([0.5, -1.5, 2.0])

Change = Callable[[mg.Estimate], mg.Estimate]


class Changed(mg.Differentiator):
    """Central differences, changed before they are returned."""

    def __init__(self, change: Change) -> None:
        self.change = change

    @override
    def differentiate(self, probe: mg.Probe, *, derivative: int = 1, with_error: bool = True) -> mg.Estimate:
        return self.change(mg.CentralDifference().differentiate(probe))


class Raising(mg.Differentiator):
    """Has no derivatives at all."""

    @override
    def differentiate(self, probe: mg.Probe, *, derivative: int = 1, with_error: bool = True) -> mg.Estimate:
        raise NotImplementedError("only on Sundays")


def loss(x: FloatArray) -> float:
    return float(np.sum(np.sin(x) + x**2))


def slope(x: FloatArray) -> FloatArray:
    return np.asarray(np.cos(x) + 2.0 * x)


def checked(change: Change) -> mg.GradientReport:
    return mg.check_gradient(loss, slope, X, differentiator=Changed(change))


def everywhere(status: mg.Status) -> np.typing.NDArray[np.int8]:
    return np.full(3, status, np.int8)


REFUSED: dict[str, tuple[Change, type[Exception], str]] = {
    "complex values": (
        lambda e: replace(e, value=e.value.astype(complex)),
        TypeError,
        "value` must be real, got dtype complex128",
    ),
    "values as text": (
        lambda e: replace(e, value=e.value.astype(str)),
        TypeError,
        "value` must hold real numbers",
    ),
    "no step": (
        lambda e: replace(e, step=None),  # type: ignore[arg-type]  # on purpose
        TypeError,
        "step` must hold real numbers, got None",
    ),
    "a negative bound": (lambda e: replace(e, error=-e.error - 1.0), ValueError, "error` must not be negative"),
    "an unknown status": (
        lambda e: replace(e, status=e.status + np.int8(99)),
        ValueError,
        "status` must hold codes of .* 0 to 8, got 1",
    ),
    "statuses by name": (
        lambda e: replace(e, status=np.full(3, "CONVERGED")),
        TypeError,
        "status` must hold integers",
    ),
    "a slope of one side": (lambda e: replace(e, left=np.ones(1)), ValueError, "left` must have one number for each"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_estimate_is_refused_by_name(case: str) -> None:
    change, kind, message = REFUSED[case]
    with pytest.raises(kind, match=r"^`Changed\.differentiate\(\)\." + message):
        checked(change)


def test_lists_are_numbers_too() -> None:
    assert checked(lambda e: replace(e, value=list(e.value), error=list(e.error))).passed  # type: ignore[arg-type]


REASONS: dict[str, tuple[Change, str]] = {
    "no value": (lambda e: replace(e, value=e.value * np.nan), "not resolved: Changed found no value"),
    "a bound of NaN": (
        lambda e: replace(e, error=e.error * np.nan),
        "not resolved: Changed gives no bound on the error of its value",
    ),
    "a wide bound": (
        lambda e: replace(e, error=e.error + 0.5),
        "not resolved: Changed knows the slope within 0.5, too wide to confirm or refute",
    ),
    "zero within a wide bound": (
        lambda e: replace(e, error=e.error + 50.0),
        "not resolved: Changed finds zero within 5e+01, too wide beside the slopes that fun shows",
    ),
    "between confirmed and refuted": (
        lambda e: replace(e, value=e.value + 0.2, error=e.error + 0.1),
        "differs by 0.2, which is more than the 0.1 that the numeric value is known to, but not by enough to refute it",
    ),
    "a kink without slopes": (
        lambda e: replace(e, status=everywhere(mg.Status.KINK)),
        "kink: the slopes on the two sides of x differ, so it has no slope here",
    ),
    "a lost step": (
        lambda e: replace(e, status=everywhere(mg.Status.STEP_LOST)),
        "not resolved: the step vanished in rounding, x + h == x",
    ),
}


@pytest.mark.parametrize("case", REASONS)
def test_the_reason_is_what_the_method_reports(case: str) -> None:
    change, reason = REASONS[case]
    report = checked(change)
    assert report.verdict is mg.Verdict.INCONCLUSIVE
    assert {entry.reason for entry in report.worst} == {reason}
    assert mg.GradientReport.from_json(report.to_json()) == report


def test_a_method_that_raised_is_not_said_to_have_reported() -> None:
    report = mg.check_gradient(loss, slope, X, differentiator=Raising())
    assert {entry.reason for entry in report.worst} == {
        "not resolved: Raising raised an error, see the finding on the numeric gradient"
    }


def test_a_method_that_was_not_asked_is_not_said_to_have_reported() -> None:
    report = mg.check_gradient(lambda x: math.nan, slope, X, differentiator=mg.CentralDifference())
    assert all("CentralDifference" not in entry.reason for entry in report.worst)


def test_an_exception_of_fun_is_an_edge_of_its_domain() -> None:
    """log has the slope 1 / x; both methods step beyond 0 from here."""
    for method in (mg.AdaptiveDifference(), mg.RobustDifference()):
        at_edge = mg.check_gradient(lambda x: math.log(x[0]), lambda x: 1.0 / x, [1e-9], differentiator=method)
        assert at_edge.verdict is mg.Verdict.PASS
    report = mg.check_gradient(
        lambda x: math.log(x[0]), lambda x: 1.0 / x, [1e-9], differentiator=mg.CentralDifference()
    )
    assert report.verdict is mg.Verdict.INCONCLUSIVE
    assert "raised NonFiniteError: `fun` returned nan with x[0] moved by" in report.findings[0].message


def test_an_exception_of_fun_at_complex_points_is_none() -> None:
    with pytest.raises(TypeError, match="`fun` cannot be differentiated by a complex step"):
        mg.check_gradient(lambda x: math.log(x[0]), lambda x: 1.0 / x, [1.0], differentiator=mg.ComplexStep())


@pytest.mark.parametrize("method", [mg.CentralDifference(), mg.AdaptiveDifference(), mg.RobustDifference()], ids=repr)
def test_zeros_pass_where_fun_is_zero(method: mg.Differentiator) -> None:
    saddle = mg.check_gradient(
        lambda x: float(x[0] * x[1]), lambda x: np.array([x[1], x[0]]), [0.0, 0.0], differentiator=method
    )
    assert saddle.verdict is mg.Verdict.PASS
    wrong = mg.check_gradient(lambda x: 0.0, lambda x: np.array([1.0, 0.0]), [0.0, 0.0], differentiator=method)
    assert wrong.verdict is mg.Verdict.FAIL


def test_a_wide_bound_confirms_zeros_only() -> None:
    """Forward differences of x^2 at 1e-10 know the slope to 1e-8, which shows neither its size nor its sign."""
    for claim, verdict in ((2e-10, "INCONCLUSIVE"), (-2e-10, "INCONCLUSIVE"), (0.0, "PASS")):
        report = mg.check_gradient(
            lambda x: float(x @ x),
            lambda x, claim=claim: np.array([claim, 2.0]),  # type: ignore[misc]  # bound by default, as one writes it
            [1e-10, 1.0],
            differentiator=mg.ForwardDifference(),
        )
        assert report.verdict.name == verdict


def test_a_staircase_is_not_called_stationary() -> None:
    """x^2 with two decimals, where the steps are too low to hide its slopes, 200 and 60."""
    report = mg.check_gradient(lambda x: float(np.round(x @ x, 2)), lambda x: 2.0 * x, [100.0, 30.0])
    assert report.verdict is mg.Verdict.PASS
    assert FindingKind.STATIONARY not in [finding.kind for finding in report.findings]


def test_what_a_fallback_says_of_both_sides_is_kept() -> None:
    estimate = mg.ComplexStep(fallback=mg.RobustDifference()).estimate(lambda x: abs(x[0]) + x[1] ** 2, [0.0, 1.0])
    assert estimate.left is not None
    assert estimate.right is not None
    assert np.allclose([estimate.left[0], estimate.right[0]], [-1.0, 1.0])
    assert np.isnan(estimate.left[1])


def test_the_evaluation_at_which_a_complex_step_fails_is_counted() -> None:
    """One evaluation more than by its fallback alone."""

    def fun(x: FloatArray) -> float:
        if np.iscomplexobj(x):
            raise TypeError("real numbers only")
        return loss(x)

    fallback = mg.CentralDifference()
    by_fallback, by_both = (
        mg.check_gradient(fun, slope, X, differentiator=method)
        for method in (fallback, mg.ComplexStep(fallback=fallback))
    )
    assert by_both.evaluations == by_fallback.evaluations + 1
