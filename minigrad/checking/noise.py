"""How noisy f is, from differences of high order: what is left when every smooth part has been differenced away.

Fifth differences of a function that is smooth at the scale of the spacing are all noise. Two spacings are looked at, the
smallest at which f moves at all: larger ones would mistake oscillation for noise, smaller ones see a staircase as flat.

Source: More and Wild (2011), Estimating computational noise, SIAM Journal on Scientific Computing 33, 1292-1314, eq. 3.1.
"""

from __future__ import annotations

from math import factorial

import numpy as np

from minigrad.arrays import Float64Array, IntArray
from minigrad.checking.sampler import Sampler

POINTS = 7
"""Points on each side of x; f(x) itself is left out, since it may sit on a jump or a kink."""

ORDER = 5
GAIN = factorial(ORDER) ** 2 / factorial(2 * ORDER)
"""Variance of noise over the mean square of its fifth differences."""


def measure(sampler: Sampler, spacings: Float64Array, floor: Float64Array) -> Float64Array:
    """Standard deviation of the noise of f on each line.

    Args:
        sampler: m lines.
        spacings: (m, s) distances between neighbouring points; the largest finding counts.
        floor: (m,) what rounding of the value alone does.

    Returns:
        (m,), at least ``floor``.
    """
    found = floor.copy()
    for column in range(spacings.shape[1]):
        found = np.maximum(found, _at_spacing(sampler, spacings[:, column]))
    return found


def _at_spacing(sampler: Sampler, spacing: Float64Array) -> Float64Array:
    reach = np.arange(1, POINTS + 1) * spacing[:, np.newaxis]
    steps = sampler.realised(np.concatenate([reach, -reach], axis=1))
    values = sampler.values(steps)
    sides = [np.diff(values[:, :POINTS], ORDER, axis=1), np.diff(values[:, POINTS:], ORDER, axis=1)]
    differences = np.concatenate(sides, axis=1)
    known = np.isfinite(differences)
    total: Float64Array = np.sum(np.where(known, differences, 0.0) ** 2, axis=1)
    count: IntArray = np.sum(known, axis=1)
    return np.asarray(np.sqrt(GAIN * total / np.maximum(count, 1)))


def spacings(steps: Float64Array, up: Float64Array, down: Float64Array, base: Float64Array) -> Float64Array:
    """The two smallest ladder steps (m, 2) from which on f moves on every longer one.

    Args:
        steps: (m, r) rising steps.
        up, down: (m, r) values of f above and below x, NaN where there is none.
        base: (m, 1) f at x.
    """
    still = ((up == base) | np.isnan(up)) & ((down == base) | np.isnan(down))
    last_still = np.where(still.any(axis=1), still.shape[1] - 1 - np.argmax(still[:, ::-1], axis=1), -1)
    first = np.minimum(last_still + 1, steps.shape[1] - 2)
    rows = np.arange(len(steps))
    longest = steps[:, -1:] / POINTS
    return np.asarray(np.minimum(np.stack([steps[rows, first], steps[rows, first + 1]], axis=1), longest * np.array([0.3, 1.0])))
