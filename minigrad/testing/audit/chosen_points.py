"""The points at which a function is checked, chosen from the shape of its argument alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, final

import numpy as np

from minigrad.arrays import Float64Array, Shape
from minigrad.probes.function_types import ScalarFunction
from minigrad.probes.returned_values import read_array
from minigrad.testing.discovery.user_errors import described

SCALES = (1.0, 0.1, 10.0)
OUTSIDE: tuple[type[BaseException], ...] = (ValueError, ArithmeticError)
"""The exceptions by which functions report that a point lies outside of their domain."""


@final
@dataclass(frozen=True)
class Point:
    """A point of a check.

    Attributes:
        name: a description for reports.
        x: the point.
        special: whether it was chosen because a kink may lie there, where an inconclusive result is no defect.
    """

    name: str
    x: Float64Array
    special: bool


class Refusal(NamedTuple):
    """Why fun has no finite value at a point, and whether that means that the point lies outside of its domain."""

    point: Point
    why: str
    outside: bool


@final
@dataclass(frozen=True)
class Choice:
    """Points that a function accepts, and those that it does not."""

    taken: tuple[Point, ...]
    refused: tuple[Refusal, ...]


def choose_points(fun: ScalarFunction, shape: Shape, rng: np.random.Generator) -> Choice:
    """Random points at several scales, away from kinks, and then points at which kinks are frequent, such as 0.

    Where negative numbers are outside of the domain of fun, positive ones are used.
    """
    generic = [
        Point(f"random, size {scale:g}", _generic(fun, rng.normal(size=shape) * scale), special=False)
        for scale in SCALES
    ]
    x = generic[0].x
    visited = [
        Point("zero", np.zeros(shape), special=True),
        Point("ones", np.ones(shape), special=True),
        Point("small integers", np.arange(1.0, x.size + 1.0).reshape(shape), special=True),
        Point("one entry zero", np.where(np.arange(x.size).reshape(shape) == 0, 0.0, x), special=True),
        Point("close to zero", 1e-6 * x, special=True),
    ]
    refused = tuple(filter(None, (_refusal(fun, point) for point in generic + visited)))
    names = {refusal.point.name for refusal in refused}
    return Choice(tuple(point for point in generic + visited if point.name not in names), refused)


def _generic(fun: ScalarFunction, x: Float64Array) -> Float64Array:
    moved = np.asarray(x)
    return np.abs(moved) if _refusal(fun, Point("", moved, special=False)) else moved


def _refusal(fun: ScalarFunction, point: Point) -> Refusal | None:
    try:
        with np.errstate(all="ignore"):
            value = read_array(fun(point.x.copy()))
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        return Refusal(point, described(error), isinstance(error, OUTSIDE))
    return None if np.isfinite(value).all() else Refusal(point, f"the value is {value}", outside=True)
