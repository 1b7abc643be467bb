"""Derivatives from one evaluation at a complex point, exact to rounding, for functions that accept complex numbers.

f(x + i h) = f(x) + i h f'(x) - h^2 f''(x) / 2 - ..., so the imaginary part over h is f'(x). Nothing is subtracted, so h may
be so small that the rest vanishes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, final

import numpy as np
from typing_extensions import override

from minigrad.arrays import BoolArray, Float64Array, IntArray
from minigrad.differentiators.adaptive import AdaptiveDifference
from minigrad.differentiators.base import Differentiator
from minigrad.differentiators.estimate import Estimate, Status
from minigrad.differentiators.probe import Probe

RELATIVE_STEP: Final = 2.0**-70
"""h / |x|. Its square is far below rounding, for functions whose scale is anything down to 1e-13 |x|."""
SMALLEST_STEP: Final = 2.0**-1022
SMALLEST_RISE: Final = 1e-290
"""An imaginary part below this may have lost digits to underflow: then the step is made longer by the next factor,"""
LONGER: Final = 2.0**36
"""after which h / |x| = 2^-34; its square is still below rounding, for functions whose scale is down to |x| / 100."""
SMALLEST: Final = 1e-301
"""An |x| below this is no scale: next to it there is no room for numbers that are smaller still."""
REAL_STEP: Final = 4.1e-7
"""The relative step of the real difference that the result is checked against: short, so that it resolves fast functions."""
AGREEMENT: Final = 1e-5
"""How far the two may differ, relatively, by the truncation error of the real difference."""
ROUNDING: Final = 64.0
"""How many rounding errors, relative to the derivative, the bound allows for what happens inside f."""


@final
@dataclass(frozen=True, kw_only=True)
class ComplexStep(Differentiator):
    """Derivatives f'(x) = Im f(x + i h) / h, with h = 2^-70 |x|: no truncation, no cancellation.

    ``fun`` has to be made of operations that mean the same for complex numbers: + - * / **, and numpy's exp, sin, ... .
    What quietly does something else - ``abs``, ``real``, ``conj``, comparisons, a cast to float - makes the result wrong
    without a sign of it. So every coordinate is compared with a real central difference, at two evaluations each.

    Args:
        fallback: what to use where ``fun`` is not of this kind; by default that is an error. Second derivatives, for which a
            complex step gains nothing, come from here too (by default from :class:`AdaptiveDifference`).
        check: False saves the comparison, for functions that are known to be suitable.

    Costs 3 evaluations per coordinate (5 where the first comparison fails), 1 without the check.

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
        if self.fallback is not None and not isinstance(self.fallback, Differentiator):
            raise TypeError(f"`fallback` must be a Differentiator or None, got {type(self.fallback).__name__}")

    @override
    def differentiate(self, probe: Probe, *, derivative: int = 1, with_error: bool = True) -> Estimate:
        if derivative != 1:
            other = self.fallback or AdaptiveDifference()
            return other.differentiate(probe, derivative=derivative, with_error=with_error)
        try:
            value, step = _complex_slopes(probe)
        except (TypeError, np.exceptions.ComplexWarning) as error:
            probe.count(1)  # the one at which it failed
            probe.base()  # what fails for real numbers as well goes through unchanged
            return self._instead(probe, str(error), error, with_error)
        known = np.isfinite(value)
        if self.check:
            difference, known = _disagreement(probe, value)
            if difference:
                return self._instead(probe, difference, None, with_error)
        return _estimate(probe, value, known, step)

    def _instead(self, probe: Probe, reason: str, cause: Exception | None, with_error: bool) -> Estimate:
        if self.fallback is not None:
            return self.fallback.differentiate(probe, with_error=with_error)
        raise TypeError(
            f"`fun` cannot be differentiated by a complex step: {reason}. It must accept complex numbers and must not use "
            "abs, real, conj, comparisons or casts to float; use AdaptiveDifference, or ComplexStep(fallback=...)"
        ) from cause


def _complex_slopes(probe: Probe) -> tuple[Float64Array, Float64Array]:
    magnitude, unit = probe.geometry.magnitude, probe.geometry.unit
    # A power of two, so that dividing by it is exact, and not so small that products with it lose digits.
    exponent = np.frexp(np.where(magnitude > SMALLEST, magnitude, unit))[1]
    step = np.maximum(np.ldexp(RELATIVE_STEP, exponent), SMALLEST_STEP)
    with np.errstate(all="ignore"):  # where f leaves the range of numbers, the slope is not finite, and said to be unknown
        values = probe.complex_values(np.arange(probe.size), step)
        rise = values.imag.copy()
        tiny = np.flatnonzero((np.abs(rise) < SMALLEST_RISE) & ((rise != 0) | (np.abs(values.real) < SMALLEST_RISE) & (values.real != 0)))
        if tiny.size:
            step[tiny] *= LONGER
            rise[tiny] = probe.complex_values(tiny, step[tiny]).imag
        slopes = rise / step
    return np.where(np.isfinite(slopes), slopes, np.nan), step


def _estimate(probe: Probe, value: Float64Array, known: BoolArray, step: Float64Array) -> Estimate:
    underflow = np.finfo(np.float64).smallest_subnormal / step
    error = np.where(known, ROUNDING * (probe.value_epsilon * np.abs(value) + underflow), np.inf)
    status = np.where(known, np.int8(Status.CONVERGED), np.int8(Status.NOT_RESOLVED))
    return Estimate(value, error, step, status, probe.evaluations)


def _disagreement(probe: Probe, value: Float64Array) -> tuple[str, BoolArray]:
    """Where a real difference says something else, in words; and which lines could be compared, because f is finite there.

    It is asked twice before giving up: a fast f needs a shorter step.
    """
    known: BoolArray = np.isfinite(value)
    lines, slope = np.flatnonzero(known), value
    for step in (REAL_STEP, REAL_STEP / 128):
        slope, doubt = _real_slopes(probe, lines, step)
        known[lines[np.isinf(doubt)]] = False
        wrong = np.abs(slope - value[lines]) > doubt + AGREEMENT * np.maximum(np.abs(slope), np.abs(value[lines]))
        lines, slope = lines[wrong], slope[wrong]
        if not lines.size:
            return "", known
    return f"at {probe.name(int(lines[0]))} it gives {value[lines[0]]:.6g}, a real difference {slope[0]:.6g}", known


def _real_slopes(probe: Probe, lines: IntArray, relative: float) -> tuple[Float64Array, Float64Array]:
    """Real difference quotients inside the bounds, and what rounding may do to them; infinite doubt where f is not finite."""
    geometry = probe.geometry.take(lines)
    length = relative * np.where(geometry.magnitude > SMALLEST, geometry.magnitude, geometry.unit)
    above, below = np.minimum(length, geometry.upper), np.maximum(-length, geometry.lower)
    with np.errstate(all="ignore"):
        # the distance that the machine takes
        width = (geometry.position + above) - (geometry.position + below)
        values = probe.values(np.concatenate([lines, lines]), np.concatenate([above, below])).reshape(2, -1)
        slope = (values[0] - values[1]) / width
        rounding = np.maximum(probe.value_epsilon * np.abs(values).max(axis=0), np.finfo(np.float64).smallest_subnormal)
        doubt = 16 * rounding / width
    known: BoolArray = np.isfinite(slope)
    return np.where(known, slope, 0.0), np.where(known, doubt, np.inf)
