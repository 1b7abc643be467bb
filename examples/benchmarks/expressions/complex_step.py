"""The value and the gradient of a sum of formulas at a point, the gradient by the complex step.

For a real formula f, f(x + i h) = f(x) + i h f'(x) + O(h^2), so that the imaginary part over h is the derivative. No
values are subtracted, and h = 1e-30 makes the truncation error vanish: what remains is rounding.

Source: Squire and Trapp (1998), Using Complex Variables to Estimate Derivatives of Real Functions, SIAM Review 40(1).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from examples.benchmarks.expressions.tree import Expression
from minigrad.arrays import Float64Array, FloatArray

STEP: Final = 1e-30
"""h, whose square is lost beside any value of f."""


def value(terms: Sequence[Expression], x: FloatArray) -> float:
    """f(x), where f is the sum of these formulas and x (n,) the point."""
    point = list(x.astype(np.float64)[:, np.newaxis])
    return sum(float(np.ravel(term.values(point).real)[0]) for term in terms)


def gradient(terms: Sequence[Expression], x: FloatArray) -> Float64Array:
    """f'(x) (n,): the formulas are evaluated at n points at once, each with another coordinate moved."""
    moved = list((x + 1j * STEP * np.eye(x.size)).T)
    total: Float64Array = np.sum([np.broadcast_to(term.values(moved).imag, x.shape) for term in terms], axis=0)
    return total / STEP
