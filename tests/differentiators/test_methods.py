"""Every kind of derivative, and the estimates with their error bounds, against closed forms."""

from __future__ import annotations

import math

import numpy as np
import pytest

from minigrad import BackwardDifference, CentralDifference, ForwardDifference, Status
from minigrad.arrays import Float64Array
from minigrad.probes.splitting import SplitSettings
from tests.differentiators.cases import (
    CASES,
    DIFFERENCES,
    Case,
    Difference,
    Recorder,
    rosenbrock,
    rosenbrock_gradient,
    rosenbrock_hessian,
)

every_difference = pytest.mark.each("method", DIFFERENCES)


def _counting(method: Difference, derivative: int) -> int:
    """Evaluations of one line, f(x) left out: what the published stencils need."""
    return sum(offset != 0 for offset in method.stencil(derivative).offsets)


def _with_error(method: Difference, derivative: int) -> int:
    """With an error bound the stencil is repeated with another step, and f is looked at in four points closer to x."""
    return 2 * _counting(method, derivative) + 4


def _needs_base(method: Difference, derivative: int) -> int:
    return int(0.0 in method.stencil(derivative).offsets)


# --- derivative ------------------------------------------------------------------------------------------------------


def test_derivative_of_a_number_is_a_float() -> None:
    seen: list[object] = []

    def fun(x: float) -> float:
        seen.append(x)
        return x**3

    value = CentralDifference().derivative(fun, 2.0)
    assert type(value) is float
    assert value == pytest.approx(12.0, rel=1e-9)
    assert {type(x) for x in seen} == {float}, "math functions and float methods must work on what fun gets"


@pytest.mark.each("shape", [(1,), (5,), (2, 3), (2, 1, 2)])
@every_difference
def test_derivative_of_an_elementwise_function(method: Difference, shape: tuple[int, ...]) -> None:
    x = np.linspace(-2.0, 2.0, math.prod(shape)).reshape(shape)
    value = method.derivative(np.tanh, x)
    assert value.shape == shape
    np.testing.assert_allclose(value, 1.0 / np.cosh(x) ** 2, atol=2e-6)


def test_elements_do_not_disturb_each_other() -> None:
    """All elements move at once, each by a step of its own scale."""
    x = np.array([1e-3, 1.0, 1e3, 1e6])
    np.testing.assert_allclose(CentralDifference().derivative(lambda x: x**2, x), 2.0 * x, rtol=1e-7)


def test_elementwise_function_is_called_once_for_each_offset() -> None:
    calls: list[tuple[int, ...]] = []

    def fun(x: Float64Array) -> Float64Array:
        calls.append(x.shape)
        return np.exp(x)

    x = np.zeros((3, 4))
    CentralDifference(order=4).derivative(fun, x)
    assert calls == [(3, 4)] * 4
    calls.clear()
    estimate = CentralDifference(order=4).estimate_derivative(fun, x)
    assert calls == [(3, 4)] * 13
    assert estimate.evaluations == 13 * 12, "every element of every call is one point"


# --- partial ---------------------------------------------------------------------------------------------------------


def _polynomial(x: Float64Array) -> float:
    """x00 x01^2 + 3 x10^3 of a 2 x 2 matrix; x11 is not used."""
    return float(x[0, 0] * x[0, 1] ** 2 + 3.0 * x[1, 0] ** 3)


@pytest.mark.each(
    ("index", "truth"),
    [((0, 0), 4.0), ((0, 1), 4.0), ((1, 0), 81.0), ((1, 1), 0.0), ((-1, 0), 81.0), ((-2, -1), 4.0), ((1, -2), 81.0)],
)
@every_difference
def test_partial_with_tuple_and_negative_indices(method: Difference, index: tuple[int, int], truth: float) -> None:
    assert method.partial(_polynomial, [[1.0, 2.0], [3.0, 4.0]], index) == pytest.approx(truth, rel=1e-6, abs=1e-6)


def test_partial_of_a_vector_and_of_a_number() -> None:
    method = CentralDifference()
    assert method.partial(lambda x: x[0] * x[2] ** 2, [2.0, 5.0, 3.0], -1) == pytest.approx(12.0, rel=1e-8)
    assert method.partial(lambda x: float(x) ** 2, 3.0, ()) == pytest.approx(6.0, rel=1e-8)


def test_partial_moves_nothing_else() -> None:
    fun = Recorder(lambda x: float(np.sum(x**2)))
    CentralDifference(order=4).partial(fun, [1.0, 2.0, 3.0], 1)
    points = fun.stacked()
    assert np.all(points[:, [0, 2]] == [1.0, 3.0])
    assert len(points) == 4
    assert np.all(points[:, 1] != 2.0)


# --- directional -----------------------------------------------------------------------------------------------------


