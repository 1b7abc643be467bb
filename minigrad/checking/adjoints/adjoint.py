"""check_adjoint: is this linear map the adjoint of that one?

Both are called with random arguments, and <A x, y> must be <x, A' y>, for complex maps with the conjugate of the first
factor. How far the two may be apart is measured: A(a x + b z) - a A(x) - b A(z) is what A rounds. Where they are
further apart, entries of both maps are compared, and the report names those that differ.

>>> import numpy as np
>>> def difference(x):
...     return x[1:] - x[:-1]
>>> def adjoint(y):
...     return np.concatenate([-y[:1], y[:-1] - y[1:], [0.0]])  # the last must be y[-1:]
>>> report = check_adjoint(difference, adjoint, (5,), (4,), rng=0)
>>> report.verdict.name, report.worst[0].name, report.worst[0].numeric, report.worst[0].analytic
('FAIL', 'A[3, 4]', 1.0, 0.0)
>>> report.cause.message
'only A[3, 4] is wrong'
"""

from __future__ import annotations

from typing import overload

import numpy as np

from minigrad.arguments import as_generator, require_fraction, require_positive, shown
from minigrad.arrays import Rng, Shape
from minigrad.checking.adjoints.examine_adjoint import examine_adjoint
from minigrad.checking.adjoints.linear_map import MapFunction
from minigrad.checking.adjoints.operators import (
    LinearOperatorLike,
    NumberType,
    has_products,
    maps_of_functions,
    maps_of_operator,
)
from minigrad.checking.reporting.report import GradientReport


@overload
def check_adjoint(
    forward: LinearOperatorLike, *, dtype: NumberType | None = None, rtol: float | None = None, rng: Rng = None
) -> GradientReport: ...


@overload
def check_adjoint(
    forward: MapFunction,
    adjoint: MapFunction,
    x_shape: Shape | int,
    y_shape: Shape | int,
    *,
    dtype: NumberType | None = None,
    rtol: float | None = None,
    rng: Rng = None,
) -> GradientReport: ...


def check_adjoint(
    forward: MapFunction | LinearOperatorLike,
    adjoint: MapFunction | None = None,
    x_shape: Shape | int | None = None,
    y_shape: Shape | int | None = None,
    *,
    dtype: NumberType | None = None,
    rtol: float | None = None,
    rng: Rng = None,
) -> GradientReport:
    """Compare <A x, y> with <x, A' y> for random x and y: PASS, FAIL or INCONCLUSIVE, in about 26 calls of the two.

    Both must be linear and depend on nothing but their argument; of each an argument is an array of its own.

    Args:
        forward: A, from arrays of ``x_shape`` to arrays of ``y_shape``; or an object with ``matvec``, ``rmatvec`` and
            ``shape``, such as scipy's LinearOperator, and then nothing more.
        adjoint: A', from arrays of ``y_shape`` to arrays of ``x_shape``.
        x_shape, y_shape: of the arrays.
        dtype: of x; float64 by default, or that of the operator. y is complex where ``forward`` returns complex arrays.
        rtol: relative error up to which products pass. By default they pass as far as rounding goes, and where they
            are further apart entries pass up to 3.3e-7, or 64 roundings of float32.
        rng: for the arguments.

    Returns:
        a report in which ``analytic`` is what the adjoint says, and ``numeric`` what the forward map says.

    Raises:
        TypeError, ValueError: an argument is not what it should be. Exceptions of both maps go through.

    >>> matrix = np.array([[1.0, 2.0], [3.0, 4.0]])
    >>> print(check_adjoint(lambda x: matrix @ x, lambda y: matrix @ y, 2, 2, rng=0).cause.message)
    the adjoint does what the forward map does: it is not transposed
    """
    return answer_adjoint(forward, adjoint, (x_shape, y_shape), dtype, rtol, rng)


def answer_adjoint(
    forward: object,
    adjoint: object,
    shapes: tuple[object, object],
    dtype: NumberType | None,
    rtol: float | None,
    rng: Rng,
) -> GradientReport:
    """The report on what may be two functions, or an operator; arguments as of :func:`check_adjoint`."""
    tolerance = None if rtol is None else require_fraction("rtol", require_positive("rtol", rtol))
    generator = as_generator("rng", rng)
    if has_products(forward):
        if not (adjoint is None and shapes == (None, None)):
            raise TypeError("`adjoint`, `x_shape`, `y_shape` must be left out where `forward` has matvec and rmatvec")
        maps = maps_of_operator(forward, dtype)
    else:
        if adjoint is None:
            raise TypeError(
                "`adjoint` must be a function, got None; without it `forward` must have matvec, rmatvec and shape, got "
                f"{shown(forward)}{_hint(forward)}"
            )
        maps = maps_of_functions(forward, adjoint, shapes, dtype)
    with np.errstate(all="ignore"):  # what is not finite is a finding
        return examine_adjoint(maps, generator, tolerance)


def _hint(forward: object) -> str:
    """What to do with a matrix."""
    return "; pass scipy.sparse.linalg.aslinearoperator(matrix)" if hasattr(forward, "shape") else ""
