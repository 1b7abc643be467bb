from __future__ import annotations

import math
from collections.abc import Callable
from typing import SupportsFloat

import numpy as np
import pytest

import minigrad as mg
from examples.benchmarks.differentiation.contenders import ask, contenders
from examples.benchmarks.differentiation.scores import score
from examples.benchmarks.problems.catalogue import halves
from minigrad.arrays import Float64Array


def test_exact_to_rounding_at_five_evaluations() -> None:
    problems = halves()[1][::2]
    result = score([ask(contenders()[1], p.values, p.x) for p in problems], [p.first for p in problems])
    assert result.median <= 2e-16
    assert result.evaluations <= 5.5
    assert result.covered >= 0.995
    assert result.silent == 0.0


@pytest.mark.parametrize("x", [1e-300, 1e-8, 1.0, 1e8, 1e300])
def test_the_step_is_right_for_every_size_of_x(x: float) -> None:
    """1 / x has the scale of x; a step of 1e-8 would be absurd at 1e-8."""
    assert mg.ComplexStep().derivative(np.log, x) == pytest.approx(1 / x, rel=1e-15)


def test_without_the_check_one_evaluation_per_coordinate() -> None:
    estimate = mg.ComplexStep(check=False).estimate(lambda x: (x**2).sum(), [1.0, 2.0, 3.0])
    assert estimate.value == pytest.approx([2.0, 4.0, 6.0], rel=4e-16)
    assert estimate.evaluations == 3


UNSUITABLE: dict[str, Callable[[Float64Array], SupportsFloat]] = {
    "abs": lambda x: np.abs(x).sum(),
    "real": lambda x: (x.real**2).sum(),
    "conjugate": lambda x: (x * np.conj(x)).sum().real,
    "norm": lambda x: np.linalg.norm(x),
    "cast": lambda x: math.fsum(float(v) ** 2 for v in x),
    "a part of it": lambda x: (x**2).sum() + np.abs(x[1]),
    "math": lambda x: math.sin(x[0]),
}


@pytest.mark.parametrize("fun", UNSUITABLE.values(), ids=UNSUITABLE.keys())
@pytest.mark.filterwarnings("ignore::numpy.exceptions.ComplexWarning")
def test_functions_that_mean_something_else_for_complex_numbers(fun: Callable[[Float64Array], SupportsFloat]) -> None:
    x = [3.0, -4.0]
    with pytest.raises(TypeError, match="`fun` cannot be differentiated by a complex step"):
        mg.ComplexStep().gradient(fun, x)
    central = mg.CentralDifference().gradient(fun, x)
    assert mg.ComplexStep(fallback=mg.AdaptiveDifference()).gradient(fun, x) == pytest.approx(central, abs=1e-6)


def test_the_message_names_the_coordinate_and_both_numbers() -> None:
    with pytest.raises(TypeError, match=r"at x\[1\] it gives 0, a real difference -1"):
        mg.ComplexStep().gradient(lambda x: x[0] ** 2 + abs(x[1]), [3.0, -4.0])


def test_comparisons_of_real_parts_are_welcome_where_they_do_no_harm() -> None:
    def leaky(x: Float64Array) -> SupportsFloat:
        total: SupportsFloat = np.where(x.real > 0, x, 0.01 * x).sum()
        return total

    assert mg.ComplexStep().gradient(leaky, [3.0, -4.0]) == pytest.approx([1.0, 0.01])


def test_fast_functions_are_not_mistaken_for_unsuitable_ones() -> None:
    assert mg.ComplexStep().derivative(lambda x: np.sin(1e4 * x), 1.0) == pytest.approx(1e4 * math.cos(1e4), rel=1e-11)


def test_errors_that_have_nothing_to_do_with_complex_numbers_go_through() -> None:
    with pytest.raises(TypeError, match="my own bug"):
        mg.ComplexStep(fallback=mg.AdaptiveDifference()).derivative(_broken, 1.0)


def _broken(x: float) -> float:
    raise TypeError(f"my own bug at {x}")


def test_bounds_hold_for_the_check() -> None:
    def fun(x: complex) -> complex:
        assert 1.0 <= x.real <= 2.0
        return x**2

    assert mg.ComplexStep().derivative(fun, 1.0, bounds=(1.0, 2.0)) == 2.0  # type: ignore[arg-type]


