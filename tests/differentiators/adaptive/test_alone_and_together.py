"""A line alone takes a fast path, in Python's own numbers; it must say what the same line among others says.

Either way is its own implementation, so each is the other's reference; that both are right is for the other files.
"""

from __future__ import annotations

import numpy as np
import pytest

import minigrad as mg
from examples.benchmarks.problems.catalogue import halves
from minigrad.arrays import Float64Array

PROBLEMS = halves()[0][::4]


@pytest.mark.parametrize("rtol", [0.0, 1e-6])
def test_the_catalogue_alone_and_side_by_side(rtol: float) -> None:
    adaptive = mg.AdaptiveDifference(rtol=rtol, domain_errors=(ValueError, ZeroDivisionError, OverflowError))

    def every(x: Float64Array) -> Float64Array:
        return np.array([p(t) for p, t in zip(PROBLEMS, x, strict=True)])

    together = adaptive.estimate_derivative(every, np.array([p.x for p in PROBLEMS]))
    alone = [adaptive.estimate_derivative(p, p.x) for p in PROBLEMS]
    step, error, value = np.array([[float(e.step), float(e.error), float(e.value)] for e in alone]).T
    same = together.status == np.array([int(e.status) for e in alone])
    same &= np.isclose(together.step, step, rtol=1e-6, atol=0.0)
    same &= np.isclose(together.error, error, rtol=5e-2, atol=0.0)
    allowed = np.where(np.isinf(error), 0.0, 1e-3 * error)
    same &= np.isclose(together.value, value, rtol=1e-13, atol=allowed, equal_nan=True)
    assert (~same).sum() <= 3  # where rounding errors decide
    assert together.evaluations == pytest.approx(sum(e.evaluations for e in alone), rel=4e-3)
