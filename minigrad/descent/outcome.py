"""The kinds of ways in which a descent can end."""

from __future__ import annotations

from enum import Enum
from typing import final


@final
class DescentOutcome(Enum):
    """How a descent ended; the values are the words that messages and pictures use."""

    CONVERGED = "converged"
    """x can be taken for a stationary point that is no saddle point and no maximum.

    With ``tol``: the largest absolute entry of the gradient came down to it, where the run stops. Without: after all
    steps that entry is a millionth or less of what it was at x0, and ``fun`` no higher. What the curvature shows is in
    the message: a minimum, nothing certain, or that it was not looked at since that costs more than all steps would
    have.
    """
    NO_MINIMUM = "no minimum"
    """x is a saddle point or a maximum, or ``fun`` curves down there and falls on."""
    NOT_CONVERGED = "not converged"
    """All steps have been made, and the gradient is still too large, or the value is higher than at the start."""
    HARDLY_MOVED = "hardly moved"
    """All steps have been made, and neither the value nor the gradient fell by more than a hundredth."""
    STOPPED = "stopped"
    """The callback ended the run."""
    DIVERGED = "diverged"
    """The point or the value stopped being finite, or at least three steps in a row each led to the highest value so
    far and grew a thousandfold in length. A rise that passes, as momentum and Adam make it, is none."""
    FROZEN = "frozen"
    """The difference step was lost to rounding, x + h == x, in some coordinate at least: its gradient is not the true
    one."""
