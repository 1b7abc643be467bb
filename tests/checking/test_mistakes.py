"""Causes that are told apart by a sign, a name or the last digit."""

from __future__ import annotations

import numpy as np
import pytest

import minigrad as mg
from minigrad.arrays import FloatArray

LAYOUT = mg.ParameterLayout(("first", "second"), ((4,), (4,)))
POINT = np.linspace(0.1, 1.0, 8)
WEIGHTS = np.array([1.0, 2.0, 3.0, 4.0, 3.0, -1.0, 2.0, 7.0])


def fun(x: FloatArray) -> float:
    return float(WEIGHTS @ np.sin(x))


def right(x: FloatArray) -> FloatArray:
    return WEIGHTS * np.cos(x)


@pytest.mark.parametrize(
    ("factor", "message"),
    [
        (1.002, "1.002 times the slope everywhere"),
        (1.0 + 2e-6, "1 +2e-06 times the slope everywhere"),
        (1.0 - 2e-6, "1 -2e-06 times the slope everywhere"),
    ],
)
def test_a_factor_near_1_is_told_by_its_distance(factor: float, message: str) -> None:
    cause = mg.check_gradient(fun, lambda x: factor * right(x), POINT, rng=0).cause
    assert cause is not None
    assert cause.message == message


def test_the_gradient_of_another_array_is_recognised() -> None:
    report = mg.check_gradient(fun, lambda x: np.tile(right(x)[4:], 2), POINT, names=LAYOUT.name, rng=0)
    assert report.cause is not None
    assert (report.cause.message, report.cause.where) == ("it is the gradient of `second`", "first")
