"""The entry of the extrapolation table whose truncation error and noise together are least.

No step size has to be chosen: the table holds long steps with little noise and short ones with little truncation error,
and each entry comes with estimates of both. Their assumptions are checked: no entry counts as better than its better
neighbour, the second column has to converge at its proper rate, and a kink or a jump of f'' at x widens the bound.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, anywhere, everywhere
from minigrad.differentiators.adaptive.adaptive_settings import SETTINGS
from minigrad.differentiators.adaptive.extrapolation.richardson_table import RichardsonTable
from minigrad.differentiators.adaptive.extrapolation.table_matrices import BETTER, ENTRIES, TableMatrices


class Bounded(NamedTuple):
    """A derivative on each of n lines, with both parts of its error bound.

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

    def take(self, lines: BoolArray) -> Bounded:
        """Some of the lines; all of them are not copied."""
        if everywhere(lines):
            return self
        return Bounded(self.value[lines], self.truncation[lines], self.noise[lines])


def best_entry(
    matrices: TableMatrices, table: RichardsonTable, noise: Float64Array, window: Float64Array, derivative: int
) -> Bounded:
    """The entry with the least error on each line.

    Args:
        matrices: those that ``table`` was made with.
        table: what the slopes say.
        noise: (n,) the noise of a value of f.
        window: (n,) H, signed on one-sided lines.
        derivative: 1 or 2.
    """
    length = np.abs(window)
    relative = noise / length
    floor = matrices.gain * (SETTINGS.noise_factor * relative)
    gap = np.maximum(table.gap, (table.gap - floor).take(BETTER, axis=0))  # the last one is its own better neighbour
    truncation = SETTINGS.truncation_factor * gap
    best = (truncation + floor).argmin(axis=0) * noise.size + np.arange(noise.size)
    value, of_noise = table.entry.take(best), floor.take(best)
    of_formula = truncation.take(best) + _irregular_error(table.gap, floor)
    if table.nonsmooth.size:
        threshold = matrices.nonsmooth_gain * (SETTINGS.nonsmooth_factor * relative)
        of_formula = of_formula + _nonsmooth_error(table, value, threshold, derivative)
    if derivative == 2:
        return Bounded(value / window, of_formula / length, of_noise / length)
    return Bounded(value, of_formula, of_noise)


def _irregular_error(gap: Float64Array, floor: Float64Array) -> Float64Array:
    """Where the second column does not converge as it should, no entry is better than its last change."""
    i, j = ENTRIES.index((2, 1)), ENTRIES.index((3, 1))
    expected, found, noise = gap[i] / 16, gap[j], floor[j]
    slow, fast = found > SETTINGS.irregular * expected + noise, expected > SETTINGS.irregular * found + noise
    error: Float64Array = (slow | fast) * (15 * found + 16 * expected)
    return error


def _nonsmooth_error(
    table: RichardsonTable, value: Float64Array, threshold: Float64Array, derivative: int
) -> Float64Array:
    """What a kink or a jump of f'' at x adds to the error, where its estimates exceed their own error and noise."""
    size = np.abs(table.nonsmooth)
    if derivative == 1:
        size[3:] = np.abs(table.nonsmooth[3:] - value)
    excess = size - table.nonsmooth_error - threshold
    significant = excess > 0
    if not anywhere(significant):
        return np.zeros(value.shape)
    kink, bend = np.where(significant, 2 * size - excess, 0.0).reshape(2, -1, value.size).max(axis=1)
    added: Float64Array = kink / 2 + bend if derivative == 1 else SETTINGS.kink_in_second * kink + bend
    return added
