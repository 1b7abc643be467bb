"""The numbers of complex steps, and of the real differences that confirm them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, final


@final
@dataclass(frozen=True)
class ComplexSettings:
    """Steps are relative to |x|, or to 1 where x is 0, unless another unit is given.

    ``python -m examples.benchmarks.differentiation`` prints how many slopes are silently wrong, and how many errors
    lie inside their bounds. Steps and factors were set so that no slope is silently wrong.

    Attributes:
        step: h / |x|. Its square is far below rounding, for functions whose scale is anything down to 1e-13 |x|.
        shortest: the shortest h: the smallest normal number. A guard for |x| next to underflow, as is `smallest`.
        smallest_rise: an imaginary part below this may have lost digits to underflow; then the step is made longer.
        longer: the factor, which leads to h / |x| = 2^-34. The square of that is still below rounding, for functions
            whose scale is down to |x| / 100.
        smallest: |x| below this is no scale: there is no room for numbers that are smaller still.
        rounding: how many rounding errors, relative to the derivative, the bound allows for what happens inside f.
        neighbour: distance of another slope, which shows how much the derivative itself is rounded.
        uneven: how many times further away a second one is.
        spread: how often the distance of the slope from the line through these two, one sample of its rounding, counts.
        first: step of the real difference that most slopes are compared with.
        shorter: steps for fast functions and edges of domains.
        long: step for functions that are rounded inside, in units of max(1, |x|).
        far: step for functions that do not move even then, in the same units.
        agreement: how far the two may differ, relatively, by the truncation error of the real difference.
        shrinks: from step to step the slopes of the two sides of a smooth function come closer by more than this
            factor, and noise grows by more.
        converges: from step to step the real difference comes closer to the slope by more than this factor.
        room: the part of the whole width that a side must have for a slope of its own; rounding would decide that of a
            shorter one.
        evaluations: how many values of f on circles one derivative of third or higher order may take.
        witness: radii; how far from x the series that they give is compared with f.
    """

    step: float = 2.0**-70
    shortest: float = 2.0**-1022
    smallest_rise: float = 1e-290
    longer: float = 2.0**36
    smallest: float = 1e-301
    rounding: float = 64.0
    neighbour: float = 2.0**-34
    uneven: float = 2.62
    spread: float = 32.0
    first: float = 4.1e-7
    shorter: tuple[float, float] = (3.2e-9, 2.5e-11)
    long: float = 4.3e-3
    far: float = 0.97
    agreement: float = 1e-5
    shrinks: float = 8.0
    converges: float = 1000.0
    room: float = 1 / 16
    evaluations: int = 80
    witness: float = 0.37


COMPLEX: Final = ComplexSettings()
