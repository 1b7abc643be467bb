"""What is the matter where a window is not right: noise, a kink, a fast component, a plateau, or just its length."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from minigrad.arrays import BoolArray, Float64Array
from minigrad.differentiators.adaptive.adaptive_settings import SETTINGS
from minigrad.differentiators.adaptive.ladder import SENTINEL
from minigrad.differentiators.adaptive.options import Options
from minigrad.differentiators.adaptive.state import State
from minigrad.differentiators.adaptive.windows.fast_component import unexplained
from minigrad.differentiators.adaptive.windows.plateau import end_of_plateau_seen, stationary_point
from minigrad.differentiators.adaptive.windows.quartic_fit import QuarticFit, exceeds_rounding
from minigrad.differentiators.adaptive.windows.second_sentinel import SecondSentinel


class Diagnosis(NamedTuple):
    """A mask for each finding.

    Attributes:
        flat: f does not move, or by no more than rounding.
        resolved: the window resolves f, so far as noise permits.
        needs_second: the second sentinel has to be evaluated.
        kink: it has found a kink at x,
        fast: or a component that is too fast for the ladder,
        hidden: or noise that hides f, but not in longer windows,
        noisy: or noise that hides f in longer windows, too.
        plateau: f is constant near x, and more has to be seen of how it changes further out.
        stationary: f behaves like a power of t above the second, so that no window is short enough to show a slope.
        unexplained: what is seen here does not explain why the search left a longer window.
    """

    flat: BoolArray
    resolved: BoolArray
    needs_second: BoolArray
    kink: BoolArray
    fast: BoolArray
    hidden: BoolArray
    noisy: BoolArray
    plateau: BoolArray
    stationary: BoolArray
    unexplained: BoolArray


def diagnose(
    options: Options,
    state: State,
    fit: QuarticFit,
    deviation: Float64Array,
    second: SecondSentinel,
    epsilon: float,
) -> Diagnosis:
    """What the quartic and both sentinels say; noise that is confirmed is noted in ``state``.

    Args:
        options: what is to be computed.
        state: the lines.
        fit: the quartic.
        deviation: (n,) that of the first sentinel.
        second: what the second one says of it.
        epsilon: machine epsilon of the values of f.
    """
    lost, variation = unexplained(state, fit), fit.variation(state)
    usable = fit.finite & ~lost
    flat = usable & (variation <= SETTINGS.flat * fit.rounding)
    agrees = flat | (usable & fit.resolved)
    ladder_only = usable & fit.smooth & ~agrees
    curvature_is_noise = fit.change * variation < SETTINGS.noise_like * deviation
    curvature_is_noise &= exceeds_rounding(deviation, fit.rounding, fit.rounding_of_x)
    noise_only = usable & ~fit.smooth & ~agrees & curvature_is_noise
    angled = usable & ~agrees & fit.suspicious & _kink_like(options, state)
    question = (ladder_only | noise_only | angled) & _open_question(state, deviation)
    confirmed = question & ((second.noise > 0) | (state.noise > 0))
    state.noise[confirmed] = np.maximum(state.noise, np.maximum(deviation, second.noise))[confirmed]
    drowned = confirmed & noise_only
    hidden = drowned & _longer_may_help(state)
    resolved = agrees | (ladder_only & confirmed)
    needs_second, kink = question & ~second.evaluated & ~confirmed, question & second.kink
    fast = question & second.evaluated & ~confirmed & ~kink
    plateau = usable & ~agrees & end_of_plateau_seen(state)
    stationary = usable & ~(resolved | needs_second | kink | drowned) & stationary_point(state, epsilon)
    noisy = drowned & ~hidden
    return Diagnosis(flat, resolved, needs_second, kink, fast, hidden, noisy, plateau, stationary, fit.finite & ~usable)


def _open_question(state: State, deviation: Float64Array) -> BoolArray:
    """Whether a deviation may be noise: where a shorter window resolves f, or noise is known, a larger one is not."""
    known = deviation <= SETTINGS.noise_margin * state.noise
    question: BoolArray = np.where(state.noise > 0, known, state.resolving == 0)
    return question


def _longer_may_help(state: State) -> BoolArray:
    """Whether there is a longer window in which f may rise above its noise."""
    near = state.window < SETTINGS.noise_reach * np.maximum(state.scale, state.unit)
    longer: BoolArray = near & (state.too_long > SETTINGS.noise_bracket * state.window)
    return longer


def _kink_like(options: Options, state: State) -> BoolArray:
    """The slopes on both sides differ by as much at the sentinel as on the ladder, as they do at a kink."""
    far, near = (state.slopes[slot, 0] - state.slopes[slot, 1] for slot in (2, SENTINEL))
    tolerance = 2 * SETTINGS.kink_tolerance
    like: BoolArray = options.two_sided & (np.abs(far - near) < tolerance * np.abs(near))
    return like
