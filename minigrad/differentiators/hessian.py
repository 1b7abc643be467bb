"""Second derivatives of f from second derivatives along lines.

Along a e_i + b e_j the second derivative of f is D = a^2 H_ii + 2 a b H_ij + b^2 H_jj. The pure ones are taken along
the coordinates; their steps show on which scale f varies along each, and so in which proportion a pair should move.
"""

from __future__ import annotations

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.differentiators.estimate import Estimate, Status
from minigrad.differentiators.pair_lines import PairLines
from minigrad.probes.origin import Origin


def mixed_lines(origin: Origin, pure: Estimate) -> PairLines:
    """A line for each pair i < j, along which the two coordinates move in proportion to the steps of the pure
    derivatives."""
    known = np.isfinite(pure.step) & (pure.step > 0)
    default = np.cbrt(origin.epsilon) * np.maximum(1.0, np.abs(origin.x.reshape(-1)))
    return PairLines.all(origin, np.where(known, pure.step, default))


def assemble(pure: Estimate, mixed: Estimate, lines: PairLines) -> Estimate:
    """The symmetric matrix H in the shape x.shape + x.shape: H_ij = (D - a^2 H_ii - b^2 H_jj) / (2 a b).

    Error bounds go through the same formula. The step of a mixed one is its t.
    """
    i, j, a, b = lines.first, lines.second, lines.a, lines.b
    with np.errstate(all="ignore"):  # a product that leaves the range of numbers becomes a status below
        value = (mixed.value - a * a * pure.value[i] - b * b * pure.value[j]) / (2 * a * b)
        error = (mixed.error + a * a * pure.error[i] + b * b * pure.error[j]) / np.abs(2 * a * b)
    unknown = ~np.isfinite(value)
    error[unknown] = np.inf
    mixed_status = np.where(unknown, np.int8(Status.NOT_RESOLVED), mixed.status)
    status = _symmetric(pure.status.astype(np.float64), mixed_status.astype(np.float64), lines).astype(np.int8)
    return Estimate(
        _symmetric(pure.value, value, lines),
        _symmetric(pure.error, error, lines),
        _symmetric(pure.step, mixed.step, lines),
        status,
        mixed.evaluations,
    ).reshape(lines.origin.x.shape * 2)


def _symmetric(diagonal: Float64Array, upper: Float64Array, lines: PairLines) -> Float64Array:
    result = np.diag(diagonal)
    result[lines.first, lines.second] = upper
    result[lines.second, lines.first] = upper
    return result
