"""What is known of a line before the search for a window begins."""

from __future__ import annotations

from typing import NamedTuple

from minigrad.differentiators.high_orders.high_order_settings import HIGH_ORDER
from minigrad.probes.probe import Probe


class Line(NamedTuple):
    """One line of a probe.

    Attributes:
        base: f(x).
        position: |x|.
        scale: the length to begin with: |x|, or 1 where it is 0.
        reach: the length beyond which nothing is looked at, in the same units.
        below, above: the room on both sides.
    """

    base: float
    position: float
    scale: float
    reach: float
    below: float
    above: float

    @staticmethod
    def of(probe: Probe, line: int) -> Line:
        """This line of a probe."""
        geometry, base = probe.geometry, float(probe.base()[line])
        size, unit = float(geometry.magnitude[line]), float(geometry.unit[line])
        scale = size if size > HIGH_ORDER.smallest else unit
        room = -float(geometry.lower[line]), float(geometry.upper[line])
        reach = HIGH_ORDER.longest_window * max(size, unit)
        return Line(base, abs(float(geometry.position[line])), scale, reach, *room)

    @property
    def first(self) -> float:
        """The first window."""
        return HIGH_ORDER.first_window * self.scale

    @property
    def place(self) -> int:
        """Where x is in its windows: in the middle, or at an end where there is no room on that side."""
        if min(self.below, self.above) >= HIGH_ORDER.one_sided * self.first:
            return 0
        return -1 if self.above >= self.below else 1

    def longest(self, place: int) -> float:
        """The longest window."""
        room = min(self.below, self.above) if place == 0 else (self.above if place < 0 else self.below) / 2
        return min(self.reach, room)
