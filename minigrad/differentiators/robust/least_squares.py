"""A least-squares fit to many points where noise is what limits: its errors average out.

Only the odd part of f matters for the slope at x: (f(x + t) - f(x - t)) / 2 = f'(x) t + c t^3 + d t^5 + ...
"""

from __future__ import annotations

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.checking.quick_look import ladder_at
from minigrad.probes.sampler import Sampler

NODES = 12
TERMS = 3
WINDOWS = (1.0, 0.4)
NOISE = 2.0
"""What the fit leaves may be this many standard deviations of the noise; more is a feature of f, which does not average
out."""
CONFIDENCE = 3.0


def fit(sampler: Sampler, reach: Float64Array, noise: Float64Array) -> tuple[Float64Array, Float64Array]:
    """Slope and bound (m,) from the better of two windows, infinite where what is left of f is not noise; 24
    evaluations each.

    Args:
        sampler: m lines.
        reach: (m,) the longest step that the ladder accepted.
        noise: (m,) standard deviation of the noise of f.
    """
    (wide, wide_error), (narrow, narrow_error) = (_in_window(sampler, window * reach, noise) for window in WINDOWS)
    better = narrow_error < wide_error
    apart = np.where(np.isfinite(narrow_error) & np.isfinite(wide_error), 0.5 * np.abs(wide - narrow), 0.0)
    return np.where(better, narrow, wide), np.maximum(np.where(better, narrow_error, wide_error), apart)


def _in_window(sampler: Sampler, reach: Float64Array, noise: Float64Array) -> tuple[Float64Array, Float64Array]:
    """Three odd powers give the slope; a fourth says what is left out."""
    nodes = np.sin((np.arange(NODES) + 0.5) * np.pi / (2 * NODES))  # the positive Chebyshev points, rising
    ladder = ladder_at(sampler, reach[:, np.newaxis] * nodes)
    odd = 0.5 * (ladder.above - ladder.below)
    (three, left, gain), (four, _, _) = (_least_squares(nodes, odd, terms) for terms in (TERMS, TERMS + 1))
    level = np.maximum(noise, left)
    error = (CONFIDENCE * gain * level + np.abs(three - four)) / reach
    return three / reach, np.where((left <= NOISE * noise) & np.isfinite(error), error, np.inf)


def _least_squares(nodes: Float64Array, odd: Float64Array, terms: int) -> tuple[Float64Array, Float64Array, float]:
    """The coefficient of t, the noise of f that the rest amounts to, and what unit noise makes of the coefficient."""
    powers = nodes[:, np.newaxis] ** (2 * np.arange(terms) + 1)
    inverse = np.linalg.pinv(powers)
    rest = odd - odd @ inverse.T @ powers.T
    left = np.hypot.reduce(rest, axis=1) * np.sqrt(2.0 / (NODES - terms))
    return np.asarray(odd @ inverse[0]), np.asarray(left), float(np.linalg.norm(inverse[0])) / np.sqrt(2.0)
