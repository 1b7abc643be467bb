"""The step of a fixed difference: how long it is, and what the machine makes of it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, everywhere
from minigrad.differentiators.fixed.fixed_settings import FIXED
from minigrad.differentiators.stencil import Stencil
from minigrad.errors import StepLostError
from minigrad.probes.geometry import Geometry, realised
from minigrad.probes.probe import Probe

LARGEST = float(np.finfo(np.float64).max)


class Step(NamedTuple):
    """How long the step is: ``rel_step`` |x|, ``abs_step``, or by default what balances truncation and rounding."""

    rel_step: float | None = None
    abs_step: float | None = None
    exact: bool = True

    def lengths(self, geometry: Geometry, stencil: Stencil) -> Float64Array:
        """The nominal h for each line, before rounding and bounds.

        The default minimises eps |f| / h^d + h^p |f^(p+d)|: h = eps^(1 / (p + d)) in units in which f has scale 1.

        Source: Press et al. (2007), Numerical Recipes, section 5.7, for p = 1 and 2.
        """
        if self.abs_step is not None:
            return np.full(geometry.position.size, self.abs_step)
        default = float(geometry.epsilon ** (1.0 / (stencil.order + stencil.derivative)))
        if self.rel_step is None:
            return default * np.maximum(geometry.unit, geometry.magnitude)
        relative = self.rel_step * geometry.magnitude
        return np.where(relative > 0, relative, default * geometry.unit)


def realised_steps(
    probe: Probe, h: Float64Array, reach: Float64Array | float, *, exact: bool
) -> tuple[Float64Array, BoolArray | None]:
    """The steps that the machine will really take, and where they vanish, if anywhere.

    A step that is a multiple of the spacing of floating-point numbers at x + reach h leads to points that are exact, so
    (x + k h) - x is k h for every offset k. Along a direction ``magnitude`` takes the place of x, in units of t.
    """
    size = probe.geometry.magnitude
    with np.errstate(all="ignore"):
        start = size if isinstance(reach, float) and reach == 1.0 else size + (reach - 1.0) * h
        taken = realised(start, h)
        enough = taken > 0.0
        if not exact or not everywhere(enough):
            lost = _lost(probe, size, h, exact)
            if not exact:
                return h, lost
            spacing = np.spacing(np.minimum(size + reach * h, LARGEST))
            taken = np.where(enough, taken, np.maximum(np.rint(h / spacing), 1.0) * spacing)
    return np.where(np.abs(taken - h) <= FIXED.harmless_rounding * h, h, taken), None


def _lost(probe: Probe, size: Float64Array, h: Float64Array, exact: bool) -> BoolArray | None:
    """Where the step vanishes, if anywhere; an error where that may not be."""
    lost: BoolArray = size - h == size  # and so is size + h: numbers do not lie closer together above than below
    if not lost.any():
        return None
    cornered = lost & (h == 0.0)
    if exact or cornered.any():
        raise _error(probe, int(np.argmax(cornered if cornered.any() else lost)), h)
    return lost


def _error(probe: Probe, line: int, h: Float64Array) -> Exception:
    name, step, size = probe.name(line), float(h[line]), float(probe.geometry.magnitude[line])
    if step == 0.0:
        return probe.no_room(line)
    return StepLostError(
        f"the step {step!r} is lost to rounding at |{name}| = {size!r}: x + h == x. "
        f"Use a step of at least {float(np.spacing(size))!r} there, or `rel_step`, which scales with x"
    )
