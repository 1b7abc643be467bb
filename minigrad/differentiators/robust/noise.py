"""How noisy f is, from divided differences of high order: what is left when every smooth part has been taken away.

Fifth differences of a function that is smooth at the scale of the spacing are all noise. They are taken at two
spacings, the smallest at which f changes at all: at larger ones an oscillation would count as noise, and at smaller
ones a staircase is constant.

Source: More and Wild (2011), Estimating computational noise, SIAM Journal on Scientific Computing 33, 1292-1314, eq.
3.1.
"""

from __future__ import annotations

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.differentiators.robust.quotients import Ladder
from minigrad.differentiators.robust.robust_settings import ROBUST
from minigrad.probes.sampler import Sampler

NODES: Float64Array = np.array([1.0, 2.13, 2.91, 4.19, 4.87, 6.08, 7.0])
"""Points on each side of x, in units of the spacing; uneven, since even ones can fall on the grid of a nearly linear f
so regularly that no noise shows. f(x) itself is left out: it may sit on a jump or a kink."""
ORDER = 5
"""The order of the differences."""


def measured_noise(sampler: Sampler, ladder: Ladder, floor: Float64Array) -> Float64Array:
    """Standard deviation (m,) of the noise of f on each line, at least ``floor``: the larger of two spacings counts.

    Noise is alike on both sides of x; where one side shows far more, that is a kink there.
    """
    sides = np.max([_at_spacing(sampler, spacing) for spacing in _spacings(ladder).T], axis=0)
    less, more = np.sort(sides, axis=0)
    found = np.where(more <= ROBUST.noise.alike * less, np.hypot(less, more) / np.sqrt(2.0), less)
    return np.asarray(np.fmax(np.fmax(found, floor), np.fmin(_on_the_ladder(ladder), more)))


def _on_the_ladder(ladder: Ladder) -> Float64Array:
    """The standard deviation (m,) of the values on the shortest rungs, 0 where it grows with the step on either side.

    That of noise does not grow; a slope, a kink or an edge makes it grow, and a jump at x moves all values alike.
    """
    rungs = ROBUST.noise.rungs
    sides = np.stack([ladder.above, ladder.below])[:, :, : 2 * rungs]
    with np.errstate(invalid="ignore", over="ignore"):
        near, far = np.std(sides[:, :, :rungs], axis=2), np.std(sides[:, :, rungs:], axis=2)
        flat = (far <= ROBUST.noise.growth * near).all(axis=0)
    return np.where(flat, np.nan_to_num(np.min(np.maximum(near, far), axis=0)), 0.0)


def _at_spacing(sampler: Sampler, spacing: Float64Array) -> Float64Array:
    """(2, m): above and below x."""
    reach = NODES * spacing[:, np.newaxis]
    steps = sampler.realised(np.concatenate([reach, -reach], axis=1))
    values = sampler.values(steps)
    return np.stack(
        [
            _one_side(steps[:, side] / spacing[:, np.newaxis], values[:, side])
            for side in (slice(NODES.size), slice(NODES.size, None))
        ]
    )


def _one_side(places: Float64Array, values: Float64Array) -> Float64Array:
    starts = range(NODES.size - ORDER)
    differences = [_difference(places[:, k : k + ORDER + 1], values[:, k : k + ORDER + 1]) for k in starts]
    return np.asarray(np.nan_to_num(np.hypot.reduce(differences) / np.sqrt(len(differences))))


def _difference(places: Float64Array, values: Float64Array) -> Float64Array:
    """The divided difference (m,) of values (m, k) at these places, scaled so that unit noise gives it unit
    variance."""
    apart = places[:, :, np.newaxis] - places[:, np.newaxis, :] + np.eye(places.shape[1])
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        weights = 1.0 / np.prod(apart, axis=2)
        weights /= np.linalg.norm(weights, axis=1)[:, np.newaxis]
        difference: Float64Array = np.sum(weights * (values - values[:, :1]), axis=1)
    return difference


def _spacings(ladder: Ladder) -> Float64Array:
    """The two smallest ladder steps (m, 2) from which on f changes on every longer one."""
    constant = ladder.constant
    step = ladder.step
    last_constant = np.where(constant.any(axis=1), constant.shape[1] - 1 - np.argmax(constant[:, ::-1], axis=1), -1)
    first = np.minimum(last_constant + 1, step.shape[1] - 2)
    rows = np.arange(len(step))
    longest = step[:, -ROBUST.noise.rungs_below, np.newaxis] / NODES[-1]
    return np.asarray(
        np.minimum(
            np.stack([step[rows, first], step[rows, first + 1]], axis=1), longest * np.array([ROBUST.noise.nearer, 1.0])
        )
    )
