"""The entries of a Jacobian of which most others are 0, and the array that they make."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np
from typing_extensions import override

from minigrad.arrays import Float64Array, IntArray, Shape
from minigrad.differentiators.estimate import Estimate, Status, StatusArray
from minigrad.probes.outputs.sparsity import Sparsity


@final
@dataclass(frozen=True, eq=False)
class SparseJacobian:
    """The k entries of an (m, n) Jacobian that its sparsity pattern names, by rows; all others are 0.

    ``scipy.sparse.coo_array((r.values, (r.rows, r.columns)), r.shape)`` is a sparse array of scipy.

    Attributes:
        rows, columns: (k,) the places of the entries: outputs, and entries of x as flat indices.
        values: (k,) the entries.
        errors: (k,) bounds on their errors; infinite where nothing is known.
        status: (k,) how each came about, a :class:`~minigrad.differentiators.estimate.Status`.
        shape: (m, n), outputs and entries of x.
        evaluations: of ``fun``, in all.
    """

    rows: IntArray
    columns: IntArray
    values: Float64Array
    errors: Float64Array
    status: StatusArray
    shape: tuple[int, int]
    evaluations: int

    @staticmethod
    def of(sparsity: Sparsity, entries: Estimate) -> SparseJacobian:
        """The entries of ``sparsity``, in its order."""
        return SparseJacobian(
            sparsity.rows,
            sparsity.columns,
            entries.value,
            entries.error,
            entries.status,
            sparsity.shape,
            entries.evaluations,
        )

    def toarray(self) -> Float64Array:
        """The dense array (m, n)."""
        return _dense(Sparsity(self.rows, self.columns, self.shape), self.values)

    @override
    def __repr__(self) -> str:
        largest = float(self.errors.max(initial=0.0))
        return (
            f"<SparseJacobian of shape {self.shape}: {self.values.size} entries, errors up to {largest:.2g}, "
            f"{self.evaluations} evaluations>"
        )


def no_entries(evaluations: int) -> Estimate:
    """The estimate of a pattern without entries."""
    nothing = np.zeros(0)
    return Estimate(nothing, nothing, nothing, np.zeros(0, np.int8), evaluations)


def dense_estimate(entries: Estimate, sparsity: Sparsity, shape: Shape) -> Estimate:
    """The Jacobian in the shape F.shape + x.shape; outside of the pattern it is 0, with error and step 0."""
    value, error, step = (_dense(sparsity, part) for part in (entries.value, entries.error, entries.step))
    status = np.full(sparsity.shape, np.int8(Status.CONVERGED))
    status[sparsity.rows, sparsity.columns] = entries.status
    sides = (None if side is None else _dense(sparsity, side) for side in (entries.left, entries.right))
    return Estimate(value, error, step, status, entries.evaluations, *sides).reshape(shape)


def _dense(sparsity: Sparsity, entries: Float64Array) -> Float64Array:
    result = np.zeros(sparsity.shape)
    result[sparsity.rows, sparsity.columns] = entries
    return result
