"""What stays the same while the lines of one kind are being differentiated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from minigrad.differentiators.adaptive.tableau import Tableau
from minigrad.differentiators.evaluators import Catch


@final
@dataclass(frozen=True)
class Setting:
    """The question, and what may be spent on the answer.

    Attributes:
        tableau: the extrapolation table for this kind of line and derivative.
        derivative: 1 or 2.
        two_sided: whether lines are looked at on both sides of x.
        epsilon: machine epsilon of the type of x.
        budget: evaluations that a line may cost.
        rtol: the relative error that is good enough.
        domain_errors: exceptions of f that mark the edge of its domain.
    """

    tableau: Tableau
    derivative: int
    two_sided: bool
    epsilon: float
    budget: int
    rtol: float
    domain_errors: Catch
