"""What was found out about a claimed gradient, from values of fun and from whatever else there was."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import final

import numpy as np

from minigrad.arrays import IntArray
from minigrad.checking.contracts.question import Question
from minigrad.checking.explaining.causes import Cause
from minigrad.checking.explaining.taylor_remainder import OrderEvidence
from minigrad.checking.rules.verdict import Judgement, judge
from minigrad.differentiators.estimate import Status
from minigrad.differentiators.robust.slopes import Slopes


@final
@dataclass(frozen=True)
class Evidence:
    """Everything that was found out about a claimed gradient.

    Attributes:
        question: the gradient, and what it should be the gradient of.
        slopes: what values of fun say of each entry.
        cause: what an error looks like.
        order: Taylor remainders.
        confirmed: flat indices of entries that values of fun leave open and that other evidence confirms.
        notes: sentences about what else was verified.
    """

    question: Question
    slopes: Slopes
    cause: Cause | None = None
    order: OrderEvidence | None = None
    confirmed: IntArray = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    notes: tuple[str, ...] = ()

    @staticmethod
    def unmeasured(question: Question) -> Evidence:
        """Before anything is known of the slopes."""
        return Evidence(question, Slopes.unknown(question.probe.size, Status.NOT_RESOLVED))

    def judgement(self) -> Judgement:
        """What passes and what fails; where fun is not finite at x, no entry is to blame for that."""
        analytic, value = self.question.analytic, self.question.value
        judged = judge(analytic, self.slopes, self.question.tolerance)
        judged.passed[self.confirmed] = True
        if not np.isfinite(value).all():
            known = np.isfinite(value)[self.question.probe.output]
            return Judgement(judged.passed & known, judged.failed & known)
        return judged
