"""Error bounds of methods with a fixed step, where f does inside the step what the formula cannot see."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

import minigrad as mg
from minigrad import BackwardDifference, CentralDifference, Differentiator, ForwardDifference, Richardson, Status
from minigrad.arrays import Float64Array

TWO_SIDED: list[Differentiator] = [
    *(CentralDifference(order=order) for order in (2, 4, 6, 8)),
    *(Richardson(CentralDifference(), levels) for levels in (1, 2, 3)),
]
EVERY: list[Differentiator] = [
    *TWO_SIDED,
    *(kind(order=order) for kind in (ForwardDifference, BackwardDifference) for order in (1, 2, 3, 4)),
    Richardson(ForwardDifference(), 2),
]
CLAIMS = (Status.CONVERGED, Status.ONE_SIDED)
every_method = pytest.mark.each("method", EVERY)
two_sided = pytest.mark.each("method", TWO_SIDED)


def _inside(estimate: mg.Estimate, truth: float) -> bool:
    return abs(float(estimate.value) - truth) <= float(estimate.error)


@every_method
def test_a_curve_that_is_over_within_the_step(method: Differentiator) -> None:
    """x / (x + K) at 2e-8: the default step is 300 to a million times too long for it."""
    k, x = 1.3e-9, 2e-8
    estimate = method.estimate_derivative(lambda t: t / (t + k), x)
    assert int(estimate.status) not in CLAIMS or _inside(estimate, k / (x + k) ** 2)


@two_sided
@pytest.mark.each("distance", [0.0, 1e-9, -3e-8, 1e-6, -1e-5])
def test_a_kink_within_the_step(method: Differentiator, distance: float) -> None:
    """sin t + |t - 1 - distance| at 1; at the kink itself both slopes have to lie within the bound."""
    estimate = method.estimate_derivative(lambda t: math.sin(t) + abs(t - 1.0 - distance), 1.0)
    slopes = [math.cos(1.0) + side for side in (-1.0, 1.0) if distance * side <= 0.0]
    assert all(_inside(estimate, slope) for slope in slopes)
    assert int(estimate.status) == Status.NOT_RESOLVED or abs(distance) > float(estimate.step)


@every_method
def test_a_ripple_that_is_faster_than_the_step(method: Differentiator) -> None:
    """sin t + 1e-8 sin(2e7 t): the ripple adds up to 0.2 to the slope."""
    for x in (0.3, 1.0, 2.2):
        estimate = method.estimate_derivative(lambda t: math.sin(t) + 1e-8 * math.sin(2e7 * t), x)
        truth = math.cos(x) + 0.2 * math.cos(2e7 * x)
        assert int(estimate.status) not in CLAIMS or _inside(estimate, truth)


@every_method
def test_single_precision_inside_that_the_type_of_the_value_does_not_show(method: Differentiator) -> None:
    estimates = [method.estimate_derivative(lambda t: float(np.sin(np.float32(t))), x) for x in (0.3, 0.7, 1.1, 2.9)]
    assert all(_inside(e, math.cos(x)) for e, x in zip(estimates, (0.3, 0.7, 1.1, 2.9), strict=True))
    assert sum(int(estimate.status) == Status.NOT_RESOLVED for estimate in estimates) >= 2


@every_method
def test_values_rounded_to_three_digits(method: Differentiator) -> None:
    """They stand still within most steps; only further out f shows that 0 is not its slope."""
    estimates = {x: method.estimate_derivative(lambda t: round(math.sin(t), 3), x) for x in (0.3, 0.5, 0.7, 1.0)}
    assert all(_inside(e, math.cos(x)) or int(e.status) == Status.NOT_RESOLVED for x, e in estimates.items())
    assert all(float(e.error) > 1e-3 for e in estimates.values())


@every_method
def test_a_coordinate_that_does_not_matter_keeps_a_tight_bound(method: Differentiator) -> None:
    estimate = method.estimate(lambda x: float(x[0]) ** 2 + 3.0, [2.0, 5.0])
    assert estimate.value[1] == pytest.approx(0.0, abs=1e-10)
    assert estimate.error[1] < 1e-5
    assert int(estimate.status[1]) == Status.LIMITED_BY_NOISE


@two_sided
def test_an_inactive_unit_is_zero_although_it_wakes_up_further_out(method: Differentiator) -> None:
    estimate = method.estimate_derivative(lambda t: 2.0 + max(t - 1.5, 0.0), 1.0)
    assert abs(float(estimate.value)) < 1e-12
    assert float(estimate.error) < 1e-6
    assert int(estimate.status) == Status.LIMITED_BY_NOISE


@every_method
@pytest.mark.each("x", [50.0, 90.0])
def test_a_saturated_loss_that_is_exactly_zero(method: Differentiator, x: float) -> None:
    """log(1 + exp(-x)) is 0 in floats from 37 on, and its slope -1 / (1 + exp(x)) is not."""
    estimate = method.estimate_derivative(lambda t: math.log(1.0 + math.exp(-t)), x)
    assert _inside(estimate, -1.0 / (1.0 + math.exp(x)))
    assert int(estimate.status) not in CLAIMS
    nothing = method.estimate_derivative(lambda t: 0.0, x)
    assert float(nothing.value) == 0.0 < float(nothing.error) < 1e-6


@every_method
def test_smooth_functions_are_still_resolved(method: Differentiator) -> None:
    """With a step so long that the formula's own error decides."""
    long = type(method)(**{**vars(method), "abs_step": 0.05}) if not isinstance(method, Richardson) else method
    for x in (0.4, 1.0, 1.9):
        estimate = long.estimate_derivative(lambda t: math.exp(math.sin(3.0 * t)), x)
        assert _inside(estimate, 3.0 * math.cos(3.0 * x) * math.exp(math.sin(3.0 * x)))
        assert int(estimate.status) in (Status.CONVERGED, Status.LIMITED_BY_NOISE)


