"""Entries of a Jacobian that its sparsity pattern leaves out although the function depends on them.

An output of which the pattern is right does not change at all while only coordinates outside of it move, however curved
or kinked it is. So what deviates along a random direction is looked at in this way, and nothing is reported that does
not change in proportion to a step of one coordinate.
"""

from __future__ import annotations

from typing import NamedTuple, final

import numpy as np

from minigrad.arrays import BoolArray, IntArray
from minigrad.differentiators.sparse.screen import Screen, screens
from minigrad.differentiators.sparse.sparse_settings import SPARSE
from minigrad.probes.outputs.coloured_probe import ColouredProbe


class OutsideEntries(NamedTuple):
    """What was found.

    Attributes:
        rows, columns: (k,) the entries.
        others: how many more outputs deviate and were not looked at.
    """

    rows: IntArray
    columns: IntArray
    others: int


def find_outside_entries(probe: ColouredProbe, rng: np.random.Generator | None = None) -> OutsideEntries:
    """The entries outside of the pattern of ``probe`` on which f depends, as far as a random direction shows them.

    Two evaluations for each colour and four more, where there are none; else the columns are found by bisection.
    What has no slope at x, such as x[j]**2 at 0 or the middle of a kink, does not show.
    """
    outputs, columns = probe.sparsity.shape
    found = OutsideEntries(np.zeros(0, np.int64), np.zeros(0, np.int64), 0)
    if probe.sparsity.rows.size == outputs * columns or not np.isfinite(probe.outputs).any():
        return found
    for screen in screens(probe, np.random.default_rng(SPARSE.seed) if rng is None else rng):
        found = _Search(screen).run()
        if found.rows.size:
            break
    return found


@final
class _Search:
    """Looks at what deviates, one output after the other; a column that is found is looked for in all outputs."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._moves = screen.moves
        self._sparsity = screen.moves.probe.sparsity
        self._least = SPARSE.rounding * screen.noise
        self._open = screen.suspicious
        self._found: list[tuple[int, int]] = []

    def run(self) -> OutsideEntries:
        """Until nothing is left that deviates, or enough was found or looked at."""
        excess = np.abs(self._screen.deviation) / self._screen.allowance
        fruitless = 0
        for row in np.argsort(-excess, kind="stable").tolist():
            if not self._open[row] or self._enough or fruitless >= SPARSE.examined:
                continue
            before = len(self._found)
            self._look_at(row)
            fruitless += len(self._found) == before
        rows, columns = np.array(sorted(self._found), np.int64).reshape(-1, 2).T
        return OutsideEntries(rows, columns, int(self._open.sum()) if self._enough else 0)

    @property
    def _enough(self) -> bool:
        return len(self._found) >= SPARSE.named

    @np.errstate(all="ignore")
    def _look_at(self, row: int) -> None:
        """Find the columns outside of the pattern on which this output depends, one after the other."""
        self._open[row] = False
        columns = np.setdiff1d(self._moves.everything, self._sparsity.columns_of(row))
        while not self._enough and abs(self._moves.changes(columns)[0, row]) > self._least[row]:
            column = self._strongest(columns, row)
            depends = self._depending_on(column)
            if not depends[row]:
                return
            self._open &= ~depends
            self._found += [(own, column) for own in np.flatnonzero(depends).tolist()]
            columns = columns[columns != column]

    def _strongest(self, columns: IntArray, row: int) -> int:
        """By bisection, the column of which this output depends most."""
        while columns.size > 1:
            halves = np.array_split(columns, 2)
            changes = np.abs([self._moves.changes(half)[0, row] for half in halves])
            columns = halves[int(np.argmax(np.nan_to_num(changes)))]
        return int(columns[0])

    def _depending_on(self, column: int) -> BoolArray:
        """(m,) the outputs outside of its pattern that change in proportion to this coordinate."""
        change, *shorter = self._moves.changes(np.array([column]), (1.0, *SPARSE.shorter))
        depends: BoolArray = np.abs(change) > self._least
        for factor, closer in zip(SPARSE.shorter, shorter, strict=True):
            depends &= np.abs(closer / factor - change) <= SPARSE.linear * np.abs(change)
        depends[self._sparsity.rows_of(column)] = False
        return depends
