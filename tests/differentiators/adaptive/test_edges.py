"""Edges of the domain and bounds: no point outside, and one-sided formulas where there is no room."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

import minigrad as mg

ADAPTIVE = mg.AdaptiveDifference(domain_errors=(ValueError, ZeroDivisionError, OverflowError))


@pytest.mark.parametrize(
    ("fun", "x", "exact", "status"),
    [
        (lambda x: math.exp(x) if x >= 1 else math.nan, 1.0, math.e, mg.Status.ONE_SIDED),
        (lambda x: math.exp(x) if x <= 1 else math.inf, 1.0, math.e, mg.Status.ONE_SIDED),
        (lambda x: math.cosh(math.sqrt(x)), 0.0, 0.5, mg.Status.ONE_SIDED),
        (lambda x: math.log(x - 1), 1.0 + 1e-6, 1 / ((1.0 + 1e-6) - 1), mg.Status.CONVERGED),
        (lambda x: math.exp(x) if x <= 1 + 1e-5 else math.nan, 1.0, math.e, mg.Status.CONVERGED),
        (math.acos, 0.999, -1 / math.sqrt((1 - 0.999) * (1 + 0.999)), mg.Status.CONVERGED),
    ],
)
def test_edges_of_the_domain(fun: Callable[[float], float], x: float, exact: float, status: mg.Status) -> None:
    estimate = ADAPTIVE.estimate_derivative(fun, x)
    assert abs(float(estimate.value) - exact) <= float(estimate.error) <= 1e-6 * abs(exact)
    assert int(estimate.status) == status


def test_other_exceptions_go_through() -> None:
    with pytest.raises(ZeroDivisionError):
        mg.AdaptiveDifference(domain_errors=(ValueError,)).derivative(lambda x: 1 / (x - 1), 1.0)
    with pytest.raises(ValueError, match=r"math domain error|positive"):
        mg.AdaptiveDifference().derivative(math.log, 0.0)


@pytest.mark.parametrize("bounds", [(1.0, 2.0), (0.0, 1.0), (1.0 - 1e-6, 9.0), (1.0 - 1e-3, 1.0 + 1e-3)])
def test_bounds_are_respected(bounds: tuple[float, float]) -> None:
    visited = list[float]()

    def fun(x: float) -> float:
        visited.append(x)
        return math.exp(x)

    estimate = ADAPTIVE.estimate_derivative(fun, 1.0, bounds=bounds)
    assert bounds[0] <= min(visited)
    assert max(visited) <= bounds[1]
    assert abs(float(estimate.value) - math.e) <= float(estimate.error) <= 1e-9


def test_equal_bounds_are_an_error_that_names_the_coordinate() -> None:
    with pytest.raises(
        ValueError, match=r"`bounds` leave no room around x\[0\] = 1\.0: lower and upper are too close there, or equal"
    ):
        ADAPTIVE.gradient(lambda x: x[0] ** 2 + x[1], [1.0, 2.0], bounds=([1.0, 0.0], [1.0, 5.0]))
    with pytest.raises(ValueError, match=r"`bounds` leave no room around x = 1\.0"):
        ADAPTIVE.derivative(math.exp, 1.0, bounds=(1.0, 1.0))


@pytest.mark.parametrize("x", [0.99, 0.9999, -0.999999])
def test_an_edge_where_x_is_rounded_inside(x: float) -> None:
    """(1 - x)(1 + x) is exact but for two roundings, 1 - x^2 is not."""
    exact = -x / math.sqrt((1 - x) * (1 + x))
    estimate = mg.AdaptiveDifference(domain_errors=(ValueError,)).estimate_derivative(lambda t: math.sqrt(1 - t * t), x)
    assert abs(float(estimate.value) - exact) <= float(estimate.error) <= 1e-4 * abs(exact)
    assert estimate.evaluations <= 30


@pytest.mark.parametrize(("side", "bounds"), [(1, (1.0 - 1e-6, 9.0)), (-1, (-9.0, 1.0 + 1e-6)), (0, (0.9, 1.1))])
def test_a_bound_close_by_leaves_the_side_with_more_room(side: int, bounds: tuple[float, float]) -> None:
    visited = list[float]()

    def fun(x: float) -> float:
        visited.append(x)
        return math.exp(x)

    estimate = ADAPTIVE.estimate_derivative(fun, 1.0, bounds=bounds)
    sides = {math.copysign(1.0, x - 1.0) for x in visited if x != 1.0}
    assert sides == ({-1.0, 1.0} if side == 0 else {float(side)})
    assert int(estimate.status) == (mg.Status.CONVERGED if side == 0 else mg.Status.ONE_SIDED)


@pytest.mark.parametrize("x", [float(np.finfo(np.float64).max), -float(np.finfo(np.float64).max)])
def test_the_end_of_the_floating_point_numbers_is_a_bound(x: float) -> None:
    estimate = ADAPTIVE.estimate_derivative(lambda t: 0.25 * t, x)
    assert abs(float(estimate.value) - 0.25) <= float(estimate.error) <= 1e-9
    assert int(estimate.status) == mg.Status.ONE_SIDED


def test_an_edge_is_confirmed_from_close_by_before_a_side_is_given_up() -> None:
    """1e-5 above x = 1 the function ends; that is far enough for steps on both sides."""
    estimate = ADAPTIVE.estimate_derivative(lambda x: math.exp(x) if x <= 1 + 1e-5 else math.nan, 1.0)
    assert int(estimate.status) == mg.Status.CONVERGED
    assert 0 < float(estimate.step) <= 1e-5


def test_a_window_that_grows_by_powers_of_two_stays_inside_the_bounds() -> None:
    """There is room for 6.2 times the first window, which is nearer to 8 times than to 4 times."""
    visited, room = list[float](), 6.2 * 0.0413

    def fun(x: float) -> float:
        visited.append(x)
        return math.exp(1e-3 * x)

    estimate = ADAPTIVE.estimate_derivative(fun, 1.0, bounds=(1.0 - room, 1.0 + room))
    assert abs(float(estimate.value) - 1e-3 * math.exp(1e-3)) <= float(estimate.error) <= 1e-13
    assert 0.9 * room <= max(abs(x - 1.0) for x in visited) <= room
    assert 0.9 * room <= float(estimate.step) <= room
    assert estimate.evaluations == len(set(visited)) == 15


@pytest.mark.parametrize(("room", "status"), [(8e-5, mg.Status.CONVERGED), (2e-5, mg.Status.ONE_SIDED)])
def test_a_bound_nearer_than_a_thousandth_of_the_first_window_makes_a_line_one_sided(
    room: float, status: mg.Status
) -> None:
    """The first window at 1 is 0.0413."""
    estimate = ADAPTIVE.estimate_derivative(lambda x: 0.5 * x, 1.0, bounds=(1.0 - room, 10.0))
    assert abs(float(estimate.value) - 0.5) <= float(estimate.error) <= 1e-10
    assert int(estimate.status) == status


@pytest.mark.parametrize(
    ("x", "bounds"),
    [
        (1.79e308, None),
        (-1.79e308, None),
        (1.7e308, (1.7e308 - 3e303, 1.79e308)),
        (1.7e308, (1.7e308 - 3e303, np.inf)),
        (-1.7e308, (-np.inf, -1.7e308 + 3e303)),
    ],
)
def test_near_the_largest_floats_no_step_overflows(x: float, bounds: tuple[float, float] | None) -> None:
    """A step past the largest float would cost a window, 8 evaluations."""
    estimate = ADAPTIVE.estimate_derivative(lambda t: 0.5 * t, x, bounds=bounds)
    assert abs(float(estimate.value) - 0.5) <= float(estimate.error) <= 1e-10
    assert estimate.evaluations == 11


@pytest.mark.parametrize("count", [1, 2])
def test_an_x_so_small_that_steps_in_proportion_would_underflow_has_the_scale_1(count: int) -> None:
    estimate = ADAPTIVE.estimate_derivative(np.exp, [1e-306] * count)
    assert (np.abs(estimate.value - 1.0) <= estimate.error).all()
    assert (estimate.error <= 1e-12).all()
    assert estimate.evaluations == count * 11
