"""Derivatives of third and higher order, from values on circles around x."""

from __future__ import annotations

from functools import partial

import numpy as np

from minigrad.differentiators.complex.circle_grid import circle_grid
from minigrad.differentiators.complex.complex_settings import COMPLEX
from minigrad.differentiators.high_orders.agreement import Found
from minigrad.differentiators.high_orders.all_lines import best_of_lines
from minigrad.differentiators.high_orders.line import Line
from minigrad.probes.probe import Probe


def taylor_circles(probe: Probe, derivative: int) -> dict[int, Found]:
    """The n-th derivative, n = ``derivative``, on each line with room for a circle."""
    lines = {int(k): Line.of(probe, int(k)) for k in np.flatnonzero(np.isfinite(probe.base()))}
    lines = {k: line for k, line in lines.items() if line.place == 0}
    grids = partial(circle_grid, derivative=derivative)
    return best_of_lines(probe, lines, grids, COMPLEX.evaluations, COMPLEX.witness, ())


def why_unsuitable(probe: Probe, found: dict[int, Found]) -> str | None:
    """What the first line without a derivative shows against complex points; None where all have one."""
    for k, each in found.items():
        if each.contradiction is not None:
            predicted, value = each.contradiction
            return f"from complex points around {probe.name(k)} it gives f = {predicted:.6g} where f is {value:.6g}"
        if not np.isfinite(each.error):
            return f"around {probe.name(k)} no circle is small enough for its values to be those of a power series"
    return None
