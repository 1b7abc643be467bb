"""The lines along which two coordinates move at once, in proportion: mixed second derivatives are taken along them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np
from typing_extensions import override

from minigrad.arrays import Float64Array, IntArray
from minigrad.probes.geometry import Geometry
from minigrad.probes.lines import CoordinateLines, Lines
from minigrad.probes.origin import Origin


@final
@dataclass(frozen=True, eq=False)
class PairLines(Lines):
    """Line k is x + t (a[k] e_i + b[k] e_j) for the k-th pair i < j.

    Attributes:
        first, second: i and j of each pair.
        a, b: how far they move for t = 1; the larger of the two is 1, so t is a distance along that coordinate. b is
            negative where the bounds leave more room for moving i up and j down.
    """

    origin: Origin
    first: IntArray
    second: IntArray
    a: Float64Array
    b: Float64Array

    @staticmethod
    def all(origin: Origin, length: Float64Array) -> PairLines:
        """A line for each pair, in the order of ``numpy.triu_indices``; coordinates move in proportion to
        ``length``."""
        i, j = np.triu_indices(origin.x.size, 1)
        longer = np.maximum(length[i], length[j])
        a, b = length[i] / longer, length[j] / longer
        same, opposite = (_shared_room(origin, i, j, a, signed) for signed in (b, -b))
        widest = [np.maximum(upper, -lower) for lower, upper in (same, opposite)]
        return PairLines(origin, i, j, a, np.where(widest[1] > widest[0], -b, b))

    @override
    def geometry(self) -> Geometry:
        size = np.abs(self.origin.x.reshape(-1))
        lower, upper = _shared_room(self.origin, self.first, self.second, self.a, self.b)
        return Geometry(
            position=np.zeros(self.a.size),
            magnitude=np.where(self.a == 1.0, size[self.first], size[self.second]),
            unit=np.ones(self.a.size),
            lower=lower,
            upper=upper,
            epsilon=self.origin.epsilon,
            bounded=self.origin.lower is not None,
        )

    @override
    def points(self, line: IntArray, step: Float64Array) -> Float64Array:
        result = self.origin.copies(step)
        rows, (i, j) = np.arange(line.size), (self.first[line], self.second[line])
        result.reshape(line.size, -1)[rows, i] += step * self.a[line]
        result.reshape(line.size, -1)[rows, j] += step * self.b[line]
        return self.origin.clip(result)

    @override
    def name(self, line: int) -> str:
        names = (self.origin.name(int(index)) for index in (self.first[line], self.second[line]))
        return " and ".join(names)


def _shared_room(
    origin: Origin, i: IntArray, j: IntArray, a: Float64Array, b: Float64Array
) -> tuple[Float64Array, Float64Array]:
    """The interval of t in which both x_i + a t and x_j + b t stay inside their bounds; a is positive, b of any
    sign."""
    own = CoordinateLines.all(origin).geometry()
    down, up = own.lower[j] / b, own.upper[j] / b
    lower, upper = np.where(b > 0, down, up), np.where(b > 0, up, down)
    return np.maximum(own.lower[i] / a, lower), np.minimum(own.upper[i] / a, upper)
