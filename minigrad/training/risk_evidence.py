"""What values of a risk show about its gradient."""

from __future__ import annotations

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.checking.contracts.question import Terms, ask
from minigrad.checking.contracts.watch import Watch
from minigrad.checking.examine import examine
from minigrad.checking.reporting.evidence import Evidence
from minigrad.differentiators.base import Differentiator
from minigrad.networks.risk import EmpiricalRisk
from minigrad.probes.origin import as_origin
from minigrad.probes.problems import gradient_probe


def examine_risk(
    risk: EmpiricalRisk, theta: Float64Array, *, differentiator: Differentiator | None = None, announce: bool = True
) -> Evidence:
    """What values of a risk say about its gradient at theta (P,), entry by entry.

    Args:
        risk: the function.
        theta: the point.
        differentiator: what the slopes are from; None for the careful default.
        announce: whether to warn where this takes long.
    """
    probe, _ = gradient_probe(risk, theta, None)
    watch = Watch(risk, risk.gradient, theta, as_origin(theta, None), theta, probe)
    with np.errstate(all="ignore"):  # what leaves the range of numbers is an edge of the domain
        return examine(ask(watch, risk.network.layout, Terms(differentiator=differentiator), announce=announce))
