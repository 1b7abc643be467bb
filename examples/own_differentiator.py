"""A differentiator of one's own: the slope of the straight line that fits 101 values best (Lanczos 1956).

A difference of two values passes their noise on, divided by the step; a line through many averages most of it out. A
differentiator says at which steps it needs f and computes the derivative from the values; gradients and Jacobians
within ``bounds`` follow, and ``check_differentiator`` tries them. In the picture sin x is rounded to one decimal, so
its curve is a staircase; the tangents still have the slope of the sine, with an error of about 0.02.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import final

import numpy as np
from typing_extensions import override

import minigrad as mg
from minigrad.testing import check_differentiator


@final
@dataclass(frozen=True)
class FittedLine(mg.Differentiator):
    """The slope of the straight line that fits f best within ``reach`` of x."""

    reach: float = 1e-5

    @override
    def differentiate(self, probe: mg.Probe, *, derivative: int = 1, with_error: bool = True) -> mg.Estimate:
        if derivative > 1:
            raise NotImplementedError("a straight line has no second derivative")
        n, place = probe.size, probe.geometry
        t = np.clip(np.linspace(-self.reach, self.reach, 101)[:, np.newaxis], place.lower, place.upper)  # (101, n)
        f = probe.values(np.tile(np.arange(n), 101), t.reshape(-1)).reshape(t.shape)
        t = t - t.mean(axis=0)
        slope, unknown = (t * f).sum(axis=0) / (t**2).sum(axis=0), np.full(n, np.inf)
        return mg.Estimate(slope, unknown, np.ptp(t, axis=0) / 100.0, np.zeros(n, np.int8), probe.evaluations)


def f(x: float) -> float:
    """The sine, rounded to one decimal."""
    return round(math.sin(x), 1)


def main() -> mg.plotting.Axes:
    """Compare three methods on the staircase, check the new one and draw its tangents."""
    for method in (FittedLine(0.4), mg.CentralDifference(abs_step=0.4), mg.CentralDifference(abs_step=0.01)):
        errors = [method.derivative(f, x) - math.cos(x) for x in np.linspace(0.0, 6.0, 200).tolist()]
        print(f"{np.sqrt(np.mean(np.square(errors))):.3f} is the root mean square error of {method}")
    print(check_differentiator(FittedLine()))
    return mg.plotting.plot_tangent(f, [0.5, 2.5], bounds=(0.0, 3.2), differentiator=FittedLine(0.4))


if __name__ == "__main__":
    print("picture:", mg.plotting.save(main(), "own_differentiator.png"))
