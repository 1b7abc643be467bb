"""Complex x of a real function: which of the two conventions a gradient follows.

For x = a + i b the gradient is df/da + i df/db, the direction of steepest ascent, which torch and TensorFlow return;
jax returns its conjugate df/da - i df/db. Halves of both are the Wirtinger derivatives df/d conj(x) and df/dx.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple, final

import numpy as np

from minigrad.checking.contracts.findings import FindingKind
from minigrad.checking.contracts.question import Question
from minigrad.checking.rules.verdict import Verdict, judge
from minigrad.differentiators.robust.slopes import Slopes


@final
class Convention(NamedTuple):
    """What a claim may be.

    Attributes:
        conjugate: whether the sign of its imaginary part is turned.
        factor: what it is multiplied by.
        said: what the report says of a claim that is then right.
    """

    conjugate: bool
    factor: float
    said: str


CONVENTIONS = (
    Convention(False, 1.0, "it follows df/da + i df/db for x = a + i b, as torch does; jax returns the conjugate"),
    Convention(True, 1.0, "it follows df/da - i df/db for x = a + i b, as jax does; torch returns the conjugate"),
    Convention(False, 2.0, "it is half of df/da + i df/db for x = a + i b: df/d conj(x) of Wirtinger; multiply by 2"),
    Convention(True, 2.0, "it is half of df/da - i df/db for x = a + i b: df/dx of Wirtinger; multiply by 2"),
)
"""The gradient, its conjugate, and half of either."""


def by_convention(question: Question, slopes: Slopes) -> Question:
    """The question with the claim in the convention that most of its entries follow, which is noted; as it is where x
    is real."""
    structure = question.watch.subject.structure
    if structure is None or not structure.is_complex:
        return question
    sign = np.tile(structure.signs, question.analytic.size // structure.signs.size)
    claims = [factor * question.analytic * (sign if conjugate else 1.0) for conjugate, factor, _ in CONVENTIONS]
    failed = [int(judge(claim, slopes, question.tolerance).failed.sum()) for claim in claims]
    return followed(question, failed)


def followed(question: Question, failed: list[int]) -> Question:
    """The question in the best convention, after a note.

    Args:
        question: with a claim for complex x.
        failed: how many entries or directions fail in the first of the conventions, or in all of them.
    """
    best = int(np.argmin(failed))
    question.watch.note(FindingKind.COMPLEX_X, _said(failed, best), Verdict.PASS)
    if not CONVENTIONS[best].conjugate:
        return question
    claimed = question.watch.conjugate(question.analytic)
    return replace(question, analytic=claimed)


def _said(failed: list[int], best: int) -> str:
    """What the report says, by how many entries fail in each convention."""
    if failed[best] == 0:
        same = failed[0] == failed[1] == 0
        return (
            "df/db is zero for x = a + i b: the gradient and its conjugate are the same"
            if same
            else (CONVENTIONS[best].said)
        )
    if failed[0] == failed[1]:
        return "it follows neither df/da + i df/db for x = a + i b nor the conjugate; it is compared with the first"
    compared = "the conjugate df/da - i df/db" if CONVENTIONS[best].conjugate else "df/da + i df/db"
    return f"it is compared with {compared} for x = a + i b, which more of its entries follow"
