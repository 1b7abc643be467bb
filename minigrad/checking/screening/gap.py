"""A direction that moves some entries of x, and what a claimed gradient is off by along it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np

from minigrad.arrays import Float64Array, IntArray
from minigrad.checking.rules.check_settings import CHECK
from minigrad.checking.screening.screening_settings import SCREENING


@final
@dataclass(frozen=True, eq=False)
class Direction:
    """The entries that move, by their flat indices, and by how much each: both (m,)."""

    entries: IntArray
    weights: Float64Array

    def halves(self) -> tuple[Direction, Direction]:
        """The directions that move the first half of the entries, and the second half."""
        half = self.entries.size // 2
        first, second = slice(half), slice(half, None)
        return Direction(self.entries[first], self.weights[first]), Direction(
            self.entries[second], self.weights[second]
        )


def random_direction(entries: IntArray, length: Float64Array, rng: np.random.Generator) -> Direction:
    """A direction that moves each of these entries by about its length (m,), up or down.

    The weights are bounded away from 0, so that every entry contributes, and all different, so that errors of equal
    size do not cancel.
    """
    signs = np.where(rng.random(length.size) < 0.5, -1.0, 1.0)
    sizes = rng.uniform(SCREENING.lightest, SCREENING.heaviest, length.size)
    return Direction(entries, np.asarray(signs * sizes * length))


@final
@dataclass(frozen=True, eq=False)
class Gap:
    """The slope that a gradient claims along a direction less the one that f has.

    Attributes:
        direction: which entries move.
        size: claimed slope less measured slope.
        bound: how far ``size`` may be off.
        usual: the size of slope to be expected along such a direction: the root of the sum of squares of its terms.
        around: the largest slope that f shows along it at any step; ``usual`` where the claim itself would show in f.
        steps: two neighbouring steps that suit f along this direction, by their numbers.
    """

    direction: Direction
    size: float
    bound: float
    usual: float
    around: float
    steps: tuple[int, int]

    @property
    def refuted(self) -> bool:
        """Whether an entry that moves is wrong."""
        return abs(self.size) > CHECK.outside * self.bound

    @property
    def confirmed(self) -> bool:
        """Whether the claimed slope is right to six digits."""
        return abs(self.size) <= CHECK.inside * self.bound and self.bound <= CHECK.rtol * self.usual

    def rest(self, direction: Direction, part: Gap) -> Gap:
        """What is left for the entries that ``direction`` moves, where ``part`` is the gap of the others."""
        return Gap(direction, self.size - part.size, self.bound + part.bound, self.usual, self.around, self.steps)
