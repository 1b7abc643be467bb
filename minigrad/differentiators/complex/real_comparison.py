"""Whether real differences confirm complex slopes.

An operation that drops the imaginary part gives the slope 0, or a part of the right one, and no exception.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, IntArray
from minigrad.differentiators.complex.complex_settings import COMPLEX
from minigrad.differentiators.complex.complex_slopes import ComplexSlopes, scale_of
from minigrad.differentiators.complex.real_difference import RealDifferences, real_differences
from minigrad.probes.probe import Probe


@final
@dataclass(frozen=True, eq=False)
class RealComparison:
    """The result of real differences, (n,) each; filled in by :meth:`record`.

    Attributes:
        confirmed: whether one agrees.
        finite: whether one could be taken.
        slope: the first one of each line.
        hidden: an error that none could show.
        zero: where the complex slope is 0, as it is where an operation drops the imaginary part.
    """

    confirmed: BoolArray
    finite: BoolArray
    slope: Float64Array
    hidden: Float64Array
    zero: BoolArray

    @staticmethod
    def nothing(found: ComplexSlopes) -> RealComparison:
        """Before the first comparison."""
        never = np.zeros(found.slope.size, np.bool_)
        return RealComparison(never, never.copy(), found.slope.copy(), np.zeros(found.slope.size), found.slope == 0)

    @property
    def contradicted(self) -> IntArray:
        """The lines on which all differences disagree; on others f was never finite next to x."""
        return np.flatnonzero(self.finite & ~self.confirmed)

    def record(self, seen: RealDifferences, confirmed: BoolArray) -> None:
        """Note what differences with one step have shown; a slope of 0 is known no better than by these."""
        within = np.where(
            self.zero[seen.lines] & confirmed & seen.agrees & ~seen.unmoved, seen.gap + seen.rounding, 0.0
        )
        self.hidden[seen.lines] = np.maximum(self.hidden[seen.lines], within)
        self.confirmed[seen.lines] |= confirmed
        first = seen.finite & ~self.finite[seen.lines]
        self.slope[seen.lines] = np.where(first, seen.slope, self.slope[seen.lines])
        self.finite[seen.lines] |= seen.finite


def compare_with_real(probe: Probe, found: ComplexSlopes) -> RealComparison:
    """Real differences with one step, and with others where that does not agree, shows a kink, or is not conclusive."""
    result = RealComparison.nothing(found)
    lines = np.flatnonzero(np.isfinite(found.slope))
    first = real_differences(probe, found, lines, COMPLEX.first * scale_of(probe.geometry)[lines])
    unmoved = first.unmoved & (found.slope[lines] == 0)
    result.record(first, first.agrees & ~first.has_kink & ~unmoved)
    if unmoved.any():
        _further_out(probe, found, lines[unmoved], result)
    unconfirmed = lines[~unmoved & ~result.confirmed[lines]]
    if unconfirmed.size:
        _closer(probe, found, first.of(unconfirmed), result)
    return result


def _closer(probe: Probe, found: ComplexSlopes, before: RealDifferences, result: RealComparison) -> None:
    """Shorter steps, and a long one at last, which speaks for a slope only where the short ones are lost in noise."""
    scale, lost = scale_of(probe.geometry), np.zeros(before.lines.size, np.bool_)
    for relative in COMPLEX.shorter:
        seen = real_differences(probe, found, before.lines, relative * scale[before.lines])
        # Where the sides differ by less than a shorter step can resolve, that is how much is known.
        weak = seen.agrees & before.agrees & ~before.unmoved & (seen.rounding > before.jump)
        result.record(seen, weak | seen.confirms(before))
        result.hidden[seen.lines] = np.maximum(result.hidden[seen.lines], np.where(weak, before.jump, 0.0))
        lost = ~seen.agrees & (seen.unmoved | (seen.evidence > COMPLEX.shrinks * before.evidence))
        unconfirmed = ~result.confirmed[seen.lines]
        before, lost = seen.of(seen.lines[unconfirmed]), lost[unconfirmed]
    noisy = before.lines[lost]
    last = real_differences(probe, found, noisy, COMPLEX.long * scale[noisy])
    result.record(last, last.agrees)


def _further_out(probe: Probe, found: ComplexSlopes, lines: IntArray, result: RealComparison) -> None:
    """Longer steps where f does not move and the slope is 0: f may be rounded inside, or a cast drops imaginary parts.

    The slope is confirmed where f does not move on one side of x either, as an inactive unit does, or where differences
    come ever closer to 0. What f moves by further out may be rounded away at x.
    """
    reach = np.maximum(probe.geometry.magnitude, probe.geometry.unit)
    seen = real_differences(probe, found, lines, COMPLEX.long * reach[lines])
    result.record(seen, seen.agrees & ~seen.unmoved)
    one_sided = lines[seen.one_side_unmoved & ~seen.unmoved & ~result.confirmed[lines]]
    longer = real_differences(probe, found, one_sided, COMPLEX.long * COMPLEX.shrinks * reach[one_sided])
    result.record(longer, longer.one_side_unmoved)
    moving = lines[~seen.unmoved & ~result.confirmed[lines]]
    shorter = real_differences(probe, found, moving, COMPLEX.long / COMPLEX.shrinks * reach[moving])
    result.record(shorter, ~shorter.unmoved & (shorter.gap <= seen.of(moving).gap / (COMPLEX.shrinks / 2)))
    unmoved = lines[seen.unmoved]
    far = real_differences(probe, found, unmoved, COMPLEX.far * reach[unmoved])
    result.record(far, far.one_side_unmoved | far.agrees | ~far.finite)
    rounded = 4 * probe.value_epsilon * far.move / (COMPLEX.first * scale_of(probe.geometry)[unmoved])
    result.hidden[unmoved] = np.maximum(result.hidden[unmoved], np.where(far.finite, rounded, 0.0))
