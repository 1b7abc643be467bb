"""Measures the slope on every line as carefully as the claimed one makes necessary."""

from __future__ import annotations

import numpy as np

from minigrad.arrays import Float64Array, IntArray
from minigrad.checking import quick, thorough
from minigrad.checking.sampler import Sampler
from minigrad.checking.slopes import Kind, Slopes
from minigrad.checking.steps import LONG, SHORT, lengths
from minigrad.checking.verdict import Tolerance
from minigrad.differentiators.probe import Probe


def measure(probe: Probe, analytic: Float64Array, tolerance: Tolerance, noise: float = 0.0) -> Slopes:
    """Slopes of all lines: a quick look for all, a second one with short steps, and a thorough one for what is left.

    Args:
        probe: n lines.
        analytic: (n,) the claimed slopes.
        tolerance: what an entry may be off by, and what counts as zero.
        noise: standard deviation of repeated values at the same point, for a function that is not deterministic.
    """
    length = lengths(probe.geometry)
    slopes = Slopes.unknown(probe.size, Kind.UNRESOLVED)
    doubtful: IntArray = np.arange(probe.size)
    for steps, to_digits in ((LONG, True), (SHORT, False)):
        if doubtful.size:
            sampler = Sampler(probe, doubtful)
            pairs = length[doubtful][:, np.newaxis] * np.array(steps)
            found, confirmed = quick.look(sampler, analytic[doubtful], pairs, tolerance.take(doubtful), to_digits=to_digits)
            slopes = slopes.put(doubtful, found)
            doubtful = doubtful[~confirmed]
    if doubtful.size:
        found = thorough.look(Sampler(probe, doubtful), length[doubtful], noise, tolerance.relative)
        slopes = slopes.put(doubtful, found)
    return slopes
