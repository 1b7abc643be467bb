"""Forward, backward and central differences: their order, their step, their accuracy, and the article's numbers."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import cast

import numpy as np
import pytest

from minigrad import BackwardDifference, CentralDifference, ForwardDifference, Status
from minigrad.arrays import Float64Array
from tests import article_code as article
from tests.differentiators.cases import CLASSES_AND_ORDERS, DIFFERENCES, Difference, DifferenceClass

EPS = 2.0**-52
EPS32 = 2.0**-23


def _plane(x: Float64Array) -> float:
    return float(np.sum(x**2))


# --- the order of convergence ------------------------------------------------------------------------------------

STEPS = {1: 1e-3, 2: 1e-2, 3: 2e-2, 4: 4e-2, 6: 0.1, 8: 0.3}
"""By order: short enough for the first term of the error to rule, long enough for rounding not to."""
FIRST: dict[Callable[[float], float], float] = {math.sin: math.cos(1.0), math.exp: math.e}
SECOND: dict[Callable[[float], float], float] = {math.sin: -math.sin(1.0), math.exp: math.e}


@pytest.mark.each("fun", [math.sin, math.exp])
@pytest.mark.each(("kind", "order"), CLASSES_AND_ORDERS)
def test_error_of_the_slope_shrinks_as_the_order_says(
    kind: DifferenceClass, order: int, fun: Callable[[float], float]
) -> None:
    truth = FIRST[fun]
    h = STEPS[order]
    errors = [abs(kind(order=order, abs_step=step).derivative(fun, 1.0) - truth) for step in (h, h / 2.0)]
    assert math.log2(errors[0] / errors[1]) == pytest.approx(order, abs=0.2)


@pytest.mark.each("fun", [math.sin, math.exp])
@pytest.mark.each(("kind", "order"), CLASSES_AND_ORDERS)
def test_error_of_the_second_derivative_shrinks_as_the_order_says(
    kind: DifferenceClass, order: int, fun: Callable[[float], float]
) -> None:
    truth = SECOND[fun]
    h = {**STEPS, 1: 2e-3, 3: 4e-2, 4: 5e-2, 6: 0.2}[order]
    methods = [kind(order=order, abs_step=step) for step in (h, h / 2.0)]
    errors = [abs(m.hessian(lambda x: fun(float(x[0])), [1.0]).item() - truth) for m in methods]
    assert math.log2(errors[0] / errors[1]) == pytest.approx(order, abs=0.2)


# --- the article's numbers -----------------------------------------------------------------------------------------


@pytest.mark.each(("x", "printed"), [(5.0, 0.1999999999990898), (10.0, 0.2999999999986347)])
def test_derivatives_that_the_article_prints(x: float, printed: float) -> None:
    assert CentralDifference(abs_step=1e-4).derivative(lambda x: 0.01 * x**2 + 0.1 * x, x) == printed


@pytest.mark.each(("index", "printed"), [(0, 6.00000000000378), (1, 7.999999999999119)])
def test_partial_derivatives_that_the_article_prints(index: int, printed: float) -> None:
    method = CentralDifference(abs_step=1e-4)
    assert method.partial(lambda x: x[0] ** 2 + x[1] ** 2, [3.0, 4.0], index) == printed
    assert method.gradient(lambda x: x[0] ** 2 + x[1] ** 2, [3.0, 4.0])[index] == printed


@pytest.mark.each("method", [CentralDifference(abs_step=1e-4), CentralDifference()])
@pytest.mark.each(("x", "truth"), [((3, 4), (6, 8)), ((0, 2), (0, 4)), ((3, 0), (6, 0))])
def test_gradients_that_the_article_prints(
    method: CentralDifference, x: tuple[int, int], truth: tuple[int, int]
) -> None:
    np.testing.assert_allclose(method.gradient(_plane, x), truth, rtol=1e-9, atol=1e-9)


@pytest.mark.each("x", [0.0, 0.3, 1.7, 5.0, 10.0, 19.9])
def test_the_textbook_formula_to_the_letter(x: float) -> None:
    """Without correcting the step, the results are the article's to the last bit."""
    forward = ForwardDifference(abs_step=1e-5, exact_steps=False)
    assert forward.derivative(article.function_1, x) == article.numerical_diff_forward(article.function_1, x)
    central = CentralDifference(abs_step=1e-4, exact_steps=False)
    assert central.derivative(article.function_1, x) == article.numerical_diff(article.function_1, x)
    point = np.array([x, -4.0])
    expected = article.numerical_gradient(article.function_2, point.copy())
    np.testing.assert_array_equal(central.gradient(article.function_2, point), expected)


