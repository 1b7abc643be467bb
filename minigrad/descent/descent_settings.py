"""The numbers by which the ending of a descent is judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, final


@final
@dataclass(frozen=True)
class DescentSettings:
    """Chosen for quadratics, where each can be derived or is far from what a stable run shows; not calibrated.

    Attributes:
        rises: successive steps, each to a new highest value, from which a run may count as diverged.
        growth: how many times longer the steps must have become within these. In a stable run on a quadratic, momentum
            lengthens steps by less than 1 / (1 - momentum), and Adam's are bounded; in a diverging run they grow
            without limit.
        halvings: how often a step is halved, at most, in search of one that descends.
        decrease: the fraction of the linear prediction by which such a step must lower the function; on a quadratic,
            1/2 gives half of the largest stable rate.
        agreement: the largest factor between the curvatures along the last two steps at which one of them is used.
        converged: without ``tol``, the fraction of its size at x0 to which the largest gradient entry must fall.
        unchanged: the relative decrease of value and gradient below which a run has hardly moved.
        hessian_cost: evaluations that ``CentralDifference().estimate_hessian`` takes, at least, for each of its
            n (n + 1) / 2 lines.
        newton_steps: how many Newton steps away from x values are compared: beyond where a cubic term could reverse the
            slope.
    """

    rises: int = 3
    growth: float = 1e3
    halvings: int = 60
    decrease: float = 0.5
    agreement: float = 2.0
    converged: float = 1e-6
    unchanged: float = 0.01
    hessian_cost: int = 8
    newton_steps: float = 8.0


SETTINGS: Final = DescentSettings()
