"""Derivatives by the complex step: exact to rounding, and without minigrad."""

from __future__ import annotations

import numpy as np

from examples.benchmarks.derivatives.case import Inexact, Numbers, Vector

STEP = 1e-40


def complex_step(formula: Vector, x: Inexact) -> Numbers:
    """The Jacobian of a real formula that also takes complex numbers: an array of shape F.shape + x.shape."""
    point = np.asarray(x, dtype=np.float64)
    columns = []
    for entry in range(point.size):
        moved = point.astype(np.complex128)
        moved.reshape(-1)[entry] += STEP * 1j
        columns.append(np.imag(np.asarray(formula(moved))) / STEP)
    stacked = np.stack(columns, axis=-1)
    return np.asarray(stacked.reshape(stacked.shape[:-1] + point.shape), dtype=np.complex128)
