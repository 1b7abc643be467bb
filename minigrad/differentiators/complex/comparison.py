"""Whether real differences confirm complex slopes.

An operation that drops the imaginary part gives the slope 0, or a part of the right one, without a sign of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, final

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, IntArray
from minigrad.differentiators.complex.complex_slopes import ComplexSlopes, scale_of
from minigrad.differentiators.complex.real_look import SHRINKS, Look, look
from minigrad.probes.probe import Probe

FIRST: Final = 4.1e-7
"""The relative step of the real difference that most slopes are compared with;"""
SHORTER: Final = (3.2e-9, 2.5e-11)
"""those for fast functions and edges of domains;"""
LONG: Final = 4.3e-3
"""that for functions that are rounded inside;"""
FAR: Final = 0.97
"""and that for functions which do not move even then."""


@final
@dataclass(frozen=True, eq=False)
class Comparison:
    """What real differences say, (n,) each; filled in by :meth:`settle`.

    Attributes:
        confirmed: whether one agrees.
        finite: whether one could be taken.
        slope: the first one of each line.
        hidden: an error that none could show.
    """

    confirmed: BoolArray
    finite: BoolArray
    slope: Float64Array
    hidden: Float64Array

    @staticmethod
    def nothing(found: ComplexSlopes) -> Comparison:
        """Before the first look."""
        never = np.zeros(found.slope.size, np.bool_)
        return Comparison(never, never.copy(), found.slope.copy(), np.zeros(found.slope.size))

    @property
    def contradicted(self) -> IntArray:
        """The lines on which all differences disagree; on others f was never finite next to x."""
        return np.flatnonzero(self.finite & ~self.confirmed)

    def settle(self, seen: Look, confirmed: BoolArray) -> None:
        """Note what a look has shown."""
        self.confirmed[seen.lines] |= confirmed
        first = seen.finite & ~self.finite[seen.lines]
        self.slope[seen.lines] = np.where(first, seen.slope, self.slope[seen.lines])
        self.finite[seen.lines] |= seen.finite


def compare(probe: Probe, found: ComplexSlopes) -> Comparison:
    """Real differences with one step, and with others where that does not agree, shows a kink, or cannot tell."""
    result = Comparison.nothing(found)
    lines = np.flatnonzero(np.isfinite(found.slope))
    first = look(probe, found, lines, FIRST * scale_of(probe.geometry)[lines])
    frozen = first.still & (found.slope[lines] == 0)
    result.settle(first, first.agrees & ~first.bent & ~frozen)
    if frozen.any():
        _further_out(probe, found, lines[frozen], result)
    still_open = lines[~frozen & ~result.confirmed[lines]]
    if still_open.size:
        _closer(probe, found, first.of(still_open), result)
    return result


def _closer(probe: Probe, found: ComplexSlopes, before: Look, result: Comparison) -> None:
    """Shorter steps, and a long one at last, which speaks for a slope only where the short ones are lost in noise."""
    scale, lost = scale_of(probe.geometry), np.zeros(before.lines.size, np.bool_)
    for relative in SHORTER:
        seen = look(probe, found, before.lines, relative * scale[before.lines])
        # Where the sides differ by less than a shorter step can resolve, that is how much is known.
        weak = seen.agrees & before.agrees & ~before.still & (seen.doubt > before.jump)
        result.settle(seen, weak | seen.confirms(before))
        result.hidden[seen.lines] = np.where(weak, before.jump, 0.0)
        lost = ~seen.agrees & (seen.still | (seen.evidence > SHRINKS * before.evidence))
        still_open = ~result.confirmed[seen.lines]
        before, lost = seen.of(seen.lines[still_open]), lost[still_open]
    noisy = before.lines[lost]
    last = look(probe, found, noisy, LONG * scale[noisy])
    result.settle(last, last.agrees)


def _further_out(probe: Probe, found: ComplexSlopes, lines: IntArray, result: Comparison) -> None:
    """Longer steps where f stands still and the slope is 0: f may be rounded inside, or drop imaginary parts in a cast.

    The slope is confirmed where f keeps standing still on one side of x, as an inactive unit does, or where differences
    come ever closer to 0. What f moves by further out may be rounded away at x.
    """
    reach = np.maximum(probe.geometry.magnitude, probe.geometry.unit)
    seen = look(probe, found, lines, LONG * reach[lines])
    result.settle(seen, seen.agrees & ~seen.still)
    one_sided = lines[seen.one_side_still & ~seen.still & ~result.confirmed[lines]]
    longer = look(probe, found, one_sided, LONG * SHRINKS * reach[one_sided])
    result.settle(longer, longer.one_side_still)
    moving = lines[~seen.still & ~result.confirmed[lines]]
    shorter = look(probe, found, moving, LONG / SHRINKS * reach[moving])
    result.settle(shorter, ~shorter.still & (shorter.gap <= seen.of(moving).gap / (SHRINKS / 2)))
    still = lines[seen.still]
    far = look(probe, found, still, FAR * reach[still])
    result.settle(far, far.one_side_still | far.agrees | ~far.finite)
    rounded = 4 * probe.value_epsilon * far.move / (FIRST * scale_of(probe.geometry)[still])
    result.hidden[still] = np.where(far.finite, rounded, 0.0)
