"""Derivatives from one evaluation at a complex point, exact to rounding, for functions that accept complex numbers.

f(x + i h) = f(x) + i h f'(x) - h^2 f''(x) / 2 - ..., so the imaginary part over h is f'(x). Nothing is subtracted, so h
may be so small that the rest vanishes. Third and higher derivatives come from the values on a circle around x.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np
from typing_extensions import override

from minigrad.arguments import require_flag, require_instance
from minigrad.arrays import BoolArray, Float64Array
from minigrad.differentiators.adaptive import AdaptiveDifference
from minigrad.differentiators.base import Differentiator
from minigrad.differentiators.complex.complex_settings import COMPLEX
from minigrad.differentiators.complex.complex_slopes import ComplexSlopes, complex_slopes
from minigrad.differentiators.complex.neighbour_noise import neighbour_noise
from minigrad.differentiators.complex.real_comparison import RealComparison, compare_with_real
from minigrad.differentiators.complex.taylor_circles import taylor_circles, why_unsuitable
from minigrad.differentiators.estimate import Estimate, Status
from minigrad.differentiators.high_orders.agreement import Found
from minigrad.differentiators.high_orders.all_lines import as_estimate
from minigrad.probes.line_subset import LineSubset
from minigrad.probes.probe import Probe


@final
@dataclass(frozen=True, kw_only=True)
class ComplexStep(Differentiator):
    """Derivatives f'(x) = Im f(x + i h) / h, with h = 2^-70 |x|: no truncation, no cancellation.

    ``fun`` has to be made of operations that mean the same for complex numbers: + - * / **, and numpy's exp, sin, ... .
    What quietly does something else - ``abs``, ``real``, ``conj``, comparisons, a cast to float - makes the result
    wrong without a sign of it. So every coordinate is compared with a real central difference, and the slope with those
    next to x.

    Args:
        fallback: what to use for coordinates in which ``fun`` is not of this kind; by default that is an error. It also
            takes those where the slope is not finite, or cannot be compared. Second derivatives come from here too, and
            higher ones next to bounds (by default from :class:`AdaptiveDifference`).
        check: False saves the comparison, for functions that are known to be suitable.

    Costs 5 evaluations per coordinate (3 without error bounds), 2 more for each comparison that fails; 1 without the
    check. Third and higher derivatives cost 20 to 40.

    Raises (when differentiating, without ``fallback``):
        TypeError: ``fun`` does not accept complex numbers, or treats them in another way than real ones.

    >>> ComplexStep().derivative(np.exp, 1.0)
    2.718281828459045
    >>> ComplexStep().gradient(lambda x: abs(x[0]) + x[1], [3.0, 4.0])  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    TypeError: `fun` cannot be differentiated by a complex step: at x[0] it gives 0, a real difference 1. It must ...

    Source: Squire and Trapp (1998), SIAM Review 40, 110-112; Martins, Sturdza and Alonso (2003), ACM Transactions on
    Mathematical Software 29, 245-262, who list the operations that break it.
    """

    fallback: Differentiator | None = None
    check: bool = True

    def __post_init__(self) -> None:
        if self.fallback is not None:
            require_instance("fallback", self.fallback, Differentiator)
        require_flag("check", self.check)

    @override
    def differentiate(self, probe: Probe, *, derivative: int = 1, with_error: bool = True) -> Estimate:
        if derivative == 2:
            return self._other.differentiate(probe, derivative=2, with_error=with_error)
        try:
            found = complex_slopes(probe) if derivative == 1 else taylor_circles(probe, derivative)
        except (TypeError, np.exceptions.ComplexWarning) as error:
            probe.count(1)  # the one at which it failed
            probe.base()  # what fails for real numbers as well goes through unchanged
            if self.fallback is None:
                raise _unsuitable(str(error)) from error
            return self.fallback.differentiate(probe, derivative=derivative, with_error=with_error)
        if isinstance(found, ComplexSlopes):
            return self._slopes(probe, found, with_error)
        return self._higher(probe, found, derivative)

    @property
    def _other(self) -> Differentiator:
        return self.fallback or AdaptiveDifference()

    def _higher(self, probe: Probe, found: dict[int, Found], derivative: int) -> Estimate:
        """Taylor's coefficients; real differences where bounds leave no room for a circle."""
        probe.require_start()
        if self.fallback is None and (reason := why_unsuitable(probe, found)):
            raise _unsuitable(reason)
        estimate = as_estimate(probe, found)
        unknown = np.flatnonzero(np.isinf(estimate.error) & np.isfinite(probe.base()))
        if not unknown.size:
            return estimate
        return estimate.replaced(unknown, self._other.differentiate(LineSubset(probe, unknown), derivative=derivative))

    def _slopes(self, probe: Probe, found: ComplexSlopes, with_error: bool) -> Estimate:
        """First derivatives, each compared with a real difference."""
        if not found.finite:
            probe.require_start()
        if not self.check:
            return _estimate(probe, found, np.isfinite(found.slope), np.zeros(probe.size))
        comparison = self._compared(probe, found)
        more = comparison.hidden + (
            COMPLEX.spread * neighbour_noise(probe, found, comparison.confirmed) if with_error else 0.0
        )
        estimate = _estimate(probe, found, comparison.confirmed, more)
        unknown = np.flatnonzero(~comparison.confirmed)
        if self.fallback is None or not unknown.size:
            return estimate
        return estimate.replaced(
            unknown, self.fallback.differentiate(LineSubset(probe, unknown), with_error=with_error)
        )

    def _compared(self, probe: Probe, found: ComplexSlopes) -> RealComparison:
        """Which slopes real differences confirm; without a fallback an error where they contradict one."""
        comparison = compare_with_real(probe, found)
        if not comparison.finite.all():
            probe.require_start()
        if comparison.contradicted.size and self.fallback is None:
            line = int(comparison.contradicted[0])
            raise _unsuitable(
                f"at {probe.name(line)} it gives {found.slope[line]:.6g}, a real difference "
                f"{comparison.slope[line]:.6g}"
            )
        return comparison


def _unsuitable(reason: str) -> TypeError:
    return TypeError(
        f"`fun` cannot be differentiated by a complex step: {reason}. It must accept complex numbers and must not use "
        "abs, real, conj, comparisons or casts to float; use AdaptiveDifference, or ComplexStep(fallback=...)"
    )


def _estimate(probe: Probe, found: ComplexSlopes, known: BoolArray, more: Float64Array) -> Estimate:
    underflow = np.finfo(np.float64).smallest_subnormal / found.step
    error = np.where(known, COMPLEX.rounding * (probe.value_epsilon * np.abs(found.slope) + underflow) + more, np.inf)
    status = np.where(known, np.int8(Status.CONVERGED), np.int8(Status.NOT_RESOLVED))
    return Estimate(found.slope, error, found.step, status, probe.evaluations)
