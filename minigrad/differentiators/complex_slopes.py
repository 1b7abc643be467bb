"""Slopes from imaginary steps, and whether real differences confirm them.

An operation that drops the imaginary part gives the slope 0, or a part of the right one, without a sign of it.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final, final

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, IntArray
from minigrad.differentiators.evaluators import OUTSIDE
from minigrad.differentiators.lines import Geometry
from minigrad.differentiators.probe import Probe

RELATIVE_STEP: Final = 2.0**-70
"""h / |x|. Its square is far below rounding, for functions whose scale is anything down to 1e-13 |x|."""
SMALLEST_STEP: Final = 2.0**-1022
SMALLEST_RISE: Final = 1e-290
"""An imaginary part below this may have lost digits to underflow: then the step is made longer by the next factor,"""
LONGER: Final = 2.0**36
"""after which h / |x| = 2^-34; its square is still below rounding, for functions whose scale is down to |x| / 100."""
SMALLEST: Final = 1e-301
"""An |x| below this is no scale: next to it there is no room for numbers that are smaller still."""
FIRST: Final = 4.1e-7
"""The relative step of the real difference that most slopes are compared with;"""
SHORTER: Final = (3.2e-9, 2.5e-11)
"""those for fast functions and edges of domains;"""
LONG: Final = 4.3e-3
"""that for functions that are rounded inside;"""
FAR: Final = 0.97
"""and that for functions which do not move even then."""
AGREEMENT: Final = 1e-5
"""How far the two may differ, relatively, by the truncation error of the real difference."""
SHRINKS: Final = 8.0
"""From step to step the two sides of a smooth function come closer by more than this, and noise grows by more,"""
CONVERGES: Final = 1000.0
"""and the real difference comes closer to the slope by more than this."""


@final
@dataclass(frozen=True, eq=False)
class ComplexSlopes:
    """Im f(x + i h) / h on every line, NaN where it is not finite; f(x); and h; (n,) each."""

    slope: Float64Array
    value: Float64Array
    step: Float64Array


@final
@dataclass(frozen=True, eq=False)
class Look:
    """Real differences with one step on some lines, and how they compare with the complex slopes; arrays like ``lines``.

    Attributes:
        lines: which.
        slope: the real difference; where the sides differ, that of the side which is further from the complex slope.
        gap: how far the central difference is from the complex slope.
        jump: by how much the slopes of the two sides differ.
        doubt: what rounding may do to the central difference.
        size: of the slopes.
        finite: whether f is finite on both sides.
        still: whether f is the same on both sides.
        one_side_still: whether f is f(x) on one side.
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
        """Whether this look confirms the slope, with more force than a longer step contradicted it, or was not finite."""
        agrees = self.agrees & (self.doubt <= before.evidence)
        agrees |= self.finite & (self.gap <= before.gap / CONVERGES)
        straight = ~self.bent | (self.jump <= before.jump / SHRINKS)
        result: BoolArray = ~self.still & np.where(before.finite, agrees & straight, self.agrees & ~self.bent)
        return result

    def of(self, lines: IntArray) -> Look:
        """The same of some of its lines; both are sorted."""
        at = np.searchsorted(self.lines, lines)
        return Look(*(getattr(self, field.name)[at] for field in fields(self)))


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

    def settle(self, look: Look, confirmed: BoolArray) -> None:
        """Note what a look has shown."""
        self.confirmed[look.lines] |= confirmed
        first = look.finite & ~self.finite[look.lines]
        self.slope[look.lines] = np.where(first, look.slope, self.slope[look.lines])
        self.finite[look.lines] |= look.finite


def scale_of(geometry: Geometry) -> Float64Array:
    """|x|, or 1 where x is 0: what steps are relative to."""
    return np.where(geometry.magnitude > SMALLEST, geometry.magnitude, geometry.unit)


def complex_slopes(probe: Probe) -> ComplexSlopes:
    """One evaluation for each line, two where digits may have been lost to underflow."""
    # A power of two, so that dividing by it is exact, and not so small that products with it lose digits.
    exponent = np.frexp(scale_of(probe.geometry))[1]
    step = np.maximum(np.ldexp(RELATIVE_STEP, exponent), SMALLEST_STEP)
    with np.errstate(all="ignore"):  # where f leaves the range of numbers, the slope is not finite, and said to be unknown
        values = probe.complex_values(np.arange(probe.size), step)
        real, rise = values.real, values.imag.copy()
        tiny = np.flatnonzero((np.abs(rise) < SMALLEST_RISE) & ((rise != 0) | (np.abs(real) < SMALLEST_RISE) & (real != 0)))
        if tiny.size:
            step[tiny] *= LONGER
            rise[tiny] = probe.complex_values(tiny, step[tiny]).imag
        slope = rise / step
    return ComplexSlopes(np.where(np.isfinite(slope), slope, np.nan), real, step)


