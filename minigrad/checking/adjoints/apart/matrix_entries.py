"""The entries of A as both maps have them: A e_j is a column, A' e_i is a row."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from minigrad.arrays import Float64Array, IntArray
from minigrad.checking.adjoints.adjoint_settings import ADJOINT
from minigrad.checking.adjoints.compared import Compared
from minigrad.checking.adjoints.linear_map import LinearMap, Pair
from minigrad.checking.adjoints.probing import Probing
from minigrad.checking.adjoints.space import Space, norm


class Entries(NamedTuple):
    """Entries of A, among them all in which the two maps were seen to differ.

    Attributes:
        row, column: (p,) where they are, in vectors of real numbers.
        forward, adjoint: (p,) what each of the maps has there.
        bound: (p,) what rounding explains.
    """

    row: IntArray
    column: IntArray
    forward: Float64Array
    adjoint: Float64Array
    bound: Float64Array

    def take(self, which: IntArray) -> Entries:
        """Some of them."""
        return Entries(self.row[which], self.column[which], self.forward[which], self.adjoint[which], self.bound[which])

    def compared(self, pair: Pair, rtol: float) -> Compared:
        """Side by side, with names such as ``A[0, 2]``."""
        names = tuple(_name(int(i), int(j), pair) for i, j in zip(self.row, self.column, strict=True))
        size = np.maximum(np.abs(self.forward), np.abs(self.adjoint))
        return Compared.of(names, self.adjoint, self.forward, self.bound, size, rtol)


def _name(row: int, column: int, pair: Pair) -> str:
    """Of a complex number, which part: that of the result, or else that of the argument."""
    x, y = (linear.domain for linear in pair)
    i, j = (index // 2 if space.complex else index for index, space in ((row, y), (column, x)))
    part = "" if not (x.complex or y.complex) else (".real", ".imag")[row % 2 if y.complex else column % 2]
    return f"{pair[0].matrix}[{y.place(i)}, {x.place(j)}]{part}"


def unit(size: int, index: int) -> Float64Array:
    """The unit vector."""
    vector = np.zeros(size)
    vector[index] = 1.0
    return vector


def affordable(x: Space, y: Space) -> bool:
    """Whether all entries can be compared."""
    return x.size + y.size <= ADJOINT.all_entries


def matrices(forward: LinearMap, adjoint: LinearMap) -> tuple[Float64Array, Float64Array]:
    """(m, n) all entries of A, by the forward map and by the adjoint."""
    n, m = forward.domain.size, adjoint.domain.size
    columns = np.array([forward(unit(n, j)) for j in range(n)]).T
    return columns, np.array([adjoint(unit(m, i)) for i in range(m)])


def entry_bounds(linear: Pair, probing: Probing, columns: Float64Array, rows: Float64Array) -> Float64Array:
    """What rounding explains in entries, from the sizes of their columns and rows, which broadcast to their shape."""
    parts = zip(linear, (columns, rows), (probing.ax_error, probing.by_error), (probing.ax, probing.by), strict=True)
    sizes = []
    for each, size, error, result in parts:
        shown = max(norm(e) / max(norm(r), 5e-324) for e, r in zip(error, result, strict=True))
        sizes.append(size * (ADJOINT.roundings * each.epsilon + ADJOINT.sigmas * shown))
    return np.asarray(sizes[0] + sizes[1])


def all_entries(linear: Pair, probing: Probing, known: tuple[Float64Array, Float64Array]) -> Entries:
    """All entries, of complex linear maps the half that tells all."""
    columns, rows = known
    bound = entry_bounds(linear, probing, _sizes(columns, 0)[np.newaxis, :], _sizes(rows, 1)[:, np.newaxis])
    place = np.ones(columns.shape, dtype=np.bool_)
    if probing.complex_linear:
        place[:, 1::2] = False
    i, j = np.nonzero(place)
    return Entries(i, j, columns[i, j], rows[i, j], bound[i, j])


def _sizes(matrix: Float64Array, axis: int) -> Float64Array:
    return np.array([norm(vector) for vector in np.moveaxis(matrix, axis, -1)])
