"""Bounds on the mixed entries of a Hessian follow from those of the second derivatives that they are made of."""

from __future__ import annotations

from typing import final

import numpy as np
import pytest
from typing_extensions import override

import minigrad as mg
from minigrad.arrays import Float64Array


@final
class Pure(mg.Differentiator):
    """Second differences with given steps, exact for a parabola, which says that those of two coordinates are off by
    0.01 and 0.03, and those along the line between them by nothing."""

    def __init__(self, steps: list[float]) -> None:
        self.steps = np.array(steps)

    @override
    def differentiate(self, probe: mg.Probe, *, derivative: int = 1, with_error: bool = True) -> mg.Estimate:
        step: Float64Array = self.steps if probe.size == 2 else np.ones(1)
        error = np.array([0.01, 0.03]) if probe.size == 2 else np.zeros(1)
        lines = np.arange(probe.size)
        value = (probe.values(lines, step) - 2.0 * probe.base() + probe.values(lines, -step)) / step**2
        status = np.full(probe.size, mg.Status.CONVERGED, dtype=np.int8)
        return mg.Estimate(value, error, step, status, probe.evaluations)


@pytest.mark.parametrize(
    ("steps", "mixed"),
    [
        ([1.0, 1.0], 0.02),  # (0.01 + 0.03) / 2
        ([1.0, 2.0], 0.0325),  # (0.01 + 4 * 0.03) / (2 * 2)
        ([2.0, 1.0], 0.0175),  # (4 * 0.01 + 0.03) / (2 * 2)
    ],
)
def test_a_mixed_entry_inherits_the_errors_of_the_pure_ones(steps: list[float], mixed: float) -> None:
    """H_ij = (D - a^2 H_ii - b^2 H_jj) / (2 a b) with a : b as the steps, so its error is at most
    (a^2 e_i + b^2 e_j) / (2 a b)."""
    estimate = Pure(steps).estimate_hessian(
        lambda x: float(3.0 * x[0] ** 2 + 5.0 * x[0] * x[1] - x[1] ** 2), [0.5, 2.0]
    )
    np.testing.assert_allclose(estimate.value, [[6.0, 5.0], [5.0, -2.0]], rtol=1e-12)
    np.testing.assert_allclose(estimate.error, [[0.01, mixed], [mixed, 0.03]], rtol=1e-12)