@two_sided
def test_a_kink_shows_in_second_derivatives(method: Differentiator) -> None:
    estimate = method.estimate_hessian(lambda x: float(x[0] ** 2 + 0.1 * abs(x[0] - 1.0)), [1.0])
    assert int(estimate.status[0, 0]) == Status.NOT_RESOLVED
    assert float(estimate.error[0, 0]) > 1.0


def test_an_exception_where_only_the_error_is_looked_for_ends_the_domain() -> None:
    """math.sqrt raises at x - 2h, which the formula itself does not need."""
    x, h = 1.5e-3, 1e-3
    estimate = CentralDifference(abs_step=h).estimate_derivative(math.sqrt, x)
    assert float(estimate.value) == pytest.approx((math.sqrt(x + h) - math.sqrt(x - h)) / (2.0 * h), rel=1e-12)
    assert abs(float(estimate.value) - 0.5 / math.sqrt(x)) <= float(estimate.error) < 30.0


def test_only_the_lines_that_need_it_get_a_shorter_step() -> None:
    """sqrt ends within 2h of the second coordinate, whose own h is far below that of the first."""
    x, method = [2.0, 1.5e-3], CentralDifference(rel_step=0.6)
    together = method.estimate(lambda p: 3.0 * p[0] + math.sqrt(p[1]), x)
    alone = method.estimate_derivative(lambda t: 6.0 + math.sqrt(t), x[1])
    assert np.all(np.abs(together.value - [3.0, 0.5 / math.sqrt(x[1])]) <= together.error)
    assert together.error[1] == pytest.approx(float(alone.error), rel=1e-9)
    assert together.error[0] < 1e-12


def test_a_function_without_a_value_at_x_has_no_known_error() -> None:
    calls: list[float] = []

    def sinc(t: float) -> float:
        calls.append(t)
        return math.sin(t) / t

    estimate = CentralDifference().estimate_derivative(sinc, 0.0)
    assert (float(estimate.value), float(estimate.error)) == (0.0, math.inf)
    assert int(estimate.status) == Status.NOT_RESOLVED
    assert estimate.evaluations == len(calls)


@pytest.mark.each("method", [ForwardDifference(), ForwardDifference(order=3)])
def test_a_forward_difference_never_looks_below_x(method: Differentiator) -> None:
    seen: list[float] = []

    def fun(t: float) -> float:
        seen.append(t)
        return math.exp(t)

    method.estimate_derivative(fun, 0.5)
    assert min(seen) == 0.5


