"""Shows the exception that fun raises next to x, where the slope could not be measured on both sides.

Any exception at a trial point is taken for the edge of the domain of fun. It may be a mistake in fun instead, so it is
shown.
"""

from __future__ import annotations

import numpy as np

from minigrad.checking.contracts.findings import FindingKind, described
from minigrad.checking.contracts.question import Question
from minigrad.checking.explaining.explaining_settings import EXPLAINING
from minigrad.checking.names import moved_name
from minigrad.checking.rules.verdict import Verdict
from minigrad.differentiators.estimate import Status, StatusArray
from minigrad.differentiators.robust.steps import step_lengths


def note_edge(question: Question, status: StatusArray) -> None:
    """Add a finding with the exception that fun raises on a line of which one side, or both, could not be seen."""
    watch = question.watch
    unseen = np.flatnonzero(np.isin(status, (Status.NOT_RESOLVED, Status.ONE_SIDED)))
    for line in unseen[:1]:
        for part in (EXPLAINING.edge_step, -EXPLAINING.edge_step):
            step = part * float(step_lengths(question.probe.geometry)[line])
            column = int(question.probe.moved[line])
            point = watch.subject.lines.points(np.array([column]), np.array([step]))[0]
            try:
                watch.value_at(point)
            except Exception as error:  # whatever it raises is what is to be shown
                watch.note(
                    FindingKind.FUN_RAISES,
                    f"with {moved_name(question.names, int(line))} moved by {step:.1g} it raised "
                    f"{described(error)}; points where it does count as outside its domain",
                    Verdict.PASS,
                )
