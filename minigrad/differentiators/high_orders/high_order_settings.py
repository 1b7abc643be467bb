"""The numbers of derivatives of higher order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, final


@final
@dataclass(frozen=True)
class HighOrderSettings:
    """Windows are half widths W; "roundings" are eps max|f|; coefficients are those of the Chebyshev series.

    Set on one half of the functions of ``python -m examples.benchmarks.differentiation.orders``, which prints what they
    lead to on the other half.

    Attributes:
        coarse, fine: degrees of the series of a first look, and of one that counts; its points are among those.
        first_window: the first W, in units of |x|, or of 1 where x is 0.
        smallest: |x| below this is no scale: eighth powers of steps would underflow.
        longest_window: the longest W, in units of the larger of |x| and 1.
        one_sided: parts of the first window; with less room than that on one side all points are on the other.
        tail: how many of the last coefficients show the noise, or what is missing.
        least_noise: roundings; a value is rounded by at least that much.
        loud: roundings; what is above them needs a reason.
        resolved: how many digits the coefficients have to fall for a series to represent f.
        above: how many times the noise a coefficient has to be to be more than that.
        telling: the last coefficient above the noise that is needed to tell how fast they fall.
        noise, next_term, left_out: how often noise, the first coefficient that is lost in it, and all larger ones that
            are left out count in the error.
        shrink, shrink_outside: how much shorter the next window is where f is not resolved, or not finite.
        edge: first windows; next to an edge of the domain that is nearer than this, all points are on the other side.
        grow: the largest change of the window at once.
        keep: windows within this factor of the best one are not changed.
        goal: the relative error that is good enough.
        tiny: W; the shortest step that noise is measured with,
        spacings: in spacings of x,
        visible: and in roundings of f, if f is as steep there as in the window; no round number, since numbers that are
            rounded inside f return at multiples of one rounding.
        sentinel: W; where the series has to predict f,
        deviation: to so many times its noise.
        vague, precise: relative errors beyond which nothing is resolved, and below which all is.
    """

    coarse: int = 12
    fine: int = 24
    first_window: float = 0.25
    smallest: float = 1e-36
    longest_window: float = 10.0
    one_sided: float = 0.1
    tail: int = 4
    least_noise: float = 0.3
    loud: float = 50.0
    resolved: float = 4.0
    above: float = 4.0
    telling: int = 4
    noise: float = 9.0
    next_term: float = 1.0
    left_out: float = 4.0
    shrink: float = 1 / 8
    shrink_outside: float = 1 / 64
    edge: float = 1e-5
    grow: float = 1e3
    keep: float = 1.6
    goal: float = 1e-13
    tiny: float = 1 / 6.5e9
    spacings: float = 64.0
    visible: float = 107.3
    sentinel: float = 1 / 211.3
    deviation: float = 8.0
    vague: float = 0.1
    precise: float = 1e-8


HIGH_ORDER: Final = HighOrderSettings()
