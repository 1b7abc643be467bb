"""Which entry of the table to trust: the one whose truncation error and noise together are least.

No step size has to be chosen: the table holds long steps with little noise and short ones with little truncation, and
every entry comes with an estimate of both. What the estimates rest on is checked: no entry may be better than its
better neighbour, the second column has to converge as it should, and the witnesses of kinks and joints have a say.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, anywhere, everywhere
from minigrad.differentiators.adaptive.richardson_table import BETTER, ENTRIES, Table, Tableau

TRUNCATION_FACTOR: Final = 4.0
NOISE_FACTOR: Final = 18.0
"""How many times its estimate each error may be, for the bound to hold in more than 99.5 % of all cases (measured)."""
WITNESS_FACTOR: Final = 3.0
"""How many times its noise a witness has to exceed for being heard."""
IRREGULAR: Final = 3.0
"""By how much the convergence of the second column may be faster or slower than 16 from row to row."""


class Choice(NamedTuple):
    """The best entry for each of n lines.

    Attributes:
        value: the derivative.
        truncation: bound on what the formula leaves out.
        noise: bound on what noise in f can do.
    """

    value: Float64Array
    truncation: Float64Array
    noise: Float64Array

    @property
    def error(self) -> Float64Array:
        """The bound on both."""
        return self.truncation + self.noise

    def take(self, lines: BoolArray) -> Choice:
        """The choice for some of the lines; that for all of them is not copied."""
        if everywhere(lines):
            return self
        return Choice(self.value[lines], self.truncation[lines], self.noise[lines])


def choose(tableau: Tableau, table: Table, noise: Float64Array, scale: Float64Array, derivative: int) -> Choice:
    """The entry with the least error on each line.

    Args:
        table: what the slopes say.
        noise: (n,) the noise of a value of f.
        scale: (n,) H, signed on one-sided lines.
        derivative: 1 or 2.
    """
    length = np.abs(scale)
    relative = noise / length
    floor = tableau.gain * (NOISE_FACTOR * relative)
    gap = np.maximum(table.gap, (table.gap - floor).take(BETTER, axis=0))  # the last one is its own better neighbour
    truncation = TRUNCATION_FACTOR * gap
    best = (truncation + floor).argmin(axis=0) * noise.size + np.arange(noise.size)
    value, moved = table.entry.take(best), floor.take(best)
    left_out = truncation.take(best) + _irregular(table.gap, floor)
    if table.witness.size:
        left_out = left_out + _witnessed(table, value, tableau.witness_gain * (WITNESS_FACTOR * relative), derivative)
    if derivative == 2:
        return Choice(value / scale, left_out / length, moved / length)
    return Choice(value, left_out, moved)


def _irregular(gap: Float64Array, floor: Float64Array) -> Float64Array:
    """Where the second column does not converge as it should, nothing is better than its last change."""
    i, j = ENTRIES.index((2, 1)), ENTRIES.index((3, 1))
    before, after, unheard = gap[i] / 16, gap[j], floor[j]
    off = (after > IRREGULAR * before + unheard) | (before > IRREGULAR * after + unheard)
    change: Float64Array = off * (15 * after + 16 * before)
    return change


def _witnessed(table: Table, value: Float64Array, floor: Float64Array, derivative: int) -> Float64Array:
    """What a kink or a joint at x adds to the error, where the witnesses exceed their doubt and their noise."""
    size = np.abs(table.witness)
    if derivative == 1:
        size[3:] = np.abs(table.witness[3:] - value)
    excess = size - table.doubt - floor
    heard = excess > 0
    if not anywhere(heard):
        return np.zeros(value.shape)
    kink, joint = np.where(heard, 2 * size - excess, 0.0).reshape(2, -1, value.size).max(axis=1)
    added: Float64Array = kink / 2 + joint if derivative == 1 else 16 * kink + joint
    return added
