"""Which errors of a slope are too small to be seen in values of the function.

Two values that are wrong by ``noise``, a length L to both sides of x, leave an error of noise / L in their central
difference. Extrapolated central differences of order 2 to 8 that know the truth and choose the best steps are off by 10
to 26 times that on the families of noise, offsets and rounded outputs (medians of 60 to 90 entries). With 8 a mistake
counts as visible, which it does from 10 hidden on, if it is 3 to 8 times larger than what they reach.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from examples.benchmarks.verdict_corpus.case import Jac
from examples.benchmarks.wrong_gradients import constant
from minigrad.arrays import Float64Array

UNIT = 2.0**-53
"""The largest relative error of one float64 rounding."""
OF_BEST_FORMULAS = 8.0
"""Error of the best formulas in units of noise / length."""
LEAST_RELATIVE = 9e-7
"""Smaller relative errors than this one are let pass as the rounding of a gradient in float32."""


def hidden_by(noise: npt.ArrayLike, length: npt.ArrayLike) -> Float64Array:
    """The error of a slope that stays unseen: 8 noise / length, entry by entry."""
    return np.atleast_1d(OF_BEST_FORMULAS * np.asarray(noise, dtype=np.float64) / np.asarray(length, dtype=np.float64))


def rounding(size: float, length: npt.ArrayLike) -> Float64Array:
    """The same, where all the noise is the rounding of numbers of this size."""
    return hidden_by(UNIT * abs(size), length)


def seen(claimed: Mapping[str, Float64Array], truth: Float64Array, hidden: Float64Array) -> dict[str, Jac]:
    """Those of the claimed gradients that values of the function can tell from the right one."""
    least = np.maximum(10.0 * hidden, LEAST_RELATIVE * np.abs(truth))
    return {name: constant(wrong) for name, wrong in claimed.items() if bool((np.abs(wrong - truth) > least).any())}


def changed(truth: Float64Array, entry: int, value: float) -> Float64Array:
    """The gradient with another number in one place."""
    changed = truth.copy()
    changed[entry] = value
    return changed
