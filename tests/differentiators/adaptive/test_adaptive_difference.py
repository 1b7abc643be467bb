"""Arguments that are refused, and functions without a value at x."""

from __future__ import annotations

import math

import numpy as np
import pytest

import minigrad as mg
from minigrad.arrays import Float64Array

ADAPTIVE = mg.AdaptiveDifference(domain_errors=(ValueError, ZeroDivisionError, OverflowError))


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


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_a_function_without_a_value_at_x_is_an_error(value: float) -> None:
    with pytest.raises(mg.NonFiniteError, match=f"`fun` must be finite at x itself, got {value}; outside its domain"):
        ADAPTIVE.derivative(lambda x: value, 1.0)
    with pytest.raises(mg.NonFiniteError):
        ADAPTIVE.gradient(lambda x: value, [1.0, 2.0])


def test_warnings_of_fun_are_left_alone() -> None:
    """The method silences its own divisions by zero, not those of the caller."""

    def careless(x: Float64Array) -> Float64Array:
        result: Float64Array = np.log(x)
        return result

    with pytest.warns(RuntimeWarning, match="divide by zero|invalid value"):
        mg.AdaptiveDifference().derivative(careless, [1e-3, 0.0])
