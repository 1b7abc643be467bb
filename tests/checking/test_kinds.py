"""Verdicts on the kinds of functions that the first release misjudged. Slopes are from closed forms."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from minigrad.arrays import Float64Array
from minigrad.checking import GradientReport, Verdict, check_gradient


def check(fun: Callable[[float], float], claim: float, x: float) -> GradientReport:
    """A claim about the slope of a function of one number."""
    return check_gradient(lambda v: fun(float(v[0])), lambda v: np.array([claim]), np.array([x]))


def logistic(x: float) -> float:
    return float(np.log(1.0 + np.exp(-x)))


@pytest.mark.parametrize("x", [20.0, 36.5, 38.0, 50.0, 100.0])
def test_a_saturated_loss_never_fails_a_right_gradient(x: float) -> None:
    """Its values are multiples of 2.2e-16, and 0 from 37 on; the slope is -exp(-x)."""
    assert check(logistic, -float(np.exp(-x)), x).verdict is not Verdict.FAIL


def test_what_is_negligible_beside_the_slopes_further_away_passes() -> None:
    assert check(logistic, -float(np.exp(-50.0)), 50.0).passed


def test_a_slope_that_a_saturated_loss_cannot_have_fails() -> None:
    assert check(logistic, -1e-3, 50.0).verdict is Verdict.FAIL


@pytest.mark.parametrize(
    ("factor", "verdict"), [(1.0, Verdict.PASS), (-1.0, Verdict.FAIL), (10.0, Verdict.FAIL), (1.01, Verdict.FAIL)]
)
def test_a_value_rounded_to_five_decimals_shows_its_slope_over_long_steps(factor: float, verdict: Verdict) -> None:
    assert check(lambda x: round(float(np.sin(x)), 5), factor * float(np.cos(0.4)), 0.4).verdict is verdict


@pytest.mark.parametrize("claim", [0.0, 1000.0])
def test_between_the_steps_of_a_staircase_nothing_is_said(claim: float) -> None:
    """floor(1000 x) / 1000 is constant around x, and grows by 1 for each 1."""
    report = check(lambda x: float(np.floor(1000.0 * x)) / 1000.0 * 1000.0, claim, 0.5003)
    assert report.verdict is Verdict.INCONCLUSIVE or (claim and report.passed)


def test_a_value_rounded_to_two_decimals_is_called_quantised() -> None:
    report = check(lambda x: round(x, 2), 1.0, 0.5003)
    assert report.verdict is Verdict.INCONCLUSIVE
    assert report.worst[0].reason == "quantised: fun is constant over several steps and then changes by a jump"


@pytest.mark.parametrize("distance", [1e-9, 1e-6, 1e-3])
@pytest.mark.parametrize(("factor", "verdict"), [(1.0, Verdict.PASS), (1.01, Verdict.FAIL)])
def test_a_kink_near_x_is_not_x(distance: float, factor: float, verdict: Verdict) -> None:
    kink = 1.0 + distance
    assert check(lambda x: max(2.0 * x, 2.0 * kink + 3.0 * (x - kink)), 2.0 * factor, 1.0).verdict is verdict


@pytest.mark.parametrize("frequency", [1e5, 1e7])
def test_a_ripple_is_part_of_the_slope(frequency: float) -> None:
    def fun(x: float) -> float:
        return float(np.sin(x) + 1e-2 / frequency * np.sin(frequency * x))

    slow, fast = float(np.cos(0.7)), 1e-2 * float(np.cos(frequency * 0.7))
    assert check(fun, slow + fast, 0.7).passed
    assert check(fun, slow, 0.7).verdict is Verdict.FAIL


@pytest.mark.parametrize("distance", [1e-8, 1e-5, 1e-2])
def test_the_edge_of_a_root(distance: float) -> None:
    x = 1.0 - distance
    slope = -x / float(np.sqrt((1.0 - x) * (1.0 + x)))
    with np.errstate(invalid="ignore"):
        assert check(lambda t: float(np.sqrt(1.0 - t * t)), slope, x).passed
        assert check(lambda t: float(np.sqrt(1.0 - t * t)), 1.01 * slope, x).verdict is Verdict.FAIL


@pytest.mark.parametrize(("tiny", "factor"), [(1e-8, 0.0), (1e-16, -1.0), (1e-30, 1.01), (1e-100, 100.0), (1e-8, 1.01)])
def test_an_entry_of_x_that_is_tiny_by_accident_hides_nothing(tiny: float, factor: float) -> None:
    def fun(x: Float64Array) -> float:
        return float(np.sin(x).sum())

    point = np.array([tiny, 1.0])
    assert check_gradient(fun, np.cos, point).passed
    assert check_gradient(fun, lambda x: np.cos(x) * np.array([factor, 1.0]), point).verdict is Verdict.FAIL


def test_functions_of_a_tiny_scale_are_seen_at_that_scale() -> None:
    def fun(x: Float64Array) -> float:
        return float(np.sum(np.sin(x / 1e-8)))

    point = np.array([1e-8, -2.3e-8])
    assert check_gradient(fun, lambda x: np.cos(x / 1e-8) / 1e-8, point).passed
    assert check_gradient(fun, lambda x: 1.01 * np.cos(x / 1e-8) / 1e-8, point).verdict is Verdict.FAIL


@pytest.mark.parametrize("size", [1e-315, 1e-300, 1e300])
def test_values_at_the_ends_of_the_range_of_numbers(size: float) -> None:
    report = check(lambda x: size * float(np.sin(x)), size * float(np.cos(1.0)), 1.0)
    assert report.passed
    assert "digits" in report.worst[0].reason
    assert "-" not in report.worst[0].reason
    assert check(lambda x: size * float(np.sin(x)), -size * float(np.cos(1.0)), 1.0).verdict is Verdict.FAIL


COMPANIES: dict[str, Callable[[float], float]] = {
    "nobody": lambda t: 0.0,
    "smooth": np.cos,
    "kinked": abs,
    "huge": lambda t: 1e6 * t * t,
    "constant": lambda t: 3.0,
}


@pytest.mark.parametrize("factor", [1.0, 1.001])
def test_an_entry_gets_the_same_in_every_company(factor: float) -> None:
    """sin(x0) + company(x1) at (0.4, 0)."""
    verdicts = set()
    for name, other in COMPANIES.items():

        def fun(x: Float64Array, other: Callable[[float], float] = other) -> float:
            return float(np.sin(x[0])) + float(other(float(x[1])))

        report = check_gradient(fun, lambda x: np.array([factor * np.cos(x[0]), 0.0]), np.array([0.4, 0.0]))
        entries = {entry.name: entry.verdict for entry in report.worst}
        assert name == "kinked" or entries["x[1]"] is Verdict.PASS
        verdicts.add(entries["x[0]"])
    assert verdicts == {Verdict.PASS if factor == 1.0 else Verdict.FAIL}


@pytest.mark.parametrize("size", [1e-4, 1.0, 1e4])
@pytest.mark.parametrize(
    ("claim", "place"),
    [
        (0.5, "lies between them"),
        (1.0, "is the one on the right"),
        (1.0 + 1e-7, "is the one on the right"),
        (1.0 + 1e-5, "lies outside of them"),
        (-1.0, "is the one on the left"),
        (-3.0, "lies outside of them"),
    ],
)
def test_at_a_kink_of_any_size_the_reason_places_the_claim(size: float, claim: float, place: str) -> None:
    report = check(lambda x: size * abs(x), size * claim, 0.0)
    assert report.verdict is Verdict.INCONCLUSIVE
    slopes = f"the slope is {-size:g} on the left and {size:g} on the right"
    assert report.worst[0].reason == f"kink: {slopes}; the analytic value {place}"
