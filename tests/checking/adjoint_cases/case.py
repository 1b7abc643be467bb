"""One linear map with what is claimed to be its adjoint."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from minigrad.arrays import Float64Array, Shape
from minigrad.checking.adjoints.linear_map import MapFunction
from minigrad.checking.adjoints.operators import NumberType


@dataclass(frozen=True)
class Case:
    """A pair of functions, and whether the second is the adjoint of the first.

    Attributes:
        name: what it is.
        right: whether the adjoint is right; None where rounding is so large that nobody can tell.
        forward, adjoint: the maps.
        x_shape, y_shape: of their arguments.
        dtype: of the arguments.
    """

    name: str
    right: bool | None
    forward: MapFunction
    adjoint: MapFunction
    x_shape: Shape
    y_shape: Shape
    dtype: NumberType = "d"


def dense(
    name: str, right: bool | None, matrix: npt.ArrayLike, claimed: npt.ArrayLike, dtype: NumberType = "d"
) -> Case:
    """Products with a matrix, and with what is claimed to be its conjugate transpose."""
    a, b = np.asarray(matrix), np.asarray(claimed)
    return Case(name, right, lambda x: a @ x, lambda y: b @ y, (a.shape[1],), (a.shape[0],), dtype)


def changed(matrix: Float64Array, place: tuple[int, ...], factor: float) -> Float64Array:
    """The matrix with an entry, or a row, times a factor."""
    other = matrix.copy()
    other[place] *= factor
    return other