@every_difference
def test_directional_is_gradient_times_direction(method: Difference) -> None:
    x, v = np.array([0.7, -0.3]), np.array([2.0, -1.5])
    truth = float(rosenbrock_gradient(x) @ v)
    assert method.directional(rosenbrock, x, v) == pytest.approx(truth, rel=1e-5)


@pytest.mark.each("scale", [1e-200, 1e-8, 1.0, 1e8, 1e200])
def test_direction_is_not_normalised_and_may_have_any_length(scale: float) -> None:
    slope = CentralDifference().directional(lambda x: x[0] * x[1], [3.0, 4.0], [scale, 2.0 * scale])
    assert slope == pytest.approx(10.0 * scale, rel=1e-8)


def test_directional_on_matrices_and_integers() -> None:
    x, v = np.arange(6).reshape(2, 3), np.array([[1, 0, -1], [2, 0, 0]])
    truth = float(np.sum(2 * x * v))
    assert CentralDifference().directional(lambda x: float(np.sum(x**2)), x, v) == pytest.approx(truth, rel=1e-9)


def test_a_large_coordinate_that_stands_still_does_not_lengthen_the_step() -> None:
    slope = CentralDifference().directional(lambda x: math.sin(x[1]), [1e20, 1.0], [0.0, 1.0])
    assert slope == pytest.approx(math.cos(1.0), rel=1e-9)


# --- jacobian --------------------------------------------------------------------------------------------------------


def _polar(x: Float64Array) -> Float64Array:
    return np.array([x[0] * np.cos(x[1]), x[0] * np.sin(x[1]), x[0] ** 2])


def _polar_jacobian(r: float, a: float) -> Float64Array:
    return np.array([[math.cos(a), -r * math.sin(a)], [math.sin(a), r * math.cos(a)], [2.0 * r, 0.0]])


@every_difference
def test_jacobian_of_polar_coordinates(method: Difference) -> None:
    np.testing.assert_allclose(method.jacobian(_polar, [2.0, 0.5]), _polar_jacobian(2.0, 0.5), atol=2e-7)


@pytest.mark.each("x_shape", [(), (2,), (2, 3)])
@pytest.mark.each("out_shape", [(), (1,), (4,), (2, 2)])
def test_jacobian_shape_is_output_shape_then_x_shape(x_shape: tuple[int, ...], out_shape: tuple[int, ...]) -> None:
    """F_j = sum_i A_ji x_i with A_ji = j + 10 i, all indices flat."""
    n, m = math.prod(x_shape), math.prod(out_shape)
    a = np.arange(float(m))[:, None] + 10.0 * np.arange(float(n))
    x = np.linspace(0.0, 1.0, n).reshape(x_shape)
    value = CentralDifference().jacobian(lambda x: (a @ x.reshape(-1)).reshape(out_shape), x)
    assert value.shape == out_shape + x_shape
    np.testing.assert_allclose(value, a.reshape(out_shape + x_shape), atol=1e-8)


def test_jacobian_of_a_function_that_returns_a_list_or_integers() -> None:
    value = CentralDifference().jacobian(lambda x: [x[0], x[0] * x[1]], [2.0, 3.0])
    np.testing.assert_allclose(value, [[1.0, 0.0], [3.0, 2.0]], atol=1e-9)
    assert CentralDifference().jacobian(lambda x: np.array([1, 2]), [2.0, 3.0]).tolist() == [[0.0, 0.0], [0.0, 0.0]]


@every_difference
def test_jacobian_shares_evaluations_between_outputs(method: Difference) -> None:
    calls = 0

    def fun(x: Float64Array) -> Float64Array:
        nonlocal calls
        calls += 1
        return float(x.sum()) * np.outer(x, x)

    estimate = method.estimate_jacobian(fun, [1.0, 2.0, 3.0])
    # f(x) tells the output's shape
    assert calls == estimate.evaluations == 1 + 3 * _with_error(method, 1)


# --- hessian ---------------------------------------------------------------------------------------------------------


@pytest.mark.each("x", [(1.0, 1.0), (-1.2, 1.0), (0.3, 2.0)])
@every_difference
def test_hessian_of_rosenbrock(method: Difference, x: tuple[float, float]) -> None:
    truth = rosenbrock_hessian(np.array(x))
    estimate = method.estimate_hessian(rosenbrock, x)
    assert np.all(np.abs(estimate.value - truth) <= estimate.error)
    if method.order > 1:
        np.testing.assert_allclose(estimate.value, truth, rtol=1e-4, atol=1e-2)