def test_fun_must_be_finite_at_x() -> None:
    with (
        np.errstate(all="ignore"),
        pytest.raises(mg.NonFiniteError, match="`fun` must be finite at x itself, got -inf"),
    ):
        mg.ComplexStep().derivative(np.log, 0.0)


def test_second_derivatives_come_from_real_differences() -> None:
    hessian = mg.ComplexStep().hessian(lambda x: x[0] ** 2 * x[1], [1.0, 2.0])
    assert hessian == pytest.approx(np.array([[4.0, 2.0], [2.0, 0.0]]), abs=1e-10)


def test_the_fallback_is_checked() -> None:
    with pytest.raises(TypeError, match="`fallback` must be of class Differentiator, got 'adaptive'"):
        mg.ComplexStep(fallback="adaptive")  # type: ignore[arg-type]


@pytest.mark.parametrize("factor", [1e-300, 1e-310])
def test_slopes_near_underflow_are_not_mistaken_for_unsuitable_functions(factor: float) -> None:
    estimate = mg.ComplexStep().estimate_derivative(lambda x: factor * x, 1.0)
    assert abs(float(estimate.value) - factor) <= float(estimate.error) <= 0.1 * factor


def test_an_overflow_inside_fun_is_not_resolved_and_does_not_warn() -> None:
    estimate = mg.ComplexStep().estimate_derivative(np.sin, 1e308)
    assert int(estimate.status) == mg.Status.NOT_RESOLVED
    assert np.isinf(estimate.error)


# --- what a cast drops, what lies further out, and what rounding does -------------------------------------------------


@pytest.mark.parametrize("offset", [0.0, 1e3, 1e5])
def test_single_precision_inside_is_never_a_silent_zero(offset: float) -> None:
    """The cast drops the imaginary part; with an offset f does not even move at the step of the comparison."""

    def fun(x: Float64Array) -> float:
        return float(np.float32(offset) + np.sin(np.float32(x[0].real)))

    with pytest.raises(TypeError, match=r"at x\[0\] it gives 0, a real difference "):
        mg.ComplexStep().gradient(fun, [0.7])


def test_only_the_unsuitable_coordinates_go_to_the_fallback() -> None:
    calls: list[Float64Array] = []

    def fun(x: Float64Array) -> SupportsFloat:
        calls.append(x.copy())
        total: SupportsFloat = np.abs(x[0]) + np.exp(x[1])
        return total

    estimate = mg.ComplexStep(fallback=mg.CentralDifference()).estimate(fun, [3.0, 0.5])
    assert estimate.value[0] == pytest.approx(1.0, abs=1e-9)
    assert estimate.step[0] > 1e-6
    assert estimate.value[1] == math.exp(0.5)
    assert estimate.step[1] < 1e-20
    assert estimate.evaluations == len(calls)
    assert sum(bool(point[1].real == 0.5) and np.isrealobj(point) for point in calls) > 8, (
        "the first line was looked at"
    )
    assert sum(bool(point[1].real != 0.5) and np.isrealobj(point) for point in calls) == 2, (
        "the second one only compared"
    )


def test_slopes_that_are_not_finite_come_from_the_fallback() -> None:
    def fun(x: Float64Array) -> SupportsFloat:
        value: SupportsFloat = x[0] ** 2 + (np.nan if x[1].imag else 3.0 * x[1])
        return value

    estimate = mg.ComplexStep(fallback=mg.CentralDifference()).estimate(fun, [1.5, 2.0])
    assert estimate.value == pytest.approx([3.0, 3.0], abs=1e-8)
    assert np.isfinite(estimate.error).all()
    alone = mg.ComplexStep().estimate(fun, [1.5, 2.0])
    assert np.isnan(alone.value[1])
    assert int(alone.status[1]) == mg.Status.NOT_RESOLVED


@pytest.mark.parametrize("margin", [1e-2, 1e-5, 1e-8])
def test_bounds_hold_at_the_edge_of_a_domain(margin: float) -> None:
    """d/dx sqrt(1 - x^2) = -x / sqrt((1 - x)(1 + x)), in which 1 - x is exact; f itself rounds x^2."""
    x = 1.0 - margin
    estimate = mg.ComplexStep().estimate_derivative(lambda t: np.sqrt(1.0 - t * t), x)
    truth = -x / math.sqrt((1.0 - x) * (1.0 + x))
    assert abs(float(estimate.value) - truth) <= float(estimate.error) < 2e-3 * abs(truth)
    assert int(estimate.status) == mg.Status.CONVERGED


