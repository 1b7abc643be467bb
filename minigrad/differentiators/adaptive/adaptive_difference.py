"""The recommended differentiator: it finds the scale, the noise and the order of f by itself.

For each coordinate on its own, all of them side by side:

1. *Window.* Three central differences, at H, H/4 and H/211, show whether f is resolved at the scale H, which begins at
   0.04 |x|, and by how much H is too long or too short. Where the shortest one deviates, a fourth one, as close to x as
   f is seen to move, tells noise, a kink at x and a fast component of f from each other.
2. *Ladder.* Four central differences, at H, H/2, H/4 and H/8, are extrapolated to h = 0 (Richardson), to order 8.
3. *Best entry.* Each entry of the extrapolation table comes with its truncation error, which is its distance to the
   next better entry, and its share of the noise of f, which the pair at H/211 has measured. The entry with the least
   sum is the value, and that sum, with safety factors, is the error bound.
4. *Checks.* The slopes above and below x, extrapolated apart, show kinks and jumps of f''; bounds from several windows
   have to overlap; and where f is constant but changes further out, it may be rounded.

Where f is NaN or infinite, H shrinks; where f exists on one side of x only, or a bound is close, all points are taken
on the other side. At a kink the value is the mean of both slopes, and the bound holds both.

Sources: Richardson (1911) for the extrapolation, Ridders (1982) for choosing within the table, More and Wild (2011) for
measuring noise by differences. Choosing by truncation plus noise over the whole table, and confirming the scale by a
far shorter step, are this package's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np
from typing_extensions import override

from minigrad.arguments import require_count, require_exceptions, require_fraction
from minigrad.arrays import anywhere
from minigrad.differentiators.adaptive.extrapolation.table_matrices import table_matrices
from minigrad.differentiators.adaptive.one_line import differentiate_one_line
from minigrad.differentiators.adaptive.options import Options
from minigrad.differentiators.adaptive.running_estimate import RunningEstimate
from minigrad.differentiators.adaptive.search import Search
from minigrad.differentiators.adaptive.start import first_state, start_of
from minigrad.differentiators.base import Differentiator
from minigrad.differentiators.estimate import Estimate
from minigrad.differentiators.high_orders.high_order_differences import high_order_differences
from minigrad.probes.probe import Probe

LEAST_EVALUATIONS = 16
"""One window, its ladder, and one shorter ladder."""


@final
@dataclass(frozen=True, kw_only=True)
class AdaptiveDifference(Differentiator):
    """Extrapolated differences at steps that are chosen by looking at f, each with a bound on its error.

    Most functions take 10 evaluations per coordinate and one for f(x); third and higher derivatives take about 55, see
    :mod:`minigrad.differentiators.high_orders`. It cannot see ripples that move f by less than some thirty rounding
    errors, a plateau longer than 100 |x|, or rounding inside fun that varies smoothly over a percent of |x|; at points
    without a scale, such as x^1.5 at 0, it gives NaN and an infinite bound.

    Args:
        max_evaluations: how many evaluations of f one coordinate may cost, at least 16.
        rtol: a relative error that is good enough, of first and second derivatives; saves evaluations where it is far
            above 1e-13. In [0, 1).
        domain_errors: exceptions of ``fun`` that mean "outside the domain" and are treated like NaN, such as
            ``(ValueError, ZeroDivisionError)`` for the functions of ``math``. All others are passed on.

    Raises:
        ValueError, TypeError: an argument is out of range, or bounds leave a coordinate no room.
        NonFiniteError: f(x) itself is NaN or infinite.

    >>> import math
    >>> estimate = AdaptiveDifference().estimate_derivative(math.exp, 1.0)
    >>> bool(abs(estimate.value - math.e) <= estimate.error <= 1e-12)
    True
    >>> edge = AdaptiveDifference(domain_errors=(ValueError,))  # cosh(sqrt(x)) exists for x >= 0, with slope 1/2 at 0
    >>> round(edge.derivative(lambda x: math.cosh(math.sqrt(x)), 0.0), 9)
    0.5
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
        del with_error  # the bound is what chooses the step, so it is known anyway
        probe.require_start()
        if derivative > 2:
            return high_order_differences(probe, derivative, self.max_evaluations, self.domain_errors)
        options, slopes = self._options(probe, derivative, two_sided=True), None
        if probe.size == 1 and derivative == 1:
            estimate, slopes = differentiate_one_line(probe, options)
            if estimate:
                return estimate
        start, result = start_of(probe.geometry), RunningEstimate.unknown(probe.size)
        both = np.flatnonzero(start.side == 0)
        if both.size:
            state = first_state(probe, start, both, np.ones(both.size), two_sided=True, slopes=slopes)
            Search(probe, options, result).run(state)
        side = start.side + result.side
        if anywhere(side):
            one = np.flatnonzero(side)
            state = first_state(probe, start, one, side[one], two_sided=False)
            Search(probe, self._options(probe, derivative, two_sided=False), result).run(state)
        return result.estimate(probe.evaluations)

    def _options(self, probe: Probe, derivative: int, *, two_sided: bool) -> Options:
        return Options(
            matrices=table_matrices(two_sided, derivative),
            derivative=derivative,
            two_sided=two_sided,
            epsilon=probe.geometry.epsilon,
            budget=self.max_evaluations,
            rtol=self.rtol,
            domain_errors=self.domain_errors,
        )
