"""Noise that the smallest steps do not show: an intermediate value inside f stands still over them.

In log(1 + x) / x at x = 1e-8, steps below the rounding of 1 leave 1 + x as it is. f then moves as smoothly as const / x, with a
slope that has nothing to do with the true one; over longer steps 1 + x moves as well, and each value of f carries a rounding
error a hundred million times larger. The ladder itself tells: what is left of its quotients after extrapolation jumps up at
once and stays there, changing sign. A smooth term grows step by step instead, a kink or a jump keeps its sign, and a feature of f
off x shows on one side only.
"""

from __future__ import annotations

import numpy as np

from minigrad.arrays import Float64Array, IntArray
from minigrad.checking.tableau import Ladder

BEFORE, AFTER = 4, 7
"""So many rungs below the onset must be quiet, or all there are; so many from the onset on must be restless."""
LEAST_BEFORE = 2
QUIET, RISE = 5.0, 30.0
"""In units of the noise known so far: what rungs below the onset stay under, and what those from the onset on rise above. A
smooth term grows by 33 from rung to rung: it passes through what lies between, and goes on."""
MEDIAN = 0.6745
"""The median of a normal deviate's size, in standard deviations."""
TURNS = 2
"""So often the residuals of a side change sign; behind a kink or a jump they keep it."""
TOGETHER = 3
"""The onsets on the two sides lie no more rungs apart than this."""
LEVEL = 30.0
"""The later half of the restless rungs is as high as the earlier half, up to this factor."""


def hidden_noise(ladder: Ladder, known: Float64Array) -> Float64Array:
    """The standard deviation (m,) of noise that sets in at longer steps, at least ``known``.

    Args:
        ladder: values at rising steps.
        known: (m,) the noise that the smallest steps show.
    """
    sides = [_residual(ladder.forward, ladder.up), _residual(ladder.backward, ladder.down)]
    noise, size, age = known, np.zeros((2, len(known))), np.full((2, len(known)), 2 * TOGETHER)
    for rung in range(LEAST_BEFORE, sides[0].shape[1] - AFTER + 1):
        found = np.stack([_at_onset(side, rung, noise) for side in sides])
        size, age = np.where(found > 0.0, found, size), np.where(found > 0.0, 0, age + 1)
        noise = np.where((age <= TOGETHER).all(axis=0), np.maximum(noise, size.max(axis=0)), noise)
    return noise


def _residual(slope: Float64Array, step: Float64Array) -> Float64Array:
    """What noise of f leaves of one-sided slopes when the linear part of their error is extrapolated away, in units of f."""
    ratio = step[:, 1:] / step[:, :-1]
    limit = slope[:, :-1] + (slope[:, :-1] - slope[:, 1:]) / (ratio - 1.0)
    return 0.5 * np.diff(limit, axis=1) * step[:, :-2]


def _at_onset(residual: Float64Array, rung: int, known: Float64Array) -> Float64Array:
    """The noise (m,) that sets in on this rung of one side, 0 where none does."""
    before, after = residual[:, max(0, rung - BEFORE) : rung], residual[:, rung : rung + AFTER]
    size, half = np.abs(after), AFTER // 2
    early, late = np.median(size[:, : half + 1], axis=1), np.median(size[:, half:], axis=1)
    with np.errstate(invalid="ignore"):
        quiet = (np.abs(before) <= QUIET * known[:, np.newaxis]).all(axis=1)
        rises = (np.minimum(early, late) > RISE * known) & np.isfinite(after).all(axis=1)
        level = (late < LEVEL * early) & (early < LEVEL * late)
    sign = np.sign(after)
    turns: IntArray = np.sum(sign[:, 1:] * sign[:, :-1] < 0.0, axis=1)
    return np.where(quiet & rises & level & (turns >= TURNS), np.median(size, axis=1) / MEDIAN, 0.0)
