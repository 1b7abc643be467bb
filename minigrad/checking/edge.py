"""Says what fun raises next to x where that keeps its slope from being seen on both sides.

Any exception at a trial point is taken for the edge of the domain of fun. It may be a mistake in fun instead, so it is shown.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.checking.contracts import Watch, described
from minigrad.checking.findings import FindingKind
from minigrad.checking.slopes import Kind, Slopes
from minigrad.checking.verdict import Verdict


def note_edge(watch: Watch, name: Callable[[int], str], length: Float64Array, slopes: Slopes) -> None:
    """Add a finding with the exception that fun raises on a line of which one side, or both, could not be seen."""
    unseen = np.flatnonzero((slopes.kind == Kind.UNRESOLVED) | (slopes.kind == Kind.ONE_SIDED))
    for part in (1e-3, -1e-3) if unseen.size else ():
        line = int(unseen[0])
        step = part * float(length[line])
        point = watch.origin.x.copy()
        point.reshape(-1)[line] += step
        try:
            watch.value_at(watch.origin.clip(point))
        except Exception as error:  # whatever it raises is what is to be shown
            watch.note(FindingKind.FUN_RAISES, f"with {name(line)} moved by {step:.1g} it raised {described(error)}; points "
                       "where it does count as outside its domain", Verdict.PASS)
