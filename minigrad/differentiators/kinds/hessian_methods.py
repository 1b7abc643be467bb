"""Hessians of functions with one value, from second derivatives along lines."""

from __future__ import annotations

from typing import TypeVarTuple, final, overload

import numpy.typing as npt

from minigrad.arrays import Float64Array
from minigrad.differentiators.estimate import Estimate
from minigrad.differentiators.hessian import assemble, mixed_lines
from minigrad.differentiators.kinds.base import LineDifferentiator
from minigrad.probes.function_types import ScalarFunction, ScalarFunctionOf
from minigrad.probes.origin import Bounds
from minigrad.probes.problems import gradient_probe
from minigrad.probes.signatures.extra_arguments import with_args
from minigrad.probes.workers.engines import map_like
from minigrad.probes.workers.worker_types import Workers

Ts = TypeVarTuple("Ts")


class HessianMethods(LineDifferentiator):
    """Hessians, along one line for each coordinate and one for each pair of them."""

    @overload
    def hessian(
        self, fun: ScalarFunction, x: npt.ArrayLike, *, bounds: Bounds = None, workers: Workers = None
    ) -> Float64Array: ...
    @overload
    def hessian(
        self,
        fun: ScalarFunctionOf[*Ts],
        x: npt.ArrayLike,
        *,
        args: tuple[*Ts],
        bounds: Bounds = None,
        workers: Workers = None,
    ) -> Float64Array: ...
    @final
    def hessian(
        self,
        fun: ScalarFunction | ScalarFunctionOf[*Ts],
        x: npt.ArrayLike,
        *,
        args: object = (),
        bounds: Bounds = None,
        workers: Workers = None,
    ) -> Float64Array:
        """All second partial derivatives, symmetric; shape x.shape + x.shape.

        The mixed ones come from second derivatives along a e_i + b e_j, which are a^2 H_ii + 2 a b H_ij + b^2 H_jj,
        with a and b in proportion to the steps along e_i and e_j.

        >>> import minigrad as mg
        >>> mg.CentralDifference().hessian(lambda x: x[0] ** 2 * x[1], [1.0, 2.0]).round(5)
        array([[4., 2.],
               [2., 0.]])
        """
        return self._hessian(with_args(fun, args), x, bounds, workers, with_error=False).value

    @overload
    def estimate_hessian(
        self, fun: ScalarFunction, x: npt.ArrayLike, *, bounds: Bounds = None, workers: Workers = None
    ) -> Estimate: ...
    @overload
    def estimate_hessian(
        self,
        fun: ScalarFunctionOf[*Ts],
        x: npt.ArrayLike,
        *,
        args: tuple[*Ts],
        bounds: Bounds = None,
        workers: Workers = None,
    ) -> Estimate: ...
    @final
    def estimate_hessian(
        self,
        fun: ScalarFunction | ScalarFunctionOf[*Ts],
        x: npt.ArrayLike,
        *,
        args: object = (),
        bounds: Bounds = None,
        workers: Workers = None,
    ) -> Estimate:
        """:meth:`hessian` with error bounds, steps, status and cost."""
        return self._hessian(with_args(fun, args), x, bounds, workers, with_error=True)

    @final
    def _hessian(
        self, fun: ScalarFunction, x: npt.ArrayLike, bounds: Bounds, workers: Workers, *, with_error: bool
    ) -> Estimate:
        probe, _ = gradient_probe(fun, x, bounds, False, map_like(workers))
        pure = self._solve(probe, derivative=2, with_error=with_error)
        lines = mixed_lines(probe.origin, pure)
        if probe.size == 1:
            return assemble(pure, pure.take(lines.first), lines)
        mixed = self.differentiate(probe.along(lines), derivative=2, with_error=with_error)
        return assemble(pure, mixed, lines)
