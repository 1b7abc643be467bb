"""Says where fun is far noisier than the caller says."""

from __future__ import annotations

import numpy as np

from minigrad.checking.contracts.findings import FindingKind
from minigrad.checking.contracts.question import Question
from minigrad.checking.rules.check_settings import CHECK
from minigrad.checking.rules.verdict import Verdict
from minigrad.differentiators.estimate import Status
from minigrad.differentiators.robust.slopes import Slopes


def note_more_noise(question: Question, slopes: Slopes) -> None:
    """Add a finding where noise is given and the noise that was measured, where it limits slopes, is far larger."""
    given = question.terms.noise
    limited = slopes.status == Status.LIMITED_BY_NOISE
    if not given or not limited.any() or question.watch.noted(FindingKind.FUN_NOT_DETERMINISTIC):
        return
    found = float(np.median(slopes.noise[limited]))
    rounding = question.probe.value_epsilon * float(np.max(np.abs(question.value)))
    if found > CHECK.noisier * max(given, rounding):
        question.watch.note(
            FindingKind.FUN_NOISIER,
            f"its noise is about {found:.1g}, far more than the `noise` of {given:.1g} that is given; what was "
            "measured counts",
            Verdict.PASS,
        )
