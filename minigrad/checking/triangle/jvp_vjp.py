"""check_jvp_vjp: are these the products of a derivative with vectors, forward and in reverse?

Three things must agree: jvp(x, v) = J v with differences of fun along v; <J v, w> with <v, J' w>, where vjp(x, w) =
J' w; and so vjp with differences of w . fun. Where two of them do not, the third tells which side is wrong.

>>> import numpy as np
>>> def fun(x):
...     return np.array([x[0] * x[1], np.sin(x[1])])
>>> def jvp(x, v):
...     return np.array([v[0] * x[1] + x[0] * v[1], np.cos(x[1]) * v[1]])
>>> def vjp(x, w):
...     return np.array([w[0] * x[1], w[0] * x[0] - np.cos(x[1]) * w[1]])
>>> report = check_jvp_vjp(fun, jvp, vjp, [0.7, -0.4], rng=0)
>>> print(report.findings[0])
vjp is wrong: jvp agrees with differences of fun, and vjp with neither of the two
>>> report.worst[0].name, round(report.worst[0].numeric, 6), round(report.worst[0].analytic, 6)
('J[1, 1]', 0.921061, -0.921061)
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypedDict, TypeVarTuple, cast, overload

import numpy as np
import numpy.typing as npt
from typing_extensions import Unpack

from minigrad.arguments import as_generator
from minigrad.arrays import Float64Array, Rng
from minigrad.checking.answer import as_terms
from minigrad.checking.contracts.products import Float64Product, as_product
from minigrad.checking.names import Names
from minigrad.checking.place import placed
from minigrad.checking.reporting.report import GradientReport
from minigrad.checking.triangle.both_products import BothProducts
from minigrad.checking.triangle.sides import compare_sides
from minigrad.differentiators.base import Differentiator
from minigrad.probes.function_types import ArrayFunction
from minigrad.probes.origin import Bounds
from minigrad.probes.signatures.extra_arguments import as_args, with_args
from minigrad.structures.structure_types import StructureT

Ts = TypeVarTuple("Ts")
"""The types of what the functions are called with besides."""


class JvpVjpOptions(TypedDict, total=False):
    """What :func:`check_jvp_vjp` takes."""

    names: Names
    rtol: float | None
    bounds: Bounds
    rng: Rng
    differentiator: Differentiator | None


@overload
def check_jvp_vjp(
    fun: ArrayFunction,
    jvp: Float64Product | None,
    vjp: Float64Product | None,
    x: npt.ArrayLike,
    **options: Unpack[JvpVjpOptions],
) -> GradientReport: ...
@overload
def check_jvp_vjp(
    fun: Callable[[Float64Array, *Ts], npt.ArrayLike],
    jvp: Callable[[Float64Array, Float64Array, *Ts], npt.ArrayLike] | None,
    vjp: Callable[[Float64Array, Float64Array, *Ts], npt.ArrayLike] | None,
    x: npt.ArrayLike,
    *,
    args: tuple[*Ts],
    **options: Unpack[JvpVjpOptions],
) -> GradientReport: ...
@overload
def check_jvp_vjp(
    fun: Callable[[StructureT, *Ts], npt.ArrayLike],
    jvp: Callable[[StructureT, StructureT, *Ts], npt.ArrayLike] | None,
    vjp: Callable[[StructureT, Float64Array, *Ts], object] | None,
    x: StructureT,
    *,
    args: tuple[*Ts] = ...,
    **options: Unpack[JvpVjpOptions],
) -> GradientReport: ...
def check_jvp_vjp(
    fun: object,
    jvp: object,
    vjp: object,
    x: object,
    *,
    args: object = (),
    names: Names = None,
    rtol: float | None = None,
    bounds: Bounds = None,
    rng: Rng = None,
    differentiator: Differentiator | None = None,
) -> GradientReport:
    """Compare jvp, vjp and differences of ``fun`` at x with each other, along random vectors: about 16 evaluations of
    ``fun`` while all is well.

    Args:
        fun: a function of an array like x that returns an array of real numbers of any shape F.
        jvp: (x, v) -> J v, an array of shape F, for v like x; or None, where there is only the other.
        vjp: (x, w) -> J' w, an array like x, for w of shape F; or None.
        x: the point, an array of any shape, or a structure such as a dict of arrays, and then v and J' w are, too.
        args: a tuple of what all three are called with besides.
        names, rtol, bounds, rng, differentiator: as for :func:`~minigrad.check_gradient`.

    Returns:
        a report with numbers ``(J v1)[i]``, where ``numeric`` is a difference of fun, and ``<J v1, w1>`` and
        ``J[i, j]``, where ``numeric`` is what jvp says and ``analytic`` what vjp says. What is wrong is a finding.

    Raises:
        TypeError, ValueError: an argument is not what it should be. Exceptions of the functions at x go through.

    >>> forward, reverse = lambda x, v: 2.0 * x * v, lambda x, w: x * w  # of x^2; a factor 2 is missing in the second
    >>> print(check_jvp_vjp(lambda x: x**2, forward, reverse, [1.0, 2.0], rng=0).findings[0])
    vjp is wrong: jvp agrees with differences of fun, and vjp with neither of the two
    """
    if jvp is None and vjp is None:
        raise TypeError("`jvp` or `vjp` must be a function, got None for both")
    terms = as_terms(rtol, "full", None, None, differentiator, as_generator("rng", rng))
    more = as_args(args)
    forward = None if jvp is None else as_product("jvp", jvp, True, more)
    reverse = None if vjp is None else as_product("vjp", vjp, True, more)
    place = placed(with_args(cast("ArrayFunction", fun), args), x, names, bounds, None)
    with np.errstate(all="ignore"):  # what is not finite is a finding
        return compare_sides(BothProducts.at(place, forward, reverse, terms))
