"""Richardson's extrapolation table as constant matrices, which turn slopes on the ladder into derivatives.

Entry (i, j) of the table combines the rungs i - j to i and cancels j terms of the error. Since the rungs are fixed
fractions of H, an entry is a :class:`Stencil`, and the whole table is one matrix product. It is applied to the slopes
(f(x + t) - f(x)) / t instead of the values f(x + t): that loses no digits to the subtraction, and uses the t of each
point as it was rounded.

The same slopes tell whether f is smooth at x. For f = smooth + k |t| / 2 + c t |t| / 2, the difference of the slopes on
both sides is k + odd powers of t, and their mean is f' + c t / 2 + even powers; k is a kink, c a jump of f''.

Sources: Richardson (1911), Philosophical Transactions A 210, 307-357; the table of Ridders (1982), Advances in
Engineering Software 4, 75-76. The estimates of k and c are this package's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import factorial
from typing import Final, final

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.differentiators.adaptive.ladder import COARSE, RUNGS, offsets
from minigrad.differentiators.stencil import Stencil

ENTRIES: Final = tuple((i, j) for i in range(RUNGS) for j in range(i + 1))
"""The entries (i, j) of the table, row by row."""
TOP: Final = ENTRIES.index((RUNGS - 1, RUNGS - 1))
"""The entry of the highest order, which uses all rungs."""
BETTER: Final = np.array(
    [ENTRIES.index((i, j + 1) if j < i else (min(i + 1, RUNGS - 1), min(j + 1, RUNGS - 1))) for i, j in ENTRIES]
)
"""The next entry along the row, and from the end of a row the end of the next one."""


@final
@dataclass(frozen=True)
class TableMatrices:
    """The table for one kind of line and derivative; all matrices act on slopes of shape (2 RUNGS, n).

    Attributes:
        rows: the entries, their differences from the next better entry, two samples of noise, the Taylor coefficients,
            and the estimates of k and c, one below the other, so that one product gives all.
        gain: (len(ENTRIES), 1): independent noise of size s in f becomes gain s / H^derivative in the entry.
        last_gain: (2, 1): the same for the last gaps of the first and of the second derivative.
        nonsmooth_gain: (6, 1): the same for the estimates of k and c; empty for one-sided lines, which have none.
        coarse: (4, 4): the coefficients of the quartic through x and the coarse rungs.
    """

    rows: Float64Array
    gain: Float64Array
    last_gain: Float64Array
    nonsmooth_gain: Float64Array
    coarse: Float64Array


@lru_cache(maxsize=4)
def table_matrices(two_sided: bool, derivative: int) -> TableMatrices:
    """The constant matrices for a kind of line and a derivative, computed once."""
    table = [_stencil(two_sided, range(i - j, i + 1), derivative) for i, j in ENTRIES]
    entries = _slope_weights(table, two_sided)
    last = np.stack([_last_gap(two_sided, d) for d in (1, 2)])
    nonsmooth = _nonsmooth_rows(derivative) if two_sided else np.zeros((0, 2 * RUNGS))
    taylor = _taylor_rows(two_sided, range(RUNGS))
    rows = np.concatenate([entries, entries[BETTER] - entries, last, taylor, nonsmooth])
    rungs = range(RUNGS)[COARSE]
    coarse = _taylor_rows(two_sided, rungs)[:, [2 * rung + point for rung in rungs for point in (0, 1)]]
    gains = [_gain(part, two_sided) for part in (entries, last, nonsmooth)]
    return TableMatrices(rows, gains[0], gains[1], gains[2][:6], coarse)


def _nonsmooth_rows(derivative: int) -> Float64Array:
    """Estimates of k and c from the slopes of both sides, on j + 1 = 2, 3 and 4 rungs.

    The difference of the sides is fitted by the first j + 1 terms of 1, h, h^3, h^5, whose constant is k; their mean by
    those of 1, h, h^2, h^4, whose constant is f' even if c is not 0, and whose slope is c / 2. Below these rows, twice
    the differences from each estimate to the next.
    """
    h, part = 0.5 ** np.arange(RUNGS), np.zeros((2, RUNGS - 1, RUNGS))
    for j in range(1, RUNGS):
        odd, even = (
            np.linalg.inv(h[: j + 1, np.newaxis] ** powers[: j + 1]) for powers in ([0, 1, 3, 5], [0, 1, 2, 4])
        )
        part[0, j - 1, : j + 1] = odd[0]
        part[1, j - 1, : j + 1] = even[0] / 2 if derivative == 1 else even[1]
    signs = np.array([-1.0, 1.0])[:, np.newaxis, np.newaxis]
    sides = np.stack([part, part * signs], axis=-1).reshape(2, RUNGS - 1, -1)
    rows: Float64Array = np.concatenate([sides, 2 * np.diff(sides, axis=1)[:, [0, 1, 1]]]).reshape(-1, 2 * RUNGS)
    return rows


def _stencil(two_sided: bool, rungs: Sequence[int], derivative: int) -> Stencil:
    return Stencil.from_offsets((0.0, *offsets(np.array(rungs), two_sided).reshape(-1).tolist()), derivative)


def _slope_weights(stencils: Sequence[Stencil], two_sided: bool) -> Float64Array:
    """Weights of slopes from weights of values, w_k (f_k - f(x)) = (w_k t_k) slope_k; one row for each stencil."""
    nodes = offsets(np.arange(RUNGS), two_sided).reshape(-1).tolist()
    result = np.zeros((len(stencils), len(nodes)))
    for row, stencil in enumerate(stencils):
        for offset, weight in zip(stencil.offsets, stencil.weights, strict=True):
            if offset:
                result[row, nodes.index(offset)] = weight * offset
    return result


def _taylor_rows(two_sided: bool, rungs: Sequence[int]) -> Float64Array:
    """The Taylor coefficients a_1 to a_4 of f, times powers of H."""
    factorials = np.array([[float(factorial(k))] for k in (1, 2, 3, 4)])
    stencils = [_stencil(two_sided, rungs, k) for k in (1, 2, 3, 4)]
    rows: Float64Array = _slope_weights(stencils, two_sided) / factorials
    return rows


def _last_gap(two_sided: bool, derivative: int) -> Float64Array:
    """The difference of the last two entries of the last row."""
    stencils = [_stencil(two_sided, range(first, RUNGS), derivative) for first in (1, 0)]
    lower, upper = _slope_weights(stencils, two_sided)
    gap: Float64Array = upper - lower
    return gap


def _gain(rows: Float64Array, two_sided: bool) -> Float64Array:
    """Standard deviation of each row for independent noise of size 1 in all values, f(x) included; (len(rows), 1)."""
    values = rows / offsets(np.arange(RUNGS), two_sided).reshape(-1)
    gain: Float64Array = np.hypot(np.linalg.norm(values, axis=1), values.sum(axis=1))
    return gain[:, np.newaxis]
