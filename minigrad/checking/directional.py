"""One number for many entries: the slope that a gradient promises along a direction, against the slope that f has there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np

from minigrad.arrays import Float64Array, IntArray
from minigrad.checking.contracts import Fun
from minigrad.checking.quick import ROUNDINGS as ROUNDING_ERRORS
from minigrad.checking.sampler import Sampler
from minigrad.differentiators.evaluators import Serial, read_number
from minigrad.differentiators.lines import DirectionLine, Origin
from minigrad.differentiators.probe import LineProbe

CERTAIN = 5.0
SHORT = (1.337e-5, 5.21e-5)
STEPS = ((1.13e-3, 4.2e-3), SHORT, (3.1e-7, 1.13e-6))
"""Pairs of steps, falling. A direction moves everything at once, so kinks lie closer than they do for one coordinate."""
CURVED = 100.0 / 120.0
"""The formula leaves out h^2 H^2 f''''' / 120; a fifth derivative of a hundred times the slope is allowed for."""


@final
@dataclass(frozen=True)
class Gap:
    """What a gradient promises beyond what f delivers, along a direction that moves some entries only.

    Attributes:
        entries: the flat indices that move.
        weights: by how much each.
        size: promised slope less measured slope.
        bound: how far ``size`` may be off.
    """

    entries: IntArray
    weights: Float64Array
    size: float
    bound: float

    @property
    def certain(self) -> bool:
        """Whether something is wrong among these entries."""
        return abs(self.size) > CERTAIN * self.bound

    def without(self, part: Gap, count: int) -> Gap:
        """What is left when the first ``count`` entries, which ``part`` measured, are taken away."""
        return Gap(self.entries[count:], self.weights[count:], self.size - part.size, self.bound + part.bound)


@final
@dataclass
class Scale:
    """Measures slopes along directions and counts what that costs."""

    fun: Fun
    origin: Origin
    analytic: Float64Array
    evaluations: int = 0
    trusted: int = 0

    def gap(self, entries: IntArray, weights: Float64Array) -> Gap:
        """Four evaluations, with the longest steps that are still trusted."""
        return self._gap(entries, weights, self.trusted)

    def again(self, gap: Gap) -> Gap:
        """The same measured directly."""
        return self.gap(gap.entries, gap.weights)

    def confirm(self, gap: Gap) -> Gap:
        """Measure with shorter steps too, and from now on trust the longest ones that do not contradict the shorter.

        This is Lepski's rule on three rungs: an accident of the steps, such as a kink between them, does not come out the
        same again with others.
        """
        rungs = [self._gap(gap.entries, gap.weights, rung) for rung in range(len(STEPS))]
        best = len(STEPS) - 1
        while best > 0 and all(_agree(rungs[best - 1], shorter) for shorter in rungs[best:]):
            best -= 1
        self.trusted = max(self.trusted, best)
        return rungs[self.trusted]

    def correct(self, single: Gap) -> None:
        """Put one entry of the gradient right, so that it no longer hides others."""
        self.analytic = self.analytic.copy()
        self.analytic[single.entries] -= single.size / single.weights

    def _gap(self, entries: IntArray, weights: Float64Array, rung: int) -> Gap:
        promised = float(self.analytic[entries] @ weights)
        slope, bound = self._slope(entries, weights, STEPS[rung])
        return Gap(entries, weights, promised - slope, bound + 1e-13 * abs(promised))

    def _slope(self, entries: IntArray, weights: Float64Array, steps: tuple[float, float]) -> tuple[float, float]:
        """The slope, of fourth order, and what rounding and a smooth remainder may do to it."""
        direction = np.zeros(self.origin.x.size)
        direction[entries] = weights
        probe = LineProbe(DirectionLine(self.origin, direction.reshape(self.origin.x.shape)), Serial(self.fun, read_number))
        near, far = steps
        values = Sampler(probe, np.zeros(1, dtype=np.int64)).values(np.array([[-far, -near, near, far]]))[0]
        self.evaluations += probe.evaluations
        slope, wide = float(values[2] - values[1]) / (2.0 * near), float(values[3] - values[0]) / (2.0 * far)
        value = slope + (slope - wide) / ((far / near) ** 2 - 1.0)
        noise = ROUNDING_ERRORS * probe.value_epsilon * float(np.abs(values).max()) / near
        bound = noise + CURVED * (near * far) ** 2 * max(abs(slope), abs(wide))
        return (value, bound) if np.isfinite(value) else (0.0, np.inf)


def _agree(one: Gap, other: Gap) -> bool:
    return abs(one.size - other.size) <= 2.0 * (one.bound + other.bound)
