"""Real difference quotients beside complex slopes: do they agree, and does f have a kink?"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final, final

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, IntArray
from minigrad.differentiators.complex.complex_slopes import ComplexSlopes
from minigrad.probes.function_types import OUTSIDE
from minigrad.probes.probe import Probe

AGREEMENT: Final = 1e-5
"""How far the two may differ, relatively, by the truncation error of the real difference."""
SHRINKS: Final = 8.0
"""From step to step the two sides of a smooth function come closer by more than this, and noise grows by more,"""
CONVERGES: Final = 1000.0
"""and the real difference comes closer to the slope by more than this."""
ROOM: Final = 1 / 16
"""The part of the whole width that a side must have for a slope of its own; rounding would decide that of a shorter
one."""
SUBNORMAL: Final = float(np.finfo(np.float64).smallest_subnormal)


@final
@dataclass(frozen=True, eq=False)
class Look:
    """Real differences with one step on some lines, and how they compare with the complex slopes; arrays like
    ``lines``.

    Attributes:
        lines: which, in ascending order.
        slope: the real difference; where the sides differ by more, that of the side which is further from the complex
            slope.
        gap: how far the central difference is from the complex slope.
        jump: by how much the slopes of the two sides differ.
        doubt: what rounding may do to the central difference.
        size: of the slopes.
        finite: whether f is finite on both sides.
        still: whether f is f(x) on both sides.
        one_side_still: whether it is on one.
        move: the most that f moves.
    """

    lines: IntArray
    slope: Float64Array
    gap: Float64Array
    jump: Float64Array
    doubt: Float64Array
    size: Float64Array
    finite: BoolArray
    still: BoolArray
    one_side_still: BoolArray
    move: Float64Array

    @property
    def agrees(self) -> BoolArray:
        """Whether the central difference confirms the complex slope."""
        result: BoolArray = self.finite & (self.gap <= self.doubt + AGREEMENT * self.size)
        return result

    @property
    def bent(self) -> BoolArray:
        """Whether the two sides differ: f has a kink, or is curved next to a stationary point."""
        result: BoolArray = self.jump > 4 * self.doubt + AGREEMENT * self.size
        return result

    @property
    def evidence(self) -> Float64Array:
        """What speaks against the slope."""
        return np.maximum(self.gap, self.jump)

    def confirms(self, before: Look) -> BoolArray:
        """Whether this look confirms the slope, with more force than a longer step contradicted it, or was not
        finite."""
        agrees = self.agrees & (self.doubt <= before.evidence)
        agrees |= self.finite & (self.gap <= before.gap / CONVERGES)
        straight = ~self.bent | (self.jump <= before.jump / SHRINKS)
        result: BoolArray = ~self.still & np.where(before.finite, agrees & straight, self.agrees & ~self.bent)
        return result

    def of(self, lines: IntArray) -> Look:
        """The same of some of its lines, in ascending order."""
        at = np.searchsorted(self.lines, lines)
        return Look(*(getattr(self, field.name)[at] for field in fields(self)))


def look(probe: Probe, found: ComplexSlopes, lines: IntArray, length: Float64Array) -> Look:
    """Differences with steps of these lengths, inside the bounds; a side with hardly any room counts as the other."""
    geometry, claim = probe.geometry.take(lines), found.slope[lines]
    steps = np.stack([np.minimum(length, geometry.upper), np.maximum(-length, geometry.lower)])
    with np.errstate(all="ignore"):
        values = np.empty((2, 0))
        if lines.size:
            values = probe.values(np.tile(lines, 2), steps.reshape(-1), catch=OUTSIDE).reshape(2, -1)
        steps = (geometry.position + steps) - geometry.position  # the distances that the machine takes
        moves, width = values - found.value[lines], steps[0] - steps[1]
        central = (values[0] - values[1]) / width
        room = np.abs(steps) >= ROOM * width
        sides = np.where(room, moves / steps, central)
        gap, gaps, jump = np.abs(central - claim), np.abs(sides - claim), np.abs(sides[0] - sides[1])
        worse = np.where(gaps[0] > gaps[1], sides[0], sides[1])
        rounding = np.maximum(probe.value_epsilon * np.abs(values).max(axis=0), SUBNORMAL)
        return Look(
            lines=lines,
            slope=np.where(gap > jump / 4, central, worse),
            gap=gap,
            jump=jump,
            doubt=16 * rounding / width,
            size=np.maximum(np.abs(central), np.abs(claim)),
            finite=np.isfinite(central),
            still=(moves == 0).all(axis=0),
            one_side_still=((moves == 0) & room).any(axis=0),
            move=np.abs(moves).max(axis=0),
        )
