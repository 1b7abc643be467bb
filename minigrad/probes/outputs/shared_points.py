"""As few points as a request needs: columns of one colour move in the same points, each by its own steps."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, IntArray
from minigrad.probes.origin import Origin
from minigrad.probes.outputs.column_moves import ColumnMoves


class SharedPoints(NamedTuple):
    """The points of a request for values with ``column[j]`` moved by ``step[j]``.

    Attributes:
        moves: the points.
        move_of: (k,) which of the moves belongs to each pair of the request.
    """

    moves: ColumnMoves
    move_of: IntArray

    @staticmethod
    def of(origin: Origin, colours: IntArray, column: IntArray, step: Float64Array) -> SharedPoints:
        """The r-th of the distinct steps of every column of one colour go into one point.

        So there are as many points as the colours need together, each as many as that of its columns with the most
        distinct steps.
        """
        keys = (step.imag, step.real, column) if np.iscomplexobj(step) else (step, column)
        order = np.lexsort(keys)
        own_column, own_step = column[order], step[order]
        starts_column = _changes(own_column)
        new = starts_column | _changes(own_step)
        distinct = np.flatnonzero(new)
        rank = _ranks(starts_column[distinct])
        point = colours[own_column[distinct]] * (rank.max(initial=0) + 1) + rank
        by_point = np.argsort(point, kind="stable")
        starts = np.flatnonzero(np.append(_changes(point[by_point]), True))
        place = np.empty_like(by_point)
        place[by_point] = np.arange(by_point.size)
        move_of = np.empty_like(order)
        move_of[order] = place[np.cumsum(new) - 1]
        chosen = distinct[by_point]
        return SharedPoints(ColumnMoves(origin, starts, own_column[chosen], own_step[chosen]), move_of)


def _changes(values: Float64Array | IntArray) -> BoolArray:
    """Where a value differs from the one before; at the first."""
    changes = np.ones(values.size, np.bool_)
    changes[1:] = values[1:] != values[:-1]
    return changes


def _ranks(starts: BoolArray) -> IntArray:
    """How many come before each in its group."""
    first = np.flatnonzero(starts)
    place = np.arange(starts.size)
    return place - np.repeat(first, np.diff(np.append(first, starts.size)))
