"""Estimates: their error bounds against closed forms, what else they say, and what they cost."""

from __future__ import annotations

import math

import numpy as np
import pytest

from minigrad import BackwardDifference, CentralDifference, ForwardDifference, Status
from tests.differentiators.cases import (
    CASES,
    DIFFERENCES,
    Case,
    Difference,
    Recorder,
    rosenbrock,
    rosenbrock_gradient,
)
from tests.differentiators.counts import counting, needs_base, polar, polar_jacobian, with_error

every_difference = pytest.mark.each("method", DIFFERENCES)


# --- estimates -------------------------------------------------------------------------------------------------------


@pytest.mark.each("case", CASES)
@every_difference
def test_error_bound_contains_the_true_error(method: Difference, case: Case) -> None:
    estimate = method.estimate_derivative(case.fun, case.x)
    assert abs(float(estimate.value) - case.first) <= float(estimate.error)
    assert int(estimate.status) in (Status.CONVERGED, Status.LIMITED_BY_NOISE)
    assert float(estimate.value) == method.derivative(case.fun, case.x)


@pytest.mark.each("case", CASES)
@every_difference
def test_error_bound_of_second_derivatives_contains_the_true_error(method: Difference, case: Case) -> None:
    estimate = method.estimate_hessian(lambda x: case.fun(float(x[0])), [case.x])
    assert abs(estimate.value.item() - case.second) <= estimate.error.item()


@pytest.mark.each("x", [1.1, 7.3, -123.4, 9.9e3, 1e6 / 3.0])
@every_difference
def test_error_bound_where_f_vanishes_but_its_slope_does_not(method: Difference, x: float) -> None:
    """There the rounding of the points outweighs that of f, and must be in the bound too."""
    line = method.estimate_derivative(lambda t: t - x, x)
    assert abs(float(line.value) - 1.0) <= float(line.error)
    bowl = method.estimate_hessian(lambda t: float((t[0] - x) ** 2), [x])
    assert abs(bowl.value.item() - 2.0) <= bowl.error.item()


def test_error_bound_of_first_order_does_not_lean_on_a_lucky_sign() -> None:
    """For f = x^2 - 40 x^3 at 0 the difference |D(h) - D(2h)| = |h - 120 h^2| is below the error |h - 40 h^2|."""
    for h in (1e-3, 1e-4, 1e-5):
        estimate = ForwardDifference(abs_step=h).estimate_derivative(lambda x: x**2 - 40.0 * x**3, 0.0)
        assert abs(float(estimate.value)) == pytest.approx(h - 40.0 * h**2, rel=1e-9)
        assert abs(float(estimate.value)) <= float(estimate.error)


@every_difference
def test_error_bounds_are_not_idle(method: Difference) -> None:
    """Half of the bounds are within a factor 1000 of what was really wrong, and small beside the derivative."""
    estimates = [(method.estimate_derivative(c.fun, c.x), c) for c in CASES]
    wrong = np.array([abs(float(e.value) - c.first) for e, c in estimates])
    bound = np.array([float(e.error) for e, _ in estimates])
    scale = np.array([max(1.0, abs(c.first)) for c in CASES])
    assert float(np.median(bound[wrong > 0] / wrong[wrong > 0])) < 1000.0
    assert float(np.median(bound / scale)) < 1e-6


@every_difference
def test_estimate_agrees_with_the_plain_methods(method: Difference) -> None:
    x, v = [0.7, -0.3], [1.0, 2.0]
    np.testing.assert_array_equal(method.estimate(rosenbrock, x).value, method.gradient(rosenbrock, x))
    assert float(method.estimate_partial(rosenbrock, x, 1).value) == method.partial(rosenbrock, x, 1)
    assert float(method.estimate_directional(rosenbrock, x, v).value) == method.directional(rosenbrock, x, v)
    np.testing.assert_array_equal(method.estimate_jacobian(polar, x).value, method.jacobian(polar, x))
    np.testing.assert_array_equal(method.estimate_hessian(rosenbrock, x).value, method.hessian(rosenbrock, x))
    np.testing.assert_array_equal(method.estimate_derivative(np.sin, x).value, method.derivative(np.sin, x))


