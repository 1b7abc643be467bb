"""Where to look at a function of which nothing is known but its name: shapes that it takes, and points worth a visit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import final

import numpy as np
import numpy.typing as npt

from minigrad.arrays import Float64Array, FloatArray, Shape
from minigrad.checking.contracts import Fun
from minigrad.differentiators.evaluators import read_number

SHAPES: tuple[Shape, ...] = ((3,), (2,), (4,), (1,), (), (2, 3), (3, 3), (6,), (5,), (8,), (10,))
SCALES = (1.0, 0.1, 10.0)
REFUSALS = (ValueError, TypeError, IndexError, KeyError, ArithmeticError, AttributeError)
"""How functions say that they do not take an array of this shape or a point outside of their domain."""


@final
@dataclass(frozen=True)
class Point:
    """A place to look at.

    Attributes:
        name: what it is, for reports.
        x: the point.
        special: whether it was chosen because a kink may lie there, so that "inconclusive" is no complaint.
    """

    name: str
    x: Float64Array
    special: bool


def find_shape(fun: Fun, jac: Callable[[FloatArray], npt.ArrayLike]) -> Shape | None:
    """The first shape that fun takes and for which jac returns as many numbers; None where there is none."""
    for shape in SHAPES:
        x = np.abs(np.random.default_rng(0).normal(size=shape)) + 0.5
        if _is_value(fun, x) and _size(jac, x) == x.size:
            return shape
    return None


def choose_points(fun: Fun, shape: Shape, rng: np.random.Generator) -> list[Point]:
    """Generic points at several scales, where kinks are avoided, and then the places where kinks like to be.

    Points outside of the domain of fun are left out; where negative numbers are, positive ones take their place.
    """
    generic = [Point(f"random, size {scale:g}", _generic(fun, rng.normal(size=shape) * scale), special=False) for scale in SCALES]
    x = generic[0].x
    visited = [
        Point("zero", np.zeros(shape), special=True),
        Point("ones", np.ones(shape), special=True),
        Point("small integers", np.arange(1.0, x.size + 1.0).reshape(shape), special=True),
        Point("one entry zero", np.where(np.arange(x.size).reshape(shape) == 0, 0.0, x), special=True),
        Point("close to zero", 1e-6 * x, special=True),
    ]
    return [point for point in generic + visited if _is_value(fun, point.x)]


def _generic(fun: Fun, x: Float64Array) -> Float64Array:
    moved = np.asarray(x)
    return moved if _is_value(fun, moved) else np.abs(moved)


def _is_value(fun: Fun, x: Float64Array) -> bool:
    try:
        with np.errstate(all="ignore"):
            return bool(np.isfinite(float(read_number(fun(x.copy())))))
    except REFUSALS:
        return False


def _size(jac: Callable[[FloatArray], npt.ArrayLike], x: Float64Array) -> int:
    try:
        with np.errstate(all="ignore"):
            return int(np.size(jac(x.copy())))
    except REFUSALS:
        return -1
