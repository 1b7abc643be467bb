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


Jacobian: TypeAlias = Callable[[FloatArray], npt.ArrayLike | SparseMatrix]
"""From x to the derivative that is claimed."""


def as_matrix(name: str, returned: npt.ArrayLike | SparseMatrix) -> AnyArray:
    """An array of numbers, the one that was returned where it was an array.

    Args:
        name: what messages call it.
        returned: an array, or a sparse matrix.

    >>> class Diagonal:
    ...     def toarray(self):
    ...         return np.diag([1.0, 2.0])
    >>> as_matrix("jac(x)", Diagonal())
    array([[1., 0.],
           [0., 2.]])
    """
    if not isinstance(returned, np.ndarray) and isinstance(returned, SparseMatrix):
        return np.asarray(returned.toarray())
    array = as_array(name, returned)
    return np.asarray(array) if isinstance(array, np.matrix) else array
