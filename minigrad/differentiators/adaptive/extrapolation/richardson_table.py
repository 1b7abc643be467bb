"""Reading Richardson's table: all entries with estimates of their truncation errors, from one matrix product."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.differentiators.adaptive.extrapolation.table_matrices import ENTRIES, TOP, TableMatrices


class RichardsonTable(NamedTuple):
    """What the slopes of n lines say, every array of shape (..., n).

    Attributes:
        entry: (len(ENTRIES), n): estimates of the derivative, times H^(derivative - 1).
        gap: like ``entry``: the distance to the next better entry, which estimates this one's truncation error.
        slope_gap: (n,): the truncation error of the slope a_1 below, estimated likewise.
        noise: (2, n): estimates of the noise in f from the last gaps of the first two derivatives; far too large
            where the table has not converged.
        taylor: (4, n): a_k H^(k - 1) for k = 1 .. 4, where f(x + t) = f(x) + a_1 t + a_2 t^2 + ...
        nonsmooth: (6, n): the jump of the slope at x, from 2, 3 and 4 rungs; then, for first derivatives, the slope if
            f'' jumps there, and for second ones the jump of f'' times H. Empty on one-sided lines.
        nonsmooth_error: like ``nonsmooth``: twice the distance to the next one; for the last one less.
    """

    entry: Float64Array
    gap: Float64Array
    slope_gap: Float64Array
    noise: Float64Array
    taylor: Float64Array
    nonsmooth: Float64Array
    nonsmooth_error: Float64Array


def read_table(matrices: TableMatrices, slopes: Float64Array) -> RichardsonTable:
    """All entries, gaps, samples of noise and Taylor coefficients from slopes (2 RUNGS, n).

    The entry of the highest order has no better neighbour. With z = (H/s)^2 for a function of scale s, the gaps of the
    last row and the error of its last entry behave like z/64, z^2/1024, z^3/4096 and z^4/4096, so the ratios of the
    gaps predict the error from the last gap.
    """
    product, n = matrices.rows @ slopes, len(ENTRIES)
    size = np.abs(product)
    gap, last, error = size[n : 2 * n], size[2 * n : 2 * n + 2], size[2 * n + 12 :]
    ratio = gap[TOP - 2 : TOP] / gap[TOP - 3 : TOP - 1]
    first_rate = 4 * ratio[0]
    rate = np.fmin(np.maximum(4 * ratio[1], 4 * first_rate), 1.0)  # 1 also where it is NaN: all gaps are zero
    # No better than the second gap lets expect: the third may be small by accident.
    gap[TOP] = np.fmax(gap[TOP - 1], gap[TOP - 2] * np.fmin(first_rate, 1.0)) * rate
    error[2::3] *= np.fmin(error[1::3] / error[::3], 0.5)
    taylor, nonsmooth = product[2 * n + 2 : 2 * n + 6], product[2 * n + 6 : 2 * n + 12]
    return RichardsonTable(product[:n], gap, last[0] * rate, last / matrices.last_gain, taylor, nonsmooth, error)
