"""What a caller may give as ``sparsity=``: an array, a sparse matrix of scipy, or the name of a band."""

from __future__ import annotations

from typing import Final, NamedTuple, Protocol, TypeAlias, cast, runtime_checkable

import numpy as np
import numpy.typing as npt

from minigrad.arguments import shown
from minigrad.arrays import AnyArray, IntArray, Shape, as_array
from minigrad.probes.outputs.sparsity import Sparsity


@runtime_checkable
class HasEntries(Protocol):
    """A sparse matrix or array of scipy, in any of its formats."""

    def tocoo(self) -> object:
        """The same by its entries: ``row``, ``col``, ``data`` and ``shape``."""


class StoredEntries(NamedTuple):
    """The k entries that a sparse matrix stores, in any order, and some perhaps in parts."""

    rows: IntArray
    columns: IntArray
    data: AnyArray
    shape: Shape


SparsityLike: TypeAlias = npt.ArrayLike | HasEntries
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
    if isinstance(value, HasEntries):
        stored = entries_of("sparsity", value)
        _require_shape(stored.shape, shape)
        return Sparsity.of(stored.rows, stored.columns, shape)
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


def entries_of(name: str, matrix: HasEntries) -> StoredEntries:
    """What a sparse matrix stores.

    Raises:
        TypeError: ``tocoo`` returns something else.
    """
    entries = matrix.tocoo()
    rows, columns, data = (_array(getattr(entries, part, None)) for part in ("row", "col", "data"))
    shape: object = getattr(entries, "shape", None)
    if rows is None or columns is None or data is None or not isinstance(shape, tuple):
        raise TypeError(f"`{name}`: .tocoo() must return an object with row, col, data and shape, got {shown(entries)}")
    return StoredEntries(rows.astype(np.int64), columns.astype(np.int64), data, shape)


def _array(part: object) -> AnyArray | None:
    return part if isinstance(part, np.ndarray) else None


def _require_shape(own: object, shape: tuple[int, int]) -> None:
    if own != shape:
        turned = "; it is transposed" if own == shape[::-1] else ""
        raise ValueError(
            f"`sparsity` must have shape {shape}: a row for each output of `fun` and a column for each entry of x, "
            f"got {own}{turned}"
        )
