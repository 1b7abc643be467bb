"""Derivatives that are known exactly: the errors, and that the bounds hold and are useful."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from examples.benchmarks.contenders import ask, contenders
from examples.benchmarks.scores import score

import minigrad as mg
from examples.benchmarks.problems.catalogue import Problem, halves
from minigrad.arrays import Float64Array

ADAPTIVE = mg.AdaptiveDifference(domain_errors=(ValueError, ZeroDivisionError, OverflowError))


def test_the_figures_that_it_must_reach_on_problems_with_exact_derivatives() -> None:
    problems = halves()[1]
    result = score([ask(contenders()[0], p.values, p.x) for p in problems], [p.first for p in problems])
    assert result.median <= 2e-14
    assert result.p90 <= 2e-12
    assert result.p99 <= 1e-9
    assert result.failed <= 0.005
    assert result.silent == 0.0
    assert result.covered >= 0.995
    assert result.idle <= 50
    assert result.evaluations <= 13.5


@pytest.mark.parametrize(
    ("fun", "x", "exact"),
    [
        (math.exp, 1.0, math.e),
        (math.log, 1e-8, 1e8),
        (math.log, 1e-300, 1e300),
        (math.sqrt, 1e300, 0.5e-150),
        (lambda x: 0.5 * x, 1e308, 0.5),
        (lambda x: 3.0 * x, 5e-324, 3.0),
        (lambda x: 1e300 * math.sin(x), 1.0, 1e300 * math.cos(1.0)),
        (lambda x: 1e-300 * math.sin(x), 1.0, 1e-300 * math.cos(1.0)),
        (lambda x: math.sin(1e4 * x), 1.0, 1e4 * math.cos(1e4)),
        (lambda x: x + 1e-6 * math.sin(1e6 * x), 1.0, 1.0 + math.cos(1e6)),
        (lambda x: 1e8 + x * x, 3.0, 6.0),
        (math.sin, 0.0, 1.0),
        (abs, -1e-9, -1.0),
    ],
)
def test_the_truth_is_inside_a_useful_bound(fun: Callable[[float], float], x: float, exact: float) -> None:
    estimate = ADAPTIVE.estimate_derivative(fun, x)
    assert abs(float(estimate.value) - exact) <= float(estimate.error) <= 1e-4 * abs(exact)


@pytest.mark.parametrize(("bounds", "allowed"), [(None, 1e-11), ((1.0, 2.0), 1e-8), ((0.0, 1.0), 1e-8)])
def test_a_polynomial_of_degree_eight_is_exact_but_for_rounding(
    bounds: tuple[float, float] | None, allowed: float
) -> None:
    """The table's last entry is exact for it, on one side of x too; the bound is what the entry before leaves out."""
    polynomial = np.polynomial.Polynomial([0.0, 3.0, -2.0, 5.0, 1.0, -4.0, 2.0, 1.0, -3.0])
    estimate = ADAPTIVE.estimate_derivative(lambda x: float(polynomial(x - 1.0)), 1.0, bounds=bounds)
    assert float(estimate.value) == pytest.approx(3.0, abs=1e-13)
    assert abs(float(estimate.value) - 3.0) <= float(estimate.error) <= allowed


@pytest.mark.parametrize("bounds", [None, ([1.0], [2.0]), ([0.0], [1.0])])
def test_a_second_derivative_on_both_sides_above_and_below(bounds: tuple[list[float], list[float]] | None) -> None:
    estimate = ADAPTIVE.estimate_hessian(lambda x: math.exp(float(x[0])), [1.0], bounds=bounds)
    assert abs(float(estimate.value[0, 0]) - math.e) <= float(estimate.error[0, 0]) <= 1e-8
    assert int(estimate.status[0, 0]) == (mg.Status.CONVERGED if bounds is None else mg.Status.ONE_SIDED)


@pytest.mark.parametrize("scale", [1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1.0])
def test_the_step_shrinks_to_the_scale_of_f(scale: float) -> None:
    """For sin(x / s) the best step is in proportion to s; rounding x costs up to 8 digits."""
    estimate = ADAPTIVE.estimate_derivative(lambda x: math.sin(x / scale), 1.0)
    exact = math.cos(1.0 / scale) / scale
    assert abs(float(estimate.value) - exact) <= float(estimate.error) <= 1e-7 / scale
    assert 0.005 * scale <= float(estimate.step) <= 2 * scale


@pytest.mark.parametrize("scale", [1e2, 1e4, 1e6])
def test_the_step_grows_to_the_scale_of_f(scale: float) -> None:
    estimate = ADAPTIVE.estimate_derivative(lambda x: math.exp(x / scale), 1.0)
    exact = math.exp(1.0 / scale) / scale
    assert abs(float(estimate.value) - exact) <= float(estimate.error) <= 1e-11 / scale
    assert 0.005 * scale <= float(estimate.step) <= 2 * scale


