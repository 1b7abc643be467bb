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
from minigrad.quantities import named

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
            TypeError: ``penalty`` is something else, or returns something else than arrays of floating-point numbers.
            ValueError: a pattern that fits no name, or a penalty that returns arrays of another shape.
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
    _require_elementwise(penalty)
    return [(layout.slices[name], penalty) for name in matching_names(layout, pattern, "penalty")]


def _require_elementwise(penalty: Penalty) -> None:
    """Raise unless the penalty returns one number for each number that it gets: others might broadcast."""
    theta = np.ones((2, 3))
    for method in (penalty.element_values, penalty.element_slopes):
        with np.errstate(all="ignore"):
            given: object = method(theta)
        name, wanted = f"{named(penalty)}.{method.__name__}", "an array of floating-point numbers like theta"
        if not isinstance(given, np.ndarray) or given.dtype.kind != "f":
            raise TypeError(f"`{name}` must return {wanted}, got {shown(given)}")
        if given.shape != theta.shape:
            raise ValueError(f"`{name}` must return {wanted}, got shape {given.shape} for {theta.shape}")
