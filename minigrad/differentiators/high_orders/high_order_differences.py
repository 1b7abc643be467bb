"""Derivatives of third and higher order, from values at real points."""

from __future__ import annotations

from functools import partial

import numpy as np

from minigrad.differentiators.estimate import Estimate
from minigrad.differentiators.high_orders.all_lines import as_estimate, best_of_lines
from minigrad.differentiators.high_orders.chebyshev import chebyshev_grid
from minigrad.differentiators.high_orders.high_order_settings import HIGH_ORDER
from minigrad.differentiators.high_orders.line import Line
from minigrad.probes.function_types import Catch
from minigrad.probes.probe import Probe


def high_order_differences(probe: Probe, derivative: int, budget: int, catch: Catch) -> Estimate:
    """The n-th derivative on every line of ``probe``, n = ``derivative``.

    Args:
        probe: gives the values of f.
        derivative: n, at least 1.
        budget: how many evaluations one line may take, f(x) included.
        catch: exceptions of f that mean that a point is outside its domain.
    """
    base = probe.base()
    lines = {int(k): Line.of(probe, int(k)) for k in np.flatnonzero(np.isfinite(base))}
    grids = partial(chebyshev_grid, derivative=derivative)
    return as_estimate(probe, best_of_lines(probe, lines, grids, budget - 1, HIGH_ORDER.sentinel, catch))