def test_bounds_of_a_smooth_function_are_a_few_rounding_errors() -> None:
    """Rounding of size eps f in a window of 0.04 makes errors of some 10 eps / 0.04; the bound is 18 times as large."""
    x = np.linspace(0.5, 1.5, 100)
    estimate = ADAPTIVE.estimate_derivative(np.exp, x)
    assert (np.abs(estimate.value - np.exp(x)) <= estimate.error).all()
    assert (estimate.error <= 4e-13 * np.exp(x)).all()


FUNCTIONS: list[tuple[Callable[[float], float], float]] = [
    (math.sin, 1.0),
    (math.exp, -0.7),
    (math.log, 1e-6),
    (math.sqrt, 2e5),
    (lambda x: 1 / (1 + x * x), 0.8),
    (lambda x: math.tanh(3 * x), 0.3),
    (lambda x: math.sin(1e4 * x), 1.0),
    (lambda x: math.exp(1e-3 * x), 1.0),
    (lambda x: abs(x - 1.0) + math.exp(x), 1.0),
    (lambda x: math.exp(x) + 0.5e-6 * abs(x - 1.0), 1.0),
    (lambda x: math.exp(x) + 0.5e-4 * abs(x - 1.0) * (x - 1.0), 1.0),
    (lambda x: round(math.sin(x), 6), 1.0),
    (lambda x: 1.0, 1.0),
    (lambda x: (x - 3.0) ** 3, 3.0),
    (lambda x: math.exp(x) if x >= 1.0 else math.nan, 1.0),
    (lambda x: math.cos(1e-7 * x), 0.3),
    (lambda x: math.exp(x) + 1e-6 * math.sin(1e5 * x), 0.7),
]


def test_lines_in_company_get_what_each_gets_alone() -> None:
    """One line alone may take another way than many side by side: the same window, value and bound but for rounding."""

    def every(x: Float64Array) -> Float64Array:
        return np.array([fun(float(t)) for (fun, _), t in zip(FUNCTIONS, x, strict=True)])

    together = ADAPTIVE.estimate_derivative(every, np.array([x for _, x in FUNCTIONS]))
    for k, (fun, x) in enumerate(FUNCTIONS):
        alone = ADAPTIVE.estimate_derivative(fun, x)
        assert together.step[k] == float(alone.step)
        assert together.status[k] == int(alone.status)
        assert together.value[k] == pytest.approx(float(alone.value), rel=1e-13, abs=1e-3 * float(alone.error))
        assert together.error[k] == pytest.approx(float(alone.error), rel=1e-2)


@pytest.mark.parametrize("x", [1e-15, 1e-20, 1e-200])
def test_an_x_far_smaller_than_the_scale_of_f(x: float) -> None:
    estimate = ADAPTIVE.estimate_derivative(math.exp, x)
    assert abs(float(estimate.value) - 1.0) <= float(estimate.error) <= 1e-12


def test_second_derivatives_have_bounds_too() -> None:
    problems = halves()[1][::4]
    estimates = [_second(p) for p in problems]
    errors = [p.second.error(float(e.value[0, 0])) for p, e in zip(problems, estimates, strict=True)]
    relative = [e / abs(p.second.high) for e, p in zip(errors, problems, strict=True) if p.second.high]
    assert np.nanmedian(relative) <= 1e-11
    inside = [e <= float(estimate.error[0, 0]) for e, estimate in zip(errors, estimates, strict=True)]
    assert np.mean(inside) >= 0.98


def _second(problem: Problem) -> mg.Estimate:
    return ADAPTIVE.estimate_hessian(lambda v: problem(float(v[0])), [problem.x])


def test_a_hessian_is_symmetric_and_inside_its_bounds() -> None:
    def fun(x: Float64Array) -> float:
        return float(np.exp(x[0] * x[1]) + x[2] ** 3 * x[0])

    x, y, z = point = [0.7, 1.3, -2.0]
    e = math.exp(x * y)
    exact = np.array(
        [[y * y * e, e * (1 + x * y), 3 * z * z], [e * (1 + x * y), x * x * e, 0], [3 * z * z, 0, 6 * z * x]]
    )
    estimate = ADAPTIVE.estimate_hessian(fun, point)
    assert np.array_equal(estimate.value, estimate.value.T)
    assert (np.abs(estimate.value - exact) <= estimate.error).all()
    assert estimate.value == pytest.approx(exact, rel=1e-9, abs=1e-9)


def test_a_float32_point_gets_full_precision_where_fun_has_it() -> None:
    x = np.array([1.0, 2.0], np.float32)
    assert mg.AdaptiveDifference().derivative(np.exp, x) == pytest.approx(np.exp([1.0, 2.0]), rel=1e-12)


def test_the_weights_of_a_network_with_units_that_are_switched_off() -> None:
    data = mg.load_iris()
    network = mg.Sequential([mg.Dense(4, 16), mg.ReLU(), mg.Dense(16, 3)], rng=1)
    risk = mg.EmpiricalRisk(network, mg.SoftmaxCrossEntropy(), data.x, data.t)
    estimate, exact = ADAPTIVE.estimate(risk, network.theta), risk.gradient(network.theta)
    assert (np.abs(estimate.value - exact) <= estimate.error).all()
    assert (estimate.error <= 1e-6).all()
    assert (exact == 0).sum() > 10
