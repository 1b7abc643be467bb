"""check_gradient: is this gradient the derivative of that function?

>>> import numpy as np
>>> import minigrad as mg
>>> print(check_gradient(lambda x: float(np.sum(x**2)), lambda x: 2 * x, [3.0, 4.0]).verdict)
pass
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Literal, TypeAlias, final

import numpy as np
import numpy.typing as npt

from minigrad.arrays import Float64Array, FloatArray, Rng, as_float_array, require_count, require_positive
from minigrad.checking.assemble import Evidence, assemble
from minigrad.checking.budget import Purse, warn_if_long
from minigrad.checking.contracts import Fun, Watch, as_gradient, repeatable
from minigrad.checking.deaf import note_deafness
from minigrad.checking.enrich import enrich
from minigrad.checking.measure import Claim, measure
from minigrad.checking.report import GradientReport
from minigrad.checking.screening import Screening, screened
from minigrad.checking.slopes import Kind, Slopes
from minigrad.checking.steps import lengths
from minigrad.checking.verdict import DEFAULT_RTOL, Tolerance
from minigrad.differentiators.problems import Bounds, as_origin, gradient_probe
from minigrad.differentiators.probe import Probe

Names: TypeAlias = Sequence[str] | Callable[[int], str] | None
"""What entries are called: one name for each in C order, or a function of the flat index."""

SINGLE_ROUNDINGS = 64.0
SINGLE_FLOOR = 8.0


def check_gradient(
    fun: Fun,
    jac: Callable[[FloatArray], npt.ArrayLike],
    x: npt.ArrayLike,
    *,
    names: Names = None,
    rtol: float | None = None,
    mode: Literal["full", "screen"] = "full",
    budget: int | None = None,
    order: bool | None = None,
    rng: Rng = None,
    bounds: Bounds = None,
) -> GradientReport:
    """Compare ``jac(x)`` with the slopes of ``fun`` at x, entry by entry, and say PASS, FAIL or INCONCLUSIVE.

    Every entry gets an interval that holds the true slope, from values of ``fun`` alone. A claimed entry inside a narrow
    interval passes, one outside fails, and where there is no narrow interval (a kink, a jump, noise) nothing is claimed.
    There is no tolerance to tune: steps, noise and scale are found for each entry by itself.

    Args:
        fun: a function of an array like x that returns a number. It always gets an array of its own.
        jac: its gradient; must return an array of x's shape, and gets a copy of x in the dtype of x.
        x: the point, any shape; never written to.
        names: what the report calls the entries, by default ``x[0, 2]``.
        rtol: relative error up to which an entry passes; by default 3.3e-7, and 64 float32 roundings where x or the
            gradient is float32.
        mode: "full" looks at every entry. "screen" is for 1e5 entries and more: random directions for each named array,
            and halving down to the wrong entries where one does not fit; a few hundred evaluations in all.
        budget: the number of evaluations of ``fun`` that may be spent on entries; what is left over is listed as unchecked,
            and makes the verdict INCONCLUSIVE at best. Without it, a check of more than a minute is announced by a
            :class:`CostWarning` before it starts; :func:`forecast_check` tells beforehand.
        order: whether to measure Taylor remainders along a random direction (8 evaluations); by default where the gradient
            does not pass, or where they fit into 5 evaluations per entry.
        rng: which entries are left out, or looked at first, where not all can be.
        bounds: (lower, upper), never crossed.

    Returns:
        a :class:`GradientReport`.

    Raises:
        TypeError, ValueError: an argument is not what it should be. Exceptions of ``fun`` and ``jac`` at x go through.

    >>> report = check_gradient(lambda x: float(x[0] ** 2 * x[1]), lambda x: [2 * x[0] * x[1], 0.0], [1.0, 3.0])
    >>> report.verdict, report.worst[0].name, report.worst[0].analytic, round(report.worst[0].numeric, 6)
    (<Verdict.FAIL: 'fail'>, 'x[1]', 0.0, 1.0)

    Source: Lepski's rule and noise from differences, see :mod:`minigrad.checking.lepski` and :mod:`minigrad.checking.noise`.
    """
    point = as_float_array("x", x)
    if mode not in ("full", "screen"):
        raise ValueError(f"`mode` must be \"full\" or \"screen\", got {mode!r}")
    if rtol is not None:
        require_positive("rtol", rtol)
    if budget is not None:
        require_count("budget", budget)
    probe, shape = gradient_probe(fun, point, bounds, vectorized=False)
    watch = Watch(fun, jac, point)
    claimed = watch.gradient()
    start = perf_counter()
    first = watch.value()
    if budget is None and mode == "full":
        warn_if_long(probe.size, perf_counter() - start)
    analytic = as_gradient(watch, claimed)
    namer = _namer(names, probe)
    if analytic is None or not np.isfinite(first):
        nothing = Slopes.unknown(probe.size, Kind.UNRESOLVED)
        unknown: Float64Array = np.full(probe.size, np.nan)
        return assemble(Evidence(watch, probe, shape, namer, unknown if analytic is None else analytic, nothing,
                                 _tolerance(probe, unknown * 0.0, False, rtol)))
    noise = repeatable(watch, first, float(probe.base()[0]))
    single = claimed.dtype.itemsize < 8 and claimed.dtype.kind == "f"
    tolerance = _tolerance(probe, analytic, single, rtol)
    generator = np.random.default_rng(rng)
    if mode == "screen":
        return screened(Screening(watch, as_origin(point, bounds), probe, namer, analytic, tolerance, budget), generator)
    slopes = measure(Claim(probe, analytic, tolerance, noise), Purse(budget), generator)
    note_deafness(watch, x, analytic, slopes)
    evidence = Evidence(watch, probe, shape, namer, analytic, slopes, tolerance)
    return assemble(enrich(evidence, as_origin(point, bounds), noise, order, generator))


def _tolerance(probe: Probe, analytic: Float64Array, single: bool, rtol: float | None) -> Tolerance:
    """What an entry may be off by; float32 arithmetic rounds relative to the larger entries too."""
    length = lengths(probe.geometry)
    known = np.where(np.isfinite(analytic), np.abs(analytic), 0.0)
    zero_scale = float(np.max(known * length)) / length
    epsilon = float(np.finfo(np.float32).eps) if single else 0.0
    relative = rtol if rtol is not None else max(DEFAULT_RTOL, SINGLE_ROUNDINGS * epsilon)
    return Tolerance(relative, SINGLE_FLOOR * epsilon * zero_scale, zero_scale)


@final
@dataclass(frozen=True)
class _Listed:
    """Names from a sequence."""

    names: Sequence[str]

    def __call__(self, index: int) -> str:
        return self.names[index]


def _namer(names: Names, probe: Probe) -> Callable[[int], str]:
    if names is None:
        return probe.name
    if callable(names):
        return names
    if len(names) != probe.size:
        raise ValueError(f"`names` must hold one name for each of the {probe.size} entries of x, got {len(names)}")
    return _Listed(names)
