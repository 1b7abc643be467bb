"""The points of a circle around x, and the Taylor series that comes from the values there.

At the points z_k = x + r exp(2 pi i k / N), f(z_k) = sum_j c_j exp(2 pi i j k / N) with c_j = a_j r^j, so the c_j are a
discrete Fourier transform of the values. Where f is not analytic, powers of the conjugate of z appear among the last of
them. Only points in the upper half plane are needed, since f takes conjugate values at conjugate points.

Source: Lyness and Moler (1967), SIAM Journal on Numerical Analysis 4, 202-210; Fornberg (1981), ACM Transactions on
Mathematical Software 7, 512-526, for the choice of r.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import factorial
from typing import cast, final

import numpy as np
from numpy.polynomial import polynomial
from typing_extensions import override

from minigrad.arrays import ComplexArray, Float64Array
from minigrad.differentiators.high_orders.grid import Grid


@final
@dataclass(frozen=True, eq=False)
class CircleGrid(Grid):
    """The upper half of N points of a circle, both ends included.

    Attributes:
        matrix: (N, N / 2 + 1) from values to the coefficients of the series, of which the real part is taken.
    """

    matrix: ComplexArray

    @override
    def series(self, values: Float64Array) -> Float64Array:
        result: Float64Array = (self.matrix @ values).real
        return result

    @override
    def values(self, series: Float64Array, steps: Float64Array) -> Float64Array:
        return np.asarray(polynomial.polyval(steps, series), np.float64)


@lru_cache(maxsize=32)
def circle_grid(degree: int, place: int, derivative: int) -> CircleGrid:
    """The points and the matrix for the n-th derivative, n = ``derivative``; x is in the middle, whatever ``place``.

    >>> points = circle_grid(12, 0, 3)
    >>> round(float(points.gain @ points.series(np.exp(0.5 * points.steps))) / 0.5**3, 6)
    1.0
    """
    del place
    turn = 2j * np.pi / degree * np.arange(degree // 2 + 1)
    weights = np.full(turn.size, 2.0 / degree)
    weights[[0, -1]] /= 2
    matrix = weights * np.exp(-np.outer(np.arange(degree), turn))
    gain = np.zeros(degree)
    gain[derivative] = factorial(derivative)
    steps = np.exp(turn)
    steps[[0, -1]] = 1.0, -1.0
    # As in Probe.complex_values: only the dtype differs.
    return CircleGrid(degree, derivative, cast("Float64Array", steps), gain, None, matrix)
