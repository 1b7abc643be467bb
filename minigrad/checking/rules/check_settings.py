"""The numbers of a check apart from the quick look: the rule of judging, contracts, and cost.

``python -m examples.benchmarks.families --half tune --only verdicts`` and ``python -m examples.benchmarks.verdicts``
print what another number does to verdicts and evaluations.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final


@final
@dataclass(frozen=True)
class CheckSettings:
    """The rule of judging, what two results of one function may differ by, and what a check costs.

    Attributes:
        rtol: the default relative tolerance of an entry: between an error of 1.2e-7 (one rounding to float32), which
            passes, and 9e-7, which does not.
        inside: bounds by which a claim that passes may be off,
        outside: and those by which one that fails must be; what lies between is INCONCLUSIVE.
        resolved: an interval narrower than this part of the slope knows three digits of it, the fewest that a PASS may
            rest on.
        zero_beside: a slope is zero where its interval is below this part of the slopes farther along the same line,
        zero_rounding: or, if nothing shows along the line, below this part of what would double f over the length of x.
        zero_errors: an entry is reported as zero unless it is so many times larger than its uncertainty.
        least_length: the least by which a direction moves a coordinate, as a part of the typical |x_i|, or of 1.
        jac_roundings: roundings of the largest entry that arithmetic in jac leaves in the others.
        narrow_roundings: roundings of float32 or float16 by which a gradient computed in these may be off.
        same_roundings: roundings by which two calls at the same x may differ: matrix products depend on memory
            addresses.
        noisier: a measured noise that is so many times the given one contradicts it.
        nearby: how far from x fun and jac are called between two calls at x, relative to x.
        products: random vectors that a product (x, v) -> J v is checked with.
        second_differences: entries of x up to which a Hessian is compared with second differences of fun too, where
            the gradient is wrong,
        second_digits: and the part of the largest that these must be known to.
        quick_evaluations, robust_evaluations: evaluations for each entry, of a quick look and of the robust method.
        long_seconds: a check that takes longer is announced.
    """

    rtol: float = 3.3e-7
    inside: float = 1.5
    outside: float = 5.0
    resolved: float = 1e-3
    zero_beside: float = 1e-4
    zero_rounding: float = 1e-5
    zero_errors: float = 10.0
    least_length: float = 0.1
    jac_roundings: float = 8.0
    narrow_roundings: float = 64.0
    same_roundings: float = 16.0
    noisier: float = 10.0
    nearby: float = 1e-6
    products: int = 3
    second_differences: int = 20
    second_digits: float = 1e-5
    quick_evaluations: int = 4
    robust_evaluations: int = 140
    long_seconds: float = 60.0


CHECK = CheckSettings()
