"""``assert_jacobian`` and ``assert_hessian``: the check of a matrix of derivatives as one line of a test."""

from __future__ import annotations

from collections.abc import Callable
from typing import SupportsFloat, TypeVarTuple, cast, overload

import numpy.typing as npt
from typing_extensions import Unpack

from minigrad.arrays import Float64Array, FloatArray
from minigrad.checking.contracts.matrices import Jacobian, Matrix
from minigrad.checking.contracts.products import Product
from minigrad.checking.hessian import check_hessian
from minigrad.checking.jacobian import check_jacobian
from minigrad.checking.options import HessianOptions, JacobianOptions
from minigrad.checking.reporting.report import GradientReport
from minigrad.probes.function_types import ArrayFunction, ScalarFunction
from minigrad.testing.gradients import require_pass

Ts = TypeVarTuple("Ts")


@overload
def assert_jacobian(
    fun: ArrayFunction, jac: Jacobian | Product, x: npt.ArrayLike, **options: Unpack[JacobianOptions]
) -> GradientReport: ...
@overload
def assert_jacobian(
    fun: Callable[[Float64Array, *Ts], npt.ArrayLike],
    jac: Callable[[FloatArray, *Ts], Matrix] | Callable[[FloatArray, FloatArray, *Ts], npt.ArrayLike],
    x: npt.ArrayLike,
    *,
    args: tuple[*Ts],
    **options: Unpack[JacobianOptions],
) -> GradientReport: ...
def assert_jacobian(
    fun: ArrayFunction | Callable[[Float64Array, *Ts], npt.ArrayLike],
    jac: Jacobian
    | Product
    | Callable[[FloatArray, *Ts], Matrix]
    | Callable[[FloatArray, FloatArray, *Ts], npt.ArrayLike],
    x: npt.ArrayLike,
    *,
    args: object = (),
    **options: Unpack[JacobianOptions],
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
    claimed = cast("Jacobian", jac)
    return require_pass(check_jacobian(fun, claimed, x, args=cast("tuple[()]", args), **given))


@overload
def assert_hessian(
    jac: ArrayFunction,
    hess: Jacobian | Product,
    x: npt.ArrayLike,
    *,
    fun: ScalarFunction | None = None,
    **options: Unpack[HessianOptions],
) -> GradientReport: ...
@overload
def assert_hessian(
    jac: Callable[[Float64Array, *Ts], npt.ArrayLike],
    hess: Callable[[FloatArray, *Ts], Matrix] | Callable[[FloatArray, FloatArray, *Ts], npt.ArrayLike],
    x: npt.ArrayLike,
    *,
    args: tuple[*Ts],
    fun: Callable[[Float64Array, *Ts], SupportsFloat] | None = None,
    **options: Unpack[HessianOptions],
) -> GradientReport: ...
def assert_hessian(
    jac: ArrayFunction | Callable[[Float64Array, *Ts], npt.ArrayLike],
    hess: Jacobian
    | Product
    | Callable[[FloatArray, *Ts], Matrix]
    | Callable[[FloatArray, FloatArray, *Ts], npt.ArrayLike],
    x: npt.ArrayLike,
    *,
    args: object = (),
    fun: ScalarFunction | Callable[[Float64Array, *Ts], SupportsFloat] | None = None,
    **options: Unpack[HessianOptions],
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
    claimed = cast("Jacobian", hess)
    return require_pass(check_hessian(jac, claimed, x, args=cast("tuple[()]", args), fun=fun, **given))
