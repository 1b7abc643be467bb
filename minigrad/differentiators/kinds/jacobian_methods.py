"""Jacobians of functions with an array for a value."""

from __future__ import annotations

from typing import TypeVarTuple, final, overload

import numpy.typing as npt

from minigrad.arrays import Float64Array
from minigrad.differentiators.estimate import Estimate
from minigrad.differentiators.kinds.sparse_methods import SparseMethods
from minigrad.differentiators.sparse.sparse_jacobian import dense_estimate
from minigrad.probes.function_types import ArrayFunction, ArrayFunctionOf
from minigrad.probes.origin import Bounds
from minigrad.probes.outputs.patterns import SparsityLike
from minigrad.probes.problems import jacobian_probe, sparse_probe
from minigrad.probes.signatures.extra_arguments import with_args
from minigrad.probes.workers.engines import map_like
from minigrad.probes.workers.worker_types import Workers

Ts = TypeVarTuple("Ts")


class JacobianMethods(SparseMethods):
    """Jacobians, along one line for each coordinate, which all outputs share."""

    @overload
    def jacobian(
        self,
        fun: ArrayFunction,
        x: npt.ArrayLike,
        *,
        sparsity: SparsityLike | None = None,
        bounds: Bounds = None,
        vectorized: bool = False,
        workers: Workers = None,
    ) -> Float64Array: ...
    @overload
    def jacobian(
        self,
        fun: ArrayFunctionOf[*Ts],
        x: npt.ArrayLike,
        *,
        args: tuple[*Ts],
        sparsity: SparsityLike | None = None,
        bounds: Bounds = None,
        vectorized: bool = False,
        workers: Workers = None,
    ) -> Float64Array: ...
    @final
    def jacobian(
        self,
        fun: ArrayFunction | ArrayFunctionOf[*Ts],
        x: npt.ArrayLike,
        *,
        args: object = (),
        sparsity: SparsityLike | None = None,
        bounds: Bounds = None,
        vectorized: bool = False,
        workers: Workers = None,
    ) -> Float64Array:
        """dF_j/dx_i of a function with an array for a value; shape F.shape + x.shape.

        Args:
            sparsity: which entries may differ from 0: an array of shape (outputs, entries of x), a sparse matrix of
                scipy, "tridiagonal" or "diagonal". Entries of x that no output shares move at once, so a band of
                three costs 7 evaluations with central differences, and 4 more to verify that ``fun`` depends on
                nothing else. For problems too large for a dense array see :meth:`sparse_jacobian`.

        Raises:
            ValueError: ``fun`` depends on entries of x that ``sparsity`` leaves out; they are named.

        >>> import numpy as np
        >>> import minigrad as mg
        >>> mg.CentralDifference().jacobian(lambda x: np.array([x[0] * x[1], x[0] ** 2]), [2.0, 3.0]).round(6)
        array([[3., 2.],
               [4., 0.]])
        """
        return self._jacobian(with_args(fun, args), x, sparsity, bounds, vectorized, workers, with_error=False).value

    @overload
    def estimate_jacobian(
        self,
        fun: ArrayFunction,
        x: npt.ArrayLike,
        *,
        sparsity: SparsityLike | None = None,
        bounds: Bounds = None,
        vectorized: bool = False,
        workers: Workers = None,
    ) -> Estimate: ...
    @overload
    def estimate_jacobian(
        self,
        fun: ArrayFunctionOf[*Ts],
        x: npt.ArrayLike,
        *,
        args: tuple[*Ts],
        sparsity: SparsityLike | None = None,
        bounds: Bounds = None,
        vectorized: bool = False,
        workers: Workers = None,
    ) -> Estimate: ...
    @final
    def estimate_jacobian(
        self,
        fun: ArrayFunction | ArrayFunctionOf[*Ts],
        x: npt.ArrayLike,
        *,
        args: object = (),
        sparsity: SparsityLike | None = None,
        bounds: Bounds = None,
        vectorized: bool = False,
        workers: Workers = None,
    ) -> Estimate:
        """:meth:`jacobian` with error bounds, steps, status and cost."""
        return self._jacobian(with_args(fun, args), x, sparsity, bounds, vectorized, workers, with_error=True)

    @final
    def _jacobian(
        self,
        fun: ArrayFunction,
        x: npt.ArrayLike,
        sparsity: SparsityLike | None,
        bounds: Bounds,
        vectorized: bool,
        workers: Workers,
        *,
        with_error: bool,
    ) -> Estimate:
        if sparsity is None:
            probe, shape = jacobian_probe(fun, x, bounds, vectorized, map_like(workers))
            return self._solve(probe, with_error=with_error).reshape(shape)
        coloured = sparse_probe(fun, x, sparsity, bounds, vectorized, map_like(workers))
        entries = self._entries(coloured, with_error=with_error)
        return dense_estimate(entries, coloured.sparsity, coloured.output_shape + coloured.origin.x.shape)
