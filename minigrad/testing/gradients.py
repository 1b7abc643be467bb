"""``assert_gradient``: the check of a gradient as one line of a test."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy.typing as npt

from minigrad.arrays import FloatArray, Rng
from minigrad.checking.check import check_gradient
from minigrad.checking.names import Names
from minigrad.checking.reporting.report import GradientCheckError, GradientReport
from minigrad.differentiators.base import Differentiator
from minigrad.probes.function_types import ScalarFunction
from minigrad.probes.origin import Bounds


def assert_gradient(
    fun: ScalarFunction,
    jac: Callable[[FloatArray], npt.ArrayLike],
    x: npt.ArrayLike,
    *,
    names: Names = None,
    rtol: float | None = None,
    bounds: Bounds = None,
    rng: Rng = 0,
    differentiator: Differentiator | None = None,
    noise: float | None = None,
    points: Sequence[object] | None = None,
) -> GradientReport:
    """Fail the test unless ``jac(x)`` passes :func:`~minigrad.check_gradient`; same arguments.

    An inconclusive verdict fails the test too: choose a point without a kink, or less noise.

    Returns:
        the report.

    Raises:
        GradientCheckError: an AssertionError whose message is the report.

    >>> assert_gradient(lambda x: float(x @ x), lambda x: 2 * x, [1.0, 2.0]).passed
    True
    """
    report = check_gradient(
        fun,
        jac,
        x,
        names=names,
        rtol=rtol,
        bounds=bounds,
        rng=rng,
        differentiator=differentiator,
        noise=noise,
        points=points,
    )
    if not report.passed:
        raise GradientCheckError(report)
    return report
