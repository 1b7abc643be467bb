"""What values of a function cannot tell about its slope, and which mistakes are larger than that.

Two values that are wrong by ``noise``, a length L to both sides of x, leave an error of noise / L in their central
difference; the formulas of higher order that reach that length pay for it with about twice the error.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from examples.benchmarks.verdict_corpus.case import AnyFloats, Jac
from minigrad.arrays import Float64Array

UNIT = 2.0**-53
"""The largest relative error of one float64 rounding."""
LEAST_RELATIVE = 9e-7
"""Smaller relative errors than this one are let pass as the rounding of a gradient in float32."""


def hidden_by(noise: npt.ArrayLike, length: npt.ArrayLike) -> Float64Array:
    """The error of a slope that stays unseen: 2 noise / length, entry by entry."""
    return np.atleast_1d(2.0 * np.asarray(noise, dtype=np.float64) / np.asarray(length, dtype=np.float64))


def rounding(value: float, length: npt.ArrayLike) -> Float64Array:
    """The same, where all the noise is the rounding of the value."""
    return hidden_by(UNIT * abs(value), length)


def seen(claimed: Mapping[str, Float64Array], truth: Float64Array, hidden: Float64Array) -> dict[str, Jac]:
    """Those of the claimed gradients that values of the function can tell from the right one."""
    least = np.maximum(10.0 * hidden, LEAST_RELATIVE * np.abs(truth))
    return {name: constant(wrong) for name, wrong in claimed.items() if bool((np.abs(wrong - truth) > least).any())}


def with_entry(truth: Float64Array, entry: int, value: float) -> Float64Array:
    """The gradient with another number in one place."""
    changed = truth.copy()
    changed[entry] = value
    return changed


def constant(gradient: Float64Array) -> Jac:
    """A jac that returns these numbers, in the precision and shape of x."""

    def jac(x: AnyFloats) -> AnyFloats:
        return gradient.astype(x.dtype).reshape(x.shape)

    return jac