@every_difference
def test_estimates_of_all_kinds_stay_inside_their_bounds(method: Difference) -> None:
    x, v = np.array([0.7, -0.3]), np.array([1.0, 2.0])
    gradient = rosenbrock_gradient(x)
    whole = method.estimate(rosenbrock, x)
    assert np.all(np.abs(whole.value - gradient) <= whole.error)
    one = method.estimate_partial(rosenbrock, x, 1)
    assert abs(float(one.value) - gradient[1]) <= float(one.error)
    along = method.estimate_directional(rosenbrock, x, v)
    assert abs(float(along.value) - gradient @ v) <= float(along.error)
    jacobian = method.estimate_jacobian(polar, [2.0, 0.5])
    assert np.all(np.abs(jacobian.value - polar_jacobian(2.0, 0.5)) <= jacobian.error)


@pytest.mark.each("kind", [ForwardDifference, BackwardDifference, CentralDifference])
def test_shapes_and_types_of_an_estimate(kind: type[Difference]) -> None:
    estimate = kind().estimate(lambda x: float(np.sum(x**2)), np.ones((2, 3)))
    for array in (estimate.value, estimate.error, estimate.step):
        assert array.shape == (2, 3)
        assert array.dtype == np.float64
    assert estimate.status.shape == (2, 3)
    assert estimate.status.dtype == np.int8
    assert type(estimate.evaluations) is int
    assert kind().estimate_partial(lambda x: float(x[0]), [1.0], 0).value.shape == ()
    assert kind().estimate_directional(lambda x: float(x[0]), [1.0], [1.0]).value.shape == ()
    assert kind().estimate_derivative(math.sin, 1.0).value.shape == ()
    assert kind().estimate_derivative(np.sin, [1.0, 2.0]).value.shape == (2,)


@every_difference
def test_evaluations_are_the_calls_of_fun(method: Difference) -> None:
    fun = Recorder(lambda x: float(np.sum(np.sin(x))))
    x = [0.1, 0.2, 0.3]
    cost, more = counting(method, 1), with_error(method, 1)
    base = needs_base(method, 1)
    method.gradient(fun, x)
    assert len(fun.points) == 3 * cost + base
    fun.points.clear()
    assert method.estimate(fun, x).evaluations == len(fun.points) == 3 * more + 1
    fun.points.clear()
    assert method.estimate_partial(fun, x, 0).evaluations == len(fun.points) == more + 1
    fun.points.clear()
    assert method.estimate_directional(fun, x, [1.0, 1.0, 0.0]).evaluations == len(fun.points) == more + 1


@pytest.mark.each(("kind", "per_line"), [(ForwardDifference, 1), (BackwardDifference, 1), (CentralDifference, 2)])
def test_cost_in_plain_numbers(kind: type[Difference], per_line: int) -> None:
    """n + 1 evaluations for a one-sided gradient, 2 n for a central one."""
    fun = Recorder(lambda x: float(np.sum(x)))
    kind().gradient(fun, np.ones(10))
    assert len(fun.points) == 10 * per_line + (per_line == 1)


def test_status_tells_noise_from_truncation() -> None:
    smooth = CentralDifference(abs_step=1e-2).estimate_derivative(math.exp, 1.0)
    assert int(smooth.status) == Status.CONVERGED
    noisy = CentralDifference(abs_step=1e-10).estimate_derivative(math.exp, 1.0)
    assert int(noisy.status) == Status.LIMITED_BY_NOISE
    assert abs(float(noisy.value) - math.e) <= float(noisy.error)


def test_a_lost_step_is_reported_where_it_was_allowed() -> None:
    estimate = CentralDifference(abs_step=1e-4, exact_steps=False).estimate(lambda x: float(np.sum(x**2)), [1e20, 1.0])
    assert estimate.status[0] == Status.STEP_LOST
    assert estimate.status[1] != Status.STEP_LOST
    assert estimate.value[0] == 0.0
    assert estimate.error[0] == np.inf


def test_estimate_prints_a_table() -> None:
    text = str(CentralDifference().estimate(lambda x: float(np.sum(x**2)), np.ones(25)))
    lines = text.splitlines()
    assert lines[0].split() == ["value", "error", "step", "status"]
    assert len(lines) == 23
    assert lines[-2:] == ["... and 5 more", "201 evaluations"]
    assert "LIMITED_BY_NOISE" in text or "CONVERGED" in text
