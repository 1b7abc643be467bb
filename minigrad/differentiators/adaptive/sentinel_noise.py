"""How large the noise of f is: what the sentinel deviates by from the polynomial that fits the ladder.

So close to x a low Taylor polynomial p is exact for all purposes, so (f(x + t) - f(x)) - p(t) is the noise of two
values of f, and it cost nothing extra. The idea to difference f at spacings where all that is left of it is noise is
from More and Wild (2011), SIAM Journal on Scientific Computing 33, 1292-1314 (ECnoise).
"""

from __future__ import annotations

from typing import Final, TypeVar

import numpy as np

from minigrad.arrays import EPSILON, Float64Array
from minigrad.differentiators.adaptive.ladder import PAIRS

ROUNDING: Final = 0.3
"""The least noise, in units of eps |f|: a correctly rounded value is off by up to eps/2, and 0.29 eps on average."""

Number = TypeVar("Number", float, Float64Array)


def residuals(
    slopes: Float64Array, step: Float64Array, window: Float64Array, taylor: Float64Array, two_sided: bool
) -> Float64Array:
    """f(x + t) - f(x) - p(t) at the two points of a sentinel; (2, n).

    Args:
        slopes: (2, n) at these points.
        step: (n,) the slot's step, signed on one-sided lines.
        window: (n,) H, signed likewise.
        taylor: (4, n) the coefficients of p, in units of H.
    """
    reach = PAIRS[two_sided] * step
    u = reach / window
    predicted = taylor[0] + u * (taylor[1] + u * (taylor[2] + u * taylor[3]))
    residual: Float64Array = (slopes - predicted) * reach
    return residual


def spread(residual: Float64Array) -> Float64Array:
    """The size of a pair of residuals, for comparing two sentinels: their root mean square; (n,)."""
    size: Float64Array = np.hypot(residual[0], residual[1]) * 0.5**0.5
    return size


def level(residual: Float64Array, doubt: Float64Array) -> Float64Array:
    """The noise of one value of f, from the residuals at a sentinel.

    Both residuals share the noise of f(x). Their difference has twice and their sum six times the variance of one
    value, and they are independent, so both together are two samples. ``doubt`` is how much of the difference may be
    due to the error of p' instead.
    """
    odd = np.maximum(np.abs(residual[0] - residual[1]) - doubt, 0.0)
    even = residual[0] + residual[1]
    size: Float64Array = np.hypot(odd / 2.0, even / 12**0.5)
    return size


def at_window(
    near: Float64Array, near_size: Float64Array, far_size: Float64Array, samples: Float64Array
) -> Float64Array:
    """The noise at the far end of the window, from the noise ``near`` x.

    Noise is usually relative to f, so it grows with |f|, from ``near_size`` to ``far_size``; but no further than the
    ladder itself shows (``samples``, two estimates that also contain what has not converged).
    """
    grown: Float64Array = np.minimum(near * (far_size / near_size), 5.0 * np.hypot(samples[0], samples[1]))
    return np.fmax(near, grown)  # ``grown`` is NaN where f is 0 everywhere


def of_steps(position: Number, bend: Number) -> Number:
    """What it does that the steps are rounded to floating-point numbers, as if it were noise of f.

    The slopes are those of the rounded steps t + d, but the table takes them for those at t. That is off by the bend of
    f, about 2 c_3 u d / H on two sides, where c_2 cancels. It counts where windows are short next to x.

    Args:
        position: |x|.
        bend: |c_3|, on one-sided lines |c_2| + |c_3|.
    """
    # Floats, which all points are, are 0.7 eps |x| apart on average.
    return 2 * ROUNDING * 0.7 * EPSILON["d"] * position * bend
