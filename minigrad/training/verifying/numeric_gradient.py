"""A numeric gradient, and whether values of the loss contradict it.

A difference with a fixed step has an error of its own: it is a mean of slopes over its step, and where a ReLU's kink
lies within that, slopes of the other side are among them. So an entry is wrong only if it lies outside the slopes that
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
from minigrad.quantities import named
from minigrad.training.verifying.verification_settings import VERIFICATION


@final
@dataclass(frozen=True)
class NumericGradient:
    """The gradient of a risk as a differentiator takes it.

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
        """Take the gradient as training does."""
        return NumericGradient(risk, theta, differentiator, differentiator.gradient(risk, theta))

    def wrong_entries(self, expected: Float64Array, bound: Float64Array | float = 0.0) -> WrongEntries | None:
        """The entries that differ from ``expected`` and that no difference of values of the risk could have; None if
        there are none.

        Args:
            expected: (P,) slopes to compare with first; an entry that agrees is right, and costs no evaluation.
            bound: (P,) how far ``expected`` may be from the slope.
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
            low, high = _allowed_range(whole.along(CoordinateLines(whole.origin, entries)), own.take(rows))
        values = self.values[entries]
        outside = ~((values >= low) & (values <= high)) & np.isfinite(low) & np.isfinite(high)  # also a NaN
        return WrongEntries(self, entries[outside], low[outside], high[outside]) if outside.any() else None


@final
@dataclass(frozen=True)
class WrongEntries:
    """Entries of a numeric gradient that are wrong.

    Attributes:
        gradient: the numeric gradient.
        entries: (k,) their flat indices, at least one.
        low, high: (k,) the range in which a difference of values would lie.
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
            f"{named(gradient.differentiator)} gives {gradient.values[first]:.10g} as the slope with respect to "
            f"{gradient.risk.name(first)}, where values of the loss within its step allow {self.low[0]:.10g} to "
            f"{self.high[0]:.10g}{more}"
        )


def _allowed_range(probe: Probe, own: Estimate) -> tuple[Float64Array, Float64Array]:
    """The lowest and the highest value that a difference of values can have on each line.

    The range spans the extrapolated slopes of f over several steps. It is widened by what these differ by, by what
    kinks do to the slopes of the two sides, by rounding, and by the differentiator's own error bound; where that is
    infinite, by the largest difference between the two sides.
    """
    step = _usable_steps(own.step, probe.geometry)
    reach = np.multiply.outer(step, np.array(VERIFICATION.reaches))
    above, below = (_changes(probe, side * reach) for side in (1.0, -1.0))
    middle, half = (above - below) / (2.0 * reach), (above + below) / (2.0 * reach)
    smooth = (4.0 * middle[:, :-1] - middle[:, 1:]) / 3.0
    low, high = np.fmin.reduce(smooth, axis=1), np.fmax.reduce(smooth, axis=1)
    kinks = np.fmax.reduce(np.abs(half[:, 1:] - 2.0 * half[:, :-1]), axis=1)  # 0 where f is smooth: half ~ h
    sides = 2.0 * np.fmax.reduce(np.abs(half), axis=1) + np.ptp(middle, axis=1)
    error = np.where(np.isfinite(own.error), CHECK.outside * own.error, sides)
    room = (
        (high - low) + 2.0 * kinks + error + VERIFICATION.formula_roundings * EPSILON["d"] * np.abs(probe.base()) / step
    )
    room += CHECK.rtol * np.maximum(np.abs(low), np.abs(high))
    return low - room, high + room


def _changes(probe: Probe, reach: Float64Array) -> Float64Array:
    """f(x + reach) - f(x) for a table of steps, one row for each line; NaN outside of f's domain."""
    line = np.repeat(np.arange(probe.size), reach.shape[1])
    values = probe.values(line, reach.reshape(-1), catch=DOMAIN_ERRORS).reshape(reach.shape)
    return np.asarray(values - probe.base()[:, np.newaxis])


def _usable_steps(step: Float64Array, geometry: Geometry) -> Float64Array:
    """The steps, with the usual one of a central difference where a differentiator reports none, or one that is lost
    in the rounding of x."""
    usual = np.cbrt(geometry.epsilon) * np.maximum(geometry.unit, geometry.magnitude)
    shortest = VERIFICATION.shortest_step * np.spacing(geometry.magnitude)
    return np.where(np.isfinite(step) & (np.abs(step) > shortest), np.abs(step), usual)
