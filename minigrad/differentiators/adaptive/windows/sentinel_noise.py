"""The noise of f, from the sentinel's deviation from the polynomial p through the ladder.

So close to x, a low Taylor polynomial is as good as exact, so f(x + t) - f(x) - p(t) is the noise of two values of f,
and no evaluations are spent on it. The idea to difference f at spacings at which only noise is left is from More and
Wild (2011), SIAM Journal on Scientific Computing 33, 1292-1314 (ECnoise).
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np

from minigrad.arrays import EPSILON, Float64Array
from minigrad.differentiators.adaptive.adaptive_settings import SETTINGS
from minigrad.differentiators.adaptive.ladder import PAIRS

Number = TypeVar("Number", float, Float64Array)


def deviations(
    slopes: Float64Array, step: Float64Array, window: Float64Array, taylor: Float64Array, two_sided: bool
) -> Float64Array:
    """f(x + t) - f(x) - p(t) at the two points of a sentinel; (2, n).

    Args:
        slopes: (2, n) at these points.
        step: (n,) the step of the sentinel, signed on one-sided lines.
        window: (n,) H, signed likewise.
        taylor: (4, n) the coefficients of p, in units of H.
        two_sided: whether the points are on both sides of x.
    """
    reach = PAIRS[two_sided] * step
    u = reach / window
    predicted = taylor[0] + u * (taylor[1] + u * (taylor[2] + u * taylor[3]))
    deviation: Float64Array = (slopes - predicted) * reach
    return deviation


def root_mean_square(deviation: Float64Array) -> Float64Array:
    """The size of a pair of deviations, (n,), without overflow."""
    size: Float64Array = np.hypot(deviation[0], deviation[1]) * 0.5**0.5
    return size


def noise_of_value(deviation: Float64Array, slope_error: Float64Array) -> Float64Array:
    """The noise of one value of f, from the deviations at a sentinel.

    Both deviations share the noise of f(x). Their difference has twice and their sum six times the variance of one
    value, and they are independent, so both together are two samples. ``slope_error`` is how much of the difference may
    be due to the error of p' instead.
    """
    odd = np.maximum(np.abs(deviation[0] - deviation[1]) - slope_error, 0.0)
    even = deviation[0] + deviation[1]
    size: Float64Array = np.hypot(odd / 2.0, even / 12**0.5)
    return size


def noise_at_window(
    near: Float64Array, near_size: Float64Array, far_size: Float64Array, samples: Float64Array
) -> Float64Array:
    """The noise at the far end of the window, from the noise ``near`` x.

    Noise is usually relative to f, so it grows with |f|, from ``near_size`` to ``far_size``; but no further than the
    ladder itself shows (``samples``, two estimates that also contain what has not converged).
    """
    limit = SETTINGS.grown_noise * np.hypot(samples[0], samples[1])
    grown: Float64Array = np.minimum(near * (far_size / near_size), limit)
    return np.fmax(near, grown)  # ``grown`` is NaN where f is 0 everywhere


def noise_of_steps(position: Number, curvature: Number) -> Number:
    """The effect of rounding the steps to floating-point numbers, as if it were noise of f.

    The slopes are those at the rounded steps t + d, but the table takes them for those at t. The error is about
    2 c_3 d t / H on two sides, where c_2 cancels. It counts where windows are short next to x.

    Args:
        position: |x|.
        curvature: |c_3|, on one-sided lines |c_2| + |c_3|.
    """
    # Floats, which all points are, are 0.7 eps |x| apart on average.
    return 2 * SETTINGS.rounding_noise * 0.7 * EPSILON["d"] * position * curvature
