"""The numbers of screening, each with its unit and its meaning.

``python -m examples.benchmarks.screening`` prints what other numbers do to verdicts, misses and evaluations.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final


@final
@dataclass(frozen=True)
class ScreeningSettings:
    """Steps along a direction, in units of the length that it moves each coordinate by, and when to stop looking.

    Attributes:
        longest, ratio, steps: the longest step, the factor from one to the next, and how many there are: from a tenth
            of the lengths of x down to its rounding.
        order: which step is taken first: two that suit most functions, then shorter ones for kinks, then longer ones
            for noise.
        window: neighbouring steps whose slopes must agree; at this ratio three span a factor of a hundred.
        kink_roundings: a difference between the slopes of the two sides below so many roundings is no kink.
        claim_rounding: rounding of the claimed slope along a direction, relative to its usual size.
        far: lengths by which all coordinates are moved to see the size of f elsewhere: far enough for a confident
            network to be wrong.
        unmoved: f that usually changes by so many roundings of its value, and does not, is rounded more coarsely
            inside; slopes along random directions are smaller than usual by this factor about once in a thousand.
        directions: random directions through each block.
        lightest, heaviest: lengths by which a random direction moves a coordinate.
        sampled: random entries of a block that must all be wrong for the whole of it to be taken for wrong; fewer would
            show no common factor.
        clear: a gap by subtraction is measured directly where it exceeds its bound by less than this factor,
        unclear: and by more than this one.
        entries: wrong entries of one block after which no more are looked for.
        evaluations: evaluations after which no more wrong entries are looked for, where no budget is given.
        many: from this many entries on, a spot check that fails is followed up by screening.
    """

    longest: float = 0.113
    ratio: float = 10.3
    steps: int = 9
    order: tuple[int, ...] = (3, 4, 2, 5, 6, 7, 8, 1, 0)
    window: int = 3
    kink_roundings: float = 8.0
    claim_rounding: float = 1e-13
    far: float = 3.0
    unmoved: float = 1000.0
    directions: int = 2
    lightest: float = 0.5
    heaviest: float = 1.5
    sampled: int = 4
    clear: float = 20.0
    unclear: float = 0.5
    entries: int = 12
    evaluations: int = 2000
    many: int = 2000


SCREENING = ScreeningSettings()
