"""Real difference quotients beside complex slopes: do they agree, and does f have a kink?"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final, final

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, IntArray
from minigrad.differentiators.complex.complex_settings import COMPLEX
from minigrad.differentiators.complex.complex_slopes import ComplexSlopes
from minigrad.probes.function_types import OUTSIDE
from minigrad.probes.geometry import realised
from minigrad.probes.probe import Probe

SUBNORMAL: Final = float(np.finfo(np.float64).smallest_subnormal)


@final
@dataclass(frozen=True, eq=False)
class RealDifferences:
    """Real differences with one step on some lines, and how they compare with the complex slopes; arrays like
    ``lines``.

    Attributes:
        lines: which, in ascending order.
        slope: the real difference; where the sides differ by more, that of the side which is further from the complex
            slope.
        gap: how far the central difference is from the complex slope.
        jump: by how much the slopes of the two sides differ.
        rounding: what rounding may do to the central difference.
        size: of the slopes.
        finite: whether f is finite on both sides.
        unmoved: whether f is f(x) on both sides.
        one_side_unmoved: whether it is on one.
        move: the most that f moves.
    """

    lines: IntArray
    slope: Float64Array
    gap: Float64Array
    jump: Float64Array
    rounding: Float64Array
    size: Float64Array
    finite: BoolArray
    unmoved: BoolArray
    one_side_unmoved: BoolArray
    move: Float64Array

    @property
    def agrees(self) -> BoolArray:
        """Whether the central difference confirms the complex slope."""
        result: BoolArray = self.finite & (self.gap <= self.rounding + COMPLEX.agreement * self.size)
        return result

    @property
    def has_kink(self) -> BoolArray:
        """Whether the two sides differ: f has a kink, or is curved next to a stationary point."""
        result: BoolArray = self.jump > 4 * self.rounding + COMPLEX.agreement * self.size
        return result

    @property
    def evidence(self) -> Float64Array:
        """What speaks against the slope."""
        return np.maximum(self.gap, self.jump)

    def confirms(self, before: RealDifferences) -> BoolArray:
        """Whether these confirm the slope, where longer steps contradicted it or were not finite.

        Their rounding error must be smaller than what the longer steps showed against the slope.
        """
        agrees = self.agrees & (self.rounding <= before.evidence)
        agrees |= self.finite & (self.gap <= before.gap / COMPLEX.converges)
        straight = ~self.has_kink | (self.jump <= before.jump / COMPLEX.shrinks)
        result: BoolArray = ~self.unmoved & np.where(before.finite, agrees & straight, self.agrees & ~self.has_kink)
        return result

    def of(self, lines: IntArray) -> RealDifferences:
        """The same of some of its lines, in ascending order."""
        at = np.searchsorted(self.lines, lines)
        return RealDifferences(*(getattr(self, field.name)[at] for field in fields(self)))


def real_differences(probe: Probe, found: ComplexSlopes, lines: IntArray, length: Float64Array) -> RealDifferences:
    """Differences with steps of these lengths, inside the bounds; a side with hardly any room counts as the other."""
    geometry, claim = probe.geometry.take(lines), found.slope[lines]
    steps = np.stack([np.minimum(length, geometry.upper), np.maximum(-length, geometry.lower)])
    with np.errstate(all="ignore"):
        values = np.empty((2, 0))
        if lines.size:
            values = probe.values(np.tile(lines, 2), steps.reshape(-1), catch=OUTSIDE).reshape(2, -1)
        steps = realised(geometry.position, steps)
        moves, width = values - found.value[lines], steps[0] - steps[1]
        central = (values[0] - values[1]) / width
        room = np.abs(steps) >= COMPLEX.room * width
        sides = np.where(room, moves / steps, central)
        gap, gaps, jump = np.abs(central - claim), np.abs(sides - claim), np.abs(sides[0] - sides[1])
        worse = np.where(gaps[0] > gaps[1], sides[0], sides[1])
        rounded = np.maximum(probe.value_epsilon * np.abs(values).max(axis=0), SUBNORMAL)
        return RealDifferences(
            lines=lines,
            slope=np.where(gap > jump / 4, central, worse),
            gap=gap,
            jump=jump,
            rounding=16 * rounded / width,
            size=np.maximum(np.abs(central), np.abs(claim)),
            finite=np.isfinite(central),
            unmoved=(moves == 0).all(axis=0),
            one_side_unmoved=((moves == 0) & room).any(axis=0),
            move=np.abs(moves).max(axis=0),
        )
