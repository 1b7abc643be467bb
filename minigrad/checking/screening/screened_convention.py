"""Complex x in screen mode: which convention a gradient follows along a direction of imaginary parts."""

from __future__ import annotations

import numpy as np

from minigrad.checking.contracts.question import Question
from minigrad.checking.explaining.conventions import followed
from minigrad.checking.screening.directions import Directions
from minigrad.checking.screening.gap import random_direction


def convention_along(question: Question, directions: Directions) -> Question:
    """The question with the claim in the convention that it follows, which is noted; as it is where x is real."""
    structure = question.watch.subject.structure
    if structure is None or not structure.is_complex or question.value.size > 1:
        return question
    imaginary = np.flatnonzero(structure.signs < 0.0)
    along = random_direction(imaginary, directions.length[imaginary], question.terms.rng)
    claims = (question.analytic, question.analytic * structure.signs)
    return followed(question, [int(directions.gap(claim, along).refuted) for claim in claims])
