"""The gradient of an objective, checked sample by sample.

In the mean of many samples, large values hide small ones. So the slope of each sample's value along a random direction
of its outputs is compared with that sample's own gradient. The rounding error of a value is known: an objective
computes with numbers of the size of the outputs, or of 1, even if the result is small.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np

from minigrad.arrays import EPSILON, BoolArray, Float64Array, FloatArray, Shape
from minigrad.checking.rules.check_settings import CHECK
from minigrad.objectives.base import Objective
from minigrad.objectives.targets import Targets
from minigrad.training.verifying.verification_settings import VERIFICATION


@final
@dataclass(frozen=True)
class SampleEvidence:
    """Slopes of single samples, from their gradients and from their values; each attribute is an array (2 samples,).

    Attributes:
        claimed: the slope along the direction, from ``sample_gradients``.
        value: the slope from values.
        error: a bound on the error of ``value``; a kink counts as an error.
        largest: the largest slope of all samples.
    """

    claimed: Float64Array
    value: Float64Array
    error: Float64Array
    largest: float

    @property
    def passed(self) -> BoolArray:
        """Where both agree, to three digits or up to a negligible difference."""
        enough = np.maximum(CHECK.resolved * np.abs(self.value), VERIFICATION.negligible * self.largest)
        return np.asarray((self._gap <= CHECK.inside * self.error) & (self.error <= enough))

    @property
    def failed(self) -> BoolArray:
        """Where the claimed slope is far outside of the bound."""
        return np.asarray(self._gap > CHECK.outside * self.error)

    @property
    def _gap(self) -> Float64Array:
        return np.abs(self.claimed - self.value) - CHECK.rtol * np.abs(self.value)


def examine_samples(objective: Objective, outputs: FloatArray, targets: Targets) -> SampleEvidence:
    """Check ``objective.sample_gradients`` sample by sample.

    The slope of a saturated sample, as of -log p at p = 1 - 1e-20, is nearly zero. So the second half of the result is
    at the same outputs scaled down to size 1, where no sample is saturated.

    Args:
        outputs: (samples, features), finite.
        targets: as ``objective.prepare`` returns them.
    """
    rows = outputs.astype(np.float64)
    both = np.concatenate([rows, rows / np.maximum(1.0, np.abs(rows).max(axis=1, keepdims=True))])
    twice: Targets = np.concatenate([targets, targets])
    direction = random_signed(both.shape)
    claimed = np.sum(objective.sample_gradients(both, twice) * direction, axis=1)
    with np.errstate(all="ignore"):
        value, error = _slopes(objective, both, twice, direction)
    shown = value[np.isfinite(error)]
    return SampleEvidence(claimed, value, error, float(np.max(np.abs(shown), initial=0.0)))


def random_signed(shape: Shape) -> Float64Array:
    """Random numbers of both signs, of size 1 and never close to 0; the same ones in each call."""
    rng = np.random.default_rng(0)
    return rng.choice([-1.0, 1.0], shape) * rng.uniform(*VERIFICATION.random_sizes, shape)


def _slopes(
    objective: Objective, outputs: Float64Array, targets: Targets, direction: Float64Array
) -> tuple[Float64Array, Float64Array]:
    """(samples,) slopes and bounds on their errors, each from the step at which the bound is least."""
    size = np.maximum(1.0, np.abs(outputs).max(axis=1))
    ratio = VERIFICATION.ratio
    step = np.multiply.outer(ratio ** -np.arange(1.0, VERIFICATION.steps + 1.0), size)  # (steps, samples), falling
    up, down = (
        objective.sample_values(outputs + (sign * step)[..., np.newaxis] * direction, targets).astype(np.float64)
        for sign in (1.0, -1.0)
    )
    middle = objective.sample_values(outputs, targets).astype(np.float64)
    noise = VERIFICATION.roundings * EPSILON["d"] * np.maximum(size, np.maximum(np.abs(up), np.abs(down))) / step
    central, kink = (up - down) / (2.0 * step), (up - 2.0 * middle + down) / step
    value = (ratio**2 * central[1:] - central[:-1]) / (ratio**2 - 1.0)  # without the error of order h^2
    kink = (ratio * kink[1:] - kink[:-1]) / (ratio - 1.0)  # without the part of order h
    change = np.abs(np.diff(value, axis=0))
    kink = np.maximum(np.abs(kink[1:-1]), np.abs(kink[2:]))
    error = np.maximum(change[:-1], change[1:]) + kink / 2.0 + noise[2:-1]
    error = np.where(np.isfinite(error), error, np.inf)
    best = np.argmin(error, axis=0), np.arange(size.size)
    return value[1:-1][best], error[best]
