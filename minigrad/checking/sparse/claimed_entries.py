"""What a matrix that jac returned claims at the places of a sparsity pattern, dense or sparse, never made dense."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np

from minigrad.arrays import AnyArray, Shape
from minigrad.checking.contracts.matrices import Matrix, as_matrix
from minigrad.probes.outputs.patterns import HasEntries, entries_of
from minigrad.probes.outputs.sparsity import Sparsity

Returned: TypeAlias = Matrix | HasEntries
"""What jac may return."""


def shape_of(returned: Returned) -> Shape:
    """The shape of a matrix."""
    if isinstance(returned, HasEntries):
        return entries_of("jac(x)", returned).shape
    return as_matrix("jac(x)", returned).shape


def entries_at(returned: Returned, pattern: Sparsity) -> AnyArray:
    """A new array (k,) of what it claims at the k places of a pattern.

    Args:
        returned: as many numbers as the pattern has places, whether these belong to it or not.
        pattern: the places.

    >>> from minigrad.probes.outputs.patterns import as_sparsity
    >>> entries_at(np.array([[1.0, 2.0], [3.0, 4.0]]), as_sparsity("diagonal", (2, 2)))
    array([1., 4.])
    """
    if not isinstance(returned, HasEntries):
        dense: AnyArray = as_matrix("jac(x)", returned).reshape(-1)[pattern.places]
        return dense
    given = entries_of("jac(x)", returned)
    claimed = np.zeros(pattern.rows.size, given.data.dtype)
    where, inside = pattern.find(given.rows, given.columns)
    np.add.at(claimed, where[inside], given.data[inside])  # an entry may come in parts
    return claimed


def pattern_of(returned: Returned, shape: tuple[int, int], *, stored: bool = True) -> Sparsity:
    """Where it is not 0.

    Args:
        returned: the matrix.
        shape: (outputs, entries of x).
        stored: whether zeros count that a sparse matrix stores.
    """
    if isinstance(returned, HasEntries):
        given = entries_of("jac(x)", returned)
        counts = np.ones(given.data.size, np.bool_) if stored else given.data != 0
        return Sparsity.of(given.rows[counts], given.columns[counts], shape)
    rows, columns = np.nonzero(as_matrix("jac(x)", returned).reshape(shape))
    return Sparsity(rows, columns, shape)
