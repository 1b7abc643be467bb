"""What jac returned as an array: sparse matrices are filled up with zeros."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeAlias, runtime_checkable

import numpy as np
import numpy.typing as npt

from minigrad.arrays import AnyArray, Float64Array, FloatArray, as_array


@runtime_checkable
class SparseMatrix(Protocol):
    """A sparse matrix or array, such as those of ``scipy.sparse``."""

    def toarray(self) -> Float64Array:
        """The same as a numpy array."""


@runtime_checkable
class LinearMap(Protocol):
    """A matrix that is known by its products, such as scipy's ``LinearOperator``."""

    shape: tuple[int, int]

    def matvec(self, x: Float64Array, /) -> npt.ArrayLike:
        """Its product with a vector (columns,)."""


Matrix: TypeAlias = npt.ArrayLike | SparseMatrix | LinearMap
"""What jac may return."""

Jacobian: TypeAlias = Callable[[FloatArray], Matrix]
"""From x to the derivative that is claimed, in the type of x."""

Float64Jacobian: TypeAlias = Callable[[Float64Array], Matrix]
"""The same as callers annotate it, for x in float64."""


def as_matrix(name: str, returned: Matrix) -> AnyArray:
    """An array of numbers, the one that was returned where it was an array.

    Args:
        name: what messages call it.
        returned: an array, a sparse matrix, or an operator, which is multiplied by the unit vectors.

    >>> class Diagonal:
    ...     def toarray(self):
    ...         return np.diag([1.0, 2.0])
    >>> as_matrix("jac(x)", Diagonal())
    array([[1., 0.],
           [0., 2.]])
    """
    if not isinstance(returned, np.ndarray) and isinstance(returned, SparseMatrix):
        return np.asarray(returned.toarray())
    if not isinstance(returned, np.ndarray) and isinstance(returned, LinearMap):
        columns = [np.asarray(returned.matvec(unit)).reshape(-1) for unit in np.eye(returned.shape[1])]
        return np.stack(columns, axis=1)
    array = as_array(name, returned)
    return np.asarray(array) if isinstance(array, np.matrix) else array