@every_difference
def test_hessian_with_mixed_terms(method: Difference) -> None:
    """f = exp(x0 x1) + x2^2 x0: H01 = (1 + x0 x1) e, H00 = x1^2 e, H11 = x0^2 e, H02 = 2 x2, H22 = 2 x0."""
    a, b, c = 0.5, 0.8, -1.5
    e = math.exp(a * b)
    truth = [[b * b * e, (1 + a * b) * e, 2 * c], [(1 + a * b) * e, a * a * e, 0.0], [2 * c, 0.0, 2 * a]]
    estimate = method.estimate_hessian(lambda x: math.exp(x[0] * x[1]) + x[2] ** 2 * x[0], [a, b, c])
    assert np.array_equal(estimate.value, estimate.value.T)
    assert np.array_equal(estimate.error, estimate.error.T)
    assert np.all(np.abs(estimate.value - truth) <= estimate.error)
    np.testing.assert_allclose(estimate.value, truth, atol=1e-3 if method.order == 1 else 1e-5)
    np.testing.assert_array_equal(
        method.hessian(lambda x: math.exp(x[0] * x[1]) + x[2] ** 2 * x[0], [a, b, c]), estimate.value
    )


def test_hessian_of_a_quadratic_form_of_a_matrix() -> None:
    """f = sum_k x_k^2 (k + 1) + x_0 x_5, indices flat; the shape is x.shape twice."""
    x = np.array([[1.0, -2.0, 0.0], [3.0, 0.5, -1.0]])
    k = np.arange(1.0, 7.0)
    truth = np.diag(2.0 * k)
    truth[0, 5] = truth[5, 0] = 1.0
    value = CentralDifference().hessian(lambda x: float(np.sum(k * x.reshape(-1) ** 2) + x[0, 0] * x[1, 2]), x)
    assert value.shape == (2, 3, 2, 3)
    np.testing.assert_allclose(value.reshape(6, 6), truth, atol=1e-5)


def test_hessian_of_a_number() -> None:
    value = CentralDifference().hessian(lambda x: math.exp(float(x)), 1.0)
    assert value.shape == ()
    assert float(value) == pytest.approx(math.e, rel=1e-7)


@every_difference
def test_hessian_evaluations(method: Difference) -> None:
    fun = Recorder(rosenbrock)
    estimate = method.estimate_hessian(fun, [0.5, 0.7])
    lines = 3  # two pure ones, one mixed
    assert estimate.evaluations == len(fun.points) == 1 + lines * _with_error(method, 2)


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
    np.testing.assert_array_equal(method.estimate_jacobian(_polar, x).value, method.jacobian(_polar, x))
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
    jacobian = method.estimate_jacobian(_polar, [2.0, 0.5])
    assert np.all(np.abs(jacobian.value - _polar_jacobian(2.0, 0.5)) <= jacobian.error)


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
    cost, more = _counting(method, 1), _with_error(method, 1)
    base = _needs_base(method, 1)
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


def test_vectorized_gives_the_same_in_one_call() -> None:
    calls: list[tuple[int, ...]] = []

    def stack(x: Float64Array) -> Float64Array:
        calls.append(x.shape)
        values: Float64Array = np.sum(np.sin(x), axis=(1, 2))
        return values

    x = np.linspace(-1.0, 1.0, 6).reshape(2, 3)
    method = CentralDifference(order=4)
    value = method.gradient(stack, x, vectorized=True)
    assert calls == [(24, 2, 3)]
    np.testing.assert_array_equal(value, method.gradient(lambda x: float(np.sum(np.sin(x))), x))
    assert method.estimate(stack, x, vectorized=True).evaluations == 73


def test_vectorized_jacobian() -> None:
    method = ForwardDifference(order=2)
    value = method.jacobian(lambda x: np.stack([x[:, 0] * x[:, 1], x[:, 0] ** 2], axis=1), [2.0, 3.0], vectorized=True)
    np.testing.assert_allclose(value, [[3.0, 2.0], [4.0, 0.0]], atol=1e-8)


def test_vectorized_function_of_a_number() -> None:
    value = CentralDifference().gradient(lambda x: x**2, 3.0, vectorized=True)
    assert value.shape == ()
    assert float(value) == pytest.approx(6.0, rel=1e-9)


def test_stacks_are_split_when_memory_is_short(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []

    def stack(x: Float64Array) -> Float64Array:
        sizes.append(len(x))
        values: Float64Array = np.sum(np.sin(x), axis=1)
        return values

    x = np.linspace(-1.0, 1.0, 10)
    whole = CentralDifference().gradient(stack, x, vectorized=True)
    monkeypatch.setattr("minigrad.probes.splitting.SPLIT", SplitSettings(stack_bytes=8 * 10 * 3))
    sizes.clear()
    np.testing.assert_array_equal(CentralDifference().gradient(stack, x, vectorized=True), whole)
    assert sizes == [3] * 6 + [2]
    serial = CentralDifference().gradient(lambda x: float(np.sum(np.sin(x))), x)
    np.testing.assert_allclose(serial, whole, rtol=1e-9)
