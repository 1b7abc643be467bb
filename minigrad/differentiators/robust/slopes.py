"""What is known of the slope of f along each line: an interval, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import final

import numpy as np
import numpy.typing as npt

from minigrad.arrays import BoolArray, Float64Array, IntArray

KindArray = npt.NDArray[np.int8]


@final
class Kind(IntEnum):
    """What f looks like at x along one line."""

    SMOOTH = 0
    """There is a slope, and an interval that holds it."""
    ONE_SIDED = 1
    """f exists on one side of x only; the slope is taken there."""
    KINK = 2
    """The slopes to the left and to the right differ."""
    JUMP = 3
    """f does not tend to f(x), or its slopes have no limit."""
    QUANTISED = 4
    """There is an interval, but f moves in steps coarser than those of float32."""
    NOISY = 5
    """Noise in f is wider than the slope can be told through."""
    UNRESOLVED = 6
    """Steps of different sizes tell different stories, or f is not finite around x."""
    UNCHECKED = 7
    """The budget of evaluations was used up first."""


@final
@dataclass(frozen=True)
class Slopes:
    """The slope of f along m lines, each attribute an array (m,).

    Attributes:
        value: the best estimate.
        bound: how far the slope may be from ``value``.
        room: how much farther a claim must be off to be refuted at shorter steps too.
        scale: the size of slope that f shows as far as the trusted steps reach.
        around: the same as far as any step reaches; what a slope of 0 is small compared with.
        negligible: the slope that would change f by its own size over the length of x.
        noise: estimated standard deviation of the noise of f.
        left, right: one-sided slopes, NaN where they were not looked at or have no limit.
        kind: a :class:`Kind` code.
    """

    value: Float64Array
    bound: Float64Array
    room: Float64Array
    scale: Float64Array
    around: Float64Array
    negligible: Float64Array
    noise: Float64Array
    left: Float64Array
    right: Float64Array
    kind: KindArray

    @staticmethod
    def unknown(m: int, kind: Kind) -> Slopes:
        """Nothing is known of m lines, for this reason."""
        nan: Float64Array = np.full(m, np.nan)
        zero: Float64Array = np.zeros(m)
        return Slopes(nan, np.full(m, np.inf), zero, zero, zero, zero, zero, nan, nan, np.full(m, kind, dtype=np.int8))

    def put(self, rows: IntArray, other: Slopes) -> Slopes:
        """A copy in which these rows are ``other``'s."""
        kind = self.kind.copy()
        kind[rows] = other.kind
        floats = [array.copy() for array in self._floats()]
        for mine, theirs in zip(floats, other._floats(), strict=True):
            mine[rows] = theirs
        return _slopes(floats, kind)

    def take(self, rows: IntArray) -> Slopes:
        """Some of the lines."""
        return _slopes([array[rows] for array in self._floats()], self.kind[rows])

    def marked(self, where: BoolArray, kind: Kind) -> Slopes:
        """A copy with another kind on some lines."""
        return replace(self, kind=np.where(where, np.int8(kind), self.kind))

    @property
    def measured(self) -> BoolArray:
        """Where there is an interval to compare with."""
        kind = self.kind  # np.isin takes many times as long, and checks ask for this again and again
        measured: BoolArray = (kind == Kind.SMOOTH) | (kind == Kind.ONE_SIDED) | (kind == Kind.QUANTISED)
        return measured

    def _floats(self) -> tuple[Float64Array, ...]:
        return (
            self.value,
            self.bound,
            self.room,
            self.scale,
            self.around,
            self.negligible,
            self.noise,
            self.left,
            self.right,
        )


def _slopes(floats: list[Float64Array], kind: KindArray) -> Slopes:
    value, bound, room, scale, around, negligible, noise, left, right = floats
    return Slopes(value, bound, room, scale, around, negligible, noise, left, right, kind)
