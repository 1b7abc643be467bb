"""Second derivatives of f from second derivatives along lines.

Along d = a e_i + b e_j the second derivative of f is a^2 H_ii + 2 a b H_ij + b^2 H_jj. With the pure ones known, each mixed
one costs one more line: H_ij = (D_ij - a^2 H_ii - b^2 H_jj) / (2 a b).
"""

from __future__ import annotations

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.differentiators.estimate import Estimate
from minigrad.differentiators.lines import Origin, PairLines


def hessian_lines(origin: Origin) -> PairLines:
    """A line for each pair (i, j), i <= j; a coordinate's length is |x_i|, or 1 where that is 0."""
    magnitude = np.abs(origin.x.reshape(-1))
    return PairLines.all(origin, np.where(magnitude > 0, magnitude, 1.0))


def assemble(along: Estimate, lines: PairLines) -> Estimate:
    """The symmetric matrix H in the shape x.shape + x.shape, with error bounds carried through the formula above."""
    mixed = lines.first != lines.second
    value = np.array(along.value)
    error = np.array(along.error)
    pure, pure_error = value[~mixed], error[~mixed]
    value[mixed] -= (pure[lines.first] + pure[lines.second])[mixed]
    error[mixed] += (pure_error[lines.first] + pure_error[lines.second])[mixed]
    scale = np.where(mixed, 2.0, 1.0) * lines.a * lines.b
    step = along.step * np.sqrt(np.abs(lines.a * lines.b))
    status = _symmetric(along.status.astype(np.float64), lines).astype(np.int8)
    value, error, step = (_symmetric(part, lines) for part in (value / scale, error / np.abs(scale), step))
    return Estimate(value, error, step, status, along.evaluations).reshape(lines.origin.x.shape * 2)


def _symmetric(upper: Float64Array, lines: PairLines) -> Float64Array:
    n = lines.origin.x.size
    result: Float64Array = np.empty((n, n))
    result[lines.first, lines.second] = upper
    result[lines.second, lines.first] = upper
    return result
