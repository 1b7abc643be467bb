"""What a caller may give as ``sparsity=``: an array, a sparse matrix of scipy, or the name of a band."""

from __future__ import annotations

from typing import Final, Protocol, TypeAlias, cast, runtime_checkable

import numpy as np
import numpy.typing as npt

from minigrad.arguments import shown
from minigrad.arrays import AnyArray, IntArray, as_array
from minigrad.probes.outputs.sparsity import Sparsity


@runtime_checkable
class SparseMatrix(Protocol):
    """A sparse matrix or array of scipy, in any of its formats."""

    def tocoo(self) -> object:
        """The same by its entries: ``row``, ``col``, ``data`` and ``shape``."""


SparsityLike: TypeAlias = npt.ArrayLike | SparseMatrix
"""An array (m, n), not 0 where an entry may differ from 0; a sparse matrix of scipy, of which explicit zeros count as
well; "tridiagonal" or "diagonal". m is the number of outputs, n that of the entries of x."""

BANDS: Final = {"diagonal": 0, "tridiagonal": 1}
"""How many diagonals there are on each side of the main one."""


def as_sparsity(value: SparsityLike | Sparsity, shape: tuple[int, int]) -> Sparsity:
    """The pattern of a Jacobian of this shape.

    Raises:
        TypeError: it is no array, no sparse matrix and no text.
        ValueError: it has another shape, or is the name of no band.

    >>> as_sparsity([[1, 0], [0, 1], [1, 1]], (3, 2))
    <Sparsity of shape (3, 2): 4 entries>
    """
    if isinstance(value, Sparsity):
        _require_shape(value.shape, shape)
        return value
    if isinstance(value, str):
        return _band(value, shape)
    if isinstance(value, SparseMatrix):
        return _from_entries(value.tocoo(), shape)
    array = as_array("sparsity", cast("npt.ArrayLike", value))
    if array.dtype.kind not in "biufc":
        raise TypeError(
            "`sparsity` must be an array of numbers or truth values, a sparse matrix, 'tridiagonal' or 'diagonal', "
            f"got {shown(value)}"
        )
    _require_shape(array.shape, shape)
    rows, columns = np.nonzero(array)
    return Sparsity(rows, columns, shape)


def _band(name: str, shape: tuple[int, int]) -> Sparsity:
    if name not in BANDS:
        raise ValueError(f"`sparsity` must be 'tridiagonal' or 'diagonal' where it is a text, got {shown(name)}")
    m, n = shape
    if m != n:
        raise ValueError(
            f"`sparsity` = {name!r} needs as many outputs as entries of x, got {m} and {n}; give an array of shape "
            f"{shape}"
        )
    width = BANDS[name]
    rows = np.repeat(np.arange(n), 2 * width + 1)
    columns = rows + np.tile(np.arange(-width, width + 1), n)
    inside = (columns >= 0) & (columns < n)
    return Sparsity(rows[inside], columns[inside], shape)


def _from_entries(entries: object, shape: tuple[int, int]) -> Sparsity:
    """The pattern of what ``tocoo`` returned; it may list an entry twice."""
    own_shape: object = getattr(entries, "shape", None)
    _require_shape(own_shape, shape)
    return Sparsity.of(_places(entries, "row"), _places(entries, "col"), shape)


def _places(entries: object, name: str) -> IntArray:
    places: object = getattr(entries, name, None)
    if not isinstance(places, np.ndarray) or places.dtype.kind not in "iu":
        raise TypeError(f"`sparsity`: .tocoo() must return entries with `row` and `col`, got {shown(entries)}")
    array: AnyArray = places
    return array.astype(np.int64)


def _require_shape(own: object, shape: tuple[int, int]) -> None:
    if own != shape:
        turned = "; it is transposed" if own == shape[::-1] else ""
        raise ValueError(
            f"`sparsity` must have shape {shape}: a row for each output of `fun` and a column for each entry of x, "
            f"got {own}{turned}"
        )
