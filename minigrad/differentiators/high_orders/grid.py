"""Where f is evaluated in a window around x, and how a series comes from its values there."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

import numpy as np

from minigrad.arrays import Float64Array, IntArray


@dataclass(frozen=True, eq=False)
class Grid(ABC):
    """The points of a window of half width 1, for one derivative. Those of a coarse grid are every other one of a fine
    grid.

    Attributes:
        degree: N, of the series.
        derivative: n.
        steps: the points less x; complex ones are those in the upper half plane, where f takes the conjugate values in
            the lower one.
        gain: (N + 1,) what a coefficient of size 1 adds to the n-th derivative.
        own: which of the points is x, if one is.
    """

    degree: int
    derivative: int
    steps: Float64Array
    gain: Float64Array
    own: int | None

    @abstractmethod
    def series(self, values: Float64Array) -> Float64Array:
        """The coefficients of the series with these values at the points."""

    @abstractmethod
    def values(self, series: Float64Array, steps: Float64Array) -> Float64Array:
        """The values of a series at real steps from x."""

    @property
    def others(self) -> IntArray:
        """All points but x."""
        return np.flatnonzero(np.arange(self.steps.size) != (-1 if self.own is None else self.own))
