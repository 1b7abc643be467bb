"""A function of a released library with a derivative that the library, or a textbook, gives for it.

The two points of a case are drawn from its box with a generator that is seeded by the name of the case: nobody chose
them by what came out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias, final
from zlib import crc32

import numpy as np
import numpy.typing as npt

from minigrad.arrays import Float64Array

Function: TypeAlias = Callable[[Float64Array], npt.ArrayLike]
Number: TypeAlias = Callable[[float], npt.ArrayLike]
Pair: TypeAlias = Callable[[Float64Array], tuple[npt.ArrayLike, npt.ArrayLike]]
"""A function that returns its value and its derivative."""
Product: TypeAlias = Callable[[Float64Array, Float64Array], npt.ArrayLike]
"""Of a point and a direction."""
POINTS = 2
"""Points of each case."""


class Kind(StrEnum):
    """What is checked."""

    DERIVATIVE = "derivative"
    """Of a function of one number."""
    GRADIENT = "gradient"
    """Of a function of an array."""
    JACOBIAN = "Jacobian"
    """Of a function that returns an array."""
    HESSIAN = "Hessian"
    """The Jacobian of a gradient, or its product with a direction."""
    ADJOINT = "adjoint"
    """Of a linear operator."""


@final
@dataclass(frozen=True)
class Case:
    """What is claimed, and where it is looked at.

    Attributes:
        name: of the function, as the library spells it.
        kind: of the derivative.
        fun: the function; for a Hessian the gradient, for an adjoint the operator.
        jac: what is claimed to be its derivative, or its adjoint.
        points: where; for an adjoint two arrays, one that the operator takes and one that it returns.
        product: in the place of ``jac``, the product of the derivative with a direction.
        wrong: whether the claim was spoiled on purpose.
    """

    name: str
    kind: Kind
    fun: Function
    jac: Function
    points: tuple[Float64Array, ...]
    product: Product | None = None
    wrong: bool = False


def derivative(name: str, fun: Number, slope: Number, low: float, high: float) -> Case:
    """A function of one number, at points between ``low`` and ``high``."""
    at = box(name, low, high)
    return Case(name, Kind.DERIVATIVE, lambda x: fun(float(x)), lambda x: slope(float(x)), at)


def gradient(name: str, fun: Function, jac: Function, points: tuple[Float64Array, ...]) -> Case:
    """A function of an array that returns a number."""
    return Case(name, Kind.GRADIENT, fun, jac, points)


def pair(name: str, both: Pair, points: tuple[Float64Array, ...]) -> Case:
    """A function of an array that returns a number and its gradient; for a number, both are numbers."""
    kind = Kind.GRADIENT if points[0].ndim else Kind.DERIVATIVE
    return Case(name, kind, lambda x: both(x)[0], lambda x: both(x)[1], points)


def jacobian(name: str, fun: Function, jac: Function, points: tuple[Float64Array, ...]) -> Case:
    """A function that returns an array; ``jac`` has its shape followed by that of x."""
    return Case(name, Kind.JACOBIAN, fun, jac, points)


def hessian(name: str, jac: Function, hess: Function, points: tuple[Float64Array, ...]) -> Case:
    """A gradient and its Jacobian."""
    return Case(name, Kind.HESSIAN, jac, hess, points)


def hessian_product(name: str, jac: Function, product: Product, points: tuple[Float64Array, ...]) -> Case:
    """A gradient, and the product of its Jacobian with a direction."""
    return Case(name, Kind.HESSIAN, jac, jac, points, product)


def jacobian_product(name: str, fun: Function, product: Product, points: tuple[Float64Array, ...]) -> Case:
    """A function that returns an array, and the product of its Jacobian with a direction."""
    return Case(name, Kind.JACOBIAN, fun, fun, points, product)


def adjoint(name: str, forward: Function, backward: Function, taken: tuple[int, ...], given: tuple[int, ...]) -> Case:
    """A linear operator and its adjoint, with the shapes that the operator takes and returns."""
    return Case(name, Kind.ADJOINT, forward, backward, (np.zeros(taken), np.zeros(given)))


def box(name: str, low: npt.ArrayLike, high: npt.ArrayLike, shape: tuple[int, ...] = ()) -> tuple[Float64Array, ...]:
    """Points drawn evenly from a box; ``low`` and ``high`` are broadcast to ``shape``."""
    rng = seeded(name)
    lower, upper = np.broadcast_to(low, shape), np.broadcast_to(high, shape)
    return tuple(np.asarray(lower + (upper - lower) * rng.random(shape)) for _ in range(POINTS))


def normal(name: str, *shape: int, scale: float = 1.0) -> tuple[Float64Array, ...]:
    """Points drawn from a normal distribution around 0."""
    rng = seeded(name)
    return tuple(scale * rng.standard_normal(shape) for _ in range(POINTS))


def seeded(name: str) -> np.random.Generator:
    """The generator of a case."""
    return np.random.default_rng(crc32(name.encode()))
