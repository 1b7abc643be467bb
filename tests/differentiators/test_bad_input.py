"""What is refused, and with which words; and functions that misbehave without being able to spoil anything."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import numpy as np
import numpy.typing as npt
import pytest

from minigrad import BackwardDifference, CentralDifference, ForwardDifference
from minigrad.arrays import Float64Array
from minigrad.errors import NonFiniteError, StepLostError
from minigrad.probes.function_types import ArrayFunction, ScalarFunction
from tests.differentiators.cases import DIFFERENCES, Difference, DifferenceClass

every_difference = pytest.mark.each("method", DIFFERENCES)
every_class = pytest.mark.each("kind", [ForwardDifference, BackwardDifference, CentralDifference])
CENTRAL = CentralDifference()


def _plane(x: Float64Array) -> float:
    return float(np.sum(x**2))


def _returning(value: object) -> ScalarFunction:
    """A function that breaks its promise to return a number."""
    return cast("ScalarFunction", lambda x: value)


# --- x -------------------------------------------------------------------------------------------------------------

BAD_X = [
    (float("nan"), ValueError, "`x` must be finite, got nan"),
    ([1.0, float("inf")], ValueError, "`x` must be finite, got inf at index 1"),
    ([[1.0, 2.0], [float("-inf"), 0.0]], ValueError, r"`x` must be finite, got -inf at index \(1, 0\)"),
    ([], ValueError, r"`x` must not be empty, got shape \(0,\)"),
    (np.empty((2, 0)), ValueError, r"`x` must not be empty, got shape \(2, 0\)"),
    ([1.0, 2j], TypeError, "`x` must be real, got dtype complex128"),
    ([True, False], TypeError, "`x` must hold real numbers, got dtype bool"),
    (["1.0"], TypeError, "`x` must hold real numbers, got dtype <U3"),
    (None, TypeError, "`x` must hold real numbers, got None"),
    ([object()], TypeError, "`x` must hold real numbers, got dtype object"),
    ([[1.0], [1.0, 2.0]], ValueError, "`x` must be a rectangular array of numbers"),
    (np.ma.array([1.0, 2.0], mask=[False, True]), ValueError, "`x` must not have masked entries; replace them"),
    ([1.0, np.ma.masked], ValueError, "`x` must not have masked entries"),
    ([np.ma.array([1.0, 2.0], mask=[False, True])], ValueError, "`x` must not have masked entries"),
]


@pytest.mark.each(("x", "error", "message"), BAD_X)
def test_bad_x(x: npt.ArrayLike, error: type[Exception], message: str) -> None:
    calls: list[Callable[[], object]] = [
        lambda: CENTRAL.gradient(_plane, x),
        lambda: CENTRAL.estimate(_plane, x),
        lambda: CENTRAL.derivative(np.sin, x),  # type: ignore[arg-type]  # what does not type-check is on trial here
        lambda: CENTRAL.partial(_plane, x, 0),
        lambda: CENTRAL.directional(_plane, x, [1.0]),
        lambda: CENTRAL.jacobian(np.sin, x),
        lambda: CENTRAL.hessian(_plane, x),
    ]
    for call in calls:
        with pytest.raises(error, match=message):
            call()


# --- what fun returns ----------------------------------------------------------------------------------------------

BAD_NUMBERS = [
    (None, r"`fun` must return a number, got None; does it end with a return statement\?"),
    (np.complex128(1j), "`fun` must return real numbers, got complex128 of dtype complex128"),
    (True, "`fun` must return real numbers, got bool of dtype bool"),
    (np.bool_(True), "`fun` must return real numbers, got bool of dtype bool"),
    ("1.0", "`fun` must return real numbers, got str of dtype <U3"),
    (object(), "`fun` must return real numbers, got object of dtype object"),
    (
        np.ones(3),
        r"`fun` must return a number, got an array of shape \(3,\); for a function with several outputs use `jacobian`",
    ),
    ([], r"`fun` must return a number, got an array of shape \(0,\)"),
    ([[1.0], [1.0, 2.0]], "`fun` must return a rectangular array of numbers"),
]


@pytest.mark.each(("value", "message"), BAD_NUMBERS)
@pytest.mark.each("method", [ForwardDifference(), CentralDifference()])
def test_fun_must_return_a_number(method: Difference, value: object, message: str) -> None:
    fun = _returning(value)
    calls: list[Callable[[], object]] = [
        lambda: method.gradient(fun, [1.0, 2.0]),
        lambda: method.estimate(fun, [1.0, 2.0]),
        lambda: method.derivative(cast("Callable[[float], float]", fun), 1.0),
        lambda: method.partial(fun, [1.0, 2.0], 0),
        lambda: method.directional(fun, [1.0, 2.0], [1.0, 0.0]),
        lambda: method.hessian(fun, [1.0, 2.0]),
    ]
    for call in calls:
        with pytest.raises(TypeError, match=message):
            call()


@pytest.mark.each("value", [None, np.complex128(1j), True, "1.0", object(), [[1.0], [1.0, 2.0]]])
def test_outputs_must_be_numbers(value: object) -> None:
    fun = cast("ArrayFunction", _returning(value))
    with pytest.raises(TypeError, match="`fun` must return"):
        CENTRAL.jacobian(fun, [1.0, 2.0])
    with pytest.raises(TypeError, match="`fun` must return"):
        CENTRAL.derivative(fun, [1.0, 2.0])


def test_outputs_must_not_be_empty() -> None:
    with pytest.raises(ValueError, match=r"`fun` must return at least one value, got an array of shape \(0,\)"):
        CENTRAL.jacobian(lambda x: np.empty(0), [1.0])


@pytest.mark.each(("at", "near"), [((2,), (3,)), ((2,), (1,)), ((2, 2), (4,)), ((), (1,)), ((2,), ())])
def test_outputs_must_keep_their_shape(at: tuple[int, ...], near: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"`fun` must return arrays of one shape, got .* at x and .* near it"):
        CENTRAL.jacobian(lambda x: np.ones(at if x[0] == 1.0 else near), [1.0])


def test_outputs_that_differ_between_moved_points() -> None:
    with pytest.raises(ValueError, match="`fun` must return arrays of one shape, got several"):
        CENTRAL.jacobian(lambda x: np.ones(2 if x[0] >= 1.0 else 3), [1.0])


@pytest.mark.each("result", [np.ones(3), np.float64(1.0), np.ones((2, 1))])
def test_elementwise_functions_must_keep_the_shape_of_x(result: Float64Array) -> None:
    with pytest.raises(
        ValueError, match=r"an elementwise `fun` must return an array of the shape that it gets, \(2,\)"
    ):
        CENTRAL.derivative(lambda x: result, [1.0, 2.0])


# --- f(x) that is not finite ----------------------------------------------------------------------------------------


@pytest.mark.each("bad", [float("nan"), float("inf"), float("-inf")])
@every_difference
def test_non_finite_values(method: Difference, bad: float) -> None:
    message = rf"`fun` returned {bad} with x\[1\] moved by .* from 2.0. If its domain ends there, give `bounds`"
    with pytest.raises(NonFiniteError, match=message):
        method.gradient(lambda x: bad if x[1] != 2.0 else 1.0, [1.0, 2.0])
    with pytest.raises(ValueError, match="`fun` returned"):
        method.hessian(lambda x: bad, [1.0, 2.0])
    with pytest.raises(NonFiniteError, match=r"x\[0\] \(output 1\)"):
        method.jacobian(lambda x: np.array([x[0], bad]), [1.0])
    with pytest.raises(NonFiniteError, match=r"x\[0\] moved by"):
        method.derivative(lambda x: np.full(2, bad), [1.0, 2.0])


@pytest.mark.each("method", [m for m in DIFFERENCES if not isinstance(m, CentralDifference)])
def test_non_finite_f_of_x(method: Difference) -> None:
    with pytest.raises(NonFiniteError, match=r"`fun` returned nan with x\[0\] moved by -?0.0 from 1.0"):
        method.gradient(lambda x: float("nan") if x[0] == 1.0 else 1.0, [1.0])


def test_the_direction_of_a_bad_move_is_named() -> None:
    with pytest.raises(NonFiniteError, match=r"`fun` returned nan with x\[0\] moved by -6.05.*e-06 from 1e-09"):
        CENTRAL.gradient(lambda x: 1.0 if x[0] >= 0 else float("nan"), [1e-9])


# --- steps that vanish ----------------------------------------------------------------------------------------------


@every_class
def test_a_step_lost_to_rounding(kind: DifferenceClass) -> None:
    method = kind(abs_step=1e-4)
    message = (
        r"the step 0.0001 is lost to rounding at \|x\[1\]\| = 1e\+20: x \+ h == x. "
        r"Use a step of at least 16384.0 there, or `rel_step`, which scales with x"
    )
    for x in ([1.0, 1e20], [1.0, -1e20]):
        with pytest.raises(StepLostError, match=message):
            method.gradient(_plane, x)
        with pytest.raises(StepLostError, match=r"lost to rounding at \|x\[1\] \(output 0\)\| = 1e\+20"):
            method.jacobian(np.square, x)
        with pytest.raises(StepLostError, match="lost to rounding"):
            method.derivative(np.square, x)
        with pytest.raises(StepLostError, match=r"lost to rounding at \|x along `direction`\| = 1e\+20"):
            method.directional(_plane, x, [1.0, 1.0])
    assert method.partial(_plane, [1.0, 1e20], 0) == 0.0, "1e-4 is lost in f = 1e40, but not in x[0]"


@every_class
def test_the_step_that_the_message_suggests_is_not_lost(kind: DifferenceClass) -> None:
    assert kind(abs_step=16384.0).gradient(lambda x: float(x[0]), [1e20]).tolist() == [1.0]


@every_class
def test_default_and_relative_steps_are_never_lost(kind: DifferenceClass) -> None:
    """f = sum x_i / |x_i|, the slope of coordinate i is 1 / |x_i|."""
    x = np.array([1e20, -1e15, 1e300])
    for method in (kind(), kind(rel_step=1e-6)):
        value = method.gradient(lambda p: float(np.sum(p / np.abs(x))), x)
        np.testing.assert_allclose(value * np.abs(x), 1.0, rtol=1e-6)


# --- directions and indices -----------------------------------------------------------------------------------------


@pytest.mark.each(
    ("direction", "error", "message"),
    [
        ([1.0], ValueError, r"`direction` must have shape \(2,\), got \(1,\)"),
        ([[1.0, 2.0]], ValueError, r"`direction` must have shape \(2,\), got \(1, 2\)"),
        (1.0, ValueError, r"`direction` must have shape \(2,\), got \(\)"),
        ([0.0, 0.0], ValueError, "`direction` must not be zero: there is no slope along it"),
        ([1.0, float("nan")], ValueError, "`direction` must be finite, got nan at index 1"),
        ([1.0, 1j], TypeError, "`direction` must be real"),
        ([True, False], TypeError, "`direction` must hold real numbers"),
    ],
)
def test_bad_direction(direction: npt.ArrayLike, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        CENTRAL.directional(_plane, [1.0, 2.0], direction)


@pytest.mark.each(("x", "direction"), [([1e10, 1.0], [1e-300, 0.0]), ([0.0, 0.0], [1e-310, 0.0])])
def test_a_direction_too_short_to_be_measured(x: list[float], direction: list[float]) -> None:
    for method in DIFFERENCES:
        with pytest.raises(
            ValueError, match=r"`direction` must not be so much shorter .* longest entry is 1e-3.0. Divide it"
        ):
            method.directional(_plane, x, direction)


@pytest.mark.each("length", [1e-250, 1e250])
def test_short_and_long_directions_that_can_be_measured(length: float) -> None:
    """x . v with v = (1, 0) times a length: the slope of x[0] is that length."""
    for method in DIFFERENCES:
        slope = method.directional(lambda x: float(x[0]), [1e10, 7.0], [length, 0.0])
        assert slope == pytest.approx(length, rel=1e-6)


@pytest.mark.each(
    ("index", "error", "message"),
    [
        (2, IndexError, r"`index` \(2, 0\) is outside x of shape \(2, 2\)"),
        (-3, IndexError, r"`index` \(-3, 0\) is outside x of shape \(2, 2\)"),
        (True, TypeError, "`index` must be an int or a tuple of ints"),
        (cast("int", 0.0), TypeError, "`index` must be an int or a tuple of ints"),
        (cast("int", slice(1)), TypeError, "`index` must be an int or a tuple of ints"),
    ],
)
def test_bad_index(index: int, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        CENTRAL.partial(_plane, [[1.0, 2.0], [3.0, 4.0]], (index, 0))


@pytest.mark.each("index", [0, (0,), (0, 0, 0), ()])
def test_index_of_the_wrong_length(index: int | tuple[int, ...]) -> None:
    with pytest.raises(IndexError, match=r"`index` must have 2 entries for x of shape \(2, 2\)"):
        CENTRAL.partial(_plane, [[1.0, 2.0], [3.0, 4.0]], index)


# --- vectorized ------------------------------------------------------------------------------------------------------


@pytest.mark.each("result", [np.ones(3), np.float64(1.0), np.ones((1, 4))])
def test_vectorized_needs_a_value_for_each_point(result: Float64Array) -> None:
    message = (
        r"with vectorized=True `fun` must return one value for each of the 4 points in its argument of shape \(4, 2\)"
    )
    with pytest.raises(ValueError, match=message):
        CENTRAL.gradient(lambda x: cast("float", result), [1.0, 2.0], vectorized=True)


def test_vectorized_gradient_needs_one_number_for_each_point() -> None:
    message = r"`fun` must return one number for each point, got an array of shape \(4, 2\) for 4 points; for a"
    with pytest.raises(TypeError, match=message):
        CENTRAL.gradient(lambda x: cast("float", np.ones((len(x), 2))), [1.0, 2.0], vectorized=True)


@pytest.mark.each("value", [None, "1.0", np.array([1j, 1j]), [True, True]])
def test_vectorized_needs_real_numbers(value: object) -> None:
    with pytest.raises(TypeError, match="`fun` must return"):
        CENTRAL.gradient(_returning(value), [1.0], vectorized=True)


def test_vectorized_non_finite() -> None:
    with pytest.raises(NonFiniteError, match=r"`fun` returned nan with x\[0\] moved by"):
        CENTRAL.gradient(lambda x: cast("float", np.full(len(x), np.nan)), [1.0], vectorized=True)
