"""Whether the window H is short enough to resolve f, and how far it is from the best one.

Two rungs of the ladder, H and H/4, fix the quartic p through x. How much its slope changes over the window, relative to
the slope itself, says whether H resolves f; whether the sentinel lies on p says whether p describes f at all.

With c_k = a_k H^(k-1) for the Taylor coefficients a_k of p:

    steepness   M = |c_1| + |c_2|
    change      q = (|c_3| + |c_4|) / M        about (H / s)^2 for a function of scale s

The error of the extrapolated ladder, q^4 / 4096 for truncation and 12 (noise / M H) for noise, is least at a q that
hardly depends on f: about 1/400 for rounding errors, growing as noise^(2/9). So the window is multiplied by
sqrt(q_best / q).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, anywhere
from minigrad.differentiators.adaptive.adaptive_settings import SETTINGS
from minigrad.differentiators.adaptive.ladder import COARSE, SENTINEL
from minigrad.differentiators.adaptive.options import Options
from minigrad.differentiators.adaptive.state import State
from minigrad.differentiators.adaptive.windows.sentinel_noise import deviations


class QuarticFit(NamedTuple):
    """What the coarse rungs and the sentinel show of n lines.

    Attributes:
        steepness: M above.
        change: q above.
        deviation: (2, n) the sentinel's deviations from the quartic.
        rounding: the size of a rounding error of f.
        rounding_of_x: what a rounding of x inside f amounts to.
        smooth: whether the change is small enough.
        suspicious: whether the deviation is more than the quartic's own error, rounding and known noise explain.
        finite: whether f was finite at all points.
        resolved: where nothing contradicts the window.
        taylor: c_1 to c_4.
    """

    steepness: Float64Array
    change: Float64Array
    deviation: Float64Array
    rounding: Float64Array
    rounding_of_x: Float64Array
    smooth: BoolArray
    suspicious: BoolArray
    finite: BoolArray
    resolved: BoolArray
    taylor: Float64Array

    def variation(self, state: State) -> Float64Array:
        """What f changes by over the window."""
        return self.steepness * state.window


def fit_quartic(options: Options, state: State, epsilon: float) -> QuarticFit:
    """Compare the coarse rungs with each other and with the sentinel; ``epsilon`` is that of the values of f."""
    taylor = options.matrices.coarse @ state.slopes[COARSE].reshape(4, -1)
    first, second, third, fourth = np.abs(taylor)
    steepness, curvature = first + second, third + fourth
    step, signed = state.sentinel * state.side, state.signed_window()
    deviation = deviations(state.slopes[SENTINEL], step, signed, taylor, options.two_sided)
    rounding = epsilon * (np.abs(state.base) + steepness * state.window)
    rounding_of_x = SETTINGS.rounding_margin * epsilon * state.position * steepness
    largest = np.maximum(*np.abs(deviation))
    explained = curvature * state.sentinel / SETTINGS.quartic_error + SETTINGS.rounding_margin * rounding
    suspicious = largest > explained + rounding_of_x + SETTINGS.noise_margin * state.noise
    change, finite = curvature / steepness, np.isfinite(steepness + largest)
    smooth = change <= SETTINGS.largest_change
    resolved = finite & smooth & ~suspicious
    return QuarticFit(
        steepness, change, deviation, rounding, rounding_of_x, smooth, suspicious, finite, resolved, taylor
    )


def exceeds_rounding(size: Float64Array, rounding: Float64Array, rounding_of_x: Float64Array) -> BoolArray:
    """Whether this is more noise than roundings of f, and of x inside f, explain."""
    exceeds: BoolArray = size > SETTINGS.loud * rounding + rounding_of_x
    return exceeds


def clearly_fits(state: State, fit: QuarticFit) -> BoolArray:
    """Where the window is close to the best one and f has no more than rounding errors: most are, at little cost."""
    best, tolerance = SETTINGS.best_change, SETTINGS.change_tolerance
    fitting: BoolArray = fit.resolved & (fit.change > best / tolerance) & (fit.change < tolerance * best)
    return fitting & (fit.rounding < SETTINGS.quiet * fit.steepness * state.window)


def near_one(factor: Float64Array) -> BoolArray:
    """Whether a change of the window by this factor would not be worth it."""
    near: BoolArray = (factor < SETTINGS.window_tolerance) & (factor > 1 / SETTINGS.window_tolerance)
    return near


def growth_factor(options: Options, state: State, fit: QuarticFit) -> Float64Array:
    """The factor sqrt(q_best / q), no larger than it takes to reach the goal or than noise relative to f allows."""
    variation = fit.variation(state)
    relative = np.maximum(state.noise, SETTINGS.average_rounding * fit.rounding) / variation
    unseen = SETTINGS.change_of_noise * relative
    q = np.maximum(np.maximum(fit.change, unseen), 1e-30)
    at_best = relative * np.sqrt(q / SETTINGS.best_change)
    grown = SETTINGS.best_change * np.maximum(1.0, (at_best * SETTINGS.noise_of_best_change) ** (2 / 9))
    best = np.minimum(grown, SETTINGS.largest_best_change)
    error = (SETTINGS.error_of_noise if options.derivative == 1 else SETTINGS.error_of_noise_second) * relative
    pays = np.maximum(1.0, error / max(SETTINGS.goal, options.rtol))
    factor = np.minimum(np.sqrt(best / q), pays)
    if anywhere(state.noise):
        hidden = (state.noise > 0) & (unseen > fit.change / 2)
        factor = np.where(hidden, np.maximum(factor, SETTINGS.noisy_move), factor)
    # Noise relative to f grows with f: once f doubles over the window, a longer one gains nothing.
    return np.minimum(factor, np.maximum(1.0, SETTINGS.variation * np.abs(state.base) / variation))
