"""The lines through x along which derivatives are taken: where a step starts, and which point it leads to.

Gradient: line i is x + t e_i. Directional derivative: one line x + t v. Hessian: lines x + t (a e_i + b e_j).
A differentiator depends on x only through these lines, so one algorithm serves all kinds of derivatives.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import final

import numpy as np
from typing_extensions import override

from minigrad.arrays import Float64Array, IntArray, filled
from minigrad.probes.geometry import Geometry
from minigrad.probes.origin import Origin


class Lines(ABC):
    """n lines through one origin."""

    origin: Origin

    @abstractmethod
    def geometry(self) -> Geometry:
        """Where the lines start and how far they reach."""

    @abstractmethod
    def points(self, line: IntArray, step: Float64Array) -> Float64Array:
        """A fresh stack (m, *x.shape): for each of m pairs the point reached on that line at t = step."""

    @abstractmethod
    def name(self, line: int) -> str:
        """How messages call this line, such as ``x[0, 2]``."""

    def moved(self, line: int, step: float) -> str:
        """How messages call the point at t = ``step`` on this line."""
        return f"{self.name(line)} moved by {step!s}"


@final
@dataclass(frozen=True, eq=False)
class CoordinateLines(Lines):
    """Line k moves coordinate ``coordinates[k]`` (a flat index, C order) and nothing else: what a gradient needs."""

    origin: Origin
    coordinates: IntArray

    @staticmethod
    def all(origin: Origin) -> CoordinateLines:
        """A line for each coordinate, in C order."""
        return CoordinateLines(origin, np.arange(origin.x.size))

    @override
    def geometry(self) -> Geometry:
        x = self.origin.x.reshape(-1)[self.coordinates]
        lower, upper = self.origin.lower, self.origin.upper
        if lower is None or upper is None:
            above = filled(x.size, np.inf)
            below = -above
        else:
            below, above = lower.reshape(-1)[self.coordinates] - x, upper.reshape(-1)[self.coordinates] - x
        bounded = lower is not None
        return Geometry(x, np.abs(x), filled(x.size, 1.0), below, above, self.origin.epsilon, bounded)

    @override
    def points(self, line: IntArray, step: Float64Array) -> Float64Array:
        result = self.origin.copies(step)
        result.reshape(-1)[np.arange(0, result.size, self.origin.x.size) + self.coordinates[line]] = self.ends(
            line, step
        )
        return result

    def ends(self, line: IntArray, step: Float64Array) -> Float64Array:
        """What becomes of the one coordinate that moves: (m,)."""
        coordinate, (lower, upper) = self.coordinates[line], (self.origin.lower, self.origin.upper)
        ends: Float64Array = self.origin.x.reshape(-1)[coordinate] + step
        if lower is None or upper is None or ends.dtype.kind == "c":
            return ends
        return np.clip(ends, lower.reshape(-1)[coordinate], upper.reshape(-1)[coordinate], out=ends)

    @override
    def name(self, line: int) -> str:
        return self.origin.name(int(self.coordinates[line]))


@final
@dataclass(frozen=True, eq=False)
class DirectionLine(Lines):
    """The one line x + t v."""

    origin: Origin
    direction: Float64Array

    @override
    def geometry(self) -> Geometry:
        length = float(np.abs(self.direction).max())
        # A coordinate that does not move, or hardly, does not limit the length of the step.
        moving = np.abs(self.direction) > np.finfo(np.float64).eps * length
        size = float(np.abs(self.origin.x[moving]).max())
        lower, upper = _room(self.origin, self.direction)
        return Geometry(
            position=np.zeros(1),
            magnitude=np.array([size / length]),
            unit=np.array([1.0 / length]),
            lower=np.array([lower]),
            upper=np.array([upper]),
            epsilon=self.origin.epsilon,
            bounded=self.origin.lower is not None,
        )

    @override
    def points(self, line: IntArray, step: Float64Array) -> Float64Array:
        del line
        result = self.origin.copies(step)
        result += step.reshape(-1, *(1,) * self.direction.ndim) * self.direction
        return self.origin.clip(result)

    @override
    def name(self, line: int) -> str:
        return "x along `direction`"


def _room(origin: Origin, direction: Float64Array) -> tuple[float, float]:
    """The interval of t around 0 in which every coordinate of x + t v stays inside its bounds."""
    if origin.lower is None or origin.upper is None:
        return -np.inf, np.inf
    moving = direction != 0
    one = (origin.lower - origin.x)[moving] / direction[moving]
    other = (origin.upper - origin.x)[moving] / direction[moving]
    return float(np.minimum(one, other).max()), float(np.maximum(one, other).min())