FIXED_AND_COMPLEX: list[Differentiator] = [*EVERY, mg.ComplexStep(), mg.ComplexStep(check=False)]
KINDS: dict[str, Callable[[Differentiator], object]] = {
    "gradient": lambda m: m.gradient(_sum_of_squares, [1.0, 2.0], bounds=([0.0, 2.0], [3.0, 2.0])),
    "estimate": lambda m: m.estimate(_sum_of_squares, [1.0, 2.0], bounds=([0.0, 2.0], [3.0, 2.0])),
    "partial": lambda m: m.partial(_sum_of_squares, [1.0, 2.0], 1, bounds=([0.0, 2.0], [3.0, 2.0])),
    "elementwise": lambda m: m.derivative(np.exp, [1.0, 2.0], bounds=([0.0, 2.0], [3.0, 2.0])),
    "jacobian": lambda m: m.jacobian(lambda x: x**2, [1.0, 2.0], bounds=([0.0, 2.0], [3.0, 2.0])),
    "hessian": lambda m: m.hessian(_sum_of_squares, [1.0, 2.0], bounds=([0.0, 2.0], [3.0, 2.0])),
}


def _sum_of_squares(x: Float64Array) -> np.float64:
    total: np.float64 = (x**2).sum()
    return total


@pytest.mark.each("kind", KINDS.values())
@pytest.mark.each("method", FIXED_AND_COMPLEX)
def test_equal_bounds_are_an_error_that_says_what_to_do(
    method: Differentiator, kind: Callable[[Differentiator], object]
) -> None:
    message = (
        r"`bounds` leave no room around x\[1\].* = 2.0: .* equal; widen them, or treat what cannot move as a constant"
    )
    with pytest.raises(ValueError, match=message):
        kind(method)


def test_the_bound_covers_a_component_as_fast_as_x_is_small() -> None:
    """x + 1e-12 sin(1e11 x) has the slope 1 + 0.1 cos(1e11 x); on the scale of the step it looks like x."""
    x = 3e-11
    estimate = CentralDifference().estimate_derivative(lambda x: x + 1e-12 * math.sin(1e11 * x), x)
    assert abs(float(estimate.value) - (1.0 + 0.1 * math.cos(3.0))) <= float(estimate.error)


def test_a_step_below_the_spacing_above_x_and_above_that_below_it_is_made_a_multiple_of_the_spacing() -> None:
    estimate = CentralDifference(abs_step=1e-16).estimate_derivative(lambda x: 2.0 * x, 1.0)
    assert float(estimate.step) == 2.0**-52
    assert float(estimate.value) == 2.0


LONG_STEPS = pytest.mark.each(
    "method", [ForwardDifference(abs_step=0.1), BackwardDifference(abs_step=0.1), CentralDifference(abs_step=0.1)]
)


@LONG_STEPS
def test_bounds_with_room_for_twice_the_step_change_nothing(method: Differentiator) -> None:
    free, inside = (method.estimate_derivative(np.exp, 0.0, bounds=bounds) for bounds in (None, (-0.25, 0.25)))
    assert (float(inside.value), float(inside.error)) == (float(free.value), float(free.error))


@LONG_STEPS
def test_where_half_the_step_must_do_its_distance_counts_twice(method: Differentiator) -> None:
    """With half the step, the error of order 1 halves and that of order 2 quarters; twice the distance holds it."""
    estimate = method.estimate_derivative(np.exp, 0.0, bounds=(-0.15, 0.15))
    assert 2.0 < float(estimate.error) / abs(float(estimate.value) - 1.0) < 4.0


@pytest.mark.parametrize("x", [1.0002, -1.0002])
@pytest.mark.each("method", [ForwardDifference(), BackwardDifference(), CentralDifference()])
def test_where_f_stands_still_the_bound_is_what_it_moves_by_further_out(method: Differentiator, x: float) -> None:
    """t, rounded to three decimals, is constant around x; a unit that wakes up at 1.5 is constant on one side of it."""
    rounded = method.estimate_derivative(lambda t: np.round(1e3 * t) / 1e3, x)
    assert float(rounded.value) == 0.0
    assert 1.0 <= float(rounded.error) < 3.0
    asleep = method.estimate_derivative(lambda t: max(t - 1.5, 0.0), x)
    assert float(asleep.value) == 0.0
    assert float(asleep.error) < 1e-6


@pytest.mark.parametrize("bounds", [(1.0002, 3.0), (-3.0, 1.0002)])
@pytest.mark.each("method", [ForwardDifference(), BackwardDifference(), CentralDifference()])
def test_where_f_stands_still_at_a_bound_the_other_side_shows_what_it_may_be(
    method: Differentiator, bounds: tuple[float, float]
) -> None:
    estimate = method.estimate_derivative(lambda t: np.round(1e3 * t) / 1e3, 1.0002, bounds=bounds)
    assert float(estimate.value) == 0.0
    assert 1.0 <= float(estimate.error) < 3.0