@pytest.mark.parametrize("x", [1e-3, 3e-3, 2e-2])
def test_bounds_know_of_cancellation(x: float) -> None:
    """((e^x - 1) / x)' = 1/2 + x/3 + x^2/8 + x^3/30 + x^4/144 + ..."""
    truth = sum((k + 1) * x**k / math.factorial(k + 2) for k in range(12))
    estimate = mg.ComplexStep().estimate_derivative(lambda t: (np.exp(t) - 1.0) / t, x)
    assert abs(float(estimate.value) - truth) <= float(estimate.error) < 1e-5


@pytest.mark.parametrize("offset", [0.0, 1.0, 100.0])
@pytest.mark.parametrize("power", [2, 3, 4])
def test_stationary_points_are_not_taken_for_dropped_imaginary_parts(power: int, offset: float) -> None:
    estimate = mg.ComplexStep().estimate_derivative(lambda t: (t - 0.5) ** power + offset, 0.5)
    assert abs(float(estimate.value)) <= float(estimate.error) < 1e-6


def test_an_inactive_unit_is_welcome_and_a_kink_is_not() -> None:
    def relu(t: complex) -> SupportsFloat:
        value: SupportsFloat = np.where(np.real(t) > 2.0, t - 2.0, 0.0 * t) + 1.0
        return value

    method = mg.ComplexStep()
    assert method.derivative(relu, 1.999) == 0.0
    assert method.derivative(relu, 2.001) == 1.0
    with pytest.raises(TypeError, match=r"at x it gives 0, a real difference 0\.5"):
        method.derivative(relu, 2.0)


def test_a_jacobian_has_bounds_that_hold() -> None:
    """Slopes at x and next to it are asked for with the same imaginary step."""
    estimate = mg.ComplexStep().estimate_jacobian(lambda x: np.array([np.sin(x[0]) * x[1], np.exp(x[1])]), [0.4, 1.3])
    truth = np.array([[1.3 * math.cos(0.4), math.sin(0.4)], [0.0, math.exp(1.3)]])
    assert np.all(np.abs(estimate.value - truth) <= estimate.error)
    assert np.all(estimate.error < 1e-9)


def test_a_side_with_room_for_one_ulp_says_nothing() -> None:
    """Over one ulp, f moves by a whole number of its own: a slope of 0, 1 or 2, and no kink."""
    x = np.nextafter(0.25, 1.0)
    assert mg.ComplexStep().derivative(lambda t: t * np.sin(0.7) + t**3, x, bounds=(0.25, 1.25)) == pytest.approx(
        math.sin(0.7) + 3 / 16
    )


@pytest.mark.parametrize("bend", [1.3, 1.6, 1.9])
def test_what_moves_far_away_only_is_rounded_at_most(bend: float) -> None:
    """A difference of 2^-52 times that move, which rounding may hide at x, over a step of 4e-7."""

    def far(t: complex) -> SupportsFloat:
        value: SupportsFloat = np.where(np.real(t) > bend, t - bend, 0.0 * t)
        return value

    estimate = mg.ComplexStep().estimate_derivative(far, 1.0)
    assert float(estimate.value) == 0.0
    assert 0.0 < float(estimate.error) < 1e-8


@pytest.mark.parametrize("offset", [1e8, 3e8, 1e9])
@pytest.mark.parametrize("scale", [0.1, 1.0])
def test_a_zero_is_known_no_better_than_by_the_difference_that_confirms_it(offset: float, scale: float) -> None:
    """The imaginary part is dropped, so that every complex slope is 0, and the offset's rounding hides the real one."""

    def fun(z: Float64Array) -> float:
        u, v = np.real(z)
        return float(offset + scale * np.log(2 * u**2 + v**2 + u * v))

    x = np.array([0.5, 1.0])
    truth = scale * np.array([4 * 0.5 + 1.0, 2 * 1.0 + 0.5]) / (2 * 0.25 + 1.0 + 0.5)
    estimate = mg.ComplexStep(fallback=mg.AdaptiveDifference()).estimate(fun, x)
    assert np.all(np.abs(estimate.value - truth) <= estimate.error)
