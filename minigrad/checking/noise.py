"""How noisy f is, from divided differences of high order: what is left when every smooth part has been taken away.

Fifth differences of a function that is smooth at the scale of the spacing are all noise. Two spacings are looked at, the
smallest at which f moves at all: larger ones would mistake oscillation for noise, smaller ones see a staircase as flat.

Source: More and Wild (2011), Estimating computational noise, SIAM Journal on Scientific Computing 33, 1292-1314, eq. 3.1.
"""

from __future__ import annotations

import numpy as np

from minigrad.arrays import Float64Array, IntArray
from minigrad.checking.sampler import Sampler
from minigrad.checking.tableau import Ladder

NODES: Float64Array = np.array([1.0, 2.13, 2.91, 4.19, 4.87, 6.08, 7.0])
"""Points on each side of x, in units of the spacing; uneven, since even ones can fall on the grid of a nearly linear f
so regularly that no noise shows. f(x) itself is left out: it may sit on a jump or a kink."""
ORDER = 5


def measure(sampler: Sampler, ladder: Ladder, floor: Float64Array) -> Float64Array:
    """Standard deviation (m,) of the noise of f on each line, at least ``floor``: the largest finding counts."""
    found = floor.copy()
    for spacing in _spacings(ladder).T:
        found = np.fmax(found, _at_spacing(sampler, spacing))
    return found


def _at_spacing(sampler: Sampler, spacing: Float64Array) -> Float64Array:
    reach = NODES * spacing[:, np.newaxis]
    steps = sampler.realised(np.concatenate([reach, -reach], axis=1))
    values = sampler.values(steps)
    differences = np.stack([
        _difference(steps[:, start : start + ORDER + 1] / spacing[:, np.newaxis], values[:, start : start + ORDER + 1])
        for side in (0, NODES.size) for start in range(side, side + NODES.size - ORDER)
    ])
    known = np.isfinite(differences)
    total: Float64Array = np.sum(np.where(known, differences, 0.0) ** 2, axis=0)
    count: IntArray = np.sum(known, axis=0)
    return np.asarray(np.sqrt(total / np.maximum(count, 1)))


def _difference(places: Float64Array, values: Float64Array) -> Float64Array:
    """The divided difference (m,) of values (m, k) at these places, scaled so that unit noise gives it unit variance."""
    apart = places[:, :, np.newaxis] - places[:, np.newaxis, :] + np.eye(places.shape[1])
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        weights = 1.0 / np.prod(apart, axis=2)
        weights /= np.linalg.norm(weights, axis=1)[:, np.newaxis]
        difference: Float64Array = np.sum(weights * (values - values[:, :1]), axis=1)
    return difference


def _spacings(ladder: Ladder) -> Float64Array:
    """The two smallest ladder steps (m, 2) from which on f moves on every longer one."""
    still = ((ladder.above == ladder.base) | np.isnan(ladder.above)) & ((ladder.below == ladder.base) | np.isnan(ladder.below))
    step = ladder.step
    last_still = np.where(still.any(axis=1), still.shape[1] - 1 - np.argmax(still[:, ::-1], axis=1), -1)
    first = np.minimum(last_still + 1, step.shape[1] - 2)
    rows = np.arange(len(step))
    longest = step[:, -3:-2] / NODES[-1]  # farther out f is not smooth enough for what is left to be noise
    return np.asarray(np.minimum(np.stack([step[rows, first], step[rows, first + 1]], axis=1), longest * np.array([0.3, 1.0])))
