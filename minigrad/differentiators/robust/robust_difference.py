"""The differentiator for functions with noise, kinks, jumps or rounded values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np
from typing_extensions import override

from minigrad.arguments import require_exceptions, require_fraction
from minigrad.arrays import Float64Array, IntArray
from minigrad.differentiators.base import Differentiator
from minigrad.differentiators.estimate import Estimate, Status
from minigrad.differentiators.robust.ladder_slopes import ladder_slopes
from minigrad.differentiators.robust.robust_settings import ROBUST
from minigrad.differentiators.robust.slopes import Slopes
from minigrad.probes.probe import Probe
from minigrad.probes.sampler import Sampler


@final
@dataclass(frozen=True, kw_only=True)
class RobustDifference(Differentiator):
    """Derivatives of functions with noise, kinks, jumps or rounded values, each with a bound and a status that says so.

    f is evaluated at 31 steps on both sides of x, from a few roundings of x to about its length. Fifth differences give
    the noise of f; Lepski's rule takes the longest step that contradicts none of the shorter ones, and the same rule on
    each side finds a kink (``KINK``, with ``left`` and ``right``), a jump (``JUMP``) and a staircase (``QUANTISED``).
    It takes 90 to 140 evaluations for each coordinate, about ten times those of :class:`~minigrad.AdaptiveDifference`:
    it is what :func:`~minigrad.check_gradient` uses, and has no second derivatives.

    Args:
        rtol: the relative error for which noise is averaged over 48 evaluations more. In [0, 1).
        domain_errors: exceptions of ``fun`` that mean "outside the domain" and are treated like NaN.

    Raises:
        ValueError, TypeError: an argument is out of range, or bounds leave a coordinate no room.
        NonFiniteError: f(x) itself is NaN or infinite.
        NotImplementedError: a second derivative is asked for.

    >>> estimate = RobustDifference().estimate(lambda x: abs(x[0]) + 3.0 * x[1], [0.0, 1.0])
    >>> [Status(code).name for code in estimate.status], estimate.left.round(6), estimate.right.round(6)
    (['KINK', 'CONVERGED'], array([-1.,  3.]), array([1., 3.]))

    Source: Lepski (1991), see :mod:`minigrad.differentiators.robust.lepski`; More and Wild (2011), see
    :mod:`minigrad.differentiators.robust.noise`.
    """

    rtol: float = 3.3e-7
    domain_errors: tuple[type[Exception], ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "rtol", require_fraction("rtol", self.rtol))
        require_exceptions("domain_errors", self.domain_errors)

    @override
    def differentiate(self, probe: Probe, *, derivative: int = 1, with_error: bool = True) -> Estimate:
        del with_error  # the bound is what chooses the step: it is there anyway
        if derivative != 1:
            raise NotImplementedError("RobustDifference has first derivatives only; AdaptiveDifference has higher ones")
        probe.require_start()
        return self.slopes(probe, np.arange(probe.size)).estimate(probe.evaluations)

    def slopes(self, probe: Probe, lines: IntArray, noise_at_x: Float64Array | None = None) -> Slopes:
        """What a verdict on a claimed slope rests on, for some of the lines of a probe.

        Args:
            probe: the values of f.
            lines: (m,) which of its lines.
            noise_at_x: (m,) what repeated values at x are known to differ by, as a standard deviation.
        """
        sampler = Sampler(probe, lines, catch=self.domain_errors)
        with np.errstate(all="ignore"):  # what is not finite lies outside the domain of f
            known = np.zeros(lines.size) if noise_at_x is None else noise_at_x
            slopes = ladder_slopes(sampler, self.rtol, known)
            noise = ROBUST.interval.usual * slopes.noise * np.sqrt(0.5) / slopes.step
        limited = (slopes.status == Status.CONVERGED) & (noise >= 0.5 * slopes.bound)
        return slopes.marked(np.asarray(limited), Status.LIMITED_BY_NOISE)
