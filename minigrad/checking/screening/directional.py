"""One number for many entries: the slope that a gradient promises along a direction, against the slope that f has
there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import final

import numpy as np

from minigrad.arrays import EPSILON, Float64Array, IntArray
from minigrad.checking.rules.check_settings import CHECK
from minigrad.checking.screening.directional_slope import Values, read
from minigrad.probes.evaluators import Serial
from minigrad.probes.function_types import ScalarFunction
from minigrad.probes.line_probe import LineProbe
from minigrad.probes.lines import DirectionLine
from minigrad.probes.origin import Origin
from minigrad.probes.returned_values import read_number
from minigrad.probes.sampler import Sampler

STEPS = 0.113 * 10.3 ** -np.arange(9.0)
"""Steps in units of the length that a direction moves each coordinate by: from a tenth down to the rounding of x."""
FAR = 3.0
"""Lengths by which everything is moved to see the size of f elsewhere: far enough for a confident network to be
wrong."""
MOVES = 1000.0
"""A function that usually moves by so many roundings of its value, and stands still, is rounded more coarsely inside.
Slopes along random directions are smaller than usual by this factor about once in a thousand."""
ORDER = (3, 4, 2, 5, 6, 7, 8, 1, 0)
"""Which step is taken first: two that suit most functions, then shorter ones for kinks, then longer ones for noise."""


@final
@dataclass(frozen=True)
class Gap:
    """What a gradient promises beyond what f delivers, along a direction that moves some entries only.

    Attributes:
        entries: the flat indices that move.
        weights: by how much each.
        size: promised slope less measured slope.
        bound: how far ``size`` may be off.
        usual: the size of slope to be expected along such a direction: the root of the sum of squares of its terms.
        around: the largest slope that f shows along it at any step.
        steps: two neighbouring steps that suit f along this direction.
    """

    entries: IntArray
    weights: Float64Array
    size: float
    bound: float
    usual: float
    around: float
    steps: tuple[int, int]

    @property
    def certain(self) -> bool:
        """Whether something is wrong among these entries."""
        return abs(self.size) > CHECK.outside * self.bound

    @property
    def fits(self) -> bool:
        """Whether the promise is confirmed to six digits."""
        return abs(self.size) <= CHECK.inside * self.bound and self.bound <= CHECK.rtol * self.usual

    def without(self, part: Gap, count: int) -> Gap:
        """What is left when the first ``count`` entries, which ``part`` measured, are taken away."""
        size, bound = self.size - part.size, self.bound + part.bound
        return Gap(self.entries[count:], self.weights[count:], size, bound, self.usual, self.around, self.steps)


@final
@dataclass
class Scale:
    """Measures slopes along directions and counts what that costs.

    Attributes:
        fun, origin: the function and the point.
        length: (n,) the length of each coordinate that steps are relative to.
        analytic: (n,) the promised gradient.
        absolute: (n,) what its entries may be off by because of their own rounding.
        base: f at the point; NaN where it is not known, and then it is asked for where four values confirm nothing.
    """

    fun: ScalarFunction
    origin: Origin
    length: Float64Array
    analytic: Float64Array
    absolute: Float64Array
    base: float = np.nan
    evaluations: int = 0
    _reach: list[float] = field(default_factory=list)

    def look(self, entries: IntArray, weights: Float64Array) -> Gap:
        """The gap along a direction, from 4 evaluations where these confirm the promise and from 18 where they do
        not."""
        probe = self._probe(entries, weights)
        used = np.array(ORDER[:2])
        taken = self._values(probe, STEPS[used])
        gap = self._gap(probe, entries, weights, used, taken)
        for rung in ORDER[2:]:
            if gap.fits:
                break
            if np.isnan(self.base):
                self.base = float(self._values(probe, np.zeros(1))[0, 0])
            place = int(np.searchsorted(used, rung))
            used = np.insert(used, place, rung)
            taken = np.insert(taken, place, self._values(probe, STEPS[[rung]]), axis=0)
            gap = self._gap(probe, entries, weights, used, taken)
        return gap

    def again(self, gap: Gap) -> Gap:
        """The same measured directly."""
        return self.glance(gap.entries, gap.weights, gap.steps)

    def glance(self, entries: IntArray, weights: Float64Array, steps: tuple[int, int]) -> Gap:
        """The gap along a direction from two steps, four evaluations."""
        probe, used = self._probe(entries, weights), np.array(steps)
        return self._gap(probe, entries, weights, used, self._values(probe, STEPS[used]))

    def correct(self, single: Gap) -> None:
        """Put one entry of the gradient right, so that it no longer hides others."""
        self.analytic = self.analytic.copy()
        self.analytic[single.entries] -= single.size / single.weights

    def _gap(
        self, probe: LineProbe, entries: IntArray, weights: Float64Array, used: IntArray, taken: Float64Array
    ) -> Gap:
        values = Values(STEPS[used], taken[:, 0], taken[:, 1], self.base)
        terms = self.analytic[entries] * weights
        usual, own = float(np.linalg.norm(terms)), float(np.linalg.norm(self.absolute[entries] * weights))
        rounding = probe.value_epsilon * (float(np.nanmax(np.abs(taken), initial=0.0)) + usual)
        coarse = values.still & (usual * values.steps > MOVES * rounding)
        reading = read(values, max(rounding, EPSILON["f"] * self._far()) if coarse.any() else rounding)
        size = float(terms.sum()) - reading.slope
        bound = reading.bound + own + 1e-13 * usual
        return Gap(
            entries,
            weights,
            size,
            bound,
            usual,
            values.steepest,
            (int(used[reading.index - 1]), int(used[reading.index])),
        )

    def _far(self) -> float:
        """The size of f where everything has moved far; infinity if f stands still even there.

        Where f stands still although it should move by more than it rounds, it is computed from larger numbers, such as
        the 1 in log(1 + exp(-x)), or in single precision, the coarsest that is allowed for. How large these are shows
        far out.
        """
        if not self._reach:
            signs = np.where(np.arange(self.length.size) % 2 == 0, 1.0, -1.0)
            probe = self._probe(np.arange(self.length.size), signs * self.length)
            values = self._values(probe, np.array([FAR]))[0]
            moved = values[np.isfinite(values) & (values != self.base)]
            self._reach.append(float(np.max(np.abs(moved), initial=0.0)) if moved.size else np.inf)
        return self._reach[0]

    def _probe(self, entries: IntArray, weights: Float64Array) -> LineProbe:
        direction = np.zeros(self.origin.x.size)
        direction[entries] = weights
        return LineProbe(
            DirectionLine(self.origin, direction.reshape(self.origin.x.shape)), Serial(self.fun, read_number)
        )

    def _values(self, probe: LineProbe, steps: Float64Array) -> Float64Array:
        """(m, 2) values at each step and at its negative."""
        before = probe.evaluations
        sampler = Sampler(probe, np.zeros(1, dtype=np.int64))
        values = sampler.values(np.concatenate([steps, -steps])[np.newaxis])[0]
        self.evaluations += probe.evaluations - before
        pairs: Float64Array = values.reshape(2, -1).T
        return pairs
