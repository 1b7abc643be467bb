"""Which window is looked at next, between one that is long enough and one that is too long."""

from __future__ import annotations

from math import inf, sqrt
from typing import final

from minigrad.differentiators.high_orders.high_order_settings import HIGH_ORDER
from minigrad.differentiators.high_orders.window import Window


@final
class Bracket:
    """The longest window in which nothing but noise limits the series, and the shortest one that is too long.

    Args:
        longest: the longest window that may be looked at.
    """

    def __init__(self, longest: float) -> None:
        self._longest = longest
        self._resolved, self._too_long = 0.0, inf

    def after(self, window: Window) -> tuple[float, int] | None:
        """Width and degree of the next window, None where there is none to look at."""
        if not window.is_resolved:
            return self.below(window.width)
        if not window.loud:
            self._resolved = max(self._resolved, window.width)
        elif window.points.degree == HIGH_ORDER.fine:
            self._too_long = min(self._too_long, window.width)
        if window.error <= HIGH_ORDER.goal * abs(window.value):
            return None
        width = min(window.width * window.best_factor(), self._too_long / 1.3, self._longest)
        if not 1 / HIGH_ORDER.keep <= width / window.width <= HIGH_ORDER.keep:
            return width, HIGH_ORDER.fine if window.is_telling else HIGH_ORDER.coarse
        return (window.width, HIGH_ORDER.fine) if window.points.degree == HIGH_ORDER.coarse else None

    def below(self, width: float, shrink: float = HIGH_ORDER.shrink) -> tuple[float, int] | None:
        """The next window after one in which f is not resolved, or not finite."""
        self._too_long = min(self._too_long, width)
        if self._resolved and self._too_long < 2 * self._resolved:
            return None
        width *= shrink
        if width < 1.3 * self._resolved:
            width = sqrt(self._resolved * self._too_long)
        return width, HIGH_ORDER.coarse
