"""A least-squares fit to many points where noise is what limits: its errors average out.

Only the odd part of f matters for the slope at x: (f(x + t) - f(x - t)) / 2 = f'(x) t + c t^3 + d t^5 + ...
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.differentiators.estimate import Status
from minigrad.differentiators.robust.quotients import ladder_at
from minigrad.differentiators.robust.robust_settings import ROBUST
from minigrad.differentiators.robust.slopes import Slopes
from minigrad.probes.sampler import Sampler


def narrowed(sampler: Sampler, slopes: Slopes, rtol: float) -> Slopes:
    """The slopes from a fit where noise keeps the interval wider than ``rtol`` of the slope, and the fit is narrower.

    Args:
        sampler: m lines.
        slopes: what is known of them; ``step`` is how far the fit reaches.
        rtol: the relative precision that is worth 48 evaluations.
    """
    wide = slopes.smooth & (slopes.bound > rtol * np.abs(slopes.value)) & (slopes.value != 0.0)
    rows = np.flatnonzero(wide)
    if not rows.size:
        return slopes
    old = slopes.take(rows)
    value, bound, rounding = _fit(sampler.take(rows), old.step, old.noise)
    near = np.abs(value - old.value) <= ROBUST.interval.compatible * (bound + old.bound)
    better = (bound < old.bound) & near
    fitted = replace(
        old,
        value=np.where(better, value, old.value),
        bound=np.where(better, bound, old.bound),
        rounding=np.where(better, rounding, old.rounding),
    )
    return slopes.put(rows, fitted.marked(better, Status.LIMITED_BY_NOISE))


def _fit(sampler: Sampler, reach: Float64Array, noise: Float64Array) -> tuple[Float64Array, Float64Array, Float64Array]:
    """Slope, bound, and the part of it that is noise (m,), from the better of two windows; the bound is infinite where
    what is left of f is not noise."""
    (wide, wide_error, wide_rounding), (narrow, narrow_error, narrow_rounding) = (
        _in_window(sampler, window * reach, noise) for window in ROBUST.fit.windows
    )
    better = narrow_error < wide_error
    apart = np.where(np.isfinite(narrow_error) & np.isfinite(wide_error), 0.5 * np.abs(wide - narrow), 0.0)
    bound = np.maximum(np.where(better, narrow_error, wide_error), apart)
    return np.where(better, narrow, wide), bound, np.where(better, narrow_rounding, wide_rounding)


def _in_window(
    sampler: Sampler, reach: Float64Array, noise: Float64Array
) -> tuple[Float64Array, Float64Array, Float64Array]:
    """A few odd powers give the slope; one more says what is left out."""
    own = ROBUST.fit
    nodes = np.sin((np.arange(own.nodes) + 0.5) * np.pi / (2 * own.nodes))  # the positive Chebyshev points
    ladder = ladder_at(sampler, reach[:, np.newaxis] * nodes)
    odd = 0.5 * (ladder.above - ladder.below)
    (slope, rest, gain), (other, _, _) = (_least_squares(nodes, odd, terms) for terms in (own.terms, own.terms + 1))
    rounding = ROBUST.interval.usual * gain * np.maximum(noise, rest) / reach
    error = rounding + np.abs(slope - other) / reach
    return slope / reach, np.where((rest <= own.rest * noise) & np.isfinite(error), error, np.inf), rounding


def _least_squares(nodes: Float64Array, odd: Float64Array, terms: int) -> tuple[Float64Array, Float64Array, float]:
    """The coefficient of t, the noise of f that the rest amounts to, and what unit noise makes of the coefficient."""
    powers = nodes[:, np.newaxis] ** (2 * np.arange(terms) + 1)
    inverse = np.linalg.pinv(powers)
    rest = odd - odd @ inverse.T @ powers.T
    noise = np.hypot.reduce(rest, axis=1) * np.sqrt(2.0 / (nodes.size - terms))
    return np.asarray(odd @ inverse[0]), np.asarray(noise), float(np.linalg.norm(inverse[0])) / np.sqrt(2.0)
