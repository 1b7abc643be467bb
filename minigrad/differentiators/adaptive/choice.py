"""Which entry of the table to trust: the one whose truncation error and noise together are least.

No step size has to be chosen: the table holds long steps with little noise and short ones with little truncation, and every
entry comes with an estimate of both.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from minigrad.arrays import BoolArray, Float64Array
from minigrad.differentiators.adaptive.tableau import BETTER, ENTRIES, TOP, Table, Tableau

TRUNCATION_FACTOR: Final = 4.0
NOISE_FACTOR: Final = 18.0
"""How many times its estimate each error may be, for the bound to hold in more than 99.5 % of all cases (measured)."""
WITNESS_FACTOR: Final = 6.0
OFF: Final = 3.0
PREFERENCE: Final = 12.0
"""The noise factor for choosing: smaller than the bound's, because an error that is likely counts, not one that is possible."""


class Choice(NamedTuple):
    """The best entry for each of n lines.

    Attributes:
        value: the derivative.
        truncation: bound on what the formula leaves out.
        noise: bound on what noise in f can do.
        error: the bound on both.
    """

    value: Float64Array
    truncation: Float64Array
    noise: Float64Array
    error: Float64Array

    def take(self, lines: BoolArray) -> Choice:
        """The choice for some of the lines."""
        return Choice(self.value[lines], self.truncation[lines], self.noise[lines], self.error[lines])



def choose(tableau: Tableau, table: Table, noise: Float64Array, scale: Float64Array, derivative: int) -> Choice:
    """The entry with the least error on each line.

    Args:
        table: what the slopes say.
        noise: (n,) the noise of a value of f.
        scale: (n,) H, signed on one-sided lines.
        derivative: 1 or 2.
    """
    floor = tableau.gain * (noise / np.abs(scale))
    gap = np.array(table.gap)
    gap[:TOP] = np.maximum(gap, (gap - NOISE_FACTOR * floor)[BETTER])[:TOP]
    truncation = TRUNCATION_FACTOR * gap + _irregular(table.gap, NOISE_FACTOR * floor)
    best = np.argmin(truncation + PREFERENCE * floor, axis=0)
    column = np.arange(best.size)
    value, left_out, moved = table.entry[best, column], truncation[best, column], NOISE_FACTOR * floor[best, column]
    left_out = left_out + _witnessed(tableau, table, noise / np.abs(scale), value, derivative)
    if derivative == 2:
        length = np.abs(scale)
        value, left_out, moved = value / scale, left_out / length, moved / length
    return Choice(value, left_out, moved, left_out + moved)


def _witnessed(tableau: Tableau, table: Table, noise: Float64Array, value: Float64Array, derivative: int) -> Float64Array:
    if not tableau.witness_gain.any():
        return np.zeros(value.shape)
    kink, slope, bend = table.witness.reshape(3, 3, -1)
    floor = WITNESS_FACTOR * tableau.witness_gain.reshape(3, 3, 1) * noise
    seen = [_seen(kink, kink, floor[0]), _seen(slope - value, slope, floor[1]) if derivative == 1 else _seen(bend, bend, floor[2])]
    return seen[0] / 2 + seen[1] if derivative == 1 else 16 * seen[0] + seen[1]


def _seen(w: Float64Array, raw: Float64Array, floor: Float64Array) -> Float64Array:
    doubt = np.abs(np.diff(raw, axis=0))
    third = doubt[1] * np.fmin(2 * doubt[1] / doubt[0], 1.0)
    excess = np.abs(w) - np.stack([2 * doubt[0], 2 * doubt[1], third]) - floor
    return np.where(excess > 0, 2 * np.abs(w) - excess, 0.0).max(axis=0)


def _irregular(gap: Float64Array, floor: Float64Array) -> Float64Array:
    """Where the second column does not converge as it should, by 16 from row to row, nothing is better than its last change."""
    a, b = ENTRIES.index((2, 1)), ENTRIES.index((3, 1))
    before, after = gap[a], gap[b]
    off = (after > OFF / 16 * before + floor[b]) | (before > OFF * 16 * after + 16 * floor[b])
    return np.where(off, 15 * after + before, 0.0)
