"""The values of f that a formula takes on every line, and the derivatives that they give.

A line uses the formula itself or, where a bound is in the way, a one-sided one of the same order. All points come from
one request.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from minigrad.arrays import Float64Array, IntArray, everywhere
from minigrad.differentiators.fixed.stencil_choice import StencilChoices, StencilGroup, groups_for, joined
from minigrad.differentiators.stencil import Stencil
from minigrad.errors import NonFiniteError
from minigrad.probes.function_types import OUTSIDE, Catch
from minigrad.probes.probe import Probe


class FormulaValues(NamedTuple):
    """The derivatives of n lines by one formula.

    Attributes:
        choices, choice: the formula and its one-sided forms, and which of them each line uses.
        groups: which lines use which of them.
        tables: for each group the values of f (offsets, lines).
        h: (n,) the steps.
        value: (n,) the derivatives.
    """

    choices: StencilChoices
    choice: IntArray
    groups: list[StencilGroup]
    tables: list[Float64Array]
    h: Float64Array
    value: Float64Array

    @property
    def order(self) -> int:
        """The power of h with which the error shrinks."""
        return self.choices.stencils[0].order

    @property
    def derivative(self) -> int:
        """n, of the n-th derivative."""
        return self.choices.stencils[0].derivative


def evaluate_formula(probe: Probe, choices: StencilChoices, choice: IntArray, h: Float64Array) -> FormulaValues:
    """The formula with the steps ``h``.

    Raises:
        NonFiniteError: f is NaN or infinite at one of its points.
    """
    groups = groups_for(choices, choice, probe.geometry.bounded)
    tables = _evaluate(probe, groups, h)
    for (stencil, lines), table in zip(groups, tables, strict=True):
        if not everywhere(np.isfinite(table)):
            probe.base()  # raises where f(x) is no real number either, which is the better message
            raise _not_finite(probe, stencil, lines, table, h)
    return FormulaValues(choices, choice, groups, tables, h, _derivative(groups, tables, h))


def try_formula(probe: Probe, groups: list[StencilGroup], h: Float64Array) -> Float64Array:
    """The derivatives with the steps ``h``; not finite where f is not, or raises what marks the edge of its domain."""
    with np.errstate(all="ignore"):
        return _derivative(groups, _evaluate(probe, groups, h, OUTSIDE), h)


def _evaluate(probe: Probe, groups: list[StencilGroup], h: Float64Array, catch: Catch = ()) -> list[Float64Array]:
    line = [lines.repeat(stencil.moves.size) for stencil, lines in groups]
    step = [np.multiply.outer(_of(h, lines), stencil.moves).reshape(-1) for stencil, lines in groups]
    if len(groups) == 1:
        values = probe.values(line[0], step[0], catch=catch)
    else:
        values = probe.values(np.concatenate(line), np.concatenate(step), catch=catch)
    tables, start = [], 0
    for (stencil, lines), own in zip(groups, line, strict=True):
        table = values[start : start + own.size].reshape(lines.size, -1).T
        start += own.size
        if 0.0 in stencil.offsets:
            table = np.insert(table, stencil.offsets.index(0.0), probe.base()[lines], axis=0)
        tables.append(table)
    return tables


def _derivative(groups: list[StencilGroup], tables: list[Float64Array], h: Float64Array) -> Float64Array:
    pairs = zip(groups, tables, strict=True)
    return joined(groups, [stencil.combined(table, _of(h, lines)) for (stencil, lines), table in pairs])


def _of(h: Float64Array, lines: IntArray) -> Float64Array:
    """The steps of these lines, which are in ascending order, so that as many as there are steps are all of them."""
    return h if lines.size == h.size else h[lines]


def _not_finite(
    probe: Probe, stencil: Stencil, lines: IntArray, table: Float64Array, h: Float64Array
) -> NonFiniteError:
    row, column = (int(i) for i in np.argwhere(~np.isfinite(table))[0])
    line = int(lines[column])
    move = stencil.offsets[row] * float(h[line])
    return NonFiniteError(
        f"`fun` returned {float(table[row, column])} with {probe.name(line)} moved by {move!r} from "
        f"{float(probe.geometry.position[line])!r}. If its domain ends there, give `bounds` or a smaller step"
    )
