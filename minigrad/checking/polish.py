"""A second opinion where noise is the limit: a least-squares fit to many points, whose noise averages out.

Only the odd part of f matters for the slope at x: (f(x + t) - f(x - t)) / 2 = f'(x) t + c t^3 + d t^5 + ...
"""

from __future__ import annotations

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.checking.quick import ladder_at
from minigrad.checking.sampler import Sampler

NODES = 12
WINDOWS = (1.0, 0.4)
AGREEMENT = 0.5


def _nodes() -> Float64Array:
    """The positive Chebyshev points of (-1, 1), rising."""
    angles = (np.arange(NODES) + 0.5) * np.pi / (2 * NODES)
    return np.asarray(np.sin(angles), dtype=np.float64)


def _weights(terms: int) -> Float64Array:
    """Weights (NODES,) that give the coefficient of t in a least-squares fit of ``terms`` odd powers."""
    powers = _nodes()[:, np.newaxis] ** (2 * np.arange(terms) + 1)
    inverse = np.linalg.pinv(powers)
    return np.asarray(inverse[0], dtype=np.float64)


def fit(sampler: Sampler, reach: Float64Array, tolerance: Float64Array) -> tuple[Float64Array, Float64Array]:
    """Slope and bound (m,) from the better of two windows; 24 evaluations for each.

    Args:
        sampler: m lines.
        reach: (m,) the longest step that the ladder trusted.
        tolerance: (m,) the half-width of an interval that the noise of one value explains.
    """
    (wide, wide_error), (narrow, narrow_error) = (_in_window(sampler, window * reach, tolerance) for window in WINDOWS)
    apart = AGREEMENT * np.abs(wide - narrow)  # if the wide window is biased, the narrow one is much less so
    better = (narrow_error < wide_error) | ~np.isfinite(wide)
    value, error = np.where(better, narrow, wide), np.where(better, narrow_error, wide_error)
    return value, np.where(np.isfinite(apart), np.maximum(error, apart), error)


def _in_window(sampler: Sampler, reach: Float64Array, tolerance: Float64Array) -> tuple[Float64Array, Float64Array]:
    """Three odd powers give the slope; a fourth says what is left out."""
    ladder = ladder_at(sampler, reach[:, np.newaxis] * _nodes())
    odd = 0.5 * (ladder.above - ladder.below)
    three, four = odd @ _weights(3) / reach, odd @ _weights(4) / reach
    gain = float(np.linalg.norm(_weights(3))) / np.sqrt(2.0)
    error = tolerance * gain / reach + np.abs(three - four)
    return three, np.where(np.isfinite(error), error, np.inf)
