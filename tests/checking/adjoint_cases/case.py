"""One linear map with what is claimed to be its adjoint."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from minigrad.arrays import AnyArray, Shape

Map: TypeAlias = Callable[[AnyArray], npt.ArrayLike]


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
    forward: Map
    adjoint: Map
    x_shape: Shape
    y_shape: Shape
    dtype: npt.DTypeLike = np.float64


def dense(
    name: str, right: bool | None, matrix: npt.ArrayLike, claimed: npt.ArrayLike, dtype: npt.DTypeLike = np.float64
) -> Case:
    """Products with a matrix, and with what is claimed to be its conjugate transpose."""
    a, b = np.asarray(matrix), np.asarray(claimed)
    return Case(name, right, lambda x: a @ x, lambda y: b @ y, (a.shape[1],), (a.shape[0],), dtype)