def test_forward_difference_of_the_article() -> None:
    """Its error is f''(5) h / 2 = 1e-7: half of the digits are gone."""
    value = ForwardDifference(abs_step=1e-5).derivative(article.function_1, 5.0)
    assert value - 0.2 == pytest.approx(1e-7, rel=1e-3)
    backward = BackwardDifference(abs_step=1e-5).derivative(article.function_1, 5.0)
    assert backward - 0.2 == pytest.approx(-1e-7, rel=1e-3)


# --- the step ------------------------------------------------------------------------------------------------------


@pytest.mark.each("x", [0.0, 0.25, -1.0, 3.0, -4e5])
@pytest.mark.each("method", DIFFERENCES)
def test_default_step_scales_with_x_and_balances_rounding(method: Difference, x: float) -> None:
    expected = EPS ** (1.0 / (method.order + 1)) * max(1.0, abs(x))
    assert float(method.estimate_derivative(math.cos, x).step) == pytest.approx(expected, rel=1e-7)


@pytest.mark.each("method", DIFFERENCES)
def test_default_step_of_the_second_derivative(method: Difference) -> None:
    step = method.estimate_hessian(lambda x: math.cos(x[0]), [2.0]).step.item()
    assert step == pytest.approx(2.0 * EPS ** (1.0 / (method.order + 2)), rel=1e-7)


@pytest.mark.each("method", DIFFERENCES)
def test_float32_gets_the_step_of_its_precision(method: Difference) -> None:
    x = np.array([0.5, 30.0], np.float32)
    estimate = method.estimate(lambda x: float(np.sum(np.sin(x))), x)
    expected = EPS32 ** (1.0 / (method.order + 1)) * np.array([1.0, 30.0])
    np.testing.assert_allclose(estimate.step, expected, rtol=1e-7)
    assert estimate.value.dtype == np.float64


def test_float32_x_and_a_float64_function() -> None:
    """The points that fun gets are float64, so a float32-sized step costs nothing but truncation: h^2 / 6 with h <=
    1e-2."""
    x = np.array([1.0, 2.0], np.float32)
    seen: list[np.dtype[np.float64]] = []

    def fun(point: Float64Array) -> float:
        seen.append(point.dtype)
        return float(np.sum(np.sin(point)))

    value = CentralDifference().gradient(fun, x)
    assert set(seen) == {np.dtype(np.float64)}
    np.testing.assert_allclose(value, [math.cos(1.0), math.cos(2.0)], atol=2e-5)
    best = CentralDifference(order=8).gradient(fun, x)
    np.testing.assert_allclose(best, [math.cos(1.0), math.cos(2.0)], atol=1e-6)


def test_a_float32_function_of_float32_x_is_resolved() -> None:
    """With a step for float64 the noise of float32 would drown the slope: 6e-8 / 6e-6 = 1 %."""
    x = np.array([1.0, 2.0], np.float32)

    def fun(point: Float64Array) -> np.float32:
        single: np.float32 = np.sum(np.sin(point.astype(np.float32)), dtype=np.float32)
        return single

    estimate = CentralDifference().estimate(fun, x)
    truth = np.cos([1.0, 2.0])
    assert np.all(np.abs(estimate.value - truth) < 1e-4)
    assert np.all(np.abs(estimate.value - truth) <= estimate.error)
    rough = CentralDifference().estimate(fun, x.astype(np.float64))
    assert np.all(np.abs(rough.value - truth) <= rough.error), "a coarse fun of fine x: the bound must know"


@pytest.mark.each("method", [ForwardDifference, BackwardDifference, CentralDifference])
def test_relative_and_absolute_steps(method: DifferenceClass) -> None:
    x = [-8.0, 0.0, 0.5]
    relative = method(rel_step=1e-3).estimate(_plane, x).step
    order = method().order
    np.testing.assert_allclose(relative, [8e-3, EPS ** (1.0 / (order + 1)), 5e-4], rtol=1e-9)
    np.testing.assert_allclose(method(abs_step=1e-3).estimate(_plane, x).step, 1e-3, rtol=1e-9)


