"""``assert_gradient``: the check of a gradient as one line of a test."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, SupportsFloat, TypeVarTuple, cast, overload

import numpy.typing as npt
from typing_extensions import Unpack

from minigrad.arrays import Float64Array
from minigrad.checking.check import check_gradient
from minigrad.checking.contracts.matrices import Float64Jacobian, Matrix
from minigrad.checking.contracts.of_x_alone import AnyFunction, Pair
from minigrad.checking.options import GradientOptions
from minigrad.checking.reporting.report import GradientCheckError, GradientReport
from minigrad.structures import PointT, StructureLike

Ts = TypeVarTuple("Ts")


@overload
def assert_gradient(
    fun: AnyFunction, jac: Float64Jacobian, x: npt.ArrayLike, **options: Unpack[GradientOptions]
) -> GradientReport: ...
@overload
def assert_gradient(
    fun: Callable[[Float64Array, *Ts], npt.ArrayLike | SupportsFloat],
    jac: Callable[[Float64Array, *Ts], Matrix],
    x: npt.ArrayLike,
    *,
    args: tuple[*Ts],
    **options: Unpack[GradientOptions],
) -> GradientReport: ...
@overload
def assert_gradient(
    fun: Callable[[Float64Array, *Ts], Pair],
    jac: Literal[True],
    x: npt.ArrayLike,
    *,
    args: tuple[*Ts] = ...,
    **options: Unpack[GradientOptions],
) -> GradientReport: ...
@overload
def assert_gradient(
    fun: Callable[[PointT], npt.ArrayLike | SupportsFloat],
    jac: Callable[[PointT], StructureLike],
    x: PointT,
    **options: Unpack[GradientOptions],
) -> GradientReport: ...
@overload
def assert_gradient(
    fun: Callable[[PointT, *Ts], npt.ArrayLike | SupportsFloat],
    jac: Callable[[PointT, *Ts], StructureLike],
    x: PointT,
    *,
    args: tuple[*Ts],
    **options: Unpack[GradientOptions],
) -> GradientReport: ...
@overload
def assert_gradient(
    fun: Callable[[PointT, *Ts], tuple[npt.ArrayLike | SupportsFloat, StructureLike]],
    jac: Literal[True],
    x: PointT,
    *,
    args: tuple[*Ts] = ...,
    **options: Unpack[GradientOptions],
) -> GradientReport: ...
def assert_gradient(
    fun: object, jac: object, x: object, *, args: object = (), **options: Unpack[GradientOptions]
) -> GradientReport:
    """Fail the test unless ``jac(x)`` passes :func:`~minigrad.check_gradient`; same arguments, with ``rng=0``.

    An inconclusive verdict fails the test too: choose a point without a kink, or less noise.

    Returns:
        the report.

    Raises:
        GradientCheckError: an AssertionError whose message is the report.

    >>> assert_gradient(lambda x: float(x @ x), lambda x: 2 * x, [1.0, 2.0]).passed
    True
    """
    given: GradientOptions = {"rng": 0, **options}
    function, claimed, point = cast("AnyFunction", fun), cast("Float64Jacobian", jac), cast("npt.ArrayLike", x)
    return require_pass(check_gradient(function, claimed, point, args=cast("tuple[()]", args), **given))


def require_pass(report: GradientReport) -> GradientReport:
    """The report of a check, if that passes.

    Raises:
        GradientCheckError: it does not.
    """
    if not report.passed:
        raise GradientCheckError(report)
    return report
