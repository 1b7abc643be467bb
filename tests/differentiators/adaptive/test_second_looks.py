"""What happens after the first window and its ladder: shorter ladders, limits on them, and windows that disagree."""

from __future__ import annotations

import math

import numpy as np
import pytest

import minigrad as mg
from minigrad.arrays import Float64Array

FIRST_WINDOW = 0.0413  # at x = 1


def exp_with_a_gap(x: Float64Array, part: float) -> Float64Array:
    """exp, without values at distances from 1 around this part of the first window."""
    distance = np.abs(x - 1.0) / (part * FIRST_WINDOW)
    values: Float64Array = np.where((distance > 0.9) & (distance < 1.1), np.nan, np.exp(x))
    return values


@pytest.mark.parametrize(("part", "evaluations"), [(1 / 2, 14), (1 / 8, 18)])
def test_rungs_without_a_value_make_the_ladder_a_quarter_as_long(part: float, evaluations: int) -> None:
    """The window's own points have values: what is missing shows on the ladder, whose shorter rungs are kept."""
    estimate = mg.AdaptiveDifference().estimate_derivative(lambda x: exp_with_a_gap(x, part), [1.0, 1.0])
    assert (np.abs(estimate.value - math.e) <= estimate.error).all()
    assert (estimate.error <= 1e-11).all()
    assert (estimate.status == mg.Status.CONVERGED).all()
    assert estimate.evaluations == 2 * (evaluations + 1)


@pytest.mark.parametrize("part", [1 / 2, 1 / 8])
def test_a_second_derivative_where_rungs_have_no_value(part: float) -> None:
    estimate = mg.AdaptiveDifference().estimate_hessian(lambda x: float(exp_with_a_gap(x, part)[0]), [1.0])
    assert abs(float(estimate.value[0, 0]) - math.e) <= float(estimate.error[0, 0]) <= 2e-8


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("budget", [16, 17, 24])
def test_another_ladder_has_to_fit_into_the_budget(count: int, budget: int) -> None:
    """Without the gap 10 evaluations and f(x) are all; with it, another ladder takes 8 more."""
    adaptive = mg.AdaptiveDifference(max_evaluations=budget)
    estimate = adaptive.estimate_derivative(lambda x: exp_with_a_gap(x, 1 / 8), [1.0] * count)
    assert estimate.evaluations == count * (11 if budget < 18 else 19)
    assert np.isnan(estimate.value).all() == (budget < 18)


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize(("rtol", "evaluations"), [(0.0, 13), (1e-6, 11)])
def test_a_tolerance_that_the_first_ladder_meets_saves_a_shorter_one(count: int, rtol: float, evaluations: int) -> None:
    estimate = mg.AdaptiveDifference(rtol=rtol).estimate_derivative(lambda x: np.sin(12 * x), [1.0] * count)
    assert estimate.evaluations == count * evaluations
    exact = 12 * math.cos(12.0)
    assert (np.abs(estimate.value - exact) <= estimate.error).all()
    assert (estimate.error <= 1e-6 * exact).all()


def test_a_jump_of_the_second_derivative_ends_the_search_early() -> None:
    """It is as large on all ladders, and its bound holds both second derivatives, e - 2 and e + 2."""
    estimate = mg.AdaptiveDifference().estimate_hessian(
        lambda x: math.exp(float(x[0])) + abs(float(x[0]) - 1) * (float(x[0]) - 1), [1.0]
    )
    value, error = float(estimate.value[0, 0]), float(estimate.error[0, 0])
    assert value - error <= math.e - 2
    assert math.e + 2 <= value + error
    assert error <= 2.2


def test_windows_that_disagree_widen_the_bound() -> None:
    """Values are multiples of the smallest float: they stand still in a short window and rise in a long one."""
    estimate = mg.AdaptiveDifference().estimate_derivative(lambda x: 5e-324 * round(3 * x), 7.3)
    assert float(estimate.value) - float(estimate.error) <= 0.0
    assert float(estimate.value) + float(estimate.error) >= 3 * 5e-324
    assert int(estimate.status) == mg.Status.NOT_RESOLVED


def test_windows_that_disagree_on_a_second_derivative_leave_it_unresolved() -> None:
    """1e-320 x^2 has few different values, so a window with a bound of less than the slope is not to be believed."""
    estimate = mg.AdaptiveDifference().estimate_hessian(lambda x: 1e-320 * float(x[0]) ** 2, [0.0])
    assert abs(float(estimate.value[0, 0]) - 2e-320) <= float(estimate.error[0, 0]) <= 4e-320
    assert int(estimate.status[0, 0]) == mg.Status.NOT_RESOLVED


def test_rounding_below_the_smallest_normal_number_is_not_taken_for_noise() -> None:
    """One rounding there is 5e-324, more than eps |f|."""
    estimate = mg.AdaptiveDifference().estimate_derivative(lambda x: 1e-310 * math.sin(x), 0.0, bounds=(-1e-3, 0.01))
    assert abs(float(estimate.value) - 1e-310) <= float(estimate.error) <= 1e-9 * 1e-310
    assert int(estimate.status) == mg.Status.CONVERGED
    assert estimate.evaluations <= 19


def test_a_stationary_point_is_not_looked_at_more_closely_than_its_rounding_allows() -> None:
    """tanh(t)^3 rises by less than a thousand roundings of 1 in the next shorter window."""
    estimate = mg.AdaptiveDifference().estimate_derivative(lambda x: 1.0 + math.tanh(x) ** 3, 0.0)
    assert abs(float(estimate.value)) <= float(estimate.error) <= 3e-11
    assert estimate.evaluations == 15


@pytest.mark.parametrize("frequency", [30.0, 100.0])
def test_rounded_steps_on_one_side_of_a_large_x_are_in_the_bound(frequency: float) -> None:
    """Floats near 1e9 are 1.2e-7 apart, so a step is off by up to 6e-8; on one side no term of it cancels."""
    x = 1e9 + np.linspace(0.0, 1.0, 200)
    estimate = mg.AdaptiveDifference().estimate_derivative(
        lambda t: np.sin(frequency * (t - 1e9)), x, bounds=(x, x + 10.0)
    )
    exact = frequency * np.cos(frequency * (x - 1e9))
    assert (np.abs(estimate.value - exact) <= estimate.error).all()
    assert np.median(estimate.error) <= 2e-3 * frequency
