"""check_hessian: is this matrix the derivative of a gradient, and is it symmetric?

A Hessian is the Jacobian of a gradient, so it is compared with differences of ``jac``; a product (x, v) -> H v is
compared along three random vectors, which takes about 15 evaluations of ``jac`` whatever the size of x.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import prod
from typing import SupportsFloat, TypeVarTuple, cast, overload

import numpy as np
import numpy.typing as npt
from typing_extensions import Unpack

from minigrad.arguments import require_callable, shown
from minigrad.arrays import Float64Array, FloatArray, Rng, Shape, as_float_array
from minigrad.checking.along_vectors import answer_products
from minigrad.checking.answer import answer, as_terms
from minigrad.checking.check import check_gradient
from minigrad.checking.contracts.matrices import Float64Jacobian, Matrix
from minigrad.checking.contracts.of_x_alone import AnyFunction, functions
from minigrad.checking.contracts.products import Float64Product, as_product
from minigrad.checking.contracts.question import Terms
from minigrad.checking.contracts.subject import Subject
from minigrad.checking.contracts.watch import Watch
from minigrad.checking.names import EntryNames, Names, entry_names
from minigrad.checking.options import HessianOptions
from minigrad.checking.points.several import at_points
from minigrad.checking.reporting.evidence import Evidence
from minigrad.checking.reporting.hessian_words import in_hessian_words
from minigrad.checking.reporting.report import GradientReport
from minigrad.checking.rules.check_settings import CHECK
from minigrad.checking.rules.verdict import Verdict
from minigrad.checking.symmetry import HessianNames, note_asymmetric_products, note_asymmetry, with_gradient
from minigrad.differentiators.adaptive.adaptive_difference import AdaptiveDifference
from minigrad.differentiators.base import Differentiator
from minigrad.probes.function_types import DOMAIN_ERRORS, ArrayFunction, ScalarFunction
from minigrad.probes.origin import Bounds
from minigrad.probes.signatures.extra_arguments import as_args, with_args
from minigrad.probes.workers.engines import map_like
from minigrad.probes.workers.worker_types import Workers
from minigrad.structures import Structure

Ts = TypeVarTuple("Ts")
"""The types of what jac and hess are called with besides."""


@overload
def check_hessian(
    jac: ArrayFunction,
    hess: Float64Jacobian | Float64Product,
    x: npt.ArrayLike,
    *,
    fun: ScalarFunction | None = None,
    **options: Unpack[HessianOptions],
) -> GradientReport: ...
@overload
def check_hessian(
    jac: Callable[[Float64Array, *Ts], npt.ArrayLike],
    hess: Callable[[Float64Array, *Ts], Matrix] | Callable[[Float64Array, Float64Array, *Ts], npt.ArrayLike],
    x: npt.ArrayLike,
    *,
    args: tuple[*Ts],
    fun: Callable[[Float64Array, *Ts], SupportsFloat] | None = None,
    **options: Unpack[HessianOptions],
) -> GradientReport: ...
def check_hessian(
    jac: object,
    hess: object,
    x: object,
    *,
    args: object = (),
    fun: object = None,
    product: bool | None = None,
    names: Names = None,
    rtol: float | None = None,
    budget: int | None = None,
    workers: Workers = None,
    order: bool | None = None,
    rng: Rng = None,
    bounds: Bounds = None,
    differentiator: Differentiator | None = None,
    noise: float | None = None,
    points: Sequence[object] | None = None,
) -> GradientReport:
    """Compare ``hess(x)`` with the slopes of the gradient ``jac`` at x: PASS, FAIL or INCONCLUSIVE.

    H[i, j] = d jac_i / d x_j, for which n columns take 4 n evaluations of ``jac`` and a few more. A matrix must also be
    symmetric, and a product linear in v and symmetric: u . H v = v . H u.

    Args:
        jac: the gradient, an array of x's shape.
        hess: its derivative, of shape x.shape + x.shape, or (n, n) for an x of n entries, or a sparse matrix of scipy;
            or the product (x, v) -> H v, an array of x's shape.
        x: the point, an array of any shape, and no structure; never written to.
        args: a tuple of what all of them are called with after x, or after x and v.
        fun: the function itself. ``jac`` is then checked first, and where it is wrong the report says so: the
            Hessian is compared with the differences of that ``jac``.
        product: whether ``hess`` is called with x and v; by default its parameters tell.
        names, rtol, budget, workers, order, rng, bounds, differentiator, noise, points: as for
            :func:`~minigrad.check_gradient`; ``noise`` is that of ``jac``.

    Raises:
        TypeError, ValueError: an argument is not what it should be. Exceptions of ``jac`` and ``hess`` at x go through.

    >>> import numpy as np
    >>> gradient = lambda x: np.array([3.0 * x[0] ** 2 * x[1], x[0] ** 3])  # of x0^3 x1
    >>> hessian = lambda x: np.array([[6.0 * x[0] * x[1], 3.0 * x[0] ** 2], [3.0 * x[0], 0.0]])
    >>> report = check_hessian(gradient, hessian, [2.0, 1.0], fun=lambda x: x[0] ** 3 * x[1])
    >>> report.verdict.name, report.worst[0].name, round(report.worst[0].numeric, 6)
    ('FAIL', 'H[1, 0]', 12.0)
    >>> check_hessian(gradient, lambda x, v: hessian(x).T @ v, [2.0, 1.0]).verdict.name
    'FAIL'
    """
    require_callable("jac", jac)
    by_vector = as_product("hess", hess, product, as_args(args))
    gradient, matrix = functions(jac, hess, args)
    terms = as_terms(rtol, "full", budget, order, differentiator, rng, noise)
    value = None if fun is None else with_args(cast("ScalarFunction", fun), args)

    def at(place: object, own: Terms) -> GradientReport:
        given = _array(place)
        point = as_float_array("x", given)
        inputs = entry_names(names, point)
        before = None if value is None else _checked_gradient(value, gradient, given, names, rtol, bounds, own.rng)
        subject = Subject.of(gradient, point, given=given, bounds=bounds, workers=map_like(workers))
        if by_vector is not None:
            return in_hessian_words(
                answer_products(subject, by_vector, own, "H", lambda evidence: _products(evidence, before))
            )

        def note(evidence: Evidence) -> Evidence:
            note_asymmetry(evidence)
            wrong = before is not None and before.verdict is Verdict.FAIL
            second = _second_differences(value, point, bounds) if wrong and value is not None else None
            return with_gradient(evidence, before, second)

        return in_hessian_words(
            answer(Watch(subject, matrix), lambda _, shape: _names(inputs, point.size, shape), own, note=note)
        )

    return at_points(at, x, points, terms)


def _array(x: object) -> npt.ArrayLike:
    if Structure.of_point("x", x) is not None:
        raise TypeError(
            "`x` must be an array, as no Hessian is checked for a structure such as a dict: pass one vector, and "
            f"`names` such as {{'W': (3, 4)}}; got {shown(x)}"
        )
    return cast("npt.ArrayLike", x)


def _checked_gradient(
    fun: ScalarFunction,
    gradient: AnyFunction,
    x: npt.ArrayLike,
    names: Names,
    rtol: float | None,
    bounds: Bounds,
    rng: np.random.Generator,
) -> GradientReport:
    claimed = cast("Float64Jacobian", gradient)
    return check_gradient(fun, claimed, x, names=names, rtol=rtol, bounds=bounds, rng=rng)


def _names(inputs: EntryNames, size: int, shape: Shape) -> HessianNames:
    if prod(shape) != size:
        function = "" if shape else "; the function itself is passed as `fun=`"
        raise ValueError(f"`jac` must return a gradient, {size} numbers for this x, got shape {shape}{function}")
    return HessianNames(inputs, size)


def _products(evidence: Evidence, before: GradientReport | None) -> Evidence:
    note_asymmetric_products(evidence)
    return with_gradient(evidence, before, None)


def _second_differences(fun: ScalarFunction, x: FloatArray, bounds: Bounds) -> Float64Array | None:
    """Second differences of fun, flat, where there are few enough, and NaN where they are not known to five digits."""
    if x.size > CHECK.second_differences:
        return None
    try:
        found = AdaptiveDifference().estimate_hessian(fun, x, bounds=bounds)
    except DOMAIN_ERRORS:
        return None
    known = found.error <= CHECK.second_digits * np.max(np.abs(found.value), initial=0.0)
    return np.where(known, found.value, np.nan).reshape(-1)
