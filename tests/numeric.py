"""A derivative for tests that owes nothing to the package: central differences of order four with a fixed step."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from minigrad.arrays import Float64Array, FloatArray


def numeric_derivative(fun: Callable[[Float64Array], float], x: FloatArray, *, step: float = 1e-3) -> Float64Array:
    """d fun / dx for x of any shape: (8 (f(h) - f(-h)) - (f(2h) - f(-2h))) / 12h, its error about h**4 and 1e-16 /
    h."""
    result = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        values = []
        for factor in (2.0, 1.0, -1.0, -2.0):
            moved = x.astype(np.float64)
            moved[index] += factor * step
            values.append(fun(moved))
        result[index] = (8.0 * (values[1] - values[2]) - (values[0] - values[3])) / (12.0 * step)
    return result


def read_only(array: FloatArray) -> FloatArray:
    """A copy that raises where somebody writes to it."""
    copy = array.copy()
    copy.setflags(write=False)
    return copy
