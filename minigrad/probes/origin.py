"""The point x at which derivatives are taken, and the bounds that must not be crossed: checked, and copied."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias, TypeVar, cast, final

import numpy as np
import numpy.typing as npt

from minigrad.arguments import shown
from minigrad.arrays import EPSILON, AnyArray, Float64Array, FloatArray, Shape, as_array, as_float_array
from minigrad.layout import Block
from minigrad.structures import Structure, is_structure

S = TypeVar("S")

Bounds: TypeAlias = tuple[npt.ArrayLike, npt.ArrayLike] | Sequence[npt.ArrayLike] | None
"""(lower, upper): numbers, or arrays that broadcast to the shape of x; infinities where there is no bound.

Not one (low, high) pair for each coordinate: for two coordinates [(0, 1), (5, 6)] reads as lower = (0, 1), upper = (5,
6). ``bounds=numpy.transpose(pairs)`` makes one of the other.
"""

StructureBounds: TypeAlias = Bounds | tuple[object, object]
"""The same for a structure: each of the two may be a structure like x."""

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
        name_of: the name of an entry, by its flat index, where x is the vector of a structure.
    """

    x: Float64Array
    epsilon: float
    lower: Float64Array | None = None
    upper: Float64Array | None = None
    name_of: Callable[[int], str] | None = None

    def name(self, index: int) -> str:
        """What the entry with this flat index is called: ``x[0, 2]``, or plain ``x`` for a single number."""
        return coordinate_name(self.x, index) if self.name_of is None else self.name_of(index)

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


def as_origin(x: npt.ArrayLike | Structure[S], bounds: StructureBounds) -> Origin:
    """A private float64 copy of x, with its own precision noted and its bounds checked; of a structure its vector."""
    if isinstance(x, Structure):
        free = Origin(x.vector, x.epsilon, name_of=x.name)
        return free if bounds is None else _bounded(free, _joined(x, bounds))
    own = _as_array(x)
    point = cast("Float64Array", own) if own.dtype.char == "d" else own.astype(np.float64)
    free = Origin(point, _epsilon(x, own))
    return free if bounds is None else _bounded(free, cast("Sequence[npt.ArrayLike]", bounds))


def _as_array(x: npt.ArrayLike) -> FloatArray:
    try:
        return as_float_array("x", x)
    except (TypeError, ValueError) as error:
        if isinstance(x, list) or not is_structure(x):
            raise
        raise TypeError(f"`x` must be an array or a number here: only gradients take structures. {error}") from error


def _bounded(free: Origin, bounds: Sequence[npt.ArrayLike]) -> Origin:
    """The same point in its box."""
    _require_pair(bounds)
    point = free.x
    lower, upper = _bound("lower", bounds[0], point.shape), _bound("upper", bounds[1], point.shape)
    outside = (point < lower) | (point > upper)
    if outside.any():
        index = int(np.argmax(outside))
        raise ValueError(
            f"`x` must lie inside `bounds`: {free.name(index)} = {point.flat[index]!s} is not in "
            f"[{lower.flat[index]!s}, {upper.flat[index]!s}]{_convention(bounds)}"
        )
    return replace(free, lower=lower, upper=upper)


def _joined(structure: Structure[S], bounds: Sequence[object]) -> Sequence[npt.ArrayLike]:
    """Bounds of the vector, from numbers or structures like x."""
    _require_pair(bounds)
    return [
        structure.join("bounds", bound) if is_structure(bound) else cast("npt.ArrayLike", bound) for bound in bounds
    ]


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
