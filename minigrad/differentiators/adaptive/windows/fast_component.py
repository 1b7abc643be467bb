"""Shortening the window to a component of f that is too fast for the ladder, and returning if there is none.

Values that are computed from rounded intermediates move in steps. In between, f looks smooth, and has a wrong slope:
(exp(x) - 1) / x at 1e-9 behaves like c / x wherever exp(x) is constant. Such steps are noise. They differ from a
component of f in what they explain: a slope over some length amounts to a change of f, and the sentinel has measured
how large that is.
"""

from __future__ import annotations

import numpy as np

from minigrad.arrays import BoolArray, Float64Array
from minigrad.differentiators.adaptive.adaptive_settings import SETTINGS
from minigrad.differentiators.adaptive.ladder import SENTINEL
from minigrad.differentiators.adaptive.state import State
from minigrad.differentiators.adaptive.windows.quartic_fit import QuarticFit


def window_of_component(
    state: State, fast: BoolArray, deviation: Float64Array, steepness: Float64Array, slope: Float64Array
) -> Float64Array:
    """The window for the component that made the sentinel deviate; where it is used is noted in ``state``.

    A component of size ``deviation`` which is ``steepness`` steeper than the ladder's ``slope`` has the scale
    deviation / steepness. Where it is not so steep as to turn round before the sentinel, that becomes the first rung.
    """
    for note, value in (
        (state.left_deviation, deviation),
        (state.left_sentinel, state.sentinel),
        (state.left_window, state.window),
        (state.left_slope, slope),
    ):
        note[fast] = value[fast]
    margin = SETTINGS.component_margin
    rapid = (steepness * state.sentinel > margin * deviation) & np.isfinite(steepness)
    window = np.maximum(deviation / steepness / margin, SETTINGS.component_step * state.second_sentinel)
    return np.where(rapid, window, state.sentinel)


def unexplained(state: State, fit: QuarticFit) -> BoolArray:
    """Where a short window shows nothing that explains why the search left the long one.

    The deviation is explained if the change of the slope makes no more than that at the former sentinel; or if what is
    found here has a scale, which the quartic tells, and a size of that order.
    """
    turned = np.abs(fit.taylor[0] - state.left_slope)
    span = turned + np.abs(fit.taylor[1])
    rounding = SETTINGS.explained_rounding * fit.rounding / state.window
    change = np.maximum(fit.change * fit.steepness - rounding, 0.0) / span
    largest = SETTINGS.explained_size * state.left_deviation * np.sqrt(change)
    explained = span * state.window < largest
    explained |= turned * state.left_sentinel < SETTINGS.component_margin * state.left_deviation
    shortened: BoolArray = (state.left_deviation > 0) & fit.finite & fit.smooth
    state.left_deviation[shortened & explained] = 0.0
    without: BoolArray = shortened & ~explained
    return without


def return_to_former(state: State, lines: BoolArray, window: Float64Array) -> Float64Array:
    """``window``, but on these lines the one that they were left for, with the deviation there taken for noise."""
    if not lines.any():
        return window
    state.noise[lines] = np.maximum(state.noise, state.left_deviation)[lines]
    state.too_long[lines], state.left_deviation[lines] = np.inf, 0.0
    state.slopes[SENTINEL, :, lines] = np.nan
    return np.where(lines, state.left_window, window)
