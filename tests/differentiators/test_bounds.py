"""Bounds are never crossed, not even by rounding; at a bound the formula turns one-sided and stays as good."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pytest

from minigrad import BackwardDifference, CentralDifference, ForwardDifference, Status
from minigrad.arrays import Float64Array
from tests.differentiators.cases import DIFFERENCES, Difference, Recorder, rosenbrock, rosenbrock_hessian

every_difference = pytest.mark.each("method", DIFFERENCES)


def _smooth(x: Float64Array) -> float:
    """Its gradient is exp(x_i / 2) / 2."""
    return float(np.sum(np.exp(x / 2.0)))


def _inside(points: Float64Array, lower: npt.ArrayLike, upper: npt.ArrayLike) -> bool:
    return bool(np.all(points >= np.asarray(lower)) and np.all(points <= np.asarray(upper)))


@pytest.mark.each(
    "x", [(0.0, 1.0), (0.0, 0.0), (1.0, 1.0), (1e-9, 1.0 - 1e-9), (0.5, 0.5), (1.0 / 3.0, 0.1), (1e-3, 0.9995)]
)
@every_difference
def test_no_point_is_ever_outside(method: Difference, x: tuple[float, float]) -> None:
    fun = Recorder(_smooth)
    estimate = method.estimate(fun, x, bounds=(0.0, 1.0))
    assert _inside(fun.stacked(), 0.0, 1.0)
    assert np.all(np.abs(estimate.value - np.exp(np.array(x) / 2.0) / 2.0) <= estimate.error)
    np.testing.assert_allclose(estimate.value, np.exp(np.array(x) / 2.0) / 2.0, rtol=1e-6)


@every_difference
def test_no_point_is_ever_outside_at_awkward_numbers(method: Difference) -> None:
    """Bounds that x + h only meets after rounding, at many scales."""
    rng = np.random.default_rng(7)
    for _ in range(60):
        lower = rng.normal(size=3) * 10.0 ** rng.integers(-6, 7, size=3)
        width = np.abs(lower) * 10.0 ** rng.uniform(-13.0, 1.0, size=3)
        upper = lower + width
        x = np.clip(lower + rng.choice([0.0, 0.3, 0.5, 1.0], size=3) * width, lower, upper)
        fun = Recorder(lambda x: float(np.sum(x)))
        method.estimate(fun, x, bounds=(lower, upper))
        assert _inside(fun.stacked(), lower, upper)


@every_difference
def test_status_says_one_sided(method: Difference) -> None:
    estimate = method.estimate(_smooth, [0.0, 0.5, 1.0], bounds=(0.0, 1.0))
    turned = [int(status) == Status.ONE_SIDED for status in estimate.status]
    if isinstance(method, CentralDifference):
        assert turned == [True, False, True]
    elif isinstance(method, ForwardDifference):
        assert turned == [False, False, True]
    else:
        assert turned == [True, False, False]


def test_forward_turns_backward_and_backward_forward() -> None:
    fun = Recorder(_smooth)
    ForwardDifference().gradient(fun, [1.0], bounds=(0.0, 1.0))
    assert fun.stacked().min() < 1.0
    assert fun.stacked().max() == 1.0
    fun = Recorder(_smooth)
    BackwardDifference().gradient(fun, [0.0], bounds=(0.0, 1.0))
    assert fun.stacked().max() > 0.0
    assert fun.stacked().min() == 0.0


@pytest.mark.each("order", [2, 4, 6])
def test_one_sided_formula_keeps_the_order(order: int) -> None:
    """d/dx exp at the lower bound 1, with h and h / 2."""
    h = {2: 1e-2, 4: 5e-2, 6: 0.1}[order]
    steps = (h, h / 2.0)
    errors = [
        abs(CentralDifference(order=order, abs_step=s).derivative(math.exp, 1.0, bounds=(1.0, 9.0)) - math.e)
        for s in steps
    ]
    assert math.log2(errors[0] / errors[1]) == pytest.approx(order, abs=0.3)


@every_difference
def test_infinite_bounds_change_nothing(method: Difference) -> None:
    x = [0.3, -2.0]
    free = method.gradient(_smooth, x)
    for bounds in ((-np.inf, np.inf), ([-np.inf, -100.0], [100.0, np.inf]), (-1e9, 1e9)):
        np.testing.assert_array_equal(method.gradient(_smooth, x, bounds=bounds), free)


@pytest.mark.each("width", [1e-2, 1e-4, 1e-7, 1e-10])
@every_difference
def test_narrow_boxes_shorten_the_step(method: Difference, width: float) -> None:
    """The noise grows as the box shrinks, and the bound says so."""
    for at in (0.0, 0.5, 1.0):
        x, low, high = 1.0, 1.0 - at * width, 1.0 + (1.0 - at) * width
        fun = Recorder(_smooth)
        estimate = method.estimate(fun, [x], bounds=(low, high))
        assert _inside(fun.stacked(), low, high)
        assert float(estimate.step[0]) <= high - low
        assert abs(float(estimate.value[0]) - math.exp(0.5) / 2.0) <= float(estimate.error[0])


@pytest.mark.each("ulps", [2, 3, 5, 17])
def test_a_box_of_a_few_floats_is_used_to_the_full(ulps: int) -> None:
    """The slope of a line comes out exactly from any two different floats."""
    high = 1.0 + ulps * 2.0**-52
    fun = Recorder(lambda x: float(x[0]))
    assert CentralDifference().gradient(fun, [1.0], bounds=(1.0, high)).tolist() == [1.0]
    assert _inside(fun.stacked(), 1.0, high)


def test_error_bound_where_the_box_has_no_room_for_twice_the_step() -> None:
    """For x^3 the central formula is wrong by h^2; from h and h / 2 only 3/4 of that is seen."""
    h = 1e-3
    estimate = CentralDifference(abs_step=h).estimate_derivative(lambda x: x**3, 1.0, bounds=(1 - 1.5 * h, 1 + 1.5 * h))
    assert float(estimate.value) - 3.0 == pytest.approx(h**2, rel=1e-5)
    assert h**2 <= float(estimate.error) < 3.0 * h**2


def test_error_bound_knows_that_one_sided_formulas_amplify_noise() -> None:
    """The weights of the one-sided formula of order 8 add up to 37 times those of the central one."""
    method = CentralDifference(order=8, abs_step=1e-6)
    for x in np.linspace(0.1, 1.5, 200):
        estimate = method.estimate_derivative(math.sin, float(x), bounds=(x, np.inf))
        assert abs(float(estimate.value) - math.cos(x)) <= float(estimate.error)


@pytest.mark.each("exact_steps", [True, False])
@pytest.mark.each("method", [ForwardDifference, BackwardDifference, CentralDifference])
def test_no_room_at_all_is_an_error(method: type[Difference], exact_steps: bool) -> None:
    message = r"`bounds` leave no room around x\[1\] = 2.0: lower and upper are too close there, or equal; widen them"
    with pytest.raises(ValueError, match=message):
        method(exact_steps=exact_steps).gradient(_smooth, [1.0, 2.0], bounds=([0.0, 2.0], [3.0, 2.0]))


def test_too_few_floats_in_the_box_for_the_formula() -> None:
    with pytest.raises(ValueError, match=r"`bounds` leave no room around x\[0\] = 1.0"):
        CentralDifference(order=8).gradient(_smooth, [1.0], bounds=(1.0, 1.0 + 3 * 2.0**-52))


def test_a_frozen_coordinate_does_not_disturb_the_others() -> None:
    value = CentralDifference().partial(_smooth, [1.0, 2.0], 0, bounds=([0.0, 2.0], [3.0, 2.0]))
    assert value == pytest.approx(math.exp(0.5) / 2.0, rel=1e-9)
    slope = CentralDifference().directional(_smooth, [1.0, 2.0], [2.0, 0.0], bounds=([0.0, 2.0], [3.0, 2.0]))
    assert slope == pytest.approx(math.exp(0.5), rel=1e-9)


# --- domain edges ------------------------------------------------------------------------------------------------


def test_square_root_near_its_edge() -> None:
    """math.sqrt raises below 0. At 1e-2 the central formula fits; at 1e-6, within reach of the edge, it must turn."""
    method = CentralDifference()
    assert method.derivative(math.sqrt, 1e-2, bounds=(0.0, np.inf)) == pytest.approx(5.0, rel=1e-6)
    with pytest.raises(ValueError, match=r"math domain|nonnegative"):
        method.derivative(math.sqrt, 1e-6)
    estimate = method.estimate_derivative(math.sqrt, 1e-6, bounds=(0.0, np.inf))
    assert float(estimate.value) == method.derivative(math.sqrt, 1e-6, bounds=(1e-6, np.inf)), "it must turn"
    assert int(estimate.status) == Status.NOT_RESOLVED
    assert abs(float(estimate.value) - 500.0) <= float(estimate.error)
    fine = CentralDifference(rel_step=1e-3).estimate_derivative(math.sqrt, 1e-6, bounds=(0.0, np.inf))
    assert abs(float(fine.value) - 500.0) <= float(fine.error) < 0.1


@every_difference
def test_power_at_the_edge_of_its_domain(method: Difference) -> None:
    """x^(9/2) exists for x >= 0 only; its slope at 0 is 0."""
    estimate = method.estimate_derivative(lambda x: math.sqrt(x) ** 9, 0.0, bounds=(0.0, np.inf))
    assert abs(float(estimate.value)) <= float(estimate.error) < 1e-3


def test_logarithm_in_a_box() -> None:
    x = np.array([1e-3, 1.0, 50.0])
    fun = Recorder(lambda x: float(np.sum(np.log(x))))
    value = CentralDifference(rel_step=1e-4).gradient(fun, x, bounds=(1e-3, 50.0))
    np.testing.assert_allclose(value, 1.0 / x, rtol=1e-6)
    assert _inside(fun.stacked(), 1e-3, 50.0)


# --- other kinds of derivative ----------------------------------------------------------------------------------


@every_difference
def test_elementwise_derivative(method: Difference) -> None:
    points: list[Float64Array] = []

    def fun(x: Float64Array) -> Float64Array:
        points.append(x.copy())
        return np.exp(x)

    x = np.array([[0.0, 0.5], [1.0, 0.25]])
    np.testing.assert_allclose(method.derivative(fun, x, bounds=(0.0, 1.0)), np.exp(x), rtol=1e-6)
    assert _inside(np.array(points), 0.0, 1.0)


@pytest.mark.each(
    ("x", "v"),
    [((0.0, 0.5), (1.0, -3.0)), ((1.0, 0.0), (-1.0, 2.0)), ((1.0, 1.0), (2.0, 1e-9)), ((0.0, 1.0), (0.0, 1.0))],
)
@every_difference
def test_directional(method: Difference, x: tuple[float, float], v: tuple[float, float]) -> None:
    fun = Recorder(_smooth)
    estimate = method.estimate_directional(fun, x, v, bounds=(0.0, 1.0))
    truth = float(np.exp(np.array(x) / 2.0) @ np.array(v) / 2.0)
    assert abs(float(estimate.value) - truth) <= float(estimate.error) < 1e-5
    assert _inside(fun.stacked(), 0.0, 1.0)


def test_directional_into_a_corner_has_no_room() -> None:
    with pytest.raises(ValueError, match="`bounds` leave no room around x along `direction`"):
        CentralDifference().directional(_smooth, [0.0, 1.0], [1.0, 1.0], bounds=(0.0, 1.0))


@every_difference
def test_jacobian(method: Difference) -> None:
    points: list[Float64Array] = []

    def fun(x: Float64Array) -> Float64Array:
        points.append(x.copy())
        return np.array([x[0] * x[1], math.exp(x[0])])

    value = method.jacobian(fun, [0.0, 1.0], bounds=([0.0, -1.0], [2.0, 1.0]))
    np.testing.assert_allclose(value, [[1.0, 0.0], [1.0, 0.0]], atol=1e-6)
    assert _inside(np.array(points), [0.0, -1.0], [2.0, 1.0])


@pytest.mark.each("corner", [(0.0, 0.0), (0.0, 2.0), (2.0, 0.0), (2.0, 2.0), (1.0, 2.0)])
@every_difference
def test_hessian_in_every_corner(method: Difference, corner: tuple[float, float]) -> None:
    """In two corners there is no room for moving both coordinates up, or both down; then one goes up and one down."""
    fun = Recorder(rosenbrock)
    estimate = method.estimate_hessian(fun, corner, bounds=(0.0, 2.0))
    assert _inside(fun.stacked(), 0.0, 2.0)
    truth = rosenbrock_hessian(np.array(corner))
    assert np.all(np.abs(estimate.value - truth) <= estimate.error)
    np.testing.assert_allclose(estimate.value, truth, atol=1.0 if method.order == 1 else 2e-2)


def test_vectorized() -> None:
    points: list[Float64Array] = []

    def stack(x: Float64Array) -> Float64Array:
        points.append(x.copy())
        values: Float64Array = np.sum(np.exp(x / 2.0), axis=1)
        return values

    value = CentralDifference(order=4).gradient(stack, [0.0, 1.0], bounds=(0.0, 1.0), vectorized=True)
    np.testing.assert_allclose(value, [0.5, math.exp(0.5) / 2.0], rtol=1e-9)
    assert [len(p) for p in points] == [8, 1], "all moved points in one call, and f(x)"
    assert _inside(np.concatenate(points), 0.0, 1.0)
