"""What a measurement starts from, and how far it has come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np

from minigrad.arrays import Float64Array, IntArray
from minigrad.checking.budget import Purse
from minigrad.checking.slopes import Slopes
from minigrad.checking.verdict import Tolerance
from minigrad.differentiators.probe import Probe


@final
@dataclass(frozen=True)
class Claim:
    """A claimed gradient and what it takes to judge it.

    Attributes:
        probe: n lines.
        analytic: (n,) the claimed slopes.
        tolerance: what an entry may be off by, and what counts as zero.
        noise: standard deviation of repeated values at the same point, for a function that is not deterministic.
        at_x: f(x), where it is not to be evaluated again.
    """

    probe: Probe
    analytic: Float64Array
    tolerance: Tolerance
    noise: float = 0.0
    at_x: float | None = None


@final
@dataclass(frozen=True)
class Means:
    """What there is to measure with: evaluations to spend, the length of steps on each line, and random choices."""

    purse: Purse
    length: Float64Array
    rng: np.random.Generator


@final
@dataclass(frozen=True)
class Progress:
    """How far the measurement has come.

    Attributes:
        doubtful: lines of which nothing is known yet.
        plausible: lines on which the claim fits, as far as rounding lets it be seen.
        slopes: what is known of all lines.
    """

    doubtful: IntArray
    plausible: IntArray
    slopes: Slopes