@pytest.mark.each("x", [1.1, 1e3 + 0.1, 12345.678, 9.9e7, 1e9 + 0.5])
@pytest.mark.each("kind", [ForwardDifference, BackwardDifference, CentralDifference])
def test_divides_by_the_step_that_the_machine_took(kind: DifferenceClass, x: float) -> None:
    """x + 1e-4 is rounded, by 6e-4 of the step at 1e9; a line has the same slope at any step that was really taken."""
    assert kind(abs_step=1e-4).derivative(lambda x: x, x) == pytest.approx(1.0, rel=1e-11)


def test_dividing_by_the_nominal_step_is_wrong_far_out() -> None:
    nominal = CentralDifference(abs_step=1e-4, exact_steps=False).derivative(lambda x: x, 9.9e8)
    assert abs(nominal - 1.0) > 1e-5
    assert nominal == article.numerical_diff(lambda x: x, 9.9e8)


# --- construction ----------------------------------------------------------------------------------------------------


@pytest.mark.each(
    ("kind", "bad"),
    [
        *((ForwardDifference, order) for order in (0, 5, -1, True, 2.0, "2")),
        *((BackwardDifference, order) for order in (0, 5, True)),
        *((CentralDifference, order) for order in (0, 1, 3, 5, 10, 2.0)),
    ],
)
def test_orders_that_do_not_exist(kind: DifferenceClass, bad: int) -> None:
    with pytest.raises(ValueError, match=rf"{kind.__name__}: `order` must be one of \(.*\), got {bad!r}"):
        kind(order=bad)


@pytest.mark.each("kind", [ForwardDifference, BackwardDifference, CentralDifference])
@pytest.mark.each("integer", [np.int64, np.int8, np.uint16])
def test_numpys_integers_are_orders(
    kind: DifferenceClass, integer: type[np.int64] | type[np.int8] | type[np.uint16]
) -> None:
    method = kind(order=cast("int", integer(4)))
    assert method == kind(order=4)
    assert repr(method) == repr(kind(order=4))
    assert method.derivative(np.exp, 0.0) == pytest.approx(1.0, abs=1e-9)


@pytest.mark.each("kind", [ForwardDifference, BackwardDifference, CentralDifference])
@pytest.mark.each("bad", [0.0, -1e-4, float("nan"), float("inf")])
def test_steps_that_make_no_sense(kind: DifferenceClass, bad: float) -> None:
    with pytest.raises(ValueError, match="`rel_step` must be a positive finite number"):
        kind(rel_step=bad)
    with pytest.raises(ValueError, match="`abs_step` must be a positive finite number"):
        kind(abs_step=bad)


@pytest.mark.each("kind", [ForwardDifference, BackwardDifference, CentralDifference])
def test_two_steps_are_one_too_many(kind: DifferenceClass) -> None:
    with pytest.raises(ValueError, match=r"give `rel_step` or `abs_step`, not both; got 0\.1 and 0\.2"):
        kind(rel_step=0.1, abs_step=0.2)


def test_methods_are_values() -> None:
    assert CentralDifference(order=4) == CentralDifference(order=4) != CentralDifference()
    assert repr(ForwardDifference()) == "ForwardDifference(order=1, rel_step=None, abs_step=None, exact_steps=True)"
    assert len({BackwardDifference(), BackwardDifference(), BackwardDifference(order=2)}) == 2


# --- a domain that ends between h and 2h ---------------------------------------------------------------------------


def test_the_error_is_found_with_a_shorter_step_where_the_longer_one_leaves_the_domain() -> None:
    x, h = 1e-5, EPS ** (1.0 / 3.0)
    estimate = CentralDifference().estimate_derivative(np.log, x)
    assert float(estimate.value) == pytest.approx(math.atanh(h / x) / h, rel=1e-9)  # (log(x + h) - log(x - h)) / 2h
    assert float(estimate.value) == CentralDifference().derivative(np.log, x)
    assert 1.0 / x < float(estimate.value) < 1.0 / x + float(estimate.error) < 1.5 / x
    both = CentralDifference().estimate(lambda y: np.log(y).sum(), [x, 2.0])
    np.testing.assert_array_less(np.abs(both.value - [1.0 / x, 0.5]), both.error)
    assert both.error[1] < 1e-9


def test_nothing_is_known_of_the_error_where_only_the_points_of_the_formula_are_in_the_domain() -> None:
    def islands(x: float) -> float:
        return 3.0 * x if abs(x - 1.0) == 0.25 else math.nan

    estimate = CentralDifference(abs_step=0.25).estimate_derivative(islands, 1.0)
    assert (float(estimate.value), float(estimate.error)) == (3.0, math.inf)
    assert estimate.status == Status.NOT_RESOLVED
