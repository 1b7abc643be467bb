"""The numbers of explanations, each with its unit and its meaning.

They were chosen, not calibrated: no verdict depends on them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final


@final
@dataclass(frozen=True)
class ExplainingSettings:
    """When a cause is named, and how the Taylor remainder is measured.

    Attributes:
        digits: the digits in all that a cause must explain of the errors, apart from those that it is fitted to.
        alike: numbers that differ by less, relative to their size, are the same for a template.
        arrays: a gradient that is wrong in more arrays than this has no mistake of a single array.
        factor: how far a factor may be from one that has a name, relative to it, to be compared with that.
        least_samples, most_samples: between these, a whole number is taken for a number of samples.
        near_one: a factor closer to 1 is written as 1 and its difference from it.
        cut_off: entries below this part of the largest one show that it is cut off, and that not all are equal.
        moved: lengths of x by which jac is called elsewhere, to see whether it changes.
        changed: the relative change of a slope there that jac should have followed.
        short_number: a multiple of one over this is a number of float32 by chance.
        far: other points at which it must not change, as factors of x and shifts in lengths of x.
        closer: x is divided by these, to see what part of the slope a claim is off by where predictions are guesses:
        epsilon: more than the first, which rounding hides, and less than the second,
        settled: the same at all of these within this part of it,
        everywhere: and different from that at x by at least this part.
        edge_step: how far from x, in lengths, an exception of fun is looked for.
        step, shorter_step: steps of the slope along a direction, in units of its length.
        longest, ratio, steps: steps of the Taylor remainder, in lengths of the coordinates: the longest one, the factor
            between two (no power of two: these correlate rounding errors), and how many there are.
        affordable: evaluations for each entry, in all, up to which the remainder of a gradient that passes is measured.
        noises: standard deviations of the noise of f that a remainder is taken to carry.
        fitted: the fit uses steps up to this part of the longest, where terms of high order matter least.
        misfit: the part of a remainder at the longest of these that such terms are taken to be.
        clear: noises by which a remainder must exceed its noise to count for the order.
        doubts: uncertainties by which a first-order part must exceed 0,
        negligible: beyond this part of the claimed slope.
        halvings: how often the self-test halves the range of errors, 16 decades, to find the smallest that fails.
    """

    digits: float = 3.0
    alike: float = 1e-5
    arrays: int = 3
    factor: float = 1e-3
    least_samples: float = 1.5
    most_samples: float = 1e5
    near_one: float = 1e-5
    cut_off: float = 0.999
    moved: float = 0.1
    changed: float = 1e-4
    short_number: float = 1024.0
    far: tuple[tuple[float, float], ...] = ((1.7, 0.3), (-1.0, -0.4))
    closer: tuple[float, ...] = (256.0, 1024.0, 4096.0)
    epsilon: tuple[float, float] = (1e-10, 1e-4)
    settled: float = 0.1
    everywhere: float = 0.01
    edge_step: float = 1e-3
    step: float = 1.7e-3
    shorter_step: float = 4.6e-4
    longest: float = 0.113
    ratio: float = 3.7
    steps: int = 8
    affordable: int = 5
    noises: float = 2.0
    fitted: float = 1.0 / 3.0
    misfit: float = 0.02
    clear: float = 10.0
    doubts: float = 2.0
    negligible: float = 1e-6
    halvings: int = 10


EXPLAINING = ExplainingSettings()