def compare(probe: Probe, found: ComplexSlopes) -> Comparison:
    """Real differences, at shorter steps where the first does not agree or shows a kink, and at a long one last.

    The long one speaks for a slope that the short ones contradict only where these are lost in noise. And where f has not
    moved at all, a slope of 0 needs it: f may be rounded inside, and a cast to float32 is among what drops imaginary parts.
    """
    result, lost = Comparison.nothing(found), np.zeros(0, np.bool_)
    lines = np.flatnonzero(np.isfinite(found.slope))
    scale = scale_of(probe.geometry)
    look = _look(probe, found, lines, FIRST * scale[lines])
    frozen = look.still & (found.slope[lines] == 0)
    result.settle(look, look.agrees & ~look.bent & ~frozen)
    _further_out(probe, found, lines[frozen], result)
    before = look.of(lines[~frozen & ~result.confirmed[lines]])
    for relative in SHORTER:
        look = _look(probe, found, before.lines, relative * scale[before.lines])
        result.settle(look, look.confirms(before))
        # Where the sides differ by less than a shorter step can resolve, that is how much is known.
        weak = look.agrees & before.agrees & ~before.still & (look.doubt > before.jump)
        result.settle(look, weak)
        result.hidden[look.lines] = np.where(weak, before.jump, 0.0)
        lost = ~look.agrees & (look.still | (look.evidence > SHRINKS * before.evidence))
        still_open = ~result.confirmed[look.lines]
        before, lost = look.of(look.lines[still_open]), lost[still_open]
    last = _look(probe, found, before.lines[lost], LONG * scale[before.lines[lost]])
    result.settle(last, last.agrees)
    return result


def _further_out(probe: Probe, found: ComplexSlopes, lines: IntArray, result: Comparison) -> None:
    """Where f stands still, a slope of 0 is confirmed by longer steps if it stands still there on one side of x as well,
    or if differences come ever closer to 0. What f moves by further out may be rounded away at x: that is hidden."""
    reach = np.maximum(probe.geometry.magnitude, probe.geometry.unit)
    look = _look(probe, found, lines, LONG * reach[lines])
    result.settle(look, look.agrees | (look.one_side_still & ~look.still))
    open_lines = look.lines[~look.still & ~result.confirmed[lines]]
    shorter = _look(probe, found, open_lines, LONG / SHRINKS * reach[open_lines])
    result.settle(shorter, ~shorter.still & (shorter.gap <= look.of(open_lines).gap / (SHRINKS / 2)))
    far = _look(probe, found, look.lines[look.still], FAR * reach[look.lines[look.still]])
    result.settle(far, far.one_side_still | far.agrees | ~far.finite)
    rounded = 4 * probe.value_epsilon * far.move / (FIRST * scale_of(probe.geometry)[far.lines])
    result.hidden[far.lines] = np.where(far.finite, rounded, 0.0)


def _look(probe: Probe, found: ComplexSlopes, lines: IntArray, length: Float64Array) -> Look:
    """Differences inside the bounds; a side without room counts as the other."""
    geometry, claim = probe.geometry.take(lines), found.slope[lines]
    above, below = np.minimum(length, geometry.upper), np.maximum(-length, geometry.lower)
    with np.errstate(all="ignore"):
        # the distances that the machine takes
        steps = (geometry.position + np.stack([above, below])) - geometry.position
        values = probe.values(np.tile(lines, 2), np.concatenate([above, below]), catch=OUTSIDE).reshape(2, -1)
        moves, width = values - found.value[lines], steps[0] - steps[1]
        central = (values[0] - values[1]) / width
        sides = np.where(steps != 0, moves / steps, central)
        jump, gaps = np.abs(sides[0] - sides[1]), np.abs(sides - claim)
        rounding = np.maximum(probe.value_epsilon * np.abs(values).max(axis=0), np.finfo(np.float64).smallest_subnormal)
        finite: BoolArray = np.isfinite(central)
    return Look(
        lines=lines,
        slope=np.where(np.abs(central - claim) > jump / 4, central, np.where(gaps[0] > gaps[1], sides[0], sides[1])),
        gap=np.abs(central - claim),
        jump=jump,
        doubt=16 * rounding / width,
        size=np.maximum(np.abs(central), np.abs(claim)),
        finite=finite,
        still=(moves == 0).all(axis=0),
        one_side_still=((moves == 0) & (steps != 0)).any(axis=0),
        move=np.abs(moves).max(axis=0),
    )
