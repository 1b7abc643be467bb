"""check_gradient: is this gradient the derivative of that function?

Every entry gets an interval that holds the true slope, from values of ``fun`` alone. A claimed entry inside a narrow
interval passes, one outside fails, and where there is no narrow interval (a kink, a jump, noise) nothing is claimed.
Steps, noise and scale are found for each entry by itself; the one tolerance is ``rtol``. Where fun shows fewer digits
than that, a PASS says in its first line how many it rests on.

``fun`` always gets an array of its own. ``jac`` gets a copy of x (integers and float16 as float64; an array of integers
is also passed once as it is, and must give the same). It is called at x right after fun, once next to x, and twice more
at x after fun was called elsewhere, and must repeat itself; what fun leaves behind in other processes (``workers``)
does not show. Exceptions of ``fun`` and ``jac`` at x go through; any exception of ``fun`` elsewhere means that the
point lies outside its domain.

>>> import numpy as np
>>> import minigrad as mg
>>> print(check_gradient(lambda x: float(np.sum(x**2)), lambda x: 2 * x, [3.0, 4.0]).verdict)
pass

The slopes may also come from a differentiator of your own, whose bounds are judged by the same rule. Its values and
bounds are taken as it reports them, so a right gradient fails where a bound does not hold:

>>> central = mg.CentralDifference()
>>> report = check_gradient(lambda x: float(x @ x), lambda x: 3 * x, [3.0, 4.0], differentiator=central)
>>> report.verdict.name, report.method
('FAIL', 'CentralDifference(order=2, rel_step=None, abs_step=None, exact_steps=True)')
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, SupportsFloat, TypeVarTuple, overload

import numpy.typing as npt
from typing_extensions import Unpack

from minigrad.arrays import Float64Array, Rng
from minigrad.checking.answer import Mode, answer, as_terms
from minigrad.checking.contracts.matrices import Float64Jacobian, Matrix
from minigrad.checking.contracts.of_x_alone import AnyFunction, Pair, functions
from minigrad.checking.contracts.question import Terms
from minigrad.checking.contracts.watch import Watch
from minigrad.checking.derivative_names import gradient_names
from minigrad.checking.names import Names
from minigrad.checking.options import GradientOptions
from minigrad.checking.place import placed
from minigrad.checking.points.several import at_points
from minigrad.checking.reporting.report import GradientReport
from minigrad.differentiators.base import Differentiator
from minigrad.probes.origin import StructureBounds
from minigrad.probes.workers.worker_types import Workers
from minigrad.structures import PointT, StructureLike

Ts = TypeVarTuple("Ts")
"""The types of what fun and jac are called with after x."""


@overload
def check_gradient(
    fun: AnyFunction, jac: Float64Jacobian, x: npt.ArrayLike, **options: Unpack[GradientOptions]
) -> GradientReport: ...
@overload
def check_gradient(
    fun: Callable[[Float64Array, *Ts], npt.ArrayLike | SupportsFloat],
    jac: Callable[[Float64Array, *Ts], Matrix],
    x: npt.ArrayLike,
    *,
    args: tuple[*Ts],
    **options: Unpack[GradientOptions],
) -> GradientReport: ...
@overload
def check_gradient(
    fun: Callable[[Float64Array, *Ts], Pair],
    jac: Literal[True],
    x: npt.ArrayLike,
    *,
    args: tuple[*Ts] = ...,
    **options: Unpack[GradientOptions],
) -> GradientReport: ...
@overload
def check_gradient(
    fun: Callable[[PointT], npt.ArrayLike | SupportsFloat],
    jac: Callable[[PointT], StructureLike],
    x: PointT,
    **options: Unpack[GradientOptions],
) -> GradientReport: ...
@overload
def check_gradient(
    fun: Callable[[PointT, *Ts], npt.ArrayLike | SupportsFloat],
    jac: Callable[[PointT, *Ts], StructureLike],
    x: PointT,
    *,
    args: tuple[*Ts],
    **options: Unpack[GradientOptions],
) -> GradientReport: ...
@overload
def check_gradient(
    fun: Callable[[PointT, *Ts], tuple[npt.ArrayLike | SupportsFloat, StructureLike]],
    jac: Literal[True],
    x: PointT,
    *,
    args: tuple[*Ts] = ...,
    **options: Unpack[GradientOptions],
) -> GradientReport: ...
def check_gradient(
    fun: object,
    jac: object,
    x: object,
    *,
    args: object = (),
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
) -> GradientReport:
    """Compare ``jac(x)`` with the slopes of ``fun`` at x, entry by entry: PASS, FAIL or INCONCLUSIVE.

    Args:
        fun: a function of an array like x that returns a number; where it returns several, or a complex one, this is
            :func:`~minigrad.check_jacobian`.
        jac: its gradient, an array of x's shape, or a structure like x, compared by name; True where ``fun``
            returns (value, gradient).
        x: the point, an array of any shape, or a :mod:`structure <minigrad.structures>` such as a dict of arrays;
            never written to.
        args: a tuple of what both are called with after x; any other object is taken for the only one.
        names: of the entries, or their layout in named arrays, such as ``network.layout``; by default ``x[0, 2]``.
        rtol: relative error up to which an entry passes; by default 3.3e-7, or 64 roundings of a narrower jac.
        mode: "screen" is for 1e5 entries and more: random directions, halved down to wrong entries.
        budget: evaluations that may be spent on entries; the others are unchecked, and the verdict INCONCLUSIVE at
            best. Without it, a check of more than a minute is announced by a :class:`~minigrad.CostWarning`.
        workers: evaluate ``fun`` in so many processes (-1: one for each CPU), or through a map-like callable.
        order: whether to measure Taylor remainders; by default where it is cheap, or the gradient does not pass.
        rng: which entries are left out, or looked at first, where not all can be.
        bounds: (lower, upper), never crossed.
        differentiator: what the slopes are from, without ``budget`` and ``mode``; None for a quick look and, in doubt,
            :class:`~minigrad.RobustDifference`.
        noise: the standard deviation of the noise of ``fun``, in its own units, where you know it, such as the
            tolerance of a solver inside: bounds are never narrower than it implies.
        points: further points like x, such as :func:`around(x, 3) <minigrad.around>`, for one report on all: entries
            there are called ``points[0]: x[2]``.

    Raises:
        TypeError, ValueError: an argument is not what it should be.

    >>> report = check_gradient(lambda x: float(x[0] ** 2 * x[1]), lambda x: [2 * x[0] * x[1], 0.0], [1.0, 3.0])
    >>> report.verdict, report.worst[0].name, report.worst[0].analytic, round(report.worst[0].numeric, 6)
    (<Verdict.FAIL: 'fail'>, 'x[1]', 0.0, 1.0)
    """
    function, gradient = functions(fun, jac, args)
    terms = as_terms(rtol, mode, budget, order, differentiator, rng, noise)

    def at(point: object, own: Terms) -> GradientReport:
        place = placed(function, point, names, bounds, workers)
        watch = Watch(place.subject, place.claim(gradient), sparse=mode == "full")
        return answer(watch, lambda *found: gradient_names(place.inputs, *found), own, mode)

    return at_points(at, x, points, terms)
