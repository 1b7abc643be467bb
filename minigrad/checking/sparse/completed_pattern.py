"""The entries that are compared: those of a pattern, and whatever jac or fun have outside of it.

What is found there is compared like all other entries, so that it fails by name, and does not spoil the slopes of the
others in its row.
"""

from __future__ import annotations

from collections.abc import Callable
from math import prod
from typing import NamedTuple

import numpy as np

from minigrad.arrays import IntArray
from minigrad.checking.contracts.findings import Finding, FindingKind
from minigrad.checking.sparse.claimed_entries import Returned, pattern_of, shape_of
from minigrad.differentiators.sparse.outside_entries import OutsideEntries, find_outside_entries
from minigrad.differentiators.sparse.sparse_settings import SPARSE
from minigrad.probes.outputs.coloured_probe import ColouredProbe
from minigrad.probes.outputs.patterns import HasEntries
from minigrad.probes.outputs.sparsity import Sparsity


class CompletedPattern(NamedTuple):
    """A probe of all entries that are compared.

    Attributes:
        probe: it.
        source: what the pattern is that something lies outside of.
        by_jac: (q,) flat indices of what jac claims outside of it.
        by_fun: what fun depends on outside of it.
    """

    probe: ColouredProbe
    source: str
    by_jac: IntArray
    by_fun: OutsideEntries

    def findings(self, name: Callable[[int, int], str]) -> list[Finding]:
        """What is outside of the pattern, as findings.

        Args:
            name: what an entry is called, by its row and column.
        """
        n, found = self.probe.sparsity.shape[1], self.by_fun
        result = list[Finding]()
        if self.by_jac.size:
            named = _named(
                [name(*divmod(place, n)) for place in self.by_jac.tolist()[: SPARSE.named]], self.by_jac.size
            )
            result.append(
                Finding(FindingKind.JAC_OUTSIDE_PATTERN, f"it claims {named}, which {self.source} leaves out")
            )
        if found.rows.size:
            pairs = list(zip(found.rows.tolist(), found.columns.tolist(), strict=True))
            named = _named([name(*pair) for pair in pairs[: SPARSE.named]], len(pairs))
            others = f"; {found.others} more outputs deviate and were not looked at" if found.others else ""
            are, them = ("is", "it") if len(pairs) == 1 else ("are", "them")
            text = f"{named} {are} not 0, but {self.source} leaves {them} out{others}"
            result.append(Finding(FindingKind.FUN_OUTSIDE_PATTERN, text))
        return result


def _named(names: list[str], count: int) -> str:
    """The first few names, and how many more there are."""
    return ", ".join(names) + (f" and {count - len(names)} more" if count > len(names) else "")


def complete(
    start: Callable[[Sparsity], ColouredProbe], given: Sparsity | None, returned: Returned, shape: tuple[int, int]
) -> CompletedPattern | None:
    """The entries that are compared; None where there is no pattern, since all entries are.

    Args:
        start: makes the probe of a pattern.
        given: the pattern that the caller gave; by default it is that of a sparse matrix.
        returned: what jac returned at x.
        shape: (outputs, entries of x).
    """
    if given is None and not isinstance(returned, HasEntries):
        return None
    none = np.zeros(0, np.int64)
    if prod(shape_of(returned)) != prod(shape):
        return CompletedPattern(start(given or Sparsity(none, none, shape)), "", none, OutsideEntries(none, none, 0))
    if given is None:
        return _verified(start, pattern_of(returned, shape), "the sparse matrix that jac returned", none)
    claimed = pattern_of(returned, shape, stored=False)
    _, inside = given.find(claimed.rows, claimed.columns)
    outside = claimed.rows[~inside], claimed.columns[~inside]
    return _verified(start, given.joined(*outside), "`sparsity`", claimed.places[~inside])


def _verified(
    start: Callable[[Sparsity], ColouredProbe], pattern: Sparsity, source: str, by_jac: IntArray
) -> CompletedPattern:
    """With what fun depends on outside of the pattern; only then, all slopes are those of the entries."""
    probe = start(pattern)
    found = find_outside_entries(probe)
    if found.rows.size:
        before, probe = probe, start(pattern.joined(found.rows, found.columns))
        probe.count(before.evaluations)
    return CompletedPattern(probe, source, by_jac, found)
