"""Gradients of functions with one value."""

from __future__ import annotations

from collections.abc import Callable
from typing import SupportsFloat, TypeVar, TypeVarTuple, cast, final, overload

import numpy.typing as npt

from minigrad.arrays import Float64Array
from minigrad.differentiators.estimate import Estimate
from minigrad.differentiators.kinds.base import LineDifferentiator
from minigrad.probes.function_types import ScalarFunction, ScalarFunctionOf
from minigrad.probes.origin import Bounds, StructureBounds
from minigrad.probes.problems import gradient_probe
from minigrad.probes.signatures.flattened import Flattened, flattened
from minigrad.probes.workers.engines import map_like
from minigrad.probes.workers.worker_types import Workers
from minigrad.structures import StructureT

S = TypeVar("S")
Ts = TypeVarTuple("Ts")


class GradientMethods(LineDifferentiator):
    """Gradients, along one line for each coordinate."""

    @overload
    def gradient(
        self,
        fun: ScalarFunction,
        x: npt.ArrayLike,
        *,
        bounds: Bounds = None,
        vectorized: bool = False,
        workers: Workers = None,
    ) -> Float64Array: ...
    @overload
    def gradient(
        self,
        fun: ScalarFunctionOf[*Ts],
        x: npt.ArrayLike,
        *,
        args: tuple[*Ts],
        bounds: Bounds = None,
        vectorized: bool = False,
        workers: Workers = None,
    ) -> Float64Array: ...
    @overload
    def gradient(
        self,
        fun: Callable[[StructureT], SupportsFloat],
        x: StructureT,
        *,
        bounds: StructureBounds = None,
        vectorized: bool = False,
        workers: Workers = None,
    ) -> StructureT: ...
    @overload
    def gradient(
        self,
        fun: Callable[[StructureT, *Ts], SupportsFloat],
        x: StructureT,
        *,
        args: tuple[*Ts],
        bounds: StructureBounds = None,
        vectorized: bool = False,
        workers: Workers = None,
    ) -> StructureT: ...
    @final
    def gradient(
        self,
        fun: ScalarFunction | ScalarFunctionOf[*Ts] | Callable[[S], SupportsFloat] | Callable[[S, *Ts], SupportsFloat],
        x: npt.ArrayLike | S,
        *,
        args: object = (),
        bounds: StructureBounds = None,
        vectorized: bool = False,
        workers: Workers = None,
    ) -> S | Float64Array:
        """All partial derivatives of a function with one value; an array of x's shape, or a structure like x.

        Args:
            fun: called with a float64 array of its own. Its exceptions keep their type; a note names the coordinate.
            x: anything that ``numpy.asarray`` takes, or a :mod:`structure <minigrad.structures>` such as a dict of
                arrays; never written to or kept. float32 gets steps that suit its precision, as does all of a structure
                in which one array is float32.
            args: a tuple of what ``fun`` is called with after x; any other object is taken for the only one.
            bounds: (lower, upper), numbers or like x; the method turns one-sided there and never crosses them.
            vectorized: whether ``fun`` takes a stack of m points (m, *x.shape) and returns m values, in one call.
            workers: how many processes share the work, or something like ``map``: see
                :mod:`minigrad.probes.workers.engines`. The result does not depend on it, to the last bit.

        Raises:
            TypeError: x or a value of ``fun`` is not real numbers, or ``fun`` returns several where one is due.
            ValueError: x is empty, not finite, outside the bounds, or a shape does not fit.

        Warns:
            IgnoredArgumentWarning: ``fun`` ignores its argument, as ``lambda w: net.loss(x, t)`` does, and uses an
                array that holds x's numbers; its derivative is 0.

        >>> import minigrad as mg
        >>> mg.CentralDifference().gradient(lambda x, a: a * x[0] ** 2 + x[1], [3.0, 4.0], args=(2.0,)).round(6)
        array([12.,  1.])
        """
        point = flattened(fun, x, args)
        value = self._gradient(point, bounds, vectorized, workers, with_error=False).value
        return value if point.structure is None else cast("S", point.structure.build(value))

    @overload
    def estimate(
        self,
        fun: ScalarFunction,
        x: npt.ArrayLike,
        *,
        bounds: Bounds = None,
        vectorized: bool = False,
        workers: Workers = None,
    ) -> Estimate: ...
    @overload
    def estimate(
        self,
        fun: ScalarFunctionOf[*Ts],
        x: npt.ArrayLike,
        *,
        args: tuple[*Ts],
        bounds: Bounds = None,
        vectorized: bool = False,
        workers: Workers = None,
    ) -> Estimate: ...
    @overload
    def estimate(
        self,
        fun: Callable[[StructureT], SupportsFloat],
        x: StructureT,
        *,
        bounds: StructureBounds = None,
        vectorized: bool = False,
        workers: Workers = None,
    ) -> Estimate: ...
    @overload
    def estimate(
        self,
        fun: Callable[[StructureT, *Ts], SupportsFloat],
        x: StructureT,
        *,
        args: tuple[*Ts],
        bounds: StructureBounds = None,
        vectorized: bool = False,
        workers: Workers = None,
    ) -> Estimate: ...
    @final
    def estimate(
        self,
        fun: ScalarFunction | ScalarFunctionOf[*Ts] | Callable[[S], SupportsFloat] | Callable[[S, *Ts], SupportsFloat],
        x: npt.ArrayLike | S,
        *,
        args: object = (),
        bounds: StructureBounds = None,
        vectorized: bool = False,
        workers: Workers = None,
    ) -> Estimate:
        """:meth:`gradient` with error bounds, steps, status and cost.

        Of a structure it is flat: entry by entry, array by array, in the order in which the structure holds them.
        """
        return self._gradient(flattened(fun, x, args), bounds, vectorized, workers, with_error=True)

    @final
    def _gradient(
        self, point: Flattened, bounds: StructureBounds, vectorized: bool, workers: Workers, *, with_error: bool
    ) -> Estimate:
        probe, shape = gradient_probe(point.fun, point.x, bounds, vectorized, map_like(workers))
        return self._solve(probe, with_error=with_error).reshape(shape)
