"""The numeric gradient that a trainer's differentiator takes, on trial: against values of the loss, at its own steps.

A difference with a fixed step has an error of its own: it is a mean of slopes over its step, and where a ReLU's kink
lies within that, a slope of the other side is among them. So an entry is wrong only if it lies outside the slopes that
the loss shows over steps of about that length, by more than its own error bound and what kinks explain.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np
from typing_extensions import override

from minigrad.arrays import EPSILON, Float64Array, FloatArray, IntArray
from minigrad.checking.rules.check_settings import CHECK
from minigrad.differentiators.base import Differentiator
from minigrad.differentiators.estimate import Estimate
from minigrad.networks.risk import EmpiricalRisk
from minigrad.probes.function_types import DOMAIN_ERRORS
from minigrad.probes.geometry import Geometry
from minigrad.probes.lines import CoordinateLines
from minigrad.probes.probe import Probe
from minigrad.probes.problems import gradient_probe

REACHES = np.array([0.25, 0.5, 1.0, 2.0, 4.0])
"""How far a formula may look, in units of the step that it reports; each twice the one before."""

ROUNDING = 16.0 * EPSILON["d"]
"""What a formula's weights may make of the rounding of f, in units of f."""


@final
@dataclass(frozen=True)
class NumericGradient:
    """A numeric gradient beside what is known of the slopes of a risk.

    Attributes:
        risk: what is differentiated.
        theta: the point, (P,), in the type in which training has it.
        differentiator: what took the gradient.
        values: the gradient (P,).
    """

    risk: EmpiricalRisk
    theta: FloatArray
    differentiator: Differentiator
    values: Float64Array

    @staticmethod
    def of(risk: EmpiricalRisk, theta: FloatArray, differentiator: Differentiator) -> NumericGradient:
        """Take it as training does."""
        return NumericGradient(risk, theta, differentiator, differentiator.gradient(risk, theta))

    def wrong(self, expected: Float64Array, bound: Float64Array | float = 0.0) -> Wrong | None:
        """The entries that no difference of values could have, or None.

        Args:
            expected: (P,) slopes that are believed, or at least claimed; where the numeric gradient has them too, it is
                right.
            bound: how far they may be off.
        """
        gap = np.abs(self.values - expected) - CHECK.rtol * np.abs(expected) - CHECK.inside * bound
        entries = np.flatnonzero(~(gap <= 0.0))
        if not entries.size:
            return None
        whole, _ = gradient_probe(self.risk, self.theta, None)
        own = self.differentiator.differentiate(whole.along(CoordinateLines(whole.origin, entries)))
        rows = np.flatnonzero(~(gap[entries] <= np.where(np.isfinite(own.error), own.error, 0.0)))
        if not rows.size:
            return None
        entries = entries[rows]
        with np.errstate(over="ignore", invalid="ignore"):
            low, high = _allowed(whole.along(CoordinateLines(whole.origin, entries)), own.take(rows))
        values = self.values[entries]
        outside = ~((values >= low) & (values <= high)) & np.isfinite(low) & np.isfinite(high)  # a NaN lies nowhere
        return Wrong(self, entries[outside], low[outside], high[outside]) if outside.any() else None


@final
@dataclass(frozen=True)
class Wrong:
    """Entries of a numeric gradient that are wrong.

    Attributes:
        gradient: what they are entries of.
        entries: which, at least one.
        low, high: between which numbers a difference of values would lie.
    """

    gradient: NumericGradient
    entries: IntArray
    low: Float64Array
    high: Float64Array

    @override
    def __str__(self) -> str:
        gradient, first = self.gradient, int(self.entries[0])
        more = f" ({self.entries.size} such entries)" if self.entries.size > 1 else ""
        return (
            f"{gradient.differentiator!r} gives {gradient.values[first]:.10g} as the slope with respect to "
            f"{gradient.risk.name(first)}, where values of the loss within its step allow {self.low[0]:.10g} to "
            f"{self.high[0]:.10g}{more}"
        )


def _allowed(probe: Probe, own: Estimate) -> tuple[Float64Array, Float64Array]:
    """Between what numbers a difference of values lies.

    That is between the extrapolated slopes of f over several steps, give or take what these differ by, what kinks do to
    the slopes of the two sides, and the differentiator's own error; where it tells none, all that the two sides show.
    """
    step = _usable(own.step, probe.geometry)
    reach = np.multiply.outer(step, REACHES)
    above, below = (_changes(probe, side * reach) for side in (1.0, -1.0))
    middle, half = (above - below) / (2.0 * reach), (above + below) / (2.0 * reach)
    smooth = (4.0 * middle[:, :-1] - middle[:, 1:]) / 3.0
    low, high = np.fmin.reduce(smooth, axis=1), np.fmax.reduce(smooth, axis=1)
    kinks = np.fmax.reduce(np.abs(half[:, 1:] - 2.0 * half[:, :-1]), axis=1)  # half is in proportion to smooth steps
    sides = 2.0 * np.fmax.reduce(np.abs(half), axis=1) + np.ptp(middle, axis=1)
    error = np.where(np.isfinite(own.error), CHECK.outside * own.error, sides)
    room = (high - low) + 2.0 * kinks + error + ROUNDING * np.abs(probe.base()) / step
    room += CHECK.rtol * np.maximum(np.abs(low), np.abs(high))
    return low - room, high + room


def _changes(probe: Probe, reach: Float64Array) -> Float64Array:
    """f(x + reach) - f(x) for a table of steps, one row for each line; NaN outside of f's domain."""
    line = np.repeat(np.arange(probe.size), reach.shape[1])
    values = probe.values(line, reach.reshape(-1), catch=DOMAIN_ERRORS).reshape(reach.shape)
    return np.asarray(values - probe.base()[:, np.newaxis])


def _usable(step: Float64Array, geometry: Geometry) -> Float64Array:
    """The steps, with the usual one of a central difference where a differentiator reports none, or one that rounding
    swallows."""
    usual = np.cbrt(geometry.epsilon) * np.maximum(geometry.unit, geometry.magnitude)
    return np.where(np.isfinite(step) & (np.abs(step) > 8.0 * np.spacing(geometry.magnitude)), np.abs(step), usual)
