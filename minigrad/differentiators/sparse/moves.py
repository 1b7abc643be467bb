"""Random steps of all coordinates, and what they do to the outputs of a function."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import final

import numpy as np

from minigrad.arrays import Float64Array, IntArray
from minigrad.differentiators.fixed.step_length import Step
from minigrad.differentiators.sparse.plain_entries import CENTRAL
from minigrad.probes.function_types import OUTSIDE
from minigrad.probes.lines import CoordinateLines
from minigrad.probes.outputs.coloured_probe import ColouredProbe
from minigrad.probes.outputs.column_moves import ColumnMoves


@final
@dataclass(frozen=True, eq=False)
class Moves:
    """A random direction v through x, inside the bounds.

    Attributes:
        probe: gives the outputs of f.
        steps: (n,) v, between half of the usual step and all of it, up or down; 0 for what the bounds hold.
        offsets: four evenly spaced multiples of v, without 0, on both sides of x or on one.
    """

    probe: ColouredProbe
    steps: Float64Array
    offsets: tuple[float, float, float, float]

    @staticmethod
    def random(probe: ColouredProbe, rng: np.random.Generator, stretch: float = 1.0) -> Moves:
        """Steps of random lengths, ``stretch`` times the usual ones; on one side of x where a bound is near."""
        geometry = CoordinateLines.all(probe.origin).geometry()
        length = stretch * Step().lengths(geometry, CENTRAL) * rng.uniform(0.5, 1.0, geometry.position.size)
        sign: Float64Array = np.where(rng.random(length.size) < 0.5, -1.0, 1.0)
        narrow, wide = np.minimum(-geometry.lower, geometry.upper), np.maximum(-geometry.lower, geometry.upper)
        if (narrow >= np.minimum(length, wide) / 2).all():
            return Moves(probe, sign * np.minimum(length, narrow), (-1.0, -0.5, 0.5, 1.0))
        sign = np.where(narrow >= length, sign, np.where(geometry.upper >= -geometry.lower, 1.0, -1.0))
        return Moves(probe, sign * np.minimum(length, wide), (0.25, 0.5, 0.75, 1.0))

    @property
    def everything(self) -> IntArray:
        """The coordinates that move."""
        return np.flatnonzero(self.steps)

    def outputs(self, columns: IntArray, factors: Sequence[float]) -> Float64Array:
        """All outputs with these coordinates moved by multiples of v, one row for each; NaN outside the domain of f."""
        steps = np.multiply.outer(np.array(factors), self.steps[columns])
        return self.probe.rows(ColumnMoves.together(self.probe.origin, columns, steps), catch=OUTSIDE)

    def changes(self, columns: IntArray, factors: Sequence[float] = (1.0,)) -> Float64Array:
        """What these coordinates do to each output, for each factor (k, m): half of the difference between both sides
        of x, or all of it on one side."""
        if not columns.size:
            return np.zeros((len(factors), self.probe.outputs.size))
        if self.offsets[0] > 0:
            return self.outputs(columns, factors) - self.probe.outputs
        rows = self.outputs(columns, [*factors, *(-factor for factor in factors)])
        return (rows[: len(factors)] - rows[len(factors) :]) / 2
