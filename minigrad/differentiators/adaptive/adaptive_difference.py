"""The recommended differentiator: it finds the scale, the noise and the order of f by itself, on all lines side by
side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np
from typing_extensions import override

from minigrad.arguments import require_count, require_exceptions, require_fraction
from minigrad.arrays import anywhere
from minigrad.differentiators.adaptive import start
from minigrad.differentiators.adaptive.one_line import settle
from minigrad.differentiators.adaptive.results import Outcome
from minigrad.differentiators.adaptive.richardson_table import Setting, tableau
from minigrad.differentiators.adaptive.search import Search
from minigrad.differentiators.base import Differentiator
from minigrad.differentiators.estimate import Estimate
from minigrad.probes.probe import Probe

LEAST_EVALUATIONS = 16


@final
@dataclass(frozen=True, kw_only=True)
class AdaptiveDifference(Differentiator):
    """Derivatives of high order, at steps that are chosen by looking at f, each with a bound on its error.

    For each coordinate on its own, all side by side:

    1. *Locate.* Three central differences, at H, H/4 and H/211, show whether f is resolved at the scale H, which begins
    at
       0.04 |x|, and by how much H is too long or too short. Where the small one deviates, a fourth, as close to x as f
       is seen to move, tells noise, a kink at x and a fast component of f from each other.
    2. *Climb.* Four central differences at H, H/2, H/4 and H/8 are extrapolated to h = 0 (Richardson), to order 8.
    3. *Choose.* Every entry of the extrapolation table comes with its truncation error, the distance to the next better
       entry, and its share of the noise of f, which the small step of 1. has measured. The entry with the least sum
       wins, and that sum, with safety factors, is the error bound.
    4. *Doubt.* The slopes above and below x, extrapolated apart, are free witnesses of kinks and joints; bounds from
       several windows have to meet; and where f stands still but moves further out, it may be rounded.

    Most functions take 10 evaluations per coordinate and one for f(x). Where f is NaN or infinite, H shrinks; where it
    exists on one side of x only, or a bound is close, all points are taken on the other side. At a kink the value is
    the mean of both slopes, and the bound holds both.

    What it cannot tell: ripples that move f by less than some thirty rounding errors; a plateau longer than 100 |x|
    from a constant; rounding inside fun that varies smoothly over a percent of |x|, such as that of (1 - cos(x)) / x^2
    at 1e-7; and it gives up, with NaN and an infinite bound, at points without a scale, such as x^1.5 at 0.

    Args:
        max_evaluations: how many evaluations of f one coordinate may cost, at least 16.
        rtol: a relative error that is good enough; saves evaluations where it is far above 1e-13. In [0, 1).
        domain_errors: exceptions of ``fun`` that mean "outside the domain" and are treated like NaN, such as
            ``(ValueError, ZeroDivisionError)`` for the functions of ``math``. All others go through.

    Raises:
        ValueError, TypeError: an argument is out of range, or bounds leave a coordinate no room.
        NonFiniteError: f(x) itself is NaN or infinite.

    >>> estimate = AdaptiveDifference().estimate_derivative(np.exp, 1.0)
    >>> bool(abs(estimate.value - np.e) <= estimate.error <= 1e-12)
    True

    An edge of the domain, found without being told:

    >>> import math
    >>> from minigrad import Status
    >>> adaptive = AdaptiveDifference(domain_errors=(ValueError,))
    >>> round(adaptive.derivative(math.log, 1e-8))
    100000000
    >>> edge = adaptive.estimate_derivative(lambda x: math.cosh(math.sqrt(x)), 0.0)
    >>> round(float(edge.value), 9), int(edge.status) == Status.ONE_SIDED
    (0.5, True)

    Sources: Richardson (1911) for the extrapolation, Ridders (1982) for choosing within the table, More and Wild (2011)
    for measuring noise by differences. Choosing by truncation plus noise over the whole table, and confirming the scale
    by a far smaller step, are this package's.
    """

    max_evaluations: int = 80
    rtol: float = 0.0
    domain_errors: tuple[type[Exception], ...] = ()

    def __post_init__(self) -> None:
        evaluations = require_count("max_evaluations", self.max_evaluations, minimum=LEAST_EVALUATIONS)
        object.__setattr__(self, "max_evaluations", evaluations)
        object.__setattr__(self, "rtol", require_fraction("rtol", self.rtol))
        require_exceptions("domain_errors", self.domain_errors)

    @override
    def differentiate(self, probe: Probe, *, derivative: int = 1, with_error: bool = True) -> Estimate:
        del with_error  # the bound is what chooses the step: it is there anyway
        if derivative not in (1, 2):
            raise ValueError(f"`derivative` must be 1 or 2, got {derivative!r}")
        probe.require_start()
        setting, seen = self._setting(probe, derivative, two_sided=True), None
        if probe.size == 1 and derivative == 1:
            estimate, seen = settle(probe, setting)
            if estimate:
                return estimate
        begin, outcome = start.survey(probe.geometry), Outcome.unknown(probe.size)
        both = np.flatnonzero(begin.side == 0)
        if both.size:
            front = start.front(probe, begin, both, np.ones(both.size), two_sided=True, seen=seen)
            Search(probe, setting, outcome).run(front)
        side = begin.side + outcome.side
        if anywhere(side):
            one = np.flatnonzero(side)
            front = start.front(probe, begin, one, side[one], two_sided=False)
            Search(probe, self._setting(probe, derivative, two_sided=False), outcome).run(front)
        return outcome.estimate(probe.evaluations)

    def _setting(self, probe: Probe, derivative: int, *, two_sided: bool) -> Setting:
        return Setting(
            tableau=tableau(two_sided, derivative),
            derivative=derivative,
            two_sided=two_sided,
            epsilon=probe.geometry.epsilon,
            budget=self.max_evaluations,
            rtol=self.rtol,
            domain_errors=self.domain_errors,
        )
