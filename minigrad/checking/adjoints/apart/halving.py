"""Finds entries in which two large maps disagree: a row first, by halving y, and then its column, by halving x."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.checking.adjoints.adjoint_settings import ADJOINT
from minigrad.checking.adjoints.apart.matrix_entries import Entries, entry_bounds, unit
from minigrad.checking.adjoints.linear_map import Pair
from minigrad.checking.adjoints.probing import Probing
from minigrad.checking.adjoints.space import dot, norm
from minigrad.checking.rules.check_settings import CHECK


def halved(linear: Pair, probing: Probing, pair: int, bound: float) -> tuple[Entries, bool]:
    """Some entries that differ, and whether there are no other rows with such entries.

    Args:
        linear: the map and its adjoint.
        probing: what they returned.
        pair: the arguments whose products differ most.
        bound: by how much rounding may have moved these products.
    """
    forward, adjoint = linear
    x, ax, y = probing.x[pair], probing.ax[pair], probing.y[pair].copy()
    found = list[tuple[int, int, float, float, float]]()
    gap = dot(ax, y) - dot(x, probing.by[pair])
    while abs(gap) > CHECK.outside * bound and len(found) < ADJOINT.found:

        def by_rows(mask: Float64Array, y: Float64Array = y) -> float:
            return dot(ax, y * mask) - dot(x, adjoint(y * mask))

        row = _descend(by_rows, y.size, gap)
        side = adjoint(unit(y.size, row))

        def by_columns(mask: Float64Array, row: int = row, side: Float64Array = side) -> float:
            return float(forward(x * mask)[row]) - dot(side, x * mask)

        column = _descend(by_columns, x.size, float(ax[row]) - dot(side, x))
        line = forward(unit(x.size, column))
        limit = entry_bounds(linear, probing, np.array([norm(line)]), np.array([norm(side)]))
        found.append((row, column, float(line[row]), float(side[column]), float(limit[0])))
        y[row] = 0.0
        gap = dot(ax, y) - dot(x, adjoint(y))
    table = np.array(found).reshape(-1, 5)
    entries = Entries(table[:, 0].astype(np.int64), table[:, 1].astype(np.int64), table[:, 2], table[:, 3], table[:, 4])
    if abs(gap) > CHECK.outside * bound and np.unique(entries.column).size == 1:  # one column may be all there is
        rest = probing.x[pair].copy()
        rest[entries.column[0]] = 0.0
        gap = dot(forward(rest), probing.y[pair]) - dot(rest, probing.by[pair])
    return entries, abs(gap) <= CHECK.outside * bound


def _descend(gap_in: Callable[[Float64Array], float], size: int, gap: float) -> int:
    """The element that is left when a range is halved, always towards the larger gap."""
    start, stop = 0, size
    while stop - start > 1:
        middle = (start + stop) // 2
        mask = np.zeros(size)
        mask[start:middle] = 1.0
        first = gap_in(mask)
        start, stop, gap = (start, middle, first) if abs(first) >= abs(gap - first) else (middle, stop, gap - first)
    return start
