"""Says what fun raises next to x where that keeps its slope from being seen on both sides.

Any exception at a trial point is taken for the edge of the domain of fun. It may be a mistake in fun instead, so it is
shown.
"""

from __future__ import annotations

import numpy as np

from minigrad.checking.contracts.findings import FindingKind
from minigrad.checking.contracts.watch import described
from minigrad.checking.evidence import Evidence
from minigrad.checking.verdict import Verdict
from minigrad.differentiators.estimate import Status
from minigrad.differentiators.robust.steps import lengths


def note_edge(evidence: Evidence) -> None:
    """Add a finding with the exception that fun raises on a line of which one side, or both, could not be seen."""
    watch = evidence.question.watch
    unseen = np.flatnonzero(np.isin(evidence.slopes.status, (Status.NOT_RESOLVED, Status.ONE_SIDED)))
    for line in unseen[:1]:
        for part in (1e-3, -1e-3):
            step = part * float(lengths(evidence.question.probe.geometry)[line])
            point = watch.origin.x.copy()
            point.reshape(-1)[line] += step
            try:
                watch.value_at(watch.origin.clip(point))
            except Exception as error:  # whatever it raises is what is to be shown
                watch.note(
                    FindingKind.FUN_RAISES,
                    f"with {evidence.question.names.name(int(line))} moved by {step:.1g} it raised "
                    f"{described(error)}; points where it does count as outside its domain",
                    Verdict.PASS,
                )
