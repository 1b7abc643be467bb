"""A gradient of zero is not yet a minimum: what the end of a descent says of saddle points, maxima and plateaus."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pytest

from minigrad import DescentResult, GradientDescent, minimize
from minigrad.arrays import FloatArray
from minigrad.probes.function_types import ArrayFunction, ScalarFunction


def descend(fun: ScalarFunction, x0: npt.ArrayLike, steps: int = 100) -> DescentResult:
    return minimize(fun, x0, GradientDescent(learning_rate=0.1), steps=steps)


def test_a_saddle_point_is_named_with_its_direction_and_is_no_success() -> None:
    result = descend(lambda x: x[0] ** 2 - x[1] ** 2, [-3.0, 0.0])
    np.testing.assert_allclose(result.x, [0.0, 0.0], atol=1e-8)
    assert not result.success
    assert result.message.startswith("converged: in 100 steps")
    assert "this is a saddle point, no minimum: `fun` curves down along [0, 1], with curvature -2." in result.message


@pytest.mark.parametrize("height", [1e-6, -1e-6])
def test_from_beside_a_saddle_point_the_way_down_is_found(height: float) -> None:
    """x0^2 - x1^2 + x1^4 / 4 has its minima, -1, at x1 = +-sqrt(2), where the second derivatives are 2 and 4."""
    result = descend(lambda x: x[0] ** 2 - x[1] ** 2 + x[1] ** 4 / 4, [-3.0, height], steps=300)
    np.testing.assert_allclose(result.x, [0.0, math.copysign(math.sqrt(2.0), height)], atol=1e-6)
    assert result.success
    assert "this is a minimum: every curvature is positive, the least is 2" in result.message


def test_a_saddle_point_that_no_axis_shows() -> None:
    """x0 x1 is flat along both axes; its Hessian has the eigenvalues 1 and -1, the latter along (1, -1)."""
    result = descend(lambda x: x[0] * x[1], [0.0, 0.0])
    assert not result.success
    assert "saddle point" in result.message
    assert "along [0.71, -0.71], with curvature -1" in result.message


def test_a_maximum() -> None:
    result = descend(lambda x: -(x[0] ** 2) - 2.0 * x[1] ** 2, [0.0, 0.0])
    assert not result.success
    assert "this is a maximum, no minimum: `fun` curves down along [0, 1], with curvature -4" in result.message


def test_the_shape_of_x_is_that_of_the_direction() -> None:
    result = descend(lambda x: x[0, 0] ** 2 - x[1, 0] ** 2, np.zeros((2, 1)))
    assert "along [[0], [1]]" in result.message


@pytest.mark.parametrize("fun", [lambda x: x[0] ** 4, lambda x: 3.0 + 0.0 * x[0], lambda x: abs(x[0])])
def test_where_the_curvature_is_zero_or_none_nothing_is_claimed(fun: ScalarFunction) -> None:
    result = descend(fun, [0.0])
    assert result.success
    assert "whether it is a minimum is not known: the least curvature is " in result.message


def test_a_look_that_would_cost_more_than_the_run_is_not_taken_and_that_is_said() -> None:
    x0 = np.ones(5)
    result = minimize(lambda x: float(x @ x), x0, GradientDescent(learning_rate=0.1), jac=lambda x: 2.0 * x)
    assert result.success
    assert result.nfev == 101
    assert result.message.endswith("whether it is a minimum was not looked at (some 121 evaluations)")


@pytest.mark.parametrize("jac", [None, lambda x: np.array([2.0 * x[0], -2.0 * x[1]])])
def test_a_run_that_starts_on_a_saddle_point_is_no_success(jac: ArrayFunction | None) -> None:
    """No step is made: the look costs less than the steps that were allowed for."""
    result = minimize(lambda x: x[0] ** 2 - x[1] ** 2, [0.0, 0.0], GradientDescent(0.1), jac=jac, tol=1e-6)
    assert result.nit == 0
    assert not result.success
    assert "this is a saddle point, no minimum" in result.message


def test_a_flat_place_so_far_away_that_nothing_is_left_of_x0_is_no_success() -> None:
    result = minimize(lambda x: 1.0 / (1.0 + abs(x[0])), [1.0], GradientDescent(1e300), steps=5)
    assert not result.success
    assert "not converged: the largest entry of x went from 1 to 2.5e+299" in result.message


def test_a_minimum_however_far_away_is_one() -> None:
    result = minimize(
        lambda x: (x[0] - 6e23) ** 2, [1.0], GradientDescent(0.5), jac=lambda x: 2.0 * (x - 6e23), steps=20
    )
    assert result.success
    assert "this is a minimum" in result.message


def test_the_look_is_counted_among_the_evaluations() -> None:
    calls = 0

    def counted(x: FloatArray) -> float:
        nonlocal calls
        calls += 1
        return float(x @ x)

    assert descend(counted, [1.0, 1.0]).nfev == calls


def test_a_function_that_raises_near_its_minimum_loses_nothing() -> None:
    def fun(x: FloatArray) -> float:
        return math.sqrt(x[0] + 1e-5)  # nowhere below -1e-5

    result = minimize(fun, [0.0], GradientDescent(learning_rate=0.001), jac=lambda x: np.zeros(1), steps=10)
    assert result.success
    assert "near it there was a ValueError: math domain error" in result.message


@pytest.mark.parametrize("scale", [1e-300, 1e-250, 1e-200, 1.0, 1e150, 1e300])
def test_of_the_floor_of_a_valley_nothing_is_claimed_at_any_scale(scale: float) -> None:
    """(0.6 x0 - 0.8 x1)^2 has the curvatures 2 and 0, whose sign rounding would decide."""
    rule = GradientDescent(learning_rate=0.1 / scale)
    result = minimize(lambda x: scale * (0.6 * x[0] - 0.8 * x[1]) ** 2, [1.0, 0.3], rule)
    assert result.success
    assert "whether it is a minimum is not known" in result.message


@pytest.mark.parametrize("scale", [1e-300, 1e300])
def test_a_saddle_point_is_one_at_any_scale(scale: float) -> None:
    result = minimize(lambda x: scale * (x[0] ** 2 - x[1] ** 2), [1.0, 0.0], GradientDescent(learning_rate=0.1 / scale))
    assert not result.success
    assert "this is a saddle point, no minimum" in result.message


@pytest.mark.parametrize(
    "fun", [lambda x: x[0] ** 3, lambda x: 1.0 + x[0] ** 3, lambda x: 1.0 / (1.0 + math.exp(-x[0]))]
)
def test_a_flat_slope_that_curves_up_is_not_called_a_minimum(fun: ScalarFunction) -> None:
    """Neither function has one: their second derivatives are positive where the runs stop, and so are the slopes."""
    result = minimize(fun, [0.5], GradientDescent(learning_rate=0.1), tol=1e-2, steps=5000)
    assert result.success
    assert "is not known" in result.message
    assert "but `fun` is no higher " in result.message


def test_a_flat_slope_that_curves_down_is_no_saddle_point() -> None:
    """x0^2 - exp(-x1^2) at x1 = 3.2: the slope is below 1e-3 but leads on to the minimum at 0."""
    rule = GradientDescent(learning_rate=0.1)
    result = minimize(lambda x: x[0] ** 2 - math.exp(-(x[1] ** 2)), [1.0, 3.2], rule, tol=1e-3)
    assert result.x[1] > 3.0
    assert not result.success
    assert "this is no minimum: `fun` curves down along [0, 1]" in result.message
    assert "falls on that way" in result.message


@pytest.mark.parametrize("slope", [1.0, 1e-3])
def test_minima_with_a_kink_are_never_called_saddle_points(slope: float) -> None:
    for fun in (
        lambda x: slope * abs(x[0] - x[1]) + slope * abs(x[0]),
        lambda x: slope * max(abs(x[0]), abs(x[1])),
        lambda x: slope * float(np.linalg.norm(x)),
        lambda x: slope * (abs(x[0]) + abs(x[1]) + 0.9 * x[0] * x[1]),
    ):
        result = minimize(fun, [0.0, 0.0], GradientDescent(), jac=lambda x: np.zeros(2), steps=30)
        assert result.success
        assert "this is" not in result.message


def test_the_look_around_beyond_the_edge_of_a_domain_does_not_warn() -> None:
    result = minimize(lambda x: np.sqrt(x[0]), [1e-6], GradientDescent(), jac=lambda x: np.zeros(1), steps=10)
    assert result.success
    assert "is not known: near it there was a NonFiniteError" in result.message
