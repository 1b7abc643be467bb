"""The lines through x along which derivatives are taken: where a step starts, and which point it leads to.

Gradient: line i is x + t e_i. Directional derivative: one line x + t v. Hessian: lines x + t (a e_i + b e_j).
Everything that a differentiator knows about x it learns from here, so one algorithm serves them all.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import final

import numpy as np
from typing_extensions import override

from minigrad.arrays import AnyArray, Float64Array, IntArray, filled
from minigrad.layout import Block


@final
@dataclass(frozen=True, eq=False)
class Geometry:
    """What is known of n lines before f is evaluated, each an array of shape (n,).

    Attributes:
        position: what the step is added to: x_i on a coordinate line, 0 on a direction.
        magnitude: what a relative step is relative to: |x_i|.
        unit: the length 1 in units of t: 1 on a coordinate line.
        lower: the smallest t inside the bounds, at most 0.
        upper: the largest t inside the bounds, at least 0.
        epsilon: machine epsilon of the type in which the caller gave x.
        bounded: whether there are bounds at all, which may be infinite.
    """

    position: Float64Array
    magnitude: Float64Array
    unit: Float64Array
    lower: Float64Array
    upper: Float64Array
    epsilon: float
    bounded: bool

    def take(self, lines: IntArray) -> Geometry:
        """The geometry of these lines, in this order (a line may come more than once)."""
        return Geometry(
            self.position[lines],
            self.magnitude[lines],
            self.unit[lines],
            self.lower[lines],
            self.upper[lines],
            self.epsilon,
            self.bounded,
        )


@final
@dataclass(frozen=True, eq=False)
class Origin:
    """The point x and the box that must not be left.

    Attributes:
        x: the point, float64, any shape.
        epsilon: machine epsilon of the type in which the caller gave x.
        lower, upper: arrays like x, or None where there are no bounds.
    """

    x: Float64Array
    epsilon: float
    lower: Float64Array | None = None
    upper: Float64Array | None = None

    def copies(self, step: Float64Array) -> Float64Array:
        """A fresh stack of x (m, *x.shape), one for each step, complex where the steps are imaginary."""
        result: Float64Array = np.empty((step.size, *self.x.shape), dtype=step.dtype)
        result[...] = self.x
        return result

    def clip(self, points: Float64Array) -> Float64Array:
        """``points``, with what rounding carried over a bound brought back to it."""
        if self.lower is None or self.upper is None or points.dtype.kind == "c":
            return points
        return np.clip(points, self.lower, self.upper, out=points)


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
        return coordinate_name(self.origin.x, int(self.coordinates[line]))


@final
@dataclass(frozen=True, eq=False)
class DirectionLine(Lines):
    """The one line x + t v."""

    origin: Origin
    direction: Float64Array

    @override
    def geometry(self) -> Geometry:
        length = float(np.abs(self.direction).max())
        # A coordinate that stands still, or next to it, has no say in how long the step is.
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
        names = (coordinate_name(self.origin.x, int(index)) for index in (self.first[line], self.second[line]))
        return " and ".join(names)


def coordinate_name(x: AnyArray, index: int) -> str:
    """``x[0, 2]`` for a flat index; plain ``x`` for a single number.

    >>> coordinate_name(np.zeros((2, 3)), 2)
    'x[0, 2]'
    """
    return Block.at("x", 0, x.shape).entry_name(index)


def _shared_room(
    origin: Origin, i: IntArray, j: IntArray, a: Float64Array, b: Float64Array
) -> tuple[Float64Array, Float64Array]:
    """The interval of t in which both x_i + a t and x_j + b t stay inside their bounds; a is positive, b of any
    sign."""
    own = CoordinateLines.all(origin).geometry()
    down, up = own.lower[j] / b, own.upper[j] / b
    lower, upper = np.where(b > 0, down, up), np.where(b > 0, up, down)
    return np.maximum(own.lower[i] / a, lower), np.minimum(own.upper[i] / a, upper)


def _room(origin: Origin, direction: Float64Array) -> tuple[float, float]:
    """The interval of t around 0 in which every coordinate of x + t v stays inside its bounds."""
    if origin.lower is None or origin.upper is None:
        return -np.inf, np.inf
    moving = direction != 0
    one = (origin.lower - origin.x)[moving] / direction[moving]
    other = (origin.upper - origin.x)[moving] / direction[moving]
    return float(np.minimum(one, other).max()), float(np.maximum(one, other).min())
