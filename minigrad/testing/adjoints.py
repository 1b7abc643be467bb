"""``assert_adjoint``: the check of an adjoint as one line of a test."""

from __future__ import annotations

from typing import overload

from minigrad.arrays import Rng, Shape
from minigrad.checking.adjoints.adjoint import answer_adjoint
from minigrad.checking.adjoints.linear_map import MapFunction
from minigrad.checking.adjoints.operators import LinearOperatorLike, NumberType
from minigrad.checking.reporting.report import GradientReport
from minigrad.testing.gradients import require_pass


@overload
def assert_adjoint(
    forward: LinearOperatorLike, *, dtype: NumberType | None = None, rtol: float | None = None, rng: Rng = 0
) -> GradientReport: ...


@overload
def assert_adjoint(
    forward: MapFunction,
    adjoint: MapFunction,
    x_shape: Shape | int,
    y_shape: Shape | int,
    *,
    dtype: NumberType | None = None,
    rtol: float | None = None,
    rng: Rng = 0,
) -> GradientReport: ...


def assert_adjoint(
    forward: MapFunction | LinearOperatorLike,
    adjoint: MapFunction | None = None,
    x_shape: Shape | int | None = None,
    y_shape: Shape | int | None = None,
    *,
    dtype: NumberType | None = None,
    rtol: float | None = None,
    rng: Rng = 0,
) -> GradientReport:
    """Fail the test unless the pair passes :func:`~minigrad.check_adjoint`; same arguments.

    Returns:
        the report.

    Raises:
        GradientCheckError: an AssertionError whose message is the report.

    >>> assert_adjoint(lambda x: x[1:] + x[:-1], lambda y: [y[0], y[0] + y[1], y[1]], 3, 2).passed
    True
    """
    return require_pass(answer_adjoint(forward, adjoint, (x_shape, y_shape), dtype, rtol, rng))
