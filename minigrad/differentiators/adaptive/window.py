"""Finding the scale: is the window H short enough to resolve f, and is it as long as it may be?

Two rungs of the ladder, H and H/4, fix the quartic p through x. How much its slope changes over the window, relative to
the slope itself, says whether H resolves f; whether the sentinel lies on p says whether p has anything to do with f.

With c_k = a_k H^(k-1) for the Taylor coefficients a_k of p:

    slope   M = |c_1| + |c_2|
    change  q = (|c_3| + |c_4|) / M        about (H / s)^2 for a function of scale s

The error of the extrapolated ladder, q^4 / 4096 for truncation and 12 (noise / M H) for noise, is least at a q that
hardly depends on f: about 1/400 for rounding errors, growing as noise^(2/9). So the window is moved by sqrt(q_best /
q).
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, anywhere
from minigrad.differentiators.adaptive import sentinel_noise as noise
from minigrad.differentiators.adaptive.ladder import COARSE, SENTINEL
from minigrad.differentiators.adaptive.richardson_table import Setting
from minigrad.differentiators.adaptive.state import Front

BEST_CHANGE: Final = 1 / 400
LARGEST_CHANGE: Final = 0.25
WIDE: Final = 5.0
"""A window within this factor of the best one is good enough: the table makes up for it."""
LOUD: Final = 30.0
"""Noise beyond this many rounding errors has to be confirmed by the second sentinel."""
GOAL: Final = 2e-13
"""A relative error bound that is not worth more evaluations."""


class Look(NamedTuple):
    """What the coarse rungs and the sentinel show of n lines.

    Attributes:
        slope: M above.
        change: q above.
        residual: (2, n) what the sentinel deviates by from the quartic.
        rounding: the size of a rounding error of f.
        of_x: what a rounding of x inside f does.
        smooth: whether the change is small enough.
        suspicious: whether the residual is more than the quartic's own error, rounding and known noise explain.
        finite: whether f was finite wherever it was looked at.
        resolved: where nothing speaks against the window.
        taylor: c_1 to c_4.
    """

    slope: Float64Array
    change: Float64Array
    residual: Float64Array
    rounding: Float64Array
    of_x: Float64Array
    smooth: BoolArray
    suspicious: BoolArray
    finite: BoolArray
    resolved: BoolArray
    taylor: Float64Array


def look(setting: Setting, front: Front, epsilon: float) -> Look:
    """Compare the coarse rungs with each other and with the sentinel; ``epsilon`` is that of the values of f."""
    taylor = setting.tableau.coarse @ front.slopes[COARSE].reshape(4, -1)
    first, second, third, fourth = np.abs(taylor)
    slope, bent = first + second, third + fourth
    reach, signed = front.sentinel * front.side, front.signed_window()
    residual = noise.residuals(front.slopes[SENTINEL], reach, signed, taylor, setting.two_sided)
    rounding = epsilon * (np.abs(front.base) + slope * front.window)
    of_x = 8 * epsilon * front.position * slope
    deviation = np.maximum(*np.abs(residual))
    suspicious = deviation > bent * front.sentinel / 4 + 8 * rounding + of_x + 4 * front.noise
    change, finite = bent / slope, np.isfinite(slope + deviation)
    smooth = change <= LARGEST_CHANGE
    resolved = finite & smooth & ~suspicious
    return Look(slope, change, residual, rounding, of_x, smooth, suspicious, finite, resolved, taylor)


def loud(size: Float64Array, rounding: Float64Array, of_x: Float64Array) -> BoolArray:
    """Whether this is more noise than roundings of f, and of what it makes of x, explain."""
    much: BoolArray = size > LOUD * rounding + of_x
    return much


def fits(front: Front, seen: Look) -> BoolArray:
    """Where the window is close to the best one, since there are no more than rounding errors: most are, for little
    work."""
    fitting: BoolArray = seen.resolved & (seen.change > BEST_CHANGE / 16) & (seen.change < 16 * BEST_CHANGE)
    return fitting & (seen.rounding < 1e-14 * seen.slope * front.window)


def close(factor: Float64Array) -> BoolArray:
    """Whether a move by this factor would not be worth it."""
    near: BoolArray = (factor < WIDE) & (factor > 1 / WIDE)
    return near


def growth(setting: Setting, front: Front, seen: Look) -> Float64Array:
    """The factor sqrt(q_best / q), no larger than it takes to reach the goal or than noise relative to f allows."""
    variation = seen.slope * front.window
    relative = np.maximum(front.noise, seen.rounding / 4) / variation
    unseen = 10 * relative  # the change that noise alone would show
    q = np.maximum(np.maximum(seen.change, unseen), 1e-30)
    at_best = relative * np.sqrt(q / BEST_CHANGE)
    best = np.minimum(BEST_CHANGE * np.maximum(1.0, (at_best * 2.5e14) ** (2 / 9)), 0.4)
    error = (50.0 if setting.derivative == 1 else 250.0) * relative
    factor = np.minimum(np.minimum(np.sqrt(best / q), 1e4), np.maximum(1.0, error / max(GOAL, setting.rtol)))
    if anywhere(front.noise):
        factor = np.where((front.noise > 0) & (unseen > seen.change / 2), np.maximum(factor, 8.0), factor)
    # Noise relative to f grows with f: once f doubles over the window, a longer one gains nothing.
    return np.minimum(factor, np.maximum(1.0, 4 * np.abs(front.base) / variation))
