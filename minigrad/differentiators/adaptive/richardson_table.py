"""The extrapolation table as data: constant matrices that turn slopes on the ladder into derivatives and their errors.

Entry (i, j) of Richardson's table combines the rungs i - j to i and cancels j terms of the error. Because the rungs are
fixed fractions of H, an entry is nothing but a stencil, so the whole table is one matrix product. Instead of values
f(x + t) the slopes (f(x + t) - f(x)) / t go in: that loses no digits to the subtraction and uses the true t of each
point.

The same slopes witness kinks and joints at x, for nothing: of f = smooth + k |t| / 2 + c t |t| / 2 the difference of
the slopes on both sides is k + odd powers of t, and their mean is f' + c t / 2 + even powers.

Sources: Richardson (1911), Philosophical Transactions A 210, 307-357; the table of Ridders (1982), Advances in
Engineering Software 4, 75-76. The witnesses are this package's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import factorial
from typing import Final, NamedTuple, final

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.differentiators.adaptive.ladder import COARSE, RUNGS, offsets
from minigrad.differentiators.stencil import Stencil
from minigrad.probes.function_types import Catch

ENTRIES: Final = tuple((i, j) for i in range(RUNGS) for j in range(i + 1))
TOP: Final = ENTRIES.index((RUNGS - 1, RUNGS - 1))
BETTER: Final = np.array(
    [ENTRIES.index((i, j + 1) if j < i else (min(i + 1, RUNGS - 1), min(j + 1, RUNGS - 1))) for i, j in ENTRIES]
)
"""The next entry along the row, and from the end of a row the end of the next one."""


@final
@dataclass(frozen=True)
class Tableau:
    """The table of one kind of line and derivative; all matrices act on slopes of shape (2 RUNGS, n).

    Attributes:
        rows: the entries, their differences to the next better entry, two samples of noise, the Taylor coefficients and
            the witnesses, one below the other, so that one product gives all.
        gain: (len(ENTRIES), 1): independent noise of size s in f becomes gain s / H^derivative in the entry.
        last_gain: (2, 1): the same for the last gaps of the first and of the second derivative.
        witness_gain: (6, 1): the same for the witnesses; on one-sided lines there are none.
        coarse: (4, 4): the coefficients of the quartic through x and the coarse rungs.
    """

    rows: Float64Array
    gain: Float64Array
    last_gain: Float64Array
    witness_gain: Float64Array
    coarse: Float64Array


class Setting(NamedTuple):
    """What stays the same while the lines of one kind are being differentiated: the question, and what may be spent on
    it.

    Attributes:
        tableau: the extrapolation table for this kind of line and derivative.
        derivative: 1 or 2.
        two_sided: whether lines are looked at on both sides of x.
        epsilon: machine epsilon of the type of x.
        budget: evaluations that a line may cost.
        rtol: the relative error that is good enough.
        domain_errors: exceptions of f that mark the edge of its domain.
    """

    tableau: Tableau
    derivative: int
    two_sided: bool
    epsilon: float
    budget: int
    rtol: float
    domain_errors: Catch


class Table(NamedTuple):
    """What the slopes of n lines say, every array of shape (..., n).

    Attributes:
        entry: (len(ENTRIES), n): estimates of the derivative, times H^(derivative - 1).
        gap: like ``entry``: how far the next better entry is away, which estimates this one's truncation error.
        slope_doubt: (n,): the error of the slope a_1 below, estimated as a gap.
        noise: (2, n): estimates of the noise in f from the last gaps of the first two derivatives; far too large
            where the table has not converged.
        taylor: (4, n): a_k H^(k - 1) for k = 1 .. 4, where f(x + t) = f(x) + a_1 t + a_2 t^2 + ...
        witness: (6, n): the jump of the slope at x, from 2, 3 and 4 rungs, then (first derivatives) the slope if there
            may be a joint or (second ones) the jump of the second derivative times H. Empty on one-sided lines.
        doubt: like ``witness``: twice how far the next one is away; the last one's is less.
    """

    entry: Float64Array
    gap: Float64Array
    slope_doubt: Float64Array
    noise: Float64Array
    taylor: Float64Array
    witness: Float64Array
    doubt: Float64Array


def read(tableau: Tableau, slopes: Float64Array) -> Table:
    """All entries, gaps, noise samples and Taylor coefficients from slopes (2 RUNGS, n)."""
    product, n = tableau.rows @ slopes, len(ENTRIES)
    size = np.abs(product)
    gap, last, doubt = size[n : 2 * n], size[2 * n : 2 * n + 2], size[2 * n + 12 :]
    # How much smaller the error of the last entry, which has no better neighbour, is than the gap before it: with z =
    # (H/s)^2
    # for a function of scale s, the gaps of the last row and the last error behave like z/64, z^2/1024, z^3/4096 and
    # z^4/4096.
    ratio = gap[TOP - 2 : TOP] / gap[TOP - 3 : TOP - 1]
    one = 4 * ratio[0]
    rate = np.fmin(np.maximum(4 * ratio[1], 4 * one), 1.0)  # 1 also where it is NaN: all gaps are zero
    # No better than the second gap lets expect: the third may be small by accident.
    gap[TOP] = np.fmax(gap[TOP - 1], gap[TOP - 2] * np.fmin(one, 1.0)) * rate
    doubt[2::3] *= np.fmin(doubt[1::3] / doubt[::3], 0.5)
    taylor, witness = product[2 * n + 2 : 2 * n + 6], product[2 * n + 6 : 2 * n + 12]
    return Table(product[:n], gap, last[0] * rate, last / tableau.last_gain, taylor, witness, doubt)


@lru_cache(maxsize=4)
def tableau(two_sided: bool, derivative: int) -> Tableau:
    """The constant matrices for a kind of line and a derivative, worked out once."""
    table = [_stencil(two_sided, range(i - j, i + 1), derivative) for i, j in ENTRIES]
    entries = _rows(table, two_sided)
    last = np.stack([_last_gap(two_sided, d) for d in (1, 2)])
    witness = _witnesses(derivative) if two_sided else np.zeros((0, 2 * RUNGS))
    rows = np.concatenate([entries, entries[BETTER] - entries, last, _taylor_rows(two_sided, range(RUNGS)), witness])
    rungs = range(RUNGS)[COARSE]
    coarse = _taylor_rows(two_sided, rungs)[:, [2 * rung + point for rung in rungs for point in (0, 1)]]
    gains = [_gain(part, two_sided) for part in (entries, last, witness)]
    return Tableau(rows, gains[0], gains[1], gains[2][:6], coarse)


def _witnesses(derivative: int) -> Float64Array:
    """The first j + 1 terms of 1, h, h^3, h^5 through the difference of the sides on j + 1 rungs, and of 1, h, h^2, h^4
    through their mean, for j = 1, 2, 3: the constant of the first; the constant of the second, or twice its slope.
    Below these, twice the differences from each to the next.
    """
    h, part = 0.5 ** np.arange(RUNGS), np.zeros((2, RUNGS - 1, RUNGS))
    for j in range(1, RUNGS):
        odd, even = (
            np.linalg.inv(h[: j + 1, np.newaxis] ** powers[: j + 1]) for powers in ([0, 1, 3, 5], [0, 1, 2, 4])
        )
        part[0, j - 1, : j + 1] = odd[0]
        part[1, j - 1, : j + 1] = even[0] / 2 if derivative == 1 else even[1]
    sides = np.stack([part, part * np.array([-1.0, 1.0])[:, np.newaxis, np.newaxis]], axis=-1).reshape(2, RUNGS - 1, -1)
    rows: Float64Array = np.concatenate([sides, 2 * np.diff(sides, axis=1)[:, [0, 1, 1]]]).reshape(-1, 2 * RUNGS)
    return rows


def _stencil(two_sided: bool, rungs: Sequence[int], derivative: int) -> Stencil:
    return Stencil.from_offsets((0.0, *offsets(np.array(rungs), two_sided).reshape(-1).tolist()), derivative)


def _rows(stencils: Sequence[Stencil], two_sided: bool) -> Float64Array:
    """Weights of values turned into weights of slopes, w_k (f_k - f(x)) = (w_k t_k) slope_k, one row for each
    stencil."""
    nodes = offsets(np.arange(RUNGS), two_sided).reshape(-1).tolist()
    result = np.zeros((len(stencils), len(nodes)))
    for row, stencil in enumerate(stencils):
        for offset, weight in zip(stencil.offsets, stencil.weights, strict=True):
            if offset:
                result[row, nodes.index(offset)] = weight * offset
    return result


def _taylor_rows(two_sided: bool, rungs: Sequence[int]) -> Float64Array:
    factorials = np.array([[float(factorial(k))] for k in (1, 2, 3, 4)])
    rows: Float64Array = _rows([_stencil(two_sided, rungs, k) for k in (1, 2, 3, 4)], two_sided) / factorials
    return rows


def _last_gap(two_sided: bool, derivative: int) -> Float64Array:
    """Weights of the difference of the last two entries of the last row."""
    lower, upper = _rows([_stencil(two_sided, range(first, RUNGS), derivative) for first in (1, 0)], two_sided)
    gap: Float64Array = upper - lower
    return gap


def _gain(rows: Float64Array, two_sided: bool) -> Float64Array:
    """The size of each row's sum over independent noise of size 1 in the values, f(x) included; shape (len(rows),
    1)."""
    values = rows / offsets(np.arange(RUNGS), two_sided).reshape(-1)
    gain: Float64Array = np.hypot(np.linalg.norm(values, axis=1), values.sum(axis=1))
    return gain[:, np.newaxis]
