"""Points without a scale: which of them have a derivative of zero, and which have none."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

import minigrad as mg
from minigrad.differentiators.adaptive.flat import stationary_point
from minigrad.differentiators.adaptive.next_window import ZOOM
from tests.differentiators.adaptive.lines import EPSILON, front_of


@pytest.mark.parametrize(("power", "stationary"), [(1.0, False), (1.5, False), (2.0, False), (3.0, True), (7.0, True)])
def test_powers_above_the_second_are_told_apart(power: float, stationary: bool) -> None:
    front = front_of(lambda x: np.abs(x) ** power, [0.0], [0, 2, 4])
    assert bool(stationary_point(front, ZOOM, EPSILON)[0]) is stationary


def test_where_rounding_hides_f_there_is_no_use_in_a_shorter_window() -> None:
    front = front_of(lambda x: 1.0 + x**3, [0.0], [0, 2, 4])
    assert not stationary_point(front, ZOOM, EPSILON).any()


@pytest.mark.parametrize(
    ("fun", "x"),
    [
        (lambda x: x**2, 0.0),
        (lambda x: x**3, 0.0),
        (lambda x: x**4, 0.0),
        (lambda x: x**7, 0.0),
        (lambda x: (x - 3) ** 3, 3.0),
        (lambda x: (x - 3) ** 4, 3.0),
        (lambda x: 5 + (x - 2) ** 3, 2.0),
        (lambda x: math.tanh(x - 9) ** 3, 9.0),
        (lambda x: (x - 1e3) ** 3, 1e3),
        (lambda x: x - math.sin(x), 0.0),
        (math.cos, 0.0),
    ],
)
def test_a_stationary_point_has_derivative_zero_with_a_bound(fun: Callable[[float], float], x: float) -> None:
    estimate = mg.AdaptiveDifference().estimate_derivative(fun, x)
    assert abs(float(estimate.value)) <= float(estimate.error) <= 1e-7
    assert estimate.evaluations <= 25


def test_next_to_a_stationary_point_the_slope_is_inside_the_bound() -> None:
    x = 1 + 1e-9
    estimate = mg.AdaptiveDifference().estimate_derivative(lambda x: (x - 1) ** 3, x)
    assert abs(float(estimate.value) - 3 * (x - 1) ** 2) <= float(estimate.error) <= 1e-14


def test_a_gradient_with_a_coordinate_in_which_f_is_even_and_one_in_which_it_is_constant() -> None:
    estimate = mg.AdaptiveDifference().estimate(lambda x: x[0] ** 2 * x[1], [0.0, 1.0])
    assert (estimate.value == 0).all()
    assert (estimate.error <= 1e-15).all()


@pytest.mark.parametrize("fun", [lambda x: abs(x) ** 1.5, math.sqrt, lambda x: math.sqrt(x) ** 3])
def test_roots_stay_unresolved(fun: Callable[[float], float]) -> None:
    estimate = mg.AdaptiveDifference(domain_errors=(ValueError,)).estimate_derivative(fun, 0.0)
    assert int(estimate.status) == mg.Status.NOT_RESOLVED
    assert np.isinf(estimate.error)
