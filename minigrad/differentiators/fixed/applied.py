"""A finite-difference formula applied on every line: the values of f that it took, and the derivatives they give.

A line uses the formula itself or, where a bound is in the way, its one-sided relative; all points come from one batch.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from minigrad.arrays import Float64Array, IntArray, everywhere
from minigrad.differentiators.fixed.variants import Plan, Variants, joined, plans_for
from minigrad.differentiators.stencil import Stencil
from minigrad.errors import NonFiniteError
from minigrad.probes.function_types import OUTSIDE, Catch
from minigrad.probes.probe import Probe


class Applied(NamedTuple):
    """The derivatives of n lines by one formula.

    Attributes:
        variants, choice: the formula and its one-sided relatives, and which of them each line uses.
        plans: which variant of the formula which lines use.
        tables: for each plan the values of f (offsets, lines).
        h: (n,) the steps.
        value: (n,) the derivatives.
    """

    variants: Variants
    choice: IntArray
    plans: list[Plan]
    tables: list[Float64Array]
    h: Float64Array
    value: Float64Array

    @property
    def order(self) -> int:
        """The power of h with which the error shrinks."""
        return self.variants.stencils[0].order

    @property
    def derivative(self) -> int:
        """1 or 2."""
        return self.variants.stencils[0].derivative


def apply(probe: Probe, variants: Variants, choice: IntArray, h: Float64Array) -> Applied:
    """The formula with the steps ``h``.

    Raises:
        NonFiniteError: f is NaN or infinite at one of its points.
    """
    plans = plans_for(variants, choice, probe.geometry.bounded)
    tables = _evaluate(probe, plans, h)
    for (stencil, lines), table in zip(plans, tables, strict=True):
        if not everywhere(np.isfinite(table)):
            probe.base()  # where f(x) is no real number either, that is what to say
            raise _not_finite(probe, stencil, lines, table, h)
    return Applied(variants, choice, plans, tables, h, _derivative(plans, tables, h))


def attempt(probe: Probe, plans: list[Plan], h: Float64Array) -> Float64Array:
    """The derivatives with the steps ``h``; not finite where f is not, or raises what marks the edge of its domain."""
    with np.errstate(all="ignore"):
        return _derivative(plans, _evaluate(probe, plans, h, OUTSIDE), h)


def _evaluate(probe: Probe, plans: list[Plan], h: Float64Array, catch: Catch = ()) -> list[Float64Array]:
    line = [lines.repeat(stencil.moves.size) for stencil, lines in plans]
    step = [np.multiply.outer(_of(h, lines), stencil.moves).reshape(-1) for stencil, lines in plans]
    if len(plans) == 1:
        values = probe.values(line[0], step[0], catch=catch)
    else:
        values = probe.values(np.concatenate(line), np.concatenate(step), catch=catch)
    tables, start = [], 0
    for (stencil, lines), own in zip(plans, line, strict=True):
        table = values[start : start + own.size].reshape(lines.size, -1).T
        start += own.size
        if 0.0 in stencil.offsets:
            table = np.insert(table, stencil.offsets.index(0.0), probe.base()[lines], axis=0)
        tables.append(table)
    return tables


def _derivative(plans: list[Plan], tables: list[Float64Array], h: Float64Array) -> Float64Array:
    pairs = zip(plans, tables, strict=True)
    return joined(plans, [stencil.combined(table, _of(h, lines)) for (stencil, lines), table in pairs])


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
