"""Probes: batches of values in the right order, f(x) once, evaluations shared and counted."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from minigrad.arrays import Float64Array, IntArray
from minigrad.probes.elementwise_probe import ElementwiseProbe
from minigrad.probes.evaluators import Serial, Vectorized
from minigrad.probes.line_probe import LineProbe
from minigrad.probes.lines import CoordinateLines
from minigrad.probes.origin import Origin
from minigrad.probes.outputs.output_probe import OutputProbe
from minigrad.probes.returned_values import kinds_for, read_array, read_number

EPS = 2.0**-52
X = np.array([1.0, 2.0, 3.0])


def _ints(*values: int) -> IntArray:
    return np.array(values, np.int64)


def _lines(x: Float64Array = X) -> CoordinateLines:
    return CoordinateLines.all(Origin(x, EPS))


class Counted:
    """A function and how often it was called."""

    def __init__(self, fun: Callable[[Float64Array], Float64Array]) -> None:
        self.fun = fun
        self.calls = 0

    def __call__(self, x: Float64Array) -> Float64Array:
        self.calls += 1
        return self.fun(x)


def _weighted(x: Float64Array) -> Float64Array:
    """x0 + 10 x1 + 100 x2, over the last axis."""
    value: Float64Array = np.asarray(x @ np.array([1.0, 10.0, 100.0]))
    return value


# --- LineProbe --------------------------------------------------------------------------------------------------------


def test_line_probe_answers_in_the_order_of_the_request() -> None:
    for evaluate in (Serial(_weighted, read_number), Vectorized(_weighted)):
        probe = LineProbe(_lines(), evaluate)
        assert probe.size == 3
        values = probe.values(_ints(2, 0, 2, 1), np.array([1.0, 2.0, -1.0, 0.5]))
        assert values.tolist() == [421.0, 323.0, 221.0, 326.0]
        assert probe.evaluations == 4


def _logarithms(x: Float64Array) -> Float64Array:
    """log of the sum, of one point or of a stack; a stack with a single bad point raises, and is spoiled."""
    sums = np.asarray(x.sum(axis=-1))
    x[...] = np.nan
    if (sums <= 0.0).any():
        raise ArithmeticError("outside the domain")
    logarithms: Float64Array = np.log(sums)
    return logarithms


def test_points_outside_the_domain_cost_a_vectorized_function_no_others() -> None:
    probe = LineProbe(_lines(), Vectorized(_logarithms))
    values = probe.values(_ints(0, 1, 2, 0), np.array([1.0, -7.0, 2.0, -6.0]), catch=(ArithmeticError,))
    np.testing.assert_allclose(values, [np.log(7.0), np.nan, np.log(8.0), np.nan], rtol=1e-15)
    with pytest.raises(ArithmeticError, match="outside the domain"):
        probe.values(_ints(0, 1), np.array([1.0, -7.0]), catch=(KeyError,))


def test_outputs_outside_the_domain_cost_a_vectorized_function_no_others() -> None:
    def two(x: Float64Array) -> Float64Array:
        log = _logarithms(x)
        return np.stack([log, 2.0 * log], axis=-1)

    probe = OutputProbe(_lines(), Vectorized(two))
    values = probe.values(_ints(0, 3, 1), np.array([1.0, 1.0, -7.0]), catch=(ArithmeticError,))
    np.testing.assert_allclose(values, [np.log(7.0), 2.0 * np.log(7.0), np.nan], rtol=1e-15)


def test_a_stack_of_the_wrong_shape_is_a_mistake_whatever_is_caught() -> None:
    probe = LineProbe(_lines(), Vectorized(lambda x: np.ones(len(x) + 1)))
    with pytest.raises(ValueError, match="one value for each of the 2 points"):
        probe.values(_ints(0, 1), np.ones(2), catch=(ValueError,))


def test_line_probe_evaluates_f_of_x_once() -> None:
    fun = Counted(_weighted)
    probe = LineProbe(_lines(), Serial(fun, read_number))
    assert probe.evaluations == fun.calls == 0
    for _ in range(3):
        assert probe.base().tolist() == [321.0, 321.0, 321.0]
    assert probe.evaluations == fun.calls == 1


def test_an_empty_request_costs_nothing() -> None:
    fun = Counted(_weighted)
    probe = LineProbe(_lines(), Serial(fun, read_number))
    assert probe.values(_ints(), np.zeros(0)).shape == (0,)
    assert probe.evaluations == fun.calls == 0


def test_values_that_are_not_finite_are_left_to_the_differentiator() -> None:
    probe = LineProbe(_lines(), Serial(lambda x: float("nan") if x[0] > 1.0 else float("inf"), read_number))
    values = probe.values(_ints(0, 0), np.array([1.0, -1.0]))
    assert np.isnan(values[0])
    assert values[1] == np.inf


def _only_positive(x: Float64Array) -> Float64Array:
    if x[0] < 0.0:
        raise ZeroDivisionError("outside")
    return np.array([x[0], 2.0 * x[0]])


def test_only_the_exceptions_that_were_named_become_nan() -> None:
    probe = LineProbe(_lines(), Serial(lambda x: _only_positive(x)[0], read_number))
    values = probe.values(_ints(0, 0), np.array([-5.0, 5.0]), catch=(ZeroDivisionError,))
    assert np.isnan(values[0])
    assert values[1] == 6.0
    assert probe.evaluations == 2
    with pytest.raises(ZeroDivisionError, match="outside"):
        probe.values(_ints(0), np.array([-5.0]), catch=(ValueError,))
    with pytest.raises(ZeroDivisionError, match="outside"):
        probe.values(_ints(0), np.array([-5.0]))


def test_the_precision_of_the_values_is_noted() -> None:
    single = LineProbe(_lines(), Vectorized(lambda x: np.sum(x, axis=1).astype(np.float32)))
    values = single.values(_ints(0), np.array([1.0]))
    assert values.dtype == np.float64
    assert single.value_epsilon == 2.0**-23
    double = LineProbe(_lines(), Serial(_weighted, read_number))
    double.base()
    assert double.value_epsilon == EPS


def test_complex_values() -> None:
    """f(x + i h e_1) of x1^3 at x1 = 2 with h = 1: (2 + i)^3 = 2 + 11 i."""
    probe = LineProbe(_lines(), Serial(lambda x: x[1] ** 3, read_number))
    values = probe.complex_values(_ints(1), np.array([1.0]))
    assert values.dtype == np.complex128
    assert values.tolist() == [2.0 + 11.0j]
    real = LineProbe(_lines(), Serial(lambda x: 7.0, read_number)).complex_values(_ints(0), np.array([1.0]))
    assert real.dtype == np.complex128
    assert real.tolist() == [7.0 + 0.0j]


# --- OutputProbe ------------------------------------------------------------------------------------------------------


def _two_outputs(x: Float64Array) -> Float64Array:
    return np.array([_weighted(x), x[0] * x[1]])


def test_output_probe_numbers_its_lines_output_by_output() -> None:
    probe = OutputProbe(_lines(), Serial(_two_outputs, read_array))
    assert probe.size == 6
    assert probe.output_shape == (2,)
    assert probe.base().tolist() == [321.0, 321.0, 321.0, 2.0, 2.0, 2.0]
    assert probe.geometry.position.tolist() == [1.0, 2.0, 3.0, 1.0, 2.0, 3.0]
    values = probe.values(_ints(4, 1, 3, 2), np.array([1.0, 1.0, 1.0, -1.0]))
    assert values.tolist() == [3.0, 331.0, 4.0, 221.0]
    assert probe.name(4) == "x[1] (output 1)"


def test_output_probe_shares_evaluations_between_outputs() -> None:
    fun = Counted(_two_outputs)
    probe = OutputProbe(_lines(), Serial(fun, read_array))
    assert probe.evaluations == fun.calls == 1
    values = probe.values(_ints(0, 3, 1, 4, 0), np.array([0.5, 0.5, 0.5, 0.25, 0.5]))
    assert values.tolist() == [321.5, 3.0, 326.0, 2.25, 321.5]
    assert probe.evaluations == fun.calls == 1 + 3


def test_output_probe_with_a_caught_exception() -> None:
    probe = OutputProbe(_lines(), Serial(_only_positive, read_array))
    values = probe.values(_ints(0, 3, 3), np.array([-5.0, -5.0, 1.0]), catch=(ZeroDivisionError,))
    assert np.isnan(values[:2]).all()
    assert values[2] == 4.0
    alone = probe.values(_ints(0, 3), np.array([-5.0, -5.0]), catch=(ZeroDivisionError,))
    assert alone.shape == (2,)
    assert np.isnan(alone).all()


def test_output_probe_of_one_number() -> None:
    probe = OutputProbe(_lines(), Serial(_weighted, read_array))
    assert probe.output_shape == ()
    assert probe.size == 3
    assert probe.values(_ints(2), np.array([1.0])).tolist() == [421.0]


# --- ElementwiseProbe -------------------------------------------------------------------------------------------------


def test_elementwise_probe_moves_all_elements_at_once() -> None:
    fun = Counted(np.square)
    probe = ElementwiseProbe(_lines(), fun)
    values = probe.values(_ints(2, 0, 1), np.array([1.0, -1.0, 0.5]))
    assert values.tolist() == [16.0, 0.0, 6.25]
    assert fun.calls == 1
    assert probe.evaluations == 3


def test_elementwise_probe_takes_a_round_for_each_repeat_of_a_line() -> None:
    fun = Counted(np.square)
    probe = ElementwiseProbe(_lines(), fun)
    values = probe.values(_ints(0, 1, 0, 0, 1), np.array([1.0, 1.0, 2.0, 3.0, 2.0]))
    assert values.tolist() == [4.0, 9.0, 9.0, 16.0, 16.0]
    assert fun.calls == 3
    assert probe.evaluations == 5


def test_elementwise_probe_evaluates_f_of_x_once() -> None:
    fun = Counted(np.square)
    probe = ElementwiseProbe(_lines(), fun)
    assert probe.base().tolist() == probe.base().tolist() == [1.0, 4.0, 9.0]
    assert fun.calls == 1


def test_elementwise_probe_with_a_caught_exception() -> None:
    def fun(x: Float64Array) -> Float64Array:
        if x.min() < 0.0:
            raise ZeroDivisionError
        return np.sqrt(x)

    probe = ElementwiseProbe(_lines(), fun)
    assert np.isnan(probe.values(_ints(0, 1), np.array([-5.0, 2.0]), catch=(ZeroDivisionError,))).all()
    with pytest.raises(ZeroDivisionError):
        probe.values(_ints(0), np.array([-5.0]))


def test_elementwise_complex_values() -> None:
    probe = ElementwiseProbe(_lines(), np.square)
    assert probe.complex_values(_ints(0, 2), np.array([1.0, 1.0])).tolist() == [2.0j, 8.0 + 6.0j]


# --- reading values
# ----------------------------------------------------------------------------------------------------


def test_read_array_copies() -> None:
    buffer = np.array([1.0, 2.0])
    read = read_array(buffer)
    buffer[:] = 0.0
    assert read.tolist() == [1.0, 2.0]
    assert read_array([1, 2]).dtype == np.float64
    assert read_array(np.float32(1.5)).dtype == np.float32


def test_read_number_copies_and_keeps_precision() -> None:
    buffer = np.array(2.0)
    number = read_number(buffer)
    buffer[...] = 0.0
    assert float(number) == 2.0
    assert isinstance(read_number(np.float32(1.5)), np.float32)
    assert float(read_number(np.array(3))) == 3.0


def test_complex_numbers_only_where_asked_for() -> None:
    with pytest.raises(TypeError, match="`fun` must return real numbers, got complex128 of dtype complex128"):
        read_number(np.complex128(1j))
    root = (-1.0) ** 0.5  # what Python makes of a point outside the domain
    assert np.isnan(float(read_number(root)))
    with pytest.raises(
        TypeError, match="got complex of dtype complex128; take its real and imaginary part separately, or abs"
    ):
        read_number(root, kinds_for(np.zeros(1)))  # but x itself must be inside
    assert float(read_number(complex(2.0), kinds_for(np.zeros(1)))) == 2.0


def test_numbers_that_numpy_does_not_know() -> None:
    assert float(read_number(Fraction(1, 4))) == float(read_number(Decimal("0.25"))) == 0.25
    assert read_array([Fraction(1, 4), 10**400]).tolist() == [0.25, np.inf]
    with pytest.raises(TypeError, match="`fun` must return real numbers, got list of dtype object"):
        read_array([Fraction(1, 4), "0.25"])


def test_complex_values_at_complex_points() -> None:
    assert read_array(1j, "fiuc").tolist() == 1j
