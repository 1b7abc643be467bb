"""How wrong a fixed difference may be: it is repeated with another step, and f is evaluated closer to x.

A long step cannot see what happens inside it: a kink, an oscillation, the rounding of a float32. So the polynomial
through the points of the formula has to predict f at two much shorter steps.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, final

import numpy as np

from minigrad.arrays import EPSILON, BoolArray, Float64Array, IntArray
from minigrad.differentiators.fixed.fixed_settings import FIXED
from minigrad.differentiators.fixed.formula_values import FormulaValues, try_formula
from minigrad.differentiators.fixed.stencil_choice import fits_inside, joined
from minigrad.probes.function_types import OUTSIDE
from minigrad.probes.probe import Probe

POINT_EPSILON: Final = EPSILON["d"]
"""Relative rounding error of points: they are built in double precision, whatever type x came in."""


@final
@dataclass(frozen=True, eq=False)
class FormulaError:
    """How wrong each derivative may be, (n,) each.

    Attributes:
        truncation: what the formula leaves out, by comparison with another step.
        rounding: what rounding of f and of the points can do.
        unexplained: by how much f closer to x contradicts the derivative, beyond what rounding can do there.
    """

    truncation: Float64Array
    rounding: Float64Array
    unexplained: Float64Array


def formula_error(probe: Probe, formula: FormulaValues) -> FormulaError:
    """The three parts of the error of each derivative."""
    groups, h, choices, choice = formula.groups, formula.h, formula.choices, formula.choice
    base = _base(probe)
    truncation = _truncation(probe, formula)
    size = joined(groups, [np.abs(table).max(axis=0) for table in formula.tables])
    # The points are rounded as well as f; spread / h is how steep f is between them.
    spread = joined(groups, [np.ptp(table, axis=0) for table in formula.tables])
    steep = POINT_EPSILON * (probe.geometry.magnitude / h + choices.reach[choice]) * spread
    rounding = (4 * probe.value_epsilon * size + steep) * choices.noise_gain[choice] / h**formula.derivative
    with np.errstate(all="ignore"):
        unexplained = _unexplained(probe, formula, base, size)
        still = np.flatnonzero((spread == 0) & (size == np.abs(base)))
        if still.size:
            # Whatever moves f further out contradicts the formula, and where f is 0, the size of its intermediate
            # results is unknown.
            further = np.maximum(truncation[still], _further_out(probe, still, base[still], h[still]))
            unexplained[still], truncation[still] = np.maximum(unexplained[still], further), 0.0
            unit = np.where(base[still] == 0.0, 4 * probe.value_epsilon, 0.0)
            rounding[still] += unit / h[still] ** formula.derivative
    return FormulaError(truncation, rounding, unexplained)


def _base(probe: Probe) -> Float64Array:
    """f(x), NaN where it raises what marks the edge of its domain: the formula itself may do without it."""
    try:
        with np.errstate(all="ignore"):
            return probe.base()
    except OUTSIDE:
        probe.count(1)
        return np.full(probe.size, np.nan)


def _truncation(probe: Probe, formula: FormulaValues) -> Float64Array:
    """|D(h) - D(2h)|, or twice |D(h) - D(h/2)| where 2h is outside the bounds or the domain; infinite where neither is
    inside.

    For order 1 it counts twice, since the difference is then no larger than the error itself.
    """
    h, choices, choice = formula.h, formula.choices, formula.choice
    factor = np.where(fits_inside(probe.geometry, choices, choice, 2 * h), 2.0, 0.5)
    other = try_formula(probe, formula.groups, factor * h)
    outside: BoolArray = ~np.isfinite(other) & (factor > 1)
    if outside.any():
        factor[outside] = 0.5
        for stencil, lines in formula.groups:
            shorter = lines[outside[lines]]
            if shorter.size:
                other[shorter] = try_formula(probe, [(stencil, shorter)], 0.5 * h)
    difference = np.abs(formula.value - other) * np.where(factor > 1, 1.0, 2.0)
    return np.where(np.isfinite(other), difference * (2.0 if formula.order == 1 else 1.0), np.inf)


def _unexplained(probe: Probe, formula: FormulaValues, base: Float64Array, size: Float64Array) -> Float64Array:
    """The larger contradiction of two pairs of points close to x; infinite where f is not finite there or at x."""
    steps = _close_steps(probe, formula)
    lines = np.tile(np.arange(probe.size), 4)
    values = probe.values(lines, steps.reshape(-1), catch=OUTSIDE).reshape(2, 2, -1)
    rest = values - base - _predicted(formula, steps, base)
    slope = np.maximum(np.abs((values - base) / steps).max(axis=1), np.abs(formula.value))
    size = np.maximum(size, np.abs(values).max(axis=1))
    noise = 4 * probe.value_epsilon * size + POINT_EPSILON * probe.geometry.magnitude * slope
    length = np.abs(steps[:, 0])
    if formula.derivative == 1:
        seen, rounding = np.abs(rest / steps).max(axis=1), 2 * noise / length
    elif formula.derivative == 2:
        bend = (rest[:, 1] / steps[:, 1] - rest[:, 0] / steps[:, 0]) / (steps[:, 1] - steps[:, 0])
        seen, rounding = np.abs(2 * bend), 4 * noise / length**2
    else:  # so much closer to x no higher derivative can be seen, but what the formula would make of such values
        gain = formula.choices.noise_gain[formula.choice] / formula.h**formula.derivative
        seen, rounding = np.abs(rest).max(axis=1) * gain, 2 * noise * gain
    excess: Float64Array = np.where(np.isfinite(seen), np.maximum(seen - rounding, 0.0), np.inf).max(axis=0)
    return excess


def _close_steps(probe: Probe, formula: FormulaValues) -> Float64Array:
    """Two pairs of steps, (2, 2, n): on both sides of x where the formula has points there, else on its own side."""
    choices, choice, closer = formula.choices, formula.choice, FIXED.closer[min(formula.derivative, 2) - 1]
    first = choices.nearest[choice] * formula.h / closer
    second = first / closer
    if formula.derivative == 1:
        size = probe.geometry.magnitude
        second = np.where(size > FIXED.smallest, np.minimum(second, FIXED.close_to_x * size), second)
    length = np.stack([first, second])
    above = np.where(choices.highest[choice] > 0, 1.0, -1.0)
    below = np.where(choices.lowest[choice] < 0, -1.0, 1.0)
    return np.stack([length * above, length * np.where(above == below, 2.3 * below, below)], axis=1)


def _predicted(formula: FormulaValues, steps: Float64Array, base: Float64Array) -> Float64Array:
    """What f at these steps, less f(x), should be by the polynomial through x and the points of the formula.

    Source: Berrut and Trefethen (2004), SIAM Review 46, 501-517, equation 3.3.
    """
    result = np.empty(steps.shape)
    for (stencil, lines), table in zip(formula.groups, formula.tables, strict=True):
        at = steps[..., lines] / formula.h[lines]
        product, total = at.copy(), np.zeros(at.shape)
        for offset, weight, row in zip(stencil.offsets, stencil.barycentric, table, strict=True):
            if offset:
                product *= at - offset
                total += weight * (row - base[lines]) / (at - offset)
        result[..., lines] = product * total
    return result


def _further_out(probe: Probe, lines: IntArray, base: Float64Array, h: Float64Array) -> Float64Array:
    """What the slope may be although f does not move at all: it may be rounded inside.

    The smaller of the slopes that the two sides show further out, since an inactive unit moves on one side only; and at
    least what the rounding of numbers as large as the moves can hide.
    """
    geometry, slope = probe.geometry.take(lines), np.zeros(lines.size)
    hidden = np.zeros(lines.size)
    for distance in FIXED.far:
        length = distance * np.maximum(geometry.unit, geometry.magnitude)
        steps = np.stack([np.maximum(-length, geometry.lower), np.minimum(length, geometry.upper)])
        moves = probe.values(np.tile(lines, 2), steps.reshape(-1), catch=OUTSIDE).reshape(2, -1) - base
        moves = np.where(np.isfinite(moves), np.abs(moves), 0.0)
        sides = np.where(steps != 0, moves / np.abs(steps), np.inf)
        slope = np.where(slope == 0, sides.min(axis=0), slope)
        hidden = np.maximum(hidden, 4 * probe.value_epsilon * moves.max(axis=0) / h)
    return np.maximum(slope, hidden)
