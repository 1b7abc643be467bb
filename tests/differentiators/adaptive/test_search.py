"""What a differentiation costs: rounds, evaluations, and the limits on them."""

from __future__ import annotations

import numpy as np
import pytest

import minigrad as mg
from minigrad.arrays import Float64Array


def test_a_hundred_coordinates_take_a_handful_of_calls() -> None:
    stacks = list[int]()

    def fun(points: Float64Array) -> Float64Array:
        stacks.append(len(points))
        values: Float64Array = np.sin(points).sum(axis=-1)
        return values

    estimate = mg.AdaptiveDifference().estimate(fun, np.linspace(0.5, 1.5, 100), vectorized=True)
    assert len(stacks) <= 5
    assert estimate.evaluations == sum(stacks) <= 1301


def test_a_well_scaled_function_takes_ten_evaluations_and_f_of_x() -> None:
    estimate = mg.AdaptiveDifference().estimate_derivative(np.exp, 1.0)
    assert estimate.evaluations == 11


@pytest.mark.parametrize("budget", [16, 40, 80])
def test_no_coordinate_costs_more_than_its_budget(budget: int) -> None:
    rng = np.random.default_rng(7)
    adaptive = mg.AdaptiveDifference(max_evaluations=budget)
    for fun in (abs, lambda x: rng.normal(), lambda x: np.sin(1.0 / x) if x else 0.0):
        assert adaptive.estimate_derivative(fun, 0.0).evaluations <= budget + 1


def test_a_coarse_tolerance_saves_evaluations() -> None:
    def fun(x: float) -> float:
        return float(np.exp(0.001 * x))

    exact, coarse = (mg.AdaptiveDifference(rtol=rtol).estimate_derivative(fun, 1.0) for rtol in (0.0, 1e-6))
    assert coarse.evaluations < exact.evaluations
    assert abs(float(coarse.value) - 0.001 * np.exp(0.001)) <= 1e-6 * 0.001


def test_outputs_of_a_jacobian_share_their_evaluations() -> None:
    estimate = mg.AdaptiveDifference().estimate_jacobian(lambda x: np.array([np.sin(x[0]), np.cos(x[0])]), [1.0])
    assert estimate.value.reshape(-1) == pytest.approx([np.cos(1.0), -np.sin(1.0)], rel=1e-12)
    assert estimate.evaluations <= 15


def test_warnings_of_fun_are_left_alone() -> None:
    """The method silences its own divisions by zero, not those of the caller."""

    def careless(x: Float64Array) -> Float64Array:
        result: Float64Array = np.log(x)
        return result

    with pytest.warns(RuntimeWarning, match="divide by zero|invalid value"):
        mg.AdaptiveDifference().derivative(careless, [1e-3, 0.0])
