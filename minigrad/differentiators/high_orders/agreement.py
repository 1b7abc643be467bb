"""The best of the windows that agree with all shorter ones.

Where two bounds do not meet, f has a component that the longer window does not resolve.

Source: Lepski (1991), Theory of Probability and Its Applications 35, 454-466, for comparing with all finer scales.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from minigrad.differentiators.estimate import Status
from minigrad.differentiators.high_orders.high_order_settings import HIGH_ORDER
from minigrad.differentiators.high_orders.window import Window
from minigrad.differentiators.high_orders.window_search import Asking, WindowSearch


class Found(NamedTuple):
    """The derivative on one line.

    Attributes:
        value, error, step, status: as those of an :class:`~minigrad.differentiators.estimate.Estimate`.
        contradiction: what the series of some window said of f, and what f was there; None where it agreed.
    """

    value: float = np.nan
    error: float = np.inf
    step: float = 0.0
    status: Status = Status.NOT_RESOLVED
    contradiction: tuple[float, float] | None = None


def best_of_line(search: WindowSearch) -> Asking[Found]:
    """The derivative of the best window whose series predicts f closer to x."""
    windows = sorted((yield from search.windows()), key=lambda window: window.width)
    contradiction = None
    while windows and search.affords(2):
        best, apart = _best(windows)
        contradiction = yield from search.contradiction(best)
        if contradiction is None:
            return _found(best, apart)
        windows = [window for window in windows if window.width < best.width]
    return Found(contradiction=contradiction)


def _best(windows: Sequence[Window]) -> tuple[Window, float]:
    """It, and how far the next one is from what shorter ones allow; 0 where all agree."""
    for count, window in enumerate(windows):
        gaps = [abs(window.value - other.value) for other in windows[:count]]
        if any(gap > window.error + other.error for gap, other in zip(gaps, windows, strict=False)):
            return min(windows[:count], key=lambda each: each.error), max(gaps)
    return min(windows, key=lambda each: each.error), 0.0


def _found(window: Window, apart: float) -> Found:
    error, size = window.error + apart, abs(window.value)
    good = Status.CONVERGED if window.is_two_sided else Status.ONE_SIDED
    if error <= HIGH_ORDER.precise * size or error == 0.0:
        status = good
    elif window.noise > window.left_out + apart:
        status = Status.LIMITED_BY_NOISE
    else:
        status = Status.NOT_RESOLVED if error > HIGH_ORDER.vague * size else good
    return Found(window.value, error, window.width, status)
