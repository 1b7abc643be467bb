"""check_gradient: is this gradient the derivative of that function?

>>> import numpy as np
>>> import minigrad as mg
>>> print(check_gradient(lambda x: float(np.sum(x**2)), lambda x: 2 * x, [3.0, 4.0]).verdict)
pass
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from minigrad.arguments import (
    as_generator,
    require_callable,
    require_choice,
    require_count,
    require_flag,
    require_positive,
)
from minigrad.arrays import FloatArray, Rng, as_float_array
from minigrad.checking.contracts.watch import Fun, Watch
from minigrad.checking.names import Names, namer
from minigrad.checking.reporting.report import GradientReport
from minigrad.checking.task import Task, full, screen
from minigrad.probes.origin import Bounds, as_origin
from minigrad.probes.problems import gradient_probe
from minigrad.probes.workers.engines import map_like
from minigrad.probes.workers.worker_types import Workers

Mode = Literal["full", "screen"]


def check_gradient(
    fun: Fun,
    jac: Callable[[FloatArray], npt.ArrayLike],
    x: npt.ArrayLike,
    *,
    names: Names = None,
    rtol: float | None = None,
    mode: Mode = "full",
    budget: int | None = None,
    workers: Workers = None,
    order: bool | None = None,
    rng: Rng = None,
    bounds: Bounds = None,
) -> GradientReport:
    """Compare ``jac(x)`` with the slopes of ``fun`` at x, entry by entry, and say PASS, FAIL or INCONCLUSIVE.

    Every entry gets an interval that holds the true slope, from values of ``fun`` alone. A claimed entry inside a
    narrow interval passes, one outside fails, and where there is no narrow interval (a kink, a jump, noise) nothing is
    claimed. Steps, noise and scale are found for each entry by itself; the one tolerance is ``rtol``, by default
    3.3e-7, and an error below it passes. Where fun shows fewer digits than that, a PASS says in its first line how many
    it rests on.

    Args:
        fun: a function of an array like x that returns a number. It always gets an array of its own.
        jac: its gradient; must return an array of x's shape, and gets a copy of x (integers and float16 as float64;
            an array of integers is also passed once as it is, and must give the same). It is called at x right after
            fun, once next to x, and twice more at x after fun was called elsewhere, and must repeat itself; what fun
            leaves behind in other processes (``workers``) does not show.
        x: the point, any shape; never written to.
        names: what the report calls the entries, by default ``x[0, 2]``.
        rtol: relative error up to which an entry passes; by default 3.3e-7, or 64 roundings of the type that jac
            returns where that is float32 or float16.
        mode: "full" looks at every entry. "screen" is for 1e5 entries and more: random directions for each named array,
            and halving down to the wrong entries where one does not fit; a few hundred evaluations in all.
        budget: the number of evaluations of ``fun`` that may be spent on entries; what is left over is listed as
            unchecked, and makes the verdict INCONCLUSIVE at best. Without it, a check of more than a minute is
            announced by a :class:`~minigrad.CostWarning` before it starts; :func:`~minigrad.forecast_check` tells
            beforehand.
        workers: evaluate ``fun`` in so many processes (-1: one for each CPU), or through a map-like callable such as
            the ``map`` method of an executor; ``fun`` must then be picklable if that is what the engine asks for.
        order: whether to measure Taylor remainders along a random direction (8 evaluations); by default where the
            gradient does not pass, or where they fit into 5 evaluations per entry.
        rng: which entries are left out, or looked at first, where not all can be.
        bounds: (lower, upper), never crossed.

    Returns:
        a :class:`GradientReport`.

    Raises:
        TypeError, ValueError: an argument is not what it should be. Exceptions of ``fun`` and ``jac`` at x go through;
            any exception of ``fun`` elsewhere means that the point lies outside its domain.

    >>> report = check_gradient(lambda x: float(x[0] ** 2 * x[1]), lambda x: [2 * x[0] * x[1], 0.0], [1.0, 3.0])
    >>> report.verdict, report.worst[0].name, report.worst[0].analytic, round(report.worst[0].numeric, 6)
    (<Verdict.FAIL: 'fail'>, 'x[1]', 0.0, 1.0)

    Source: Lepski's rule and noise from differences, see :mod:`minigrad.differentiators.robust.lepski` and
    :mod:`minigrad.differentiators.robust.noise`.
    """
    require_callable("fun", fun)
    require_callable("jac", jac)
    point = as_float_array("x", x)
    rtol = _validate(mode, rtol, budget, order)
    generator = as_generator("rng", rng)
    probe, _ = gradient_probe(fun, point, bounds, workers=map_like(workers))
    watch = Watch(fun, jac, point, as_origin(point, bounds), x)
    task = Task(watch, probe, namer(names, probe), rtol, budget, order, generator)
    with np.errstate(all="ignore"):  # what is not finite is a finding, or a point outside the domain of fun
        return screen(task) if mode == "screen" else full(task)


def _validate(mode: str, rtol: float | None, budget: int | None, order: bool | None) -> float | None:
    """``rtol`` as a float, once all four are what they should be."""
    require_choice("mode", mode, get_args(Mode))
    if budget is not None:
        require_count("budget", budget)
    if order is not None:
        require_flag("order", order)
    number = None if rtol is None else require_positive("rtol", rtol)
    if number is not None and number >= 1.0:
        raise ValueError(f"`rtol` must be below 1, got {rtol!r}: at 1 a gradient of zeros would pass")
    return number
