"""What a differentiation costs: rounds, evaluations, and the limits on them."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

import minigrad as mg
from minigrad.arrays import Float64Array

ADAPTIVE = mg.AdaptiveDifference(domain_errors=(ValueError, ZeroDivisionError, OverflowError))


def test_a_hundred_coordinates_take_a_handful_of_calls() -> None:
    stacks = list[int]()

    def fun(points: Float64Array) -> Float64Array:
        stacks.append(len(points))
        values: Float64Array = np.sin(points).sum(axis=-1)
        return values

    estimate = ADAPTIVE.estimate(fun, np.linspace(0.5, 1.5, 100), vectorized=True)
    assert len(stacks) <= 5
    assert estimate.evaluations == sum(stacks) <= 1301


def test_a_well_scaled_function_takes_ten_evaluations_and_f_of_x() -> None:
    estimate = ADAPTIVE.estimate_derivative(np.exp, 1.0)
    assert estimate.evaluations == 11


@pytest.mark.parametrize("budget", [16, 40, 80])
def test_no_coordinate_costs_more_than_its_budget(budget: int) -> None:
    rng = np.random.default_rng(7)
    adaptive = mg.AdaptiveDifference(max_evaluations=budget)
    for fun in (abs, lambda x: rng.normal(), lambda x: np.sin(1.0 / x) if x else 0.0):
        assert adaptive.estimate_derivative(fun, 0.0).evaluations <= budget + 1


@pytest.mark.parametrize("budget", [16, 40, 80])
def test_no_coordinate_of_several_costs_more_than_its_budget(budget: int) -> None:
    """They take different ways, so that in most rounds only some of them are evaluated."""
    rng, x, asked = np.random.default_rng(7), np.array([0.0, 0.0, 1.0, 0.3]), np.zeros(4)

    def fun(t: Float64Array) -> Float64Array:
        asked[t != x] += 1
        wild = t[1] * np.sin(1 / t[1]) if t[1] else 0.0
        return np.array([np.sqrt(abs(t[0])), wild, rng.normal(), np.exp(t[3])])

    mg.AdaptiveDifference(max_evaluations=budget).derivative(fun, x)
    assert (asked <= budget).all()
    assert asked[0] >= budget - 8


def test_a_coarse_tolerance_saves_evaluations() -> None:
    def fun(x: float) -> float:
        return float(np.exp(0.001 * x))

    exact, coarse = (mg.AdaptiveDifference(rtol=rtol).estimate_derivative(fun, 1.0) for rtol in (0.0, 1e-6))
    assert coarse.evaluations < exact.evaluations
    assert abs(float(coarse.value) - 0.001 * np.exp(0.001)) <= 1e-6 * 0.001


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize(("rtol", "evaluations"), [(0.0, 17), (1e-9, 11)])
def test_a_tolerance_that_the_first_window_meets_saves_longer_ones(count: int, rtol: float, evaluations: int) -> None:
    adaptive = mg.AdaptiveDifference(rtol=rtol)
    estimate = adaptive.estimate_derivative(lambda t: np.exp(1e-3 * t), [1.0] * count)
    assert estimate.evaluations == count * evaluations
    assert estimate.value == pytest.approx(1e-3 * np.exp(1e-3), rel=1e-9)


def test_where_rounding_hides_f_no_shorter_window_is_tried() -> None:
    """Next to 1, x^3 at 0 is less than a rounding error in shorter windows."""
    assert ADAPTIVE.estimate_derivative(lambda x: 1.0 + x**3, 0.0).evaluations == 11
    assert ADAPTIVE.estimate_derivative(lambda x: 1.0 + x**3, [0.0, 0.0]).evaluations == 22


def test_outputs_of_a_jacobian_share_their_evaluations() -> None:
    estimate = ADAPTIVE.estimate_jacobian(lambda x: np.array([np.sin(x[0]), np.cos(x[0])]), [1.0])
    assert estimate.value.reshape(-1) == pytest.approx([np.cos(1.0), -np.sin(1.0)], rel=1e-12)
    assert estimate.evaluations <= 15


@pytest.mark.parametrize("fun", [lambda x: abs(x - 1.0) + x, lambda x: np.sin(300 * x), lambda x: np.exp(1e-3 * x)])
def test_no_value_is_asked_for_twice(fun: Callable[[float], float]) -> None:
    asked: list[float] = []

    def counted(x: float) -> float:
        asked.append(x)
        return fun(x)

    estimate = ADAPTIVE.estimate_derivative(counted, 1.0)
    assert len(asked) == estimate.evaluations
    first = asked[:13]  # what comes later may be a window that was left before
    assert len(set(first)) == len(first)


@pytest.mark.parametrize(
    ("fun", "x", "evaluations"),
    [
        (math.exp, 1.0, 11),
        (lambda x: math.sin(20 * x), 1.0, 17),  # a shorter ladder
        (lambda x: math.sin(300 * x), 1.0, 15),  # the sentinel's step becomes the first rung
        (lambda x: math.sin(1e4 * x), 1.0, 21),
        (lambda x: math.exp(0.01 * x), 1.0, 15),  # a longer window
        (lambda x: 3.0, 2.0, 25),
        (lambda x: (x - 3.0) ** 3, 3.0, 17),
        (lambda x: math.exp(x) if x >= 1 else math.nan, 1.0, 23),  # two-sided, closer, then one-sided
        (math.acos, 0.999, 17),
        (lambda x: round(math.sin(x), 6), 1.0, 17),
        (lambda x: math.exp(x) + 0.5 * abs(x - 1 - 1e-7), 1.0, 33),
    ],
)
def test_evaluations_of_some_functions(fun: Callable[[float], float], x: float, evaluations: int) -> None:
    assert ADAPTIVE.estimate_derivative(fun, x).evaluations == evaluations


@pytest.mark.parametrize("x", [1.0, -3.7, 1e-8, 12345.678, 1e8])
def test_steps_are_what_the_machine_takes_up_and_down(x: float) -> None:
    """A long window, a short one and a fast component: every point is as far above x as another one is below."""
    visited = list[float]()

    def fun(t: float) -> float:
        visited.append(t)
        return math.sin(1e3 * t / x) + 1e-5 * t / x

    ADAPTIVE.derivative(fun, x)
    steps = [t - x for t in visited if t != x]
    assert len(steps) > 10
    assert all(x + step in visited and x - step in visited for step in steps)
