"""A cheap check of a gradient along one random direction: four evaluations where the gradient is right."""

from __future__ import annotations

from collections.abc import Callable
from typing import SupportsFloat, cast, overload

import numpy as np
import numpy.typing as npt

from minigrad.arguments import as_generator, require_callable
from minigrad.arrays import AnyArray, Float64Array, Rng
from minigrad.checking.answer import Mode
from minigrad.checking.check import check_gradient
from minigrad.checking.contracts.matrices import Jacobian, as_matrix
from minigrad.checking.names import Names
from minigrad.checking.place import placed
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
from minigrad.probes.problems import gradient_probe
from minigrad.probes.returned_values import read_number
from minigrad.structures import PointT, Structure, StructureLike
from minigrad.structures.structured_claims import StructuredClaim


@overload
def spot_check(
    fun: ScalarFunction,
    jac: Callable[[Float64Array], npt.ArrayLike],
    x: npt.ArrayLike,
    *,
    names: Names = None,
    rng: Rng = None,
) -> GradientReport | None: ...
@overload
def spot_check(
    fun: Callable[[PointT], SupportsFloat],
    jac: Callable[[PointT], StructureLike],
    x: PointT,
    *,
    names: Names = None,
    rng: Rng = None,
) -> GradientReport | None: ...
def spot_check(fun: object, jac: object, x: object, *, names: Names = None, rng: Rng = None) -> GradientReport | None:
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
    >>> spot_check(lambda x: float(x @ x), lambda x: 3 * x, [1.0, 2.0, 4.0]).cause.message
    '1.5 times the slope everywhere'
    """
    require_callable("fun", fun)
    require_callable("jac", jac)
    generator = as_generator("rng", rng)
    place = placed(fun, x, names, None, None)
    subject, origin = place.subject, place.subject.origin
    flat = cast("ScalarFunction", subject.fun)
    returned = place.claim(jac)(origin.x.copy())
    claimed = _numbers(as_matrix("jac(x)", returned))
    if claimed.shape == origin.x.shape and np.isfinite(claimed).all() and not _differs(returned):
        probe = LineProbe(CoordinateLines.all(origin), Serial(flat, read_number))
        directions = Directions(flat, origin, probe, np.zeros(claimed.size))
        along = random_direction(np.arange(claimed.size), directions.length, generator)
        gap = directions.gap(claimed.reshape(-1), along)
        if not np.isfinite(gap.bound):  # so far, whatever fun raised or returned counted as lying outside its domain
            _require_value(flat, origin.x)
        if not gap.refuted:
            if not claimed.any():
                _warn_of_another_array(flat, origin.x if subject.structure is None else subject.structure)
            return None
    mode: Mode = "screen" if claimed.size > SCREENING.many else "full"
    point = origin.x if subject.structure is None else cast("npt.ArrayLike", x)
    function, gradient = cast("ScalarFunction", fun), cast("Jacobian", jac)
    report = check_gradient(function, gradient, point, names=names, mode=mode, rng=generator)
    return report if report.verdict is Verdict.FAIL else None


def _numbers(raw: AnyArray) -> Float64Array:
    """In float64, or NaN, which the full check judges."""
    with np.errstate(over="ignore"):  # what a longer type holds may be infinite here
        return raw.astype(np.float64) if raw.dtype.kind in "fiu" else np.full(raw.shape, np.nan)


def _differs(returned: object) -> bool:
    """Whether jac returned another structure than that of x."""
    return isinstance(returned, StructuredClaim) and bool(returned.reading.differences)


def _warn_of_another_array(fun: ScalarFunction, x: Float64Array | Structure[object]) -> None:
    """Zeros fit a function that ignores its argument; warn where it does and uses an array with the same numbers."""
    probe, _ = gradient_probe(fun, x, bounds=None)
    probe.base()
    warn_if_array_is_used_instead(probe)


def _require_value(fun: ScalarFunction, x: Float64Array) -> None:
    """Raise whatever ``fun`` raises at x, or an error if what it returns is no finite number."""
    value = float(read_number(fun(x.copy())))
    if not np.isfinite(value):
        raise NonFiniteError(f"`fun` must be finite at `x`, got {value}")
