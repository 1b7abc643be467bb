"""The numbers of the line search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, final


@final
@dataclass(frozen=True)
class LineSearchSettings:
    """The first two are those that Nocedal and Wright recommend (section 3.1); the others are chosen, not calibrated.

    Attributes:
        decrease: c1, the fraction of the linear prediction by which a step must lower the function.
        curvature: c2, the fraction to which the slope along the direction must shrink.
        rounding: by how many machine epsilons of its value the function may rise, for rounding, where its slope says
            that it falls.
        trials: how many lengths are tried, at most.
        least_growth, most_growth: a longer step is at least and at most so many times as long as the one before.
        margin: a length between two others keeps this fraction of their distance from both.
    """

    decrease: float = 1e-4
    curvature: float = 0.9
    rounding: float = 8.0
    trials: int = 25
    least_growth: float = 2.0
    most_growth: float = 10.0
    margin: float = 0.1


SETTINGS: Final = LineSearchSettings()
