"""An objective sample by sample: each sample's own value against its own gradient, along a random direction of its
outputs.

In the mean of many samples the large ones hide the small ones. Here each has its own units, and how much its value is
rounded is known: an objective computes with numbers of the size of the outputs, or of 1, however small the result.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np

from minigrad.arrays import EPSILON, BoolArray, Float64Array, FloatArray
from minigrad.checking.rules.check_settings import CHECK
from minigrad.objectives.base import Objective
from minigrad.objectives.targets import Targets

RATIO = 4.0
"""Each step is so many times the next one; formulas below know it."""

RUNGS = 12
"""Steps from a quarter of the size of the outputs down to 6e-8 of it."""

ROUNDINGS = 8.0
"""Roundings of the largest number that a value is computed with; sums over many classes add up to few."""

NEGLIGIBLE = 1e-9
"""A slope known to this part of the largest one is known well enough: that is what saturated samples leave."""


@final
@dataclass(frozen=True)
class SampleEvidence:
    """What values of single samples say; each attribute is an array (2 samples,).

    Attributes:
        claimed: the objective's slope along the direction.
        value: the slope that values show.
        error: how far that may be off; a kink counts as an error.
        largest: the largest slope of all.
    """

    claimed: Float64Array
    value: Float64Array
    error: Float64Array
    largest: float

    @property
    def passed(self) -> BoolArray:
        """Where the claim agrees, to three digits or to what is negligible."""
        enough = np.maximum(CHECK.resolved * np.abs(self.value), NEGLIGIBLE * self.largest)
        return np.asarray((self._gap <= CHECK.inside * self.error) & (self.error <= enough))

    @property
    def failed(self) -> BoolArray:
        """Where the claim is far outside."""
        return np.asarray(self._gap > CHECK.outside * self.error)

    @property
    def _gap(self) -> Float64Array:
        return np.abs(self.claimed - self.value) - CHECK.rtol * np.abs(self.value)


def examine_samples(objective: Objective, outputs: FloatArray, targets: Targets) -> SampleEvidence:
    """Check ``objective.sample_gradients`` sample by sample.

    A sample that is saturated, as -log p at p = 1 - 1e-20, shows only that its slope is next to nothing. So the
    objective is looked at where nothing is saturated too: at the same outputs, brought down to 1 where they are larger.
    Those make the second half.

    Args:
        outputs: (samples, features), finite.
        targets: as ``objective.prepare`` returns them.
    """
    rows = outputs.astype(np.float64)
    both = np.concatenate([rows, rows / np.maximum(1.0, np.abs(rows).max(axis=1, keepdims=True))])
    twice: Targets = np.concatenate([targets, targets])
    rng = np.random.default_rng(0)
    direction = rng.choice([-1.0, 1.0], both.shape) * rng.uniform(0.5, 1.5, both.shape)  # none is small
    claimed = np.sum(objective.sample_gradients(both, twice) * direction, axis=1)
    with np.errstate(all="ignore"):
        value, error = _slopes(objective, both, twice, direction)
    shown = value[np.isfinite(error)]
    return SampleEvidence(claimed, value, error, float(np.max(np.abs(shown), initial=0.0)))


def _slopes(
    objective: Objective, outputs: Float64Array, targets: Targets, direction: Float64Array
) -> tuple[Float64Array, Float64Array]:
    """(samples,) slopes and their errors, each from the rung of its ladder of steps on which the error is least."""
    size = np.maximum(1.0, np.abs(outputs).max(axis=1))
    step = np.multiply.outer(RATIO ** -np.arange(1.0, RUNGS + 1.0), size)  # (rungs, samples), falling
    up, down = (
        objective.sample_values(outputs + (sign * step)[..., np.newaxis] * direction, targets).astype(np.float64)
        for sign in (1.0, -1.0)
    )
    middle = objective.sample_values(outputs, targets).astype(np.float64)
    noise = ROUNDINGS * EPSILON["d"] * np.maximum(size, np.maximum(np.abs(up), np.abs(down))) / step
    central, kink = (up - down) / (2.0 * step), (up - 2.0 * middle + down) / step
    value = (RATIO**2 * central[1:] - central[:-1]) / (RATIO**2 - 1.0)  # without its h^2
    kink = (RATIO * kink[1:] - kink[:-1]) / (RATIO - 1.0)  # without its h: what is left does not vanish with h
    change = np.abs(np.diff(value, axis=0))
    kink = np.maximum(np.abs(kink[1:-1]), np.abs(kink[2:]))
    error = np.maximum(change[:-1], change[1:]) + kink / 2.0 + noise[2:-1]
    error = np.where(np.isfinite(error), error, np.inf)
    best = np.argmin(error, axis=0), np.arange(size.size)
    return value[1:-1][best], error[best]
