"""``DescentOutcome``: the ways in which a descent can end."""

from __future__ import annotations

from enum import Enum
from typing import final


@final
class DescentOutcome(Enum):
    """How a descent ended; the values are the terms that messages and pictures use."""

    CONVERGED = "converged"
    """x is a stationary point as far as the gradient shows, and no saddle point or maximum.

    With ``tol``: the largest absolute entry of the gradient is at most that. Without: after all steps it is at most a
    millionth of what it was at x0, and ``fun`` is no higher. The message has what the curvature shows: a minimum,
    nothing certain, or that it was not computed, since that would cost more than the steps.
    """
    NO_MINIMUM = "no minimum"
    """x is a saddle point or a maximum, or ``fun`` has negative curvature there and falls on."""
    NOT_CONVERGED = "not converged"
    """All steps have been made, and the gradient is still too large, or the value is higher than at the start."""
    HARDLY_MOVED = "hardly moved"
    """All steps have been made, and neither the value nor the gradient fell by more than a hundredth."""
    STOPPED = "stopped"
    """The callback ended the run."""
    DIVERGED = "diverged"
    """The point or the value became infinite or NaN, or at least three steps in a row each led to the highest value so
    far and grew a thousandfold in length. A temporary rise, as with momentum and Adam, is no divergence."""
    FROZEN = "frozen"
    """The difference step was lost to rounding, x + h == x, in at least one coordinate, so the numeric gradient is
    wrong."""
