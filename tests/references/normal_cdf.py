"""Prints the coefficients of ``minigrad.layers.activations.normal_cdf``: ``python -m tests.references.normal_cdf``.

The function (1 + 1.5 y) exp(y**2 / 2) P(-y) of t = (y - 5.25) / (y + 5.25) is interpolated at 23 Chebyshev points, with
50 digits; it needs mpmath.
"""

from __future__ import annotations

import mpmath

from minigrad.layers.activations.normal_cdf import CENTRE, COEFFICIENTS, SLOPE

mpmath.mp.dps = 50


def scaled_tail(t: mpmath.mpf) -> mpmath.mpf:
    """What the polynomial approximates."""
    y = CENTRE * (1 + t) / (1 - t)
    return (1 + SLOPE * y) * mpmath.erfc(y / mpmath.sqrt(2)) * mpmath.exp(y * y / 2) / 2


def coefficients(degree: int) -> list[float]:
    """The interpolating polynomial's coefficients, highest power first."""
    points = [mpmath.cos(mpmath.pi * (2 * j + 1) / (2 * degree + 2)) for j in range(degree + 1)]
    powers = mpmath.matrix([[point ** (degree - k) for k in range(degree + 1)] for point in points])
    values = mpmath.matrix([scaled_tail(point) for point in points])
    return [float(number) for number in mpmath.lu_solve(powers, values)]


if __name__ == "__main__":
    print(*map(repr, coefficients(len(COEFFICIENTS) - 1)), sep=",\n")
