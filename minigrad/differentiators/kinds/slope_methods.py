"""One slope of a function at a point: along one coordinate, or along any direction."""

from __future__ import annotations

from typing import TypeAlias, TypeVarTuple, final, overload

import numpy.typing as npt

from minigrad.differentiators.estimate import Estimate
from minigrad.differentiators.kinds.base import LineDifferentiator
from minigrad.probes.function_types import ScalarFunction, ScalarFunctionOf
from minigrad.probes.origin import Bounds
from minigrad.probes.problems import directional_probe, partial_probe
from minigrad.probes.signatures.extra_arguments import with_args

Ts = TypeVarTuple("Ts")

Index: TypeAlias = int | tuple[int, ...]


class SlopeMethods(LineDifferentiator):
    """Partial and directional derivatives."""

    @overload
    def partial(self, fun: ScalarFunction, x: npt.ArrayLike, index: Index, *, bounds: Bounds = None) -> float: ...
    @overload
    def partial(
        self,
        fun: ScalarFunctionOf[*Ts],
        x: npt.ArrayLike,
        index: Index,
        *,
        args: tuple[*Ts],
        bounds: Bounds = None,
    ) -> float: ...
    @final
    def partial(
        self,
        fun: ScalarFunction | ScalarFunctionOf[*Ts],
        x: npt.ArrayLike,
        index: Index,
        *,
        args: object = (),
        bounds: Bounds = None,
    ) -> float:
        """The partial derivative with respect to ``x[index]``; all other coordinates stay where they are.

        Args:
            index: an int for one axis (negative ones count from the end), a tuple for several.

        Raises:
            IndexError: ``index`` is outside x or has the wrong length.

        >>> import minigrad as mg
        >>> mg.CentralDifference(abs_step=1e-4).partial(lambda x: x[0] ** 2 + x[1] ** 2, [3.0, 4.0], 0)
        6.00000000000378
        """
        probe = partial_probe(with_args(fun, args), x, index, bounds)
        return float(self._solve(probe, with_error=False).value[0])

    @overload
    def directional(
        self, fun: ScalarFunction, x: npt.ArrayLike, direction: npt.ArrayLike, *, bounds: Bounds = None
    ) -> float: ...
    @overload
    def directional(
        self,
        fun: ScalarFunctionOf[*Ts],
        x: npt.ArrayLike,
        direction: npt.ArrayLike,
        *,
        args: tuple[*Ts],
        bounds: Bounds = None,
    ) -> float: ...
    @final
    def directional(
        self,
        fun: ScalarFunction | ScalarFunctionOf[*Ts],
        x: npt.ArrayLike,
        direction: npt.ArrayLike,
        *,
        args: object = (),
        bounds: Bounds = None,
    ) -> float:
        """The slope of f(x + t v) at t = 0, which is gradient . v; v = ``direction`` is not normalised.

        Raises:
            ValueError: ``direction`` has not the shape of x, or is zero.

        >>> import minigrad as mg
        >>> round(mg.CentralDifference().directional(lambda x: x[0] * x[1], [3.0, 4.0], [1.0, 2.0]), 6)
        10.0
        """
        probe = directional_probe(with_args(fun, args), x, direction, bounds)
        return float(self._solve(probe, with_error=False).value[0])

    @overload
    def estimate_partial(
        self, fun: ScalarFunction, x: npt.ArrayLike, index: Index, *, bounds: Bounds = None
    ) -> Estimate: ...
    @overload
    def estimate_partial(
        self,
        fun: ScalarFunctionOf[*Ts],
        x: npt.ArrayLike,
        index: Index,
        *,
        args: tuple[*Ts],
        bounds: Bounds = None,
    ) -> Estimate: ...
    @final
    def estimate_partial(
        self,
        fun: ScalarFunction | ScalarFunctionOf[*Ts],
        x: npt.ArrayLike,
        index: Index,
        *,
        args: object = (),
        bounds: Bounds = None,
    ) -> Estimate:
        """:meth:`partial` with its error bound, step, status and cost."""
        return self._solve(partial_probe(with_args(fun, args), x, index, bounds)).reshape(())

    @overload
    def estimate_directional(
        self, fun: ScalarFunction, x: npt.ArrayLike, direction: npt.ArrayLike, *, bounds: Bounds = None
    ) -> Estimate: ...
    @overload
    def estimate_directional(
        self,
        fun: ScalarFunctionOf[*Ts],
        x: npt.ArrayLike,
        direction: npt.ArrayLike,
        *,
        args: tuple[*Ts],
        bounds: Bounds = None,
    ) -> Estimate: ...
    @final
    def estimate_directional(
        self,
        fun: ScalarFunction | ScalarFunctionOf[*Ts],
        x: npt.ArrayLike,
        direction: npt.ArrayLike,
        *,
        args: object = (),
        bounds: Bounds = None,
    ) -> Estimate:
        """:meth:`directional` with its error bound, step (in units of t), status and cost."""
        return self._solve(directional_probe(with_args(fun, args), x, direction, bounds)).reshape(())
