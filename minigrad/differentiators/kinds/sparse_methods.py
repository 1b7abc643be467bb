"""Jacobians of which most entries are 0, by a sparsity pattern."""

from __future__ import annotations

from typing import TypeVarTuple, final, overload

import numpy.typing as npt

from minigrad.arguments import require_flag
from minigrad.differentiators.estimate import Estimate
from minigrad.differentiators.kinds.base import LineDifferentiator
from minigrad.differentiators.sparse.sparse_jacobian import SparseJacobian, no_entries
from minigrad.differentiators.sparse.verified_pattern import require_complete
from minigrad.probes.function_types import ArrayFunction, ArrayFunctionOf
from minigrad.probes.origin import Bounds
from minigrad.probes.outputs.coloured_probe import ColouredProbe
from minigrad.probes.outputs.patterns import SparsityLike
from minigrad.probes.problems import sparse_probe
from minigrad.probes.signatures.extra_arguments import with_args
from minigrad.probes.workers.engines import map_like
from minigrad.probes.workers.worker_types import Workers

Ts = TypeVarTuple("Ts")


class SparseMethods(LineDifferentiator):
    """The entries of a Jacobian that a sparsity pattern names, from few evaluations."""

    @overload
    def sparse_jacobian(
        self,
        fun: ArrayFunction,
        x: npt.ArrayLike,
        sparsity: SparsityLike,
        *,
        bounds: Bounds = None,
        vectorized: bool = False,
        workers: Workers = None,
        with_error: bool = True,
        verify: bool = True,
    ) -> SparseJacobian: ...
    @overload
    def sparse_jacobian(
        self,
        fun: ArrayFunctionOf[*Ts],
        x: npt.ArrayLike,
        sparsity: SparsityLike,
        *,
        args: tuple[*Ts],
        bounds: Bounds = None,
        vectorized: bool = False,
        workers: Workers = None,
        with_error: bool = True,
        verify: bool = True,
    ) -> SparseJacobian: ...
    @final
    def sparse_jacobian(
        self,
        fun: ArrayFunction | ArrayFunctionOf[*Ts],
        x: npt.ArrayLike,
        sparsity: SparsityLike,
        *,
        args: object = (),
        bounds: Bounds = None,
        vectorized: bool = False,
        workers: Workers = None,
        with_error: bool = True,
        verify: bool = True,
    ) -> SparseJacobian:
        """The Jacobian of a large problem by its entries, never as a dense array.

        Args:
            sparsity: which entries may differ from 0, as ``jacobian`` takes it.
            with_error: False saves the evaluations that error bounds cost.
            verify: False saves the check that ``fun`` depends on nothing else, for a pattern that has passed it before.

        Raises:
            ValueError: ``fun`` depends on entries of x that the pattern leaves out; they are named.

        >>> import numpy as np
        >>> import minigrad as mg
        >>> entries = mg.CentralDifference().sparse_jacobian(lambda x: x**2, np.arange(4.0), "diagonal")
        >>> entries.rows, entries.columns, entries.values.round(6)
        (array([0, 1, 2, 3]), array([0, 1, 2, 3]), array([0., 2., 4., 6.]))
        """
        require_flag("with_error", with_error)
        require_flag("verify", verify)
        probe = sparse_probe(with_args(fun, args), x, sparsity, bounds, vectorized, map_like(workers))
        return SparseJacobian.of(probe.sparsity, self._entries(probe, with_error=with_error, verify=verify))

    @final
    def _entries(self, probe: ColouredProbe, *, with_error: bool, verify: bool = True) -> Estimate:
        """The entries of the pattern of ``probe``, flat."""
        if probe.size:
            probe.require_start()
        if verify:
            require_complete(probe)
        return self._solve(probe, with_error=with_error) if probe.size else no_entries(probe.evaluations)
