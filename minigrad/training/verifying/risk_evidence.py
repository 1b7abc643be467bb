"""Measures the slopes of a risk, and compares its analytic gradient with them."""

from __future__ import annotations

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.checking.contracts.question import Terms, ask
from minigrad.checking.contracts.subject import Subject
from minigrad.checking.contracts.watch import Watch
from minigrad.checking.examine import examine
from minigrad.checking.reporting.evidence import Evidence
from minigrad.differentiators.base import Differentiator
from minigrad.networks.risk import EmpiricalRisk


def examine_risk(
    risk: EmpiricalRisk, theta: Float64Array, *, differentiator: Differentiator | None = None, announce: bool = True
) -> Evidence:
    """The evidence on each entry of ``risk.gradient(theta)``: what :func:`~minigrad.check_gradient` finds out, before
    it is made a report.

    Args:
        risk: the function.
        theta: (P,) the point.
        differentiator: estimates the slopes; None for the default of a check.
        announce: whether to warn where this takes long.
    """
    watch = Watch(Subject.of(risk, theta, given=theta), risk.gradient)
    layout = risk.network.layout
    with np.errstate(all="ignore"):  # what leaves the range of numbers is an edge of the domain
        return examine(ask(watch, lambda *_: layout, Terms(differentiator=differentiator), announce=announce))
