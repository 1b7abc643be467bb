"""The point x at which derivatives are taken, and the bounds that must not be crossed: checked, and copied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias, cast, final

import numpy as np
import numpy.typing as npt

from minigrad.arguments import shown
from minigrad.arrays import EPSILON, AnyArray, Float64Array, FloatArray, Shape, as_array, as_float_array
from minigrad.layout import Block

Bounds: TypeAlias = tuple[npt.ArrayLike, npt.ArrayLike] | Sequence[npt.ArrayLike] | None
"""(lower, upper): numbers, or arrays that broadcast to the shape of x; infinities where there is no bound.

Not one (low, high) pair for each coordinate: for two coordinates [(0, 1), (5, 6)] reads as lower = (0, 1), upper = (5,
6). ``bounds=numpy.transpose(pairs)`` makes one of the other.
"""

CONVENTION = (
    "`bounds` are (lower, upper), not a pair for each coordinate; numpy.transpose(pairs) makes one of the other"
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


def as_origin(x: npt.ArrayLike, bounds: Bounds) -> Origin:
    """A private float64 copy of x, with its own precision noted and its bounds checked."""
    own = as_float_array("x", x)
    epsilon = _epsilon(x, own)
    point = cast("Float64Array", own) if own.dtype.char == "d" else own.astype(np.float64)
    if bounds is None:
        return Origin(point, epsilon)
    _require_pair(bounds)
    lower, upper = _bound("lower", bounds[0], point.shape), _bound("upper", bounds[1], point.shape)
    outside = (point < lower) | (point > upper)
    if outside.any():
        index = int(np.argmax(outside))
        raise ValueError(
            f"`x` must lie inside `bounds`: {coordinate_name(point, index)} = {point.flat[index]!s} is not in "
            f"[{lower.flat[index]!s}, {upper.flat[index]!s}]{_convention(bounds)}"
        )
    return Origin(point, epsilon, lower, upper)


def _require_pair(bounds: object) -> None:
    wanted = "`bounds` must be a pair (lower, upper) of numbers or arrays like x"
    number = isinstance(bounds, np.ndarray) and bounds.ndim == 0
    if number or isinstance(bounds, (str, bytes)) or not isinstance(bounds, (Sequence, np.ndarray)):
        raise TypeError(f"{wanted}, got {shown(bounds)}")
    if len(bounds) != 2:
        raise TypeError(f"{wanted}, got {len(bounds)} entries; {CONVENTION}")


def _convention(bounds: Sequence[npt.ArrayLike]) -> str:
    """A reminder where each of the two could have been meant as a pair."""
    return f"; {CONVENTION}" if all(np.shape(bound) == (2,) for bound in bounds) else ""


def _epsilon(x: npt.ArrayLike, own: FloatArray) -> float:
    half = isinstance(x, (np.ndarray, np.generic)) and x.dtype.char == "e"
    return EPSILON["e" if half else own.dtype.char]


def _bound(name: str, bound: npt.ArrayLike, shape: Shape) -> Float64Array:
    array = as_array("bounds", bound)
    if array.dtype.kind not in "fiu":
        raise TypeError(f"`bounds`: the {name} bound must be a number or an array of them, got {shown(bound)}")
    numbers: Float64Array = array.astype(np.float64)
    if np.isnan(numbers).any():
        raise ValueError(f"`bounds`: the {name} bound must not be NaN; use infinity where there is none")
    try:
        return np.broadcast_to(numbers, shape).copy()
    except ValueError as error:
        raise ValueError(
            f"`bounds`: the {name} bound has shape {array.shape}, which does not fit x of shape {shape}"
        ) from error


def coordinate_name(x: AnyArray, index: int) -> str:
    """``x[0, 2]`` for a flat index; plain ``x`` for a single number.

    >>> coordinate_name(np.zeros((2, 3)), 2)
    'x[0, 2]'
    """
    return Block.at("x", 0, x.shape).entry_name(index)
