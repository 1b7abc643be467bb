"""The numbers of a check: the quick look, the verdict, and what both cost, each with its unit and its meaning.

``python -m examples.benchmarks.families --half tune --only verdicts`` and ``python -m examples.benchmarks.verdicts``
print what another number does to verdicts and evaluations.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final


@final
@dataclass(frozen=True)
class CheckSettings:
    """The quick look at two steps, which suffices where f is smooth and the claim right, and the rule of judging.

    Steps are in lengths of x.

    Attributes:
        near: the two steps. Not powers of two: those would correlate the rounding errors of f.
        longer: further steps where rounding hides digits that they can show.
        others: a much shorter and a much longer step, at which a claim must be refuted as well.
        agreement: the part of the relative tolerance that a claim may use up here.
        certain: the bound may be so many times the relative tolerance; but no more than one of them is granted to the
            claim.
        digits: the largest bound relative to the slope, whatever tolerance is asked for: three digits.
        steady: how far the two central differences may lie apart, relative to the slope; their combination is then good
            to about the square of it.
        truncation: the bound in units of that square.
        flat: the largest difference between the two sides, relative to the slope, that still counts as smooth.
        clear: what a claim must be off by, relative to the slope, to be refuted: five times what such a kink can do.
        known: the bound in units of ``clear``, at most, for that.
        roundings: roundings that a value of f is expected to carry.
        roughly: by which part of the slope the one at the much longer step may differ from it.
        telling: bounds and noises by which a claim must be off at the other steps.
        vertex: a slope below this part of the slopes of the two sides is zero: they are those of a parabola there.
        quick_evaluations, robust_evaluations: evaluations for each entry, of a quick look and of the robust method.
        long_seconds: a check that takes longer is announced.
        rtol: the default relative tolerance of an entry: between an error of 1.2e-7 (one rounding to float32), which
            passes, and 9e-7, which does not.
        resolved: an interval narrower than this part of the slope knows three digits of it, the fewest that a PASS may
            rest on.
        zero_beside: a slope is zero where its interval is below this part of the slopes farther along the same line,
        zero_rounding: or, if nothing shows along the line, below this part of what would double f over the length of x.
        inside: bounds by which a claim that passes may be off,
        outside: and those by which one that fails must be; what lies between is INCONCLUSIVE.
        jac_roundings: roundings of the largest entry that arithmetic in jac leaves in the others.
        narrow_roundings: roundings of float32 or float16 by which a gradient computed in these may be off.
    """

    near: tuple[float, float] = (1.13e-4, 0.00893)
    longer: tuple[float, float] = (0.0437, 0.163)
    others: tuple[float, float] = (1.31e-6, 0.163)
    agreement: float = 0.6
    certain: float = 2.0
    digits: float = 1e-3
    steady: float = 2e-4
    truncation: float = 16.0
    flat: float = 2e-5
    clear: float = 1e-4
    known: float = 0.01
    roundings: float = 3.0
    roughly: float = 0.3
    telling: float = 10.0
    vertex: float = 1e-9
    quick_evaluations: int = 4
    robust_evaluations: int = 140
    long_seconds: float = 60.0
    rtol: float = 3.3e-7
    resolved: float = 1e-3
    zero_beside: float = 1e-4
    zero_rounding: float = 1e-5
    inside: float = 1.5
    outside: float = 5.0
    jac_roundings: float = 8.0
    narrow_roundings: float = 64.0


CHECK = CheckSettings()
