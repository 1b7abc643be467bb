"""Colours for the columns of a sparse matrix: columns that share no row may have the same one, and be moved at once.

The fewest colours possible are hard to find, and at least as many are needed as the longest row has entries; that many
are enough for a band, and nearly always for grids.
"""

from __future__ import annotations

import numpy as np

from minigrad.arrays import IntArray
from minigrad.probes.outputs.sparsity import Sparsity


def colours_of(sparsity: Sparsity) -> IntArray:
    """(n,) the colour of each column, 0, 1, ...; no row has two columns of one colour.

    Each column in turn gets the first colour that none of its rows has yet: from left to right and, where that takes
    more colours than the longest row has entries, those with the most neighbours first. The fewer colours win.

    >>> from minigrad.probes.outputs.patterns import as_sparsity
    >>> colours_of(as_sparsity("tridiagonal", (5, 5)))
    array([0, 1, 2, 0, 1])

    Source: Curtis, Powell and Reid (1974), IMA Journal of Applied Mathematics 13, 117-119; Coleman and More (1983),
    SIAM Journal on Numerical Analysis 20, 187-209.
    """
    n = sparsity.shape[1]
    in_row = np.bincount(sparsity.rows, minlength=sparsity.shape[0])
    colours = _greedy(sparsity, np.arange(n))
    if colours.max(initial=-1) < in_row.max(initial=0):
        return colours
    neighbours = np.bincount(sparsity.columns, weights=in_row[sparsity.rows], minlength=n)
    other = _greedy(sparsity, np.argsort(-neighbours, kind="stable"))
    return other if other.max() < colours.max() else colours


def _greedy(sparsity: Sparsity, order: IntArray) -> IntArray:
    """The first free colour for one column after the other; whole numbers serve as sets of colours."""
    by_column = np.argsort(sparsity.columns, kind="stable")
    rows = sparsity.rows[by_column].tolist()
    ends = np.cumsum(np.bincount(sparsity.columns, minlength=order.size)).tolist()
    used, colours = [0] * sparsity.shape[0], [0] * order.size
    for column in order.tolist():
        own = rows[ends[column - 1] if column else 0 : ends[column]]
        taken = 0
        for row in own:
            taken |= used[row]
        free = ~taken & (taken + 1)
        for row in own:
            used[row] |= free
        colours[column] = free.bit_length() - 1
    return np.array(colours, np.int64)
