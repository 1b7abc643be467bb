"""The distribution function of the standard normal distribution.

numpy has no error function, and ``math.erf`` takes one number at a time.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from minigrad.arrays import FloatArray

CENTRE: Final = 5.25
SLOPE: Final = 1.5
COEFFICIENTS: Final = (
    -1.5178842010070231e-09,
    -2.1137495314143392e-11,
    1.7855817501049154e-08,
    -1.803892998299056e-09,
    -1.3251252262236395e-07,
    5.6919881565805027e-08,
    8.699542364399688e-07,
    -1.0084437126198544e-06,
    -5.1771161015373024e-06,
    1.3828459913914365e-05,
    1.8005380344982964e-05,
    -0.0001473981040966669,
    0.0002063215598782883,
    0.0007214237243166856,
    -0.004733819700926533,
    0.01453762468148008,
    -0.03111170927104996,
    0.050334105830817176,
    -0.061343463596581896,
    0.04977350696318518,
    -0.006032249551785255,
    -0.06602542790568032,
    0.6522080488176493,
)
"""For y >= 0, (1 + SLOPE y) exp(y**2 / 2) P(-y) is this polynomial in (y - CENTRE) / (y + CENTRE), highest power first;
``python -m tests.references.normal_cdf`` computes it."""

BEYOND: Final = 40.0
"""A place where P is 0 or 1 in double precision; further out y**2 might overflow."""


def normal_cdf(x: FloatArray) -> FloatArray:
    """P(x), the probability that a standard normal number is below x, in the dtype of ``x``.

    The relative error is at most 6e-16 in double precision, also where P is tiny. No approximation other than that of a
    smooth function by a polynomial is made: exp(y**2 / 2) P(-y) falls slowly from 1/2 at 0, like 1 / y far out.

    >>> normal_cdf(np.array([-10.0, 0.0, 1.0]))
    array([7.61985302e-24, 5.00000000e-01, 8.41344746e-01])

    Source: Shepherd and Laframboise (1981), Chebyshev approximation of (1 + 2x) exp(x^2) erfc x in 0 <= x < infinity,
    Mathematics of Computation 36, 249-253, for the form; the exponential in two factors is that of Cody (1969),
    Rational Chebyshev approximations for the error function, Mathematics of Computation 23, 631-637.
    """
    y: FloatArray = np.minimum(np.abs(x), BEYOND)
    tail = _polynomial((y - CENTRE) / (y + CENTRE))
    tail /= 1.0 + SLOPE * y
    tail *= gaussian(y)
    return np.where(x < 0, tail, 1.0 - tail)


def gaussian(y: FloatArray) -> FloatArray:
    """exp(-y**2 / 2), for |y| of at most ``BEYOND``, with the relative error of exp: the square of y in sixteenths is
    exact."""
    coarse: FloatArray = np.trunc(16.0 * y) / 16.0
    result: FloatArray = np.exp(-0.5 * coarse * coarse)
    result *= np.exp(-0.5 * (y - coarse) * (y + coarse))
    return result


def _polynomial(t: FloatArray) -> FloatArray:
    result = np.full_like(t, COEFFICIENTS[0])
    for coefficient in COEFFICIENTS[1:]:
        result *= t
        result += coefficient
    return result
