"""``assert_jacobian`` and ``assert_hessian``: the check of a matrix of derivatives as one line of a test."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, SupportsFloat, TypeVarTuple, cast, overload

import numpy.typing as npt
from typing_extensions import Unpack

from minigrad.arrays import Float64Array
from minigrad.checking.contracts.matrices import Float64Jacobian, Matrix
from minigrad.checking.contracts.of_x_alone import Pair
from minigrad.checking.contracts.products import Float64Product
from minigrad.checking.hessian import check_hessian
from minigrad.checking.jacobian import check_jacobian
from minigrad.checking.options import HessianOptions, JacobianOptions
from minigrad.checking.reporting.report import GradientReport
from minigrad.probes.function_types import ArrayFunction, ScalarFunction
from minigrad.structures import PointT, StructureLike
from minigrad.testing.gradients import require_pass

Ts = TypeVarTuple("Ts")


@overload
def assert_jacobian(
    fun: ArrayFunction, jac: Float64Jacobian | Float64Product, x: npt.ArrayLike, **options: Unpack[JacobianOptions]
) -> GradientReport: ...
@overload
def assert_jacobian(
    fun: Callable[[Float64Array, *Ts], npt.ArrayLike],
    jac: Callable[[Float64Array, *Ts], Matrix] | Callable[[Float64Array, Float64Array, *Ts], npt.ArrayLike],
    x: npt.ArrayLike,
    *,
    args: tuple[*Ts],
    **options: Unpack[JacobianOptions],
) -> GradientReport: ...
@overload
def assert_jacobian(
    fun: Callable[[Float64Array, *Ts], Pair],
    jac: Literal[True],
    x: npt.ArrayLike,
    *,
    args: tuple[*Ts] = ...,
    **options: Unpack[JacobianOptions],
) -> GradientReport: ...
@overload
def assert_jacobian(
    fun: Callable[[PointT], npt.ArrayLike],
    jac: Callable[[PointT], StructureLike] | Callable[[PointT, PointT], npt.ArrayLike],
    x: PointT,
    **options: Unpack[JacobianOptions],
) -> GradientReport: ...
@overload
def assert_jacobian(
    fun: Callable[[PointT, *Ts], npt.ArrayLike],
    jac: Callable[[PointT, *Ts], StructureLike] | Callable[[PointT, PointT, *Ts], npt.ArrayLike],
    x: PointT,
    *,
    args: tuple[*Ts],
    **options: Unpack[JacobianOptions],
) -> GradientReport: ...
@overload
def assert_jacobian(
    fun: Callable[[PointT, *Ts], tuple[npt.ArrayLike, StructureLike]],
    jac: Literal[True],
    x: PointT,
    *,
    args: tuple[*Ts] = ...,
    **options: Unpack[JacobianOptions],
) -> GradientReport: ...
def assert_jacobian(
    fun: object, jac: object, x: object, *, args: object = (), **options: Unpack[JacobianOptions]
) -> GradientReport:
    """Fail the test unless ``jac`` passes :func:`~minigrad.check_jacobian`; same arguments, with ``rng=0``.

    An inconclusive verdict fails the test too.

    Returns:
        the report.

    Raises:
        GradientCheckError: an AssertionError whose message is the report.

    >>> import numpy as np
    >>> assert_jacobian(lambda x: x**2, lambda x: np.diag(2.0 * x), [1.0, 2.0]).passed
    True
    """
    given: JacobianOptions = {"rng": 0, **options}
    function, claimed, point = cast("ArrayFunction", fun), cast("Float64Jacobian", jac), cast("npt.ArrayLike", x)
    return require_pass(check_jacobian(function, claimed, point, args=cast("tuple[()]", args), **given))


@overload
def assert_hessian(
    jac: ArrayFunction,
    hess: Float64Jacobian | Float64Product,
    x: npt.ArrayLike,
    *,
    fun: ScalarFunction | None = None,
    **options: Unpack[HessianOptions],
) -> GradientReport: ...
@overload
def assert_hessian(
    jac: Callable[[Float64Array, *Ts], npt.ArrayLike],
    hess: Callable[[Float64Array, *Ts], Matrix] | Callable[[Float64Array, Float64Array, *Ts], npt.ArrayLike],
    x: npt.ArrayLike,
    *,
    args: tuple[*Ts],
    fun: Callable[[Float64Array, *Ts], SupportsFloat] | None = None,
    **options: Unpack[HessianOptions],
) -> GradientReport: ...
def assert_hessian(
    jac: object, hess: object, x: object, *, args: object = (), fun: object = None, **options: Unpack[HessianOptions]
) -> GradientReport:
    """Fail the test unless ``hess`` passes :func:`~minigrad.check_hessian`; same arguments, with ``rng=0``.

    Raises:
        GradientCheckError: an AssertionError whose message is the report.

    >>> import numpy as np
    >>> cubes = lambda x: float(np.sum(x**3))
    >>> assert_hessian(lambda x: 3.0 * x**2, lambda x, v: 6.0 * x * v, [1.0, 2.0], fun=cubes).passed
    True
    """
    given: HessianOptions = {"rng": 0, **options}
    gradient, claimed, point = cast("ArrayFunction", jac), cast("Float64Jacobian", hess), cast("npt.ArrayLike", x)
    value = cast("ScalarFunction | None", fun)
    return require_pass(check_hessian(gradient, claimed, point, args=cast("tuple[()]", args), fun=value, **given))
