"""The numbers of the robust method, each with its unit and its meaning.

They were chosen on the even seeds of the families of functions:
``python -m examples.benchmarks.families --half tune --only verdicts`` and ``python -m examples.benchmarks.verdicts``
print what another number does to the verdicts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import final


@final
@dataclass(frozen=True)
class LadderSettings:
    """Where f is evaluated. The length of a line is |x_i|, or the unit where that is longer.

    Attributes:
        rungs: steps of the ladder; neighbouring ones differ by a factor 3 where x is 1, and 4.6 where it is 1e-6.
        tiny: an x below this part of the unit may be small by accident, or the unit of f; its ladder spans both.
        tiny_rungs: steps of that longer ladder, from roundings of x to the unit.
        longest: the longest step, in lengths.
        shortest: the shortest step, in roundings of x, so that x + h differs from x by nearly h.
        at_zero: the x of which roundings are taken where x_i is 0, in units.
        smallest: the shortest step of all, absolute: shorter ones have no reciprocal, and few digits.
        beyond: where to look for the first change of a function that is constant over the whole ladder, in lengths.
    """

    rungs: int = 31
    tiny: float = 1e-6
    tiny_rungs: int = 72
    longest: float = 0.437
    shortest: float = 8.0
    at_zero: float = 0.01
    smallest: float = 1e-307
    beyond: tuple[float, float] = (1.37, 4.1)


@final
@dataclass(frozen=True)
class IntervalSettings:
    """How wide an interval is, in standard deviations of the noise where nothing else is said.

    Attributes:
        usual: half-width of the intervals that Lepski's rule intersects.
        cautious: the same where the usual ones contradict each other at short steps already, by bad luck.
        wide: the same where noise was measured too small; what it passes over may also be a fast component of f.
        alone: how far a lone estimate may be wrong, in distances to the estimate that contradicts it: its bias may be
            of the same size.
        below: steps below the last accepted one that must agree: about a factor 100 in length.
        disagree: beyond this, two of these do not agree.
        compatible: sums of two bounds by which a narrower estimate may differ from the one that it replaces.
        allowance: what a claim is given at steps a hundred times shorter than the longest accepted one.
        allowance_beyond: the same at the length of the line.
        visible: a one-sided slope counts as a slope that f shows if it exceeds noise over its step by this factor.
    """

    usual: float = 3.0
    cautious: float = 8.0
    wide: float = 64.0
    alone: float = 3.0
    below: int = 4
    disagree: float = 4.0
    compatible: float = 3.0
    allowance: float = 4.0
    allowance_beyond: float = 8.0
    visible: float = 24.0


@final
@dataclass(frozen=True)
class NoiseSettings:
    """How noise is measured, and distinguished from features of f.

    Attributes:
        rungs_below: steps below the longest one, at about 1e-5 of the length; farther out, f may be too rough for what
            is left of it to be noise.
        alike: two measurements are of one kind if they differ by no more than this factor.
        rungs: so many of the shortest steps are compared with as many longer ones, which cost nothing more,
        growth: and show noise where these vary by no more than this factor more; a slope makes it a factor of 81.
        onset: what f differs by from its prediction where something new begins, in standard deviations.
        degrees: highest degrees of the polynomials that predict f from shorter steps: low ones notice small jumps, high
            ones are not stopped by curvature before the jumps begin.
        departure: at the latest a jump is looked for where f departs from its short steps by this part of its change.
        halvings: cuts of the interval after which a jump is one, or is given up.
        apart: cuts between the two heights that are compared.
        stays: a jump keeps more than this part of its height over so many cuts; at a kink 1/32 is left.
        cut: where an interval is cut; not in the middle, so as not to fall into step with the grid of floats.
        part: of all that f departs by over the interval; where this is passed, the jump is looked for. No simple
            fraction, since steps of a staircase are.
        constant_rungs: f is a staircase where it is constant on so many steps on which the slope of its first change
            would change it,
        constant_roundings: by so many roundings of its value.
        short_number: multiples of one part in so many are in float32 and float64 alike, and do not show in which of
            them f was computed.
        nearer: the shorter of two spacings is at most this part of the longest one.
        inner_value: the size of numbers that may be rounded inside a function that is constant around x, and so does
            not show their size.
    """

    rungs_below: int = 11
    alike: float = 8.0
    rungs: int = 4
    growth: float = 4.0
    onset: float = 4.0
    degrees: tuple[int, int] = (2, 4)
    departure: float = 0.3
    halvings: int = 16
    apart: int = 5
    stays: float = 0.25
    cut: float = 0.44
    part: float = 0.382
    constant_rungs: int = 3
    constant_roundings: float = 8.0
    short_number: float = 1024.0
    nearer: float = 0.3
    inner_value: float = 1.0


@final
@dataclass(frozen=True)
class FitSettings:
    """The least-squares fit that averages noise.

    Attributes:
        nodes, terms: pairs of points, and odd powers.
        windows: how far the fit reaches, in units of the longest accepted step; the better of the two counts.
        rest: what the fit leaves, in standard deviations of the noise, at most; more is a feature of f.
    """

    nodes: int = 12
    terms: int = 3
    windows: tuple[float, float] = (1.0, 0.4)
    rest: float = 2.0


@final
@dataclass(frozen=True)
class KinkSettings:
    """When two sides differ.

    Attributes:
        side: how well the slopes of the two sides are known, relative to their difference.
        certain: bounds by which the slopes of the two sides must differ.
        visible: a difference below this part of the slope is none.
        steady: steps on which the difference must be the same: a limit that is not seen on so many is none.
        seen: a slope is only used where its two sides are known to agree to this part of it,
        alike: or to so many of its bounds.
        settling: changes of the slope in a row that do not shrink, after which it has no limit.
        shrinking: a change that is a smaller part of the one before it, or of the one after it, has shrunk or grown.
        jump: standard deviations of the noise by which f must stay away from f(x) at the shortest steps,
        jump_varies: and by how much that distance may vary, as a part of it.
        jump_steps: the number of these steps.
    """

    side: float = 1e-6
    certain: float = 4.0
    visible: float = 1e-6
    steady: int = 3
    seen: float = 0.3
    alike: float = 100.0
    settling: int = 5
    shrinking: float = 0.65
    jump: float = 80.0
    jump_varies: float = 0.3
    jump_steps: int = 4


@final
@dataclass(frozen=True)
class RobustSettings:
    """All numbers of the robust method, by what they are about."""

    ladder: LadderSettings = field(default_factory=LadderSettings)
    interval: IntervalSettings = field(default_factory=IntervalSettings)
    noise: NoiseSettings = field(default_factory=NoiseSettings)
    fit: FitSettings = field(default_factory=FitSettings)
    kink: KinkSettings = field(default_factory=KinkSettings)


ROBUST = RobustSettings()
