"""The points of a window, and the matrices that lead from values there to a Chebyshev series and its derivatives.

In a window x - W .. x + W, f(x + W u) = c_0 T_0(u) + ... + c_N T_N(u) at the points u_j = cos(pi j / N). Where x is the
lower or the upper end of the window, u is counted from there.

Source: Trefethen (2013), Approximation Theory and Approximation Practice, chapters 3, 4 and 7.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import final

import numpy as np
from numpy.polynomial import chebyshev
from typing_extensions import override

from minigrad.arrays import Float64Array
from minigrad.differentiators.high_orders.grid import Grid


@final
@dataclass(frozen=True, eq=False)
class ChebyshevGrid(Grid):
    """N + 1 points of a window, with x among them.

    Attributes:
        place: where in the window x is: 0 in the middle, -1 at its lower and 1 at its upper end.
        matrix: (N + 1, N + 1) from values to the coefficients of the series.
    """

    place: int
    matrix: Float64Array

    @override
    def series(self, values: Float64Array) -> Float64Array:
        result: Float64Array = self.matrix @ values
        return result

    @override
    def values(self, series: Float64Array, steps: Float64Array) -> Float64Array:
        return np.asarray(chebyshev.chebval(steps + self.place, series), np.float64)


@lru_cache(maxsize=64)
def chebyshev_grid(degree: int, place: int, derivative: int) -> ChebyshevGrid:
    """The points and matrices for the n-th derivative, n = ``derivative``.

    >>> points = chebyshev_grid(12, 0, 3)
    >>> round(float(points.gain @ points.series(np.exp(0.5 * points.steps))) / 0.5**3, 6)
    1.0
    """
    j = np.arange(degree + 1)
    u: Float64Array = np.sin(np.pi * (degree - 2 * j) / (2 * degree))  # cos(pi j / N), and exactly 0 in the middle
    matrix: Float64Array = 2 / degree * np.cos(np.pi / degree * np.outer(j, j))
    matrix[:, [0, -1]] /= 2
    matrix[[0, -1]] /= 2
    gain = np.zeros(degree + 1)
    polynomials = np.eye(degree + 1)[:, derivative:]
    gain[derivative:] = chebyshev.chebval(float(place), chebyshev.chebder(polynomials, derivative))
    own = {1: 0, 0: degree // 2, -1: degree}[place]
    return ChebyshevGrid(degree, derivative, u - place, gain, own, place, matrix)
