"""Functions of one number as probes and fronts, for the tests of the pieces of the adaptive method."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.differentiators.adaptive import start
from minigrad.differentiators.adaptive.ladder import SLOTS
from minigrad.differentiators.adaptive.richardson_table import Setting, tableau
from minigrad.differentiators.adaptive.state import Front
from minigrad.probes import problems
from minigrad.probes.probe import Probe

EPSILON = float(np.finfo(np.float64).eps)


def elementwise_probe(fun: Callable[[Float64Array], Float64Array], x: list[float]) -> Probe:
    """One line for each point."""
    return problems.derivative_probe(fun, x, None)[0]


def front_of(fun: Callable[[Float64Array], Float64Array], x: list[float], slots: list[int]) -> Front:
    """Fresh two-sided lines with these slots evaluated."""
    probe = elementwise_probe(fun, x)
    front = start.front(probe, start.survey(probe.geometry), np.arange(len(x)), np.ones(len(x)), two_sided=True)
    fill(probe, front, slots)
    return front


def fill(probe: Probe, front: Front, slots: list[int]) -> None:
    """Evaluate what is missing in these slots."""
    need = front.missing(np.isin(np.arange(SLOTS), slots)[:, np.newaxis])
    request = front.request(need, two_sided=True)
    front.record(request, probe.values(request.line, request.step))


def setting(derivative: int = 1, budget: int = 80, rtol: float = 0.0) -> Setting:
    """Two-sided lines in double precision."""
    return Setting(tableau(True, derivative), derivative, True, EPSILON, budget, rtol, ())
