"""Derivatives of functions of one number, also of many numbers at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias, TypeVarTuple, cast, final, overload

import numpy.typing as npt

from minigrad.arguments import require_count
from minigrad.arrays import AnyArray, Float64Array, Shape
from minigrad.differentiators.estimate import Estimate
from minigrad.differentiators.kinds.base import LineDifferentiator
from minigrad.probes.function_types import ArrayFunction, ArrayFunctionOf, NumberFunction, NumberFunctionOf
from minigrad.probes.origin import Bounds
from minigrad.probes.problems import derivative_probe
from minigrad.probes.signatures.extra_arguments import with_args

Ts = TypeVarTuple("Ts")

Numbers: TypeAlias = AnyArray | Sequence[float] | Sequence[Sequence[float]]
"""An array or nested sequences of numbers, but not a single number."""


HIGHEST = 8
"""The highest derivative that values of f in double precision show well enough."""


class DerivativeMethods(LineDifferentiator):
    """Derivatives of functions of one number."""

    @overload
    def derivative(self, fun: NumberFunction, x: float, *, n: int = 1, bounds: Bounds = None) -> float: ...
    @overload
    def derivative(
        self, fun: NumberFunctionOf[*Ts], x: float, *, n: int = 1, args: tuple[*Ts], bounds: Bounds = None
    ) -> float: ...
    @overload
    def derivative(self, fun: ArrayFunction, x: Numbers, *, n: int = 1, bounds: Bounds = None) -> Float64Array: ...
    @overload
    def derivative(
        self, fun: ArrayFunctionOf[*Ts], x: Numbers, *, n: int = 1, args: tuple[*Ts], bounds: Bounds = None
    ) -> Float64Array: ...
    @final
    def derivative(
        self,
        fun: NumberFunction | NumberFunctionOf[*Ts] | ArrayFunction | ArrayFunctionOf[*Ts],
        x: npt.ArrayLike,
        *,
        n: int = 1,
        args: object = (),
        bounds: Bounds = None,
    ) -> float | Float64Array:
        """f'(x) of a function of one number, or its n-th derivative; for an array x, of each element of an elementwise
        ``fun``.

        Args:
            n: which derivative, 1 to 8. Rounding of f costs more digits from one to the next.

        Raises:
            NotImplementedError: this method has no n-th derivatives; the message says which has.

        >>> import numpy as np
        >>> import minigrad as mg
        >>> mg.CentralDifference().derivative(np.exp, [0.0, 1.0]).round(6)
        array([1.        , 2.718282])
        >>> round(mg.AdaptiveDifference().derivative(np.exp, 1.0, n=3), 8)
        2.71828183
        """
        estimate, shape = self._derivative(fun, x, n, args, bounds, with_error=False)
        return estimate.value.reshape(shape) if shape else float(estimate.value[0])

    @overload
    def estimate_derivative(self, fun: NumberFunction, x: float, *, n: int = 1, bounds: Bounds = None) -> Estimate: ...
    @overload
    def estimate_derivative(
        self, fun: NumberFunctionOf[*Ts], x: float, *, n: int = 1, args: tuple[*Ts], bounds: Bounds = None
    ) -> Estimate: ...
    @overload
    def estimate_derivative(self, fun: ArrayFunction, x: Numbers, *, n: int = 1, bounds: Bounds = None) -> Estimate: ...
    @overload
    def estimate_derivative(
        self, fun: ArrayFunctionOf[*Ts], x: Numbers, *, n: int = 1, args: tuple[*Ts], bounds: Bounds = None
    ) -> Estimate: ...
    @final
    def estimate_derivative(
        self,
        fun: NumberFunction | NumberFunctionOf[*Ts] | ArrayFunction | ArrayFunctionOf[*Ts],
        x: npt.ArrayLike,
        *,
        n: int = 1,
        args: object = (),
        bounds: Bounds = None,
    ) -> Estimate:
        """:meth:`derivative` with error bounds, steps, status and cost."""
        estimate, shape = self._derivative(fun, x, n, args, bounds, with_error=True)
        return estimate.reshape(shape)

    @final
    def _derivative(
        self,
        fun: NumberFunction | NumberFunctionOf[*Ts] | ArrayFunction | ArrayFunctionOf[*Ts],
        x: npt.ArrayLike,
        n: int,
        args: object,
        bounds: Bounds,
        *,
        with_error: bool,
    ) -> tuple[Estimate, Shape]:
        if require_count("n", n) > HIGHEST:
            raise ValueError(f"`n` must be at most {HIGHEST}, got {n}: no digits of higher derivatives are left")
        either = cast("ArrayFunction", fun)  # x decides which of the two it is
        probe, shape = derivative_probe(with_args(either, args), x, bounds)
        return self._solve(probe, derivative=int(n), with_error=with_error), shape
