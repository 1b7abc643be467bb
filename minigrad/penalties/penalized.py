"""Which penalty each stretch of a vector of parameters bears."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias, final

import numpy as np

from minigrad.arguments import shown
from minigrad.arrays import Float64Array, FloatArray, IntArray
from minigrad.layout import Layout, matching_names
from minigrad.penalties.base import Penalty

PenaltyChoice: TypeAlias = Penalty | Mapping[str, Penalty] | None
"""One penalty for all weights, or one for each pattern of names, such as ``{"dense1.*": L2(0.1)}``."""

WEIGHTS = "*weight"
"""The names of the arrays that a single penalty is for: weights, and neither biases nor scales."""


@final
@dataclass(frozen=True)
class Penalized:
    """Stretches of a vector theta, and the penalty that each bears.

    Attributes:
        parts: may overlap; then the penalties add up.
    """

    parts: tuple[tuple[slice[int, int, None], Penalty], ...]

    @staticmethod
    def of(penalty: PenaltyChoice, layout: Layout) -> Penalized:
        """The penalties on the arrays of this layout.

        Raises:
            TypeError: ``penalty`` is something else. ValueError: a pattern that fits no name.
        """
        if penalty is None:
            return Penalized(())
        chosen: object = {WEIGHTS: penalty} if isinstance(penalty, Penalty) else penalty
        if not isinstance(chosen, Mapping):
            raise TypeError(f"`penalty` must be a Penalty, or a dict of penalties by name, got {shown(penalty)}")
        return Penalized(tuple(part for name, each in chosen.items() for part in _parts(name, each, layout)))

    def value(self, theta: FloatArray) -> Float64Array:
        """The sum of all prices at theta (..., P): (...), added up in float64."""
        total = np.zeros(theta.shape[:-1])
        for place, penalty in self.parts:
            total += np.add.reduce(penalty.element_values(theta[..., place]), axis=-1, dtype=np.float64)
        return total

    def add_slopes(self, theta: FloatArray, gradient: FloatArray) -> None:
        """Add the derivative of :meth:`value` at theta (P,) to ``gradient`` (P,), in place."""
        for place, penalty in self.parts:
            gradient[place] += penalty.element_slopes(theta[place])

    def changes(self, coordinate: IntArray, before: Float64Array, move: Float64Array) -> Float64Array:
        """How much :meth:`value` changes when each of k coordinates moves by itself: (k,)."""
        total = np.zeros(coordinate.size)
        for place, penalty in self.parts:
            own = np.flatnonzero((place.start <= coordinate) & (coordinate < place.stop))
            total[own] += penalty.element_values(before[own] + move[own]) - penalty.element_values(before[own])
        return total


def _parts(pattern: object, penalty: object, layout: Layout) -> list[tuple[slice[int, int, None], Penalty]]:
    if not isinstance(pattern, str) or not isinstance(penalty, Penalty):
        raise TypeError(f"`penalty` must have names and penalties, got {shown(pattern)}: {shown(penalty)}")
    return [(layout.slices[name], penalty) for name in matching_names(layout, pattern, "penalty")]
