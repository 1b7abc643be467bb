"""check_jacobian: is this matrix the derivative of a function with several outputs?

Each entry d f_i / d x_j is judged as the entry of a gradient is. One evaluation of ``fun`` serves all outputs, so that
a Jacobian of m rows costs no more evaluations than a gradient.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal, TypeVarTuple, overload

import numpy.typing as npt
from typing_extensions import Unpack

from minigrad.arrays import Float64Array, Rng
from minigrad.checking.along_vectors import answer_products
from minigrad.checking.answer import Mode, answer, as_terms
from minigrad.checking.contracts.matrices import Float64Jacobian, Matrix
from minigrad.checking.contracts.of_x_alone import Pair, functions
from minigrad.checking.contracts.products import Float64Product, as_product
from minigrad.checking.contracts.question import Terms
from minigrad.checking.contracts.watch import Watch
from minigrad.checking.derivative_names import jacobian_names
from minigrad.checking.names import Names
from minigrad.checking.options import JacobianOptions
from minigrad.checking.place import placed
from minigrad.checking.points.several import at_points
from minigrad.checking.reporting.report import GradientReport
from minigrad.differentiators.base import Differentiator
from minigrad.probes.function_types import ArrayFunction
from minigrad.probes.origin import StructureBounds
from minigrad.probes.outputs.patterns import SparsityLike
from minigrad.probes.signatures.extra_arguments import as_args
from minigrad.probes.workers.worker_types import Workers
from minigrad.structures import PointT, StructureLike

Ts = TypeVarTuple("Ts")
"""The types of what fun and jac are called with besides."""


@overload
def check_jacobian(
    fun: ArrayFunction, jac: Float64Jacobian | Float64Product, x: npt.ArrayLike, **options: Unpack[JacobianOptions]
) -> GradientReport: ...
@overload
def check_jacobian(
    fun: Callable[[Float64Array, *Ts], npt.ArrayLike],
    jac: Callable[[Float64Array, *Ts], Matrix] | Callable[[Float64Array, Float64Array, *Ts], npt.ArrayLike],
    x: npt.ArrayLike,
    *,
    args: tuple[*Ts],
    **options: Unpack[JacobianOptions],
) -> GradientReport: ...
@overload
def check_jacobian(
    fun: Callable[[Float64Array, *Ts], Pair],
    jac: Literal[True],
    x: npt.ArrayLike,
    *,
    args: tuple[*Ts] = ...,
    **options: Unpack[JacobianOptions],
) -> GradientReport: ...
@overload
def check_jacobian(
    fun: Callable[[PointT], npt.ArrayLike],
    jac: Callable[[PointT], StructureLike] | Callable[[PointT, PointT], npt.ArrayLike],
    x: PointT,
    **options: Unpack[JacobianOptions],
) -> GradientReport: ...
@overload
def check_jacobian(
    fun: Callable[[PointT, *Ts], npt.ArrayLike],
    jac: Callable[[PointT, *Ts], StructureLike] | Callable[[PointT, PointT, *Ts], npt.ArrayLike],
    x: PointT,
    *,
    args: tuple[*Ts],
    **options: Unpack[JacobianOptions],
) -> GradientReport: ...
@overload
def check_jacobian(
    fun: Callable[[PointT, *Ts], tuple[npt.ArrayLike, StructureLike]],
    jac: Literal[True],
    x: PointT,
    *,
    args: tuple[*Ts] = ...,
    **options: Unpack[JacobianOptions],
) -> GradientReport: ...
def check_jacobian(
    fun: object,
    jac: object,
    x: object,
    *,
    args: object = (),
    product: bool | None = None,
    names: Names = None,
    rtol: float | None = None,
    mode: Mode = "full",
    budget: int | None = None,
    workers: Workers = None,
    order: bool | None = None,
    rng: Rng = None,
    bounds: StructureBounds = None,
    differentiator: Differentiator | None = None,
    noise: float | None = None,
    points: Sequence[object] | None = None,
    sparsity: SparsityLike | None = None,
) -> GradientReport:
    """Compare ``jac(x)`` with the slopes of every output of ``fun`` at x, entry by entry: PASS, FAIL or INCONCLUSIVE.

    J[i, j] = d f_i / d x_j. Entries are called ``f[i] / x[j]``. While all is well, n columns take 4 n evaluations of
    ``fun`` and a few more, whatever the number of outputs.

    Args:
        fun: a function of an array like x that returns an array of any shape F. Complex outputs count as two, their
            real and their imaginary part.
        jac: its derivative, an array of shape F + x.shape, or a sparse matrix of scipy, or a structure of arrays of
            shapes F + x[name].shape where x is one; or the product (x, v) -> J v, an array of shape F, which is
            compared along three random directions v; True where ``fun`` returns (value, Jacobian).
        x: the point, an array of any shape or a structure, as for :func:`~minigrad.check_gradient`; never written to.
        args: a tuple of what both are called with after x, or after x and v.
        product: whether ``jac`` is called with x and v; by default its parameters tell.
        names: of the entries of x, as for :func:`~minigrad.check_gradient`.
        rtol, mode, budget, workers, order, rng, bounds, differentiator, noise, points: as for
            :func:`~minigrad.check_gradient`.
        sparsity: which entries may differ from 0, as for :meth:`~minigrad.Differentiator.jacobian`; by default that is
            told by the entries of a sparse matrix. Only these are compared, and a few evaluations serve them all; that
            jac and fun have nothing else is verified, for fun along a random direction.

    Raises:
        TypeError, ValueError: an argument is not what it should be. Exceptions of ``fun`` and ``jac`` at x go through.

    >>> import numpy as np
    >>> residuals = lambda x: np.array([10.0 * (x[1] - x[0] ** 2), 1.0 - x[0]])  # of Rosenbrock's function
    >>> wrong = lambda x: np.array([[-20.0 * x[0], 10.0], [1.0, 0.0]])
    >>> report = check_jacobian(residuals, wrong, [-1.2, 1.0])
    >>> report.verdict.name, report.worst[0].name, report.worst[0].numeric
    ('FAIL', 'f[1] / x[0]', -1.0)
    """
    by_vector = None if jac is True else as_product("jac", jac, product, as_args(args))
    function, matrix = functions(fun, jac, args)
    terms = as_terms(rtol, mode, budget, order, differentiator, rng, noise)
    if by_vector is not None and mode == "screen":
        raise ValueError('`mode` must be "full" for a product (x, v) -> J v, which is compared along random vectors')
    if sparsity is not None and (by_vector is not None or mode == "screen"):
        raise ValueError('`sparsity` must be None for a product (x, v) -> J v, and with mode="screen"')

    def at(point: object, own: Terms) -> GradientReport:
        place = placed(function, point, names, bounds, workers)
        if by_vector is not None:
            return answer_products(place.subject, place.product(by_vector), own)
        watch = Watch(replace(place.subject, sparsity=sparsity), place.claim(matrix), sparse=mode == "full")
        return answer(watch, lambda *found: jacobian_names(place.inputs, *found), own, mode)

    return at_points(at, x, points, terms)
