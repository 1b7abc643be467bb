"""Values of f at many steps on many lines of a probe; NaN where a step leaves the bounds or the domain of f."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import final

import numpy as np

from minigrad.arrays import Float64Array, IntArray
from minigrad.probes.function_types import DOMAIN_ERRORS, Catch
from minigrad.probes.geometry import realised
from minigrad.probes.probe import Probe


@final
@dataclass(frozen=True)
class Sampler:
    """Values of f on chosen lines of a probe.

    Attributes:
        probe: where the values come from.
        lines: (m,) the lines of the probe that row k of every array belongs to.
        at_x: f(x), where it is known already.
        catch: exceptions of f that mean that a point lies outside its domain; by default all.
    """

    probe: Probe
    lines: IntArray
    at_x: float | None = None
    catch: Catch = DOMAIN_ERRORS

    def take(self, rows: IntArray) -> Sampler:
        """The same for some of the lines."""
        return replace(self, lines=self.lines[rows])

    def base(self) -> Float64Array:
        """(m, 1): f at x."""
        if self.at_x is not None:
            return np.full((self.lines.size, 1), self.at_x)
        return self.probe.base()[self.lines][:, np.newaxis]

    def realised(self, steps: Float64Array) -> Float64Array:
        """The steps (m, r) that the machine takes in place of these: (x + t) - x."""
        position = self.probe.geometry.position[self.lines][:, np.newaxis]
        return realised(position, steps)

    def values(self, steps: Float64Array) -> Float64Array:
        """f at realised steps (m, r), NaN where a step leaves the bounds or the domain of f."""
        geometry = self.probe.geometry
        lower, upper = geometry.lower[self.lines][:, np.newaxis], geometry.upper[self.lines][:, np.newaxis]
        inside = (steps >= lower) & (steps <= upper)
        result: Float64Array = np.full(steps.shape, np.nan)
        if inside.any():
            line = np.broadcast_to(self.lines[:, np.newaxis], steps.shape)[inside]
            with np.errstate(all="ignore"):
                values = self.probe.values(line, steps[inside], catch=self.catch)
            result[inside] = np.where(np.isfinite(values), values, np.nan)
        return result
