"""One number for many entries: the slope that a gradient claims along a direction, against the slope that f has
there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, final

import numpy as np

from minigrad.arrays import EPSILON, Float64Array, IntArray
from minigrad.checking.direction_lengths import direction_lengths
from minigrad.checking.rules.check_settings import CHECK
from minigrad.checking.screening.directional_slope import LineValues, slope_at_zero
from minigrad.checking.screening.gap import Direction, Gap
from minigrad.checking.screening.screening_settings import SCREENING
from minigrad.probes.evaluators import Serial
from minigrad.probes.function_types import ScalarFunction
from minigrad.probes.line_probe import LineProbe
from minigrad.probes.lines import DirectionLine
from minigrad.probes.origin import Origin
from minigrad.probes.probe import Probe
from minigrad.probes.returned_values import read_number
from minigrad.probes.sampler import Sampler

STEPS: Final[Float64Array] = np.asarray(SCREENING.longest * SCREENING.ratio ** -np.arange(float(SCREENING.steps)))
"""The steps, falling."""


@final
@dataclass(frozen=True, eq=False)
class Directions:
    """Slopes of f along directions through x, beside those that a gradient claims.

    Attributes:
        fun, origin: the function and the point.
        probe: has the lengths of the coordinates, and counts the evaluations.
        rounding: (n,) what the claimed entries may be off by because of their own rounding.
        base: f at the point; NaN where it is not known, and then it is asked for where four values confirm nothing.
    """

    fun: ScalarFunction
    origin: Origin
    probe: Probe
    rounding: Float64Array
    base: float = np.nan

    @cached_property
    def length(self) -> Float64Array:
        """(n,) the length of each coordinate, which steps are relative to."""
        return direction_lengths(self.probe.geometry)

    def gap(self, claimed: Float64Array, direction: Direction) -> Gap:
        """The gap of a claimed gradient (n,): 4 evaluations where they confirm it, and up to 18 where they do not."""
        known, line = self, self._line(direction)
        used = np.array(SCREENING.order[:2])
        values = self._values(line, STEPS[used])
        gap = self._compared(claimed, direction, line, used, values)
        for number in SCREENING.order[2:]:
            if gap.confirmed:
                break
            if np.isnan(known.base):
                known = replace(self, base=float(self._values(line, np.zeros(1))[0, 0]))
            place = int(np.searchsorted(used, number))
            used = np.insert(used, place, number)
            values = np.insert(values, place, self._values(line, STEPS[[number]]), axis=0)
            gap = known._compared(claimed, direction, line, used, values)
        return gap

    def gap_at(self, claimed: Float64Array, direction: Direction, steps: tuple[int, int]) -> Gap:
        """The gap from two steps, given by their numbers: four evaluations."""
        line, used = self._line(direction), np.array(steps)
        return self._compared(claimed, direction, line, used, self._values(line, STEPS[used]))

    def _compared(
        self, claimed: Float64Array, direction: Direction, line: LineProbe, used: IntArray, values: Float64Array
    ) -> Gap:
        """The gap from values (m, 2) at some of the steps."""
        along = LineValues(STEPS[used], values[:, 0], values[:, 1], self.base)
        terms = claimed[direction.entries] * direction.weights
        usual = float(np.linalg.norm(terms))
        own = float(np.linalg.norm(self.rounding[direction.entries] * direction.weights))
        noise = line.value_epsilon * (float(np.nanmax(np.abs(values), initial=0.0)) + usual)
        coarse = along.unmoved & (usual * along.steps > SCREENING.unmoved * noise)
        slope = slope_at_zero(along, max(noise, EPSILON["f"] * self._size_far_out) if coarse.any() else noise)
        size = float(terms.sum()) - slope.value
        bound = slope.bound + own + SCREENING.claim_rounding * usual
        steps = int(used[slope.shortest - 1]), int(used[slope.shortest])
        # Slopes farther out may be of any size; beside them only a claim of no visible change counts as zero.
        visible = usual > CHECK.jac_roundings * line.value_epsilon * abs(self.base)
        return Gap(direction, size, bound, usual, usual if visible else along.steepest, steps)

    @cached_property
    def _size_far_out(self) -> float:
        """The size of f where all coordinates have moved far; infinity if f does not change even there.

        Where f does not change although it should by more than it rounds, it is computed from larger numbers, such as
        the 1 in log(1 + exp(-x)), or in single precision, the coarsest that is allowed for. How large these are shows
        far out.
        """
        entries = np.arange(self.length.size)
        line = self._line(Direction(entries, np.where(entries % 2 == 0, 1.0, -1.0) * self.length))
        values = self._values(line, np.array([SCREENING.far]))[0]
        moved = values[np.isfinite(values) & (values != self.base)]
        return float(np.max(np.abs(moved), initial=0.0)) if moved.size else np.inf

    def _line(self, direction: Direction) -> LineProbe:
        moves = np.zeros(self.origin.x.size)
        moves[direction.entries] = direction.weights
        return LineProbe(DirectionLine(self.origin, moves.reshape(self.origin.x.shape)), Serial(self.fun, read_number))

    def _values(self, line: LineProbe, steps: Float64Array) -> Float64Array:
        """(m, 2) values at each step and at its negative."""
        before = line.evaluations
        sampler = Sampler(line, np.zeros(1, dtype=np.int64))
        values = sampler.values(np.concatenate([steps, -steps])[np.newaxis])[0]
        self.probe.count(line.evaluations - before)
        pairs: Float64Array = values.reshape(2, -1).T
        return pairs
