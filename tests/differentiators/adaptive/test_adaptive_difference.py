"""The whole method against derivatives that are known exactly, and on functions that have none."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

import minigrad as mg
from examples.benchmarks.contenders import ask, contenders
from examples.benchmarks.problems.catalogue import Problem, halves
from examples.benchmarks.scores import score
from minigrad.arrays import Float64Array
from minigrad.probes.problems import derivative_probe

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


@pytest.mark.parametrize(("fun", "x"), [(lambda x: 3.0, 1.0), (lambda x: 0.0, -2.0), (lambda x: -1e5, 0.0)])
def test_a_constant_has_derivative_zero_and_is_known_to(fun: Callable[[float], float], x: float) -> None:
    estimate = ADAPTIVE.estimate_derivative(fun, x)
    assert float(estimate.value) == 0.0
    assert float(estimate.error) <= 1e-15 * max(1.0, abs(fun(x)))  # a zero may be what is left of numbers of size 1
    assert int(estimate.status) == mg.Status.CONVERGED


def test_a_unit_that_is_switched_off_has_derivative_zero() -> None:
    """It adds 1 per unit of x further out, so numbers as large as 1 may be rounded inside."""
    estimate = ADAPTIVE.estimate_derivative(lambda x: max(x, 0.0), -2.0)
    assert float(estimate.value) == 0.0 < float(estimate.error) <= 1e-15


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_a_function_without_a_value_at_x_is_an_error(value: float) -> None:
    with pytest.raises(mg.NonFiniteError, match=f"`fun` must be finite at x itself, got {value}; outside its domain"):
        ADAPTIVE.derivative(lambda x: value, 1.0)
    with pytest.raises(mg.NonFiniteError):
        ADAPTIVE.gradient(lambda x: value, [1.0, 2.0])


@pytest.mark.parametrize(
    ("fun", "x"),
    [
        (lambda x: math.copysign(abs(x) ** (1 / 3), x), 0.0),
        (lambda x: float(x > 0.5), 0.5),
        (math.sqrt, 0.0),
        (lambda x: 1.0 if x == 1.0 else math.nan, 1.0),
        (lambda x: 1.0 if x == 1.0 else math.inf, 1.0),
    ],
)
def test_where_there_is_no_derivative_nothing_is_claimed(fun: Callable[[float], float], x: float) -> None:
    estimate = ADAPTIVE.estimate_derivative(fun, x)
    assert math.isnan(float(estimate.value))
    assert float(estimate.error) == math.inf
    assert int(estimate.status) == mg.Status.NOT_RESOLVED


@pytest.mark.parametrize("fun", [abs, lambda x: x * math.sin(1 / x) if x else 0.0])
def test_where_secants_have_all_slopes_up_to_one_the_bound_says_so(fun: Callable[[float], float]) -> None:
    estimate = ADAPTIVE.estimate_derivative(fun, 0.0)
    assert int(estimate.status) == mg.Status.NOT_RESOLVED
    assert np.isnan(estimate.value) or float(estimate.error) - abs(float(estimate.value)) >= 1.0


@pytest.mark.parametrize(
    ("digits", "status"),
    [
        (2, mg.Status.NOT_RESOLVED),
        (3, mg.Status.NOT_RESOLVED),
        (6, mg.Status.LIMITED_BY_NOISE),
        (9, mg.Status.LIMITED_BY_NOISE),
    ],
)
def test_quantised_values_are_noise_and_few_digits_may_be_steps(digits: int, status: mg.Status) -> None:
    estimate = ADAPTIVE.estimate_derivative(lambda x: round(math.sin(x), digits), 1.0)
    assert abs(float(estimate.value) - math.cos(1.0)) <= float(estimate.error)
    assert int(estimate.status) == status


def test_a_plateau_as_long_as_the_first_steps_is_a_derivative_of_zero_but_not_called_converged() -> None:
    estimate = ADAPTIVE.estimate_derivative(lambda x: round(math.sin(x), 1), 1.0)
    assert float(estimate.value) == 0.0  # which is what this function has
    assert int(estimate.status) == mg.Status.LIMITED_BY_NOISE


def test_noise_that_swamps_everything_is_no_derivative() -> None:
    rng = np.random.default_rng(8)
    for _ in range(20):
        estimate = ADAPTIVE.estimate_derivative(lambda x: rng.normal(), 1.0)
        assert int(estimate.status) in (mg.Status.LIMITED_BY_NOISE, mg.Status.NOT_RESOLVED)
        assert not float(estimate.error) < abs(float(estimate.value)) / 2


@pytest.mark.parametrize("level", [1e-12, 1e-9, 1e-6])
def test_bounds_hold_under_noise(level: float) -> None:
    rng = np.random.default_rng(9)
    x = np.linspace(0.5, 2.0, 200)
    estimate = ADAPTIVE.estimate_derivative(lambda t: np.exp(t) * (1 + level * rng.normal(size=t.shape)), x)
    inside = np.abs(estimate.value - np.exp(x)) <= estimate.error
    assert inside.mean() >= 0.98
    # A 3-point difference at its best step, (3 level)^(1/3) for f''' = f, has errors near (9 level^2 / 8)^(1/3) f.
    assert np.median(np.abs(estimate.value - np.exp(x)) / np.exp(x)) <= 0.3 * (9 * level**2 / 8) ** (1 / 3)


@pytest.mark.parametrize("cast", [np.float32, np.float16])
def test_values_in_low_precision(cast: type[np.float32] | type[np.float16]) -> None:
    estimate = ADAPTIVE.estimate_derivative(lambda x: np.sin(cast(x)), 1.0)
    assert abs(float(estimate.value) - math.cos(1.0)) <= float(estimate.error) <= 1e6 * float(np.finfo(cast).eps)


def test_a_float32_point_gets_full_precision_where_fun_has_it() -> None:
    x = np.array([1.0, 2.0], np.float32)
    assert mg.AdaptiveDifference().derivative(np.exp, x) == pytest.approx(np.exp([1.0, 2.0]), rel=1e-12)


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


def test_second_derivatives_have_bounds_too() -> None:
    problems = halves()[1][::4]
    estimates = [_second(p) for p in problems]
    errors = [p.second.error(float(e.value[0, 0])) for p, e in zip(problems, estimates, strict=True)]
    relative = [e / abs(p.second.high) for e, p in zip(errors, problems, strict=True) if p.second.high]
    assert np.nanmedian(relative) <= 1e-11
    inside = [e <= float(estimate.error[0, 0]) for e, estimate in zip(errors, estimates, strict=True)]
    assert np.mean(inside) >= 0.98


def _second(problem: Problem) -> mg.Estimate:
    return mg.AdaptiveDifference().estimate_hessian(lambda v: problem(float(v[0])), [problem.x])


def test_a_hessian_is_symmetric_and_inside_its_bounds() -> None:
    def fun(x: Float64Array) -> float:
        return float(np.exp(x[0] * x[1]) + x[2] ** 3 * x[0])

    x, y, z = point = [0.7, 1.3, -2.0]
    e = math.exp(x * y)
    exact = np.array(
        [[y * y * e, e * (1 + x * y), 3 * z * z], [e * (1 + x * y), x * x * e, 0], [3 * z * z, 0, 6 * z * x]]
    )
    estimate = mg.AdaptiveDifference().estimate_hessian(fun, point)
    assert np.array_equal(estimate.value, estimate.value.T)
    assert (np.abs(estimate.value - exact) <= estimate.error).all()
    assert estimate.value == pytest.approx(exact, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"max_evaluations": 15}, "`max_evaluations` must be a whole number of at least 16, got 15"),
        ({"rtol": -1e-3}, r"`rtol` must lie in \[0, 1\), got -0.001"),
        (
            {"domain_errors": ValueError},
            "`domain_errors` must be a tuple of exception classes, got <class 'ValueError'>",
        ),
        ({"domain_errors": ("ValueError",)}, "`domain_errors` must be a tuple of exception classes"),
    ],
)
def test_arguments_are_checked(arguments: dict[str, object], message: str) -> None:
    with pytest.raises((TypeError, ValueError), match=message):
        mg.AdaptiveDifference(**arguments)  # type: ignore[arg-type]


def test_only_first_and_second_derivatives() -> None:
    probe = derivative_probe(math.sin, 1.0, None)[0]
    with pytest.raises(ValueError, match="`derivative` must be 1 or 2, got 3"):
        mg.AdaptiveDifference().differentiate(probe, derivative=3)


@pytest.mark.parametrize("x", [1e-6, 1.0, 30.0])
def test_a_function_constant_but_for_rounding_has_derivative_zero(x: float) -> None:
    estimate = ADAPTIVE.estimate_derivative(lambda t: math.sin(t) ** 2 + math.cos(t) ** 2, x)
    assert abs(float(estimate.value)) <= float(estimate.error) <= 1e-15


@pytest.mark.parametrize("x", [1e-15, 1e-20, 1e-200])
def test_an_x_far_smaller_than_the_scale_of_f(x: float) -> None:
    estimate = ADAPTIVE.estimate_derivative(math.exp, x)
    assert abs(float(estimate.value) - 1.0) <= float(estimate.error) <= 1e-12


def test_the_weights_of_a_network_with_units_that_are_switched_off() -> None:
    data = mg.load_iris()
    network = mg.Sequential([mg.Dense(4, 16), mg.ReLU(), mg.Dense(16, 3)], rng=1)
    risk = mg.EmpiricalRisk(network, mg.SoftmaxCrossEntropy(), data.x, data.t)
    estimate, exact = mg.AdaptiveDifference().estimate(risk, network.theta), risk.gradient(network.theta)
    assert (np.abs(estimate.value - exact) <= estimate.error).all()
    assert (estimate.error <= 1e-6).all()
    assert (exact == 0).sum() > 10


def test_a_small_kink_far_away_does_not_keep_the_window_jumping() -> None:
    """Long windows saw the kink and asked for short ones, which saw nothing and asked for long ones, until the budget
    ended."""
    estimate = ADAPTIVE.estimate_derivative(lambda x: 1.0 + 0.027 * x + 1e-4 * x**2 + 0.008 * max(0.0, 0.45 - x), 0.75)
    assert abs(float(estimate.value) - (0.027 + 2e-4 * 0.75)) <= float(estimate.error) <= 1e-9
    assert estimate.evaluations <= 40
