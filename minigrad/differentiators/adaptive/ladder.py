"""The points at which one line is evaluated: a ladder of steps to extrapolate from, and two far shorter check steps.

All steps are fractions of one length, the window H, so that changing the scale means changing one number:

- slots 0 to 3, the ladder, at H, H/2, H/4 and H/8;
- slot 4, the sentinel, at H/211: it confirms that the ladder resolves f instead of an alias of it, and its deviation
  from the polynomial through the ladder is a sample of the noise of f that costs nothing extra;
- slot 5, the second sentinel, the shortest step at which f is still seen to move: it is evaluated only where the first
  one deviates.

A slot is two points, on both sides of x where there is room, and on one side at the edge of a domain.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from minigrad.arrays import Float64Array, IntArray, everywhere
from minigrad.differentiators.adaptive.adaptive_settings import SETTINGS

RUNGS: Final = 4
SENTINEL: Final = 4
SECOND_SENTINEL: Final = 5
SLOTS: Final = 6

COARSE: Final = slice(0, 3, 2)
"""The two rungs that are evaluated first, to find the scale."""

OFFSETS: Final = np.array([1.0, 0.5, 0.25, 0.125, SETTINGS.sentinel, SETTINGS.second_sentinel])
"""The steps of the slots in units of H; the second sentinel may be further away. The sentinels are no powers of two of
H: steps with equal mantissas would meet equal rounding errors in f."""

LARGEST: Final = float(np.nextafter(np.finfo(np.float64).max, 0.0))
"""The largest float whose spacing is finite."""

PAIRS: Final = {True: np.array([[1.0], [-1.0]]), False: np.array([[1.0], [SETTINGS.one_sided_pair]])}
"""The two points of a slot in units of its step, as a column, on a two-sided line and on a one-sided one."""


def rounded_steps(position: Float64Array, window: Float64Array, step: Float64Array) -> Float64Array:
    """The steps nearest to ``step`` that lead from ``position`` to floating-point numbers, none of them zero.

    A multiple of the spacing of floats at the far end of the window moves x by exactly itself, up and down, so the
    difference quotients need no correction.

    >>> t = rounded_steps(np.array([1e5]), np.array([0.1]), np.array([0.1]))
    >>> t[0] == 0.1, (1e5 + t[0]) - 1e5 == t[0]
    (np.False_, np.True_)
    """
    spacing = np.spacing(np.minimum(position, LARGEST - window) + window)
    multiple = np.rint(step / spacing)
    if not everywhere(multiple):
        multiple = np.where(multiple == 0.0, np.copysign(1.0, step), multiple)
    taken: Float64Array = multiple * spacing
    return taken


def offsets(slot: IntArray, two_sided: bool) -> Float64Array:
    """The two points of each of these slots, in units of H; shape (m, 2).

    >>> offsets(np.array([1, 2]), two_sided=True)
    array([[ 0.5 , -0.5 ],
           [ 0.25, -0.25]])
    """
    pairs: Float64Array = PAIRS[two_sided] * OFFSETS[slot]
    return pairs.T
