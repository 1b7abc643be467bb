"""The numbers of the quick look, each with its unit and its meaning.

``python -m examples.benchmarks.families --half tune --only verdicts`` and ``python -m examples.benchmarks.verdicts``
print what another number does to verdicts and evaluations.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final


@final
@dataclass(frozen=True)
class QuickLookSettings:
    """When central differences at two steps confirm a claimed slope, and when they refute it.

    Attributes:
        steps: the two steps, in lengths of x. Not powers of two: those would correlate the rounding errors of f.
        longer_steps: further steps where rounding hides digits that they can show.
        other_steps: a much shorter and a much longer step, at which a claim must be refuted as well.
        agreement: the part of the relative tolerance that a claim may use up here.
        certain: the largest bound that confirms a claim, in relative tolerances; but no more than one of them is
            granted to the claim.
        digits: the largest bound relative to the slope, whatever tolerance is asked for: three digits.
        steady: how far the two central differences may lie apart, relative to the slope; their combination is then good
            to about the square of it.
        truncation: the bound in units of that square.
        flat: the largest difference between the two sides, relative to the slope, that still counts as smooth.
        clear: what a claim must be off by, relative to the slope, to be refuted: five times what such a kink can do.
        known: the bound in units of ``clear``, at most, for that.
        roundings: roundings that a value of f is expected to carry.
        roughly: by which part of the slope the one at the much longer step may differ from it.
        distance: bounds and noises by which a claim must be off at the other steps.
        vertex: a slope below this part of the slopes of the two sides is zero: they are those of a parabola there.
    """

    steps: tuple[float, float] = (1.13e-4, 0.00893)
    longer_steps: tuple[float, float] = (0.0437, 0.163)
    other_steps: tuple[float, float] = (1.31e-6, 0.163)
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
    distance: float = 10.0
    vertex: float = 1e-9


QUICK_LOOK = QuickLookSettings()
