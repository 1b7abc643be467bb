"""The rectangle of a picture whose two axes are the two variables of a function."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, as_float_array

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Interval: TypeAlias = tuple[float, float]

FrameBounds: TypeAlias = Interval | tuple[Interval, Interval]
"""(low, high) for both variables, or ((x0_low, x0_high), (x1_low, x1_high))."""

SQUARE_ENOUGH = 4.0
"""The largest ratio of the sides of a frame at which both axes have the same scale."""


class Frame(NamedTuple):
    """The intervals of the two variables; ``low`` and ``high`` are its corners, (2,)."""

    low: Float64Array
    high: Float64Array

    @property
    def size(self) -> Float64Array:
        """Width and height, (2,)."""
        return self.high - self.low

    @property
    def centre(self) -> Float64Array:
        """The point in the middle, (2,)."""
        return 0.5 * (self.low + self.high)

    def show(self, axes: Axes, *, margin: Float64Array | float = 0.0, equal: bool = True) -> None:
        """Set the limits of ``axes`` to the frame with a margin, on equal scales where it is not too elongated."""
        (left, bottom), (right, top) = (self.low - margin).tolist(), (self.high + margin).tolist()
        square = float(self.size.max()) <= SQUARE_ENOUGH * float(self.size.min())
        axes.set(xlim=(left, right), ylim=(bottom, top), aspect="equal" if equal and square else "auto")

    def grid(self, points: int) -> tuple[Float64Array, Float64Array]:
        """``points`` equally spaced values of each variable, the ends included."""
        (x0_low, x1_low), (x0_high, x1_high) = self.low.tolist(), self.high.tolist()
        return np.linspace(x0_low, x0_high, points), np.linspace(x1_low, x1_high, points)

    def holds(self, points: Float64Array) -> BoolArray:
        """Whether each of these points (n, 2) lies inside; NaN lies outside."""
        with np.errstate(invalid="ignore"):
            inside: BoolArray = np.all((points >= self.low) & (points <= self.high), axis=1)
        return inside


def as_frame(bounds: FrameBounds) -> Frame:
    """The frame that these bounds describe.

    Raises:
        ValueError: they do not have one of the two forms, or an upper bound is not above the lower one.

    >>> as_frame((-2.0, 2.0)).size
    array([4., 4.])
    >>> as_frame(((0.0, 1.0), (2.0, 2.0)))
    Traceback (most recent call last):
        ...
    ValueError: `bounds` must have low < high for each variable, got (2.0, 2.0)
    """
    array = as_float_array("bounds", bounds).astype(np.float64)
    if array.shape not in ((2,), (2, 2)):
        raise ValueError(f"`bounds` must be (low, high) or ((x0_low, x0_high), (x1_low, x1_high)), got {bounds!r}")
    pairs = np.broadcast_to(array, (2, 2))
    for low, high in pairs.tolist():
        if not low < high:
            raise ValueError(f"`bounds` must have low < high for each variable, got {(low, high)}")
    return Frame(pairs[:, 0].copy(), pairs[:, 1].copy())
