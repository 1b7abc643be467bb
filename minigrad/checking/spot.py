"""A cheap check of a gradient along one random direction: four evaluations where the gradient is right."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from minigrad.arguments import as_generator, require_callable
from minigrad.arrays import Float64Array, FloatArray, Rng, as_array, as_float_array
from minigrad.checking.answer import Mode
from minigrad.checking.check import check_gradient
from minigrad.checking.names import Names, entry_names
from minigrad.checking.reporting.report import GradientReport
from minigrad.checking.rules.verdict import Verdict
from minigrad.checking.screening.directions import Directions
from minigrad.checking.screening.gap import random_direction
from minigrad.checking.screening.screening_settings import SCREENING
from minigrad.differentiators.ignored_argument import warn_if_array_is_used_instead
from minigrad.errors import NonFiniteError
from minigrad.probes.evaluators import Serial
from minigrad.probes.function_types import ScalarFunction
from minigrad.probes.line_probe import LineProbe
from minigrad.probes.lines import CoordinateLines
from minigrad.probes.origin import as_origin
from minigrad.probes.problems import gradient_probe
from minigrad.probes.returned_values import read_number


def spot_check(
    fun: ScalarFunction,
    jac: Callable[[FloatArray], npt.ArrayLike],
    x: npt.ArrayLike,
    *,
    names: Names = None,
    rng: Rng = None,
) -> GradientReport | None:
    """Compare jac(x) with fun along one random direction, and check it in full where the two do not fit.

    Args:
        fun, jac, x, names: as for :func:`~minigrad.check_gradient`.
        rng: draws the direction.

    Returns:
        None where the two agree, or where the full check does not fail; else the report of the full check.

    Raises:
        NonFiniteError: ``fun`` is not finite at x.
        TypeError, ValueError: an argument is not what it should be. Exceptions of ``fun`` and ``jac`` at x go through.

    >>> spot_check(lambda x: float(x @ x), lambda x: 2 * x, [1.0, 2.0]) is None
    True
    >>> spot_check(lambda x: float(x @ x), lambda x: 3 * x, [1.0, 2.0]).cause.message
    '1.5 times the slope everywhere'
    """
    require_callable("fun", fun)
    require_callable("jac", jac)
    generator = as_generator("rng", rng)
    origin = as_origin(as_float_array("x", x), None)
    raw = as_array("jac(x)", jac(origin.x.copy()))
    with np.errstate(over="ignore"):  # what a longer type holds may be infinite here
        claimed = (
            raw.astype(np.float64) if raw.dtype.kind in "fiu" else np.full(raw.shape, np.nan)
        )  # judged by the full check
    entry_names(names, origin.x)  # refuses what does not fit, also where nothing is to be named
    if claimed.shape == origin.x.shape and np.isfinite(claimed).all():
        probe = LineProbe(CoordinateLines.all(origin), Serial(fun, read_number))
        directions = Directions(fun, origin, probe, np.zeros(claimed.size))
        along = random_direction(np.arange(claimed.size), directions.length, generator)
        gap = directions.gap(claimed.reshape(-1), along)
        if not np.isfinite(gap.bound):  # so far, whatever fun raised or returned counted as lying outside its domain
            _require_value(fun, origin.x)
        if not gap.refuted:
            if not claimed.any():
                _warn_of_another_array(fun, origin.x)
            return None
    mode: Mode = "screen" if claimed.size > SCREENING.many else "full"
    report = check_gradient(fun, jac, origin.x, names=names, mode=mode, rng=generator)
    return report if report.verdict is Verdict.FAIL else None


def _warn_of_another_array(fun: ScalarFunction, x: Float64Array) -> None:
    """Zeros fit a function that ignores its argument; warn where it does and uses an array with the same numbers."""
    probe, _ = gradient_probe(fun, x, bounds=None)
    probe.base()
    warn_if_array_is_used_instead(probe)


def _require_value(fun: ScalarFunction, x: Float64Array) -> None:
    """Raise whatever ``fun`` raises at x, or an error if what it returns is no finite number."""
    value = float(read_number(fun(x.copy())))
    if not np.isfinite(value):
        raise NonFiniteError(f"`fun` must be finite at `x`, got {value}")
