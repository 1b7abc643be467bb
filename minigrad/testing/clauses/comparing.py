"""Comparisons of arrays: a description of the difference, or None; and the arrays to compare."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from minigrad.arrays import AnyArray, FloatArray, as_float_array
from minigrad.checking.reporting.report import GradientReport
from minigrad.checking.rules.verdict import Verdict
from minigrad.testing.contract import NotRun

T = TypeVar("T", bound=AnyArray)

UNSEEN = "; the values stay as they are here, and an array that is read-only is refused"
"""Added to a message where a write changes no value, as in ``x *= 1.0``."""


def same(what: str, one: AnyArray, other: AnyArray, *, rtol: float = 0.0) -> str | None:
    """A description of differences larger than ``rtol`` times the largest entry, or None; NaN equals NaN."""
    if np.shape(one) != np.shape(other):
        return f"{what} have shapes {np.shape(one)} and {np.shape(other)}"
    if np.array_equal(one, other, equal_nan=True):
        return None
    with np.errstate(invalid="ignore"):
        gap = np.abs(np.subtract(one, other, dtype=np.float64))
    size = float(np.max(np.abs(other), initial=1.0))
    worst = float(gap.max())
    return None if worst <= rtol * size else f"{what} differ by {worst:.2g}"


def like(what: str, array: object, model: FloatArray) -> str | None:
    """A description of how ``array`` differs from ``model`` in shape or dtype, or None."""
    if not isinstance(array, np.ndarray):
        return f"{what} must be an array, got {type(array).__name__}"
    if array.shape != model.shape or array.dtype != model.dtype:
        return f"{what} must be {model.dtype} of shape {model.shape}, got {array.dtype} of shape {array.shape}"
    return None


def as_table(name: str, value: npt.ArrayLike) -> FloatArray:
    """A float64 copy of (samples, features).

    Raises:
        TypeError, ValueError: it is no such array.
    """
    return as_samples(name, value, 1)


def as_samples(name: str, value: npt.ArrayLike, axes: int) -> FloatArray:
    """A float64 copy of samples with this many axes each.

    Raises:
        TypeError, ValueError: it is no such array.
    """
    array = as_float_array(name, value).astype(np.float64)
    if array.ndim != 1 + axes:
        shape = "shape (samples, features)" if axes == 1 else f"an axis of samples and {axes} for each sample"
        raise ValueError(f"`{name}` must have {shape}, got {array.shape}")
    return array


def copies(arrays: Mapping[str, FloatArray]) -> dict[str, FloatArray]:
    """New, writeable arrays."""
    return {name: array.copy() for name, array in arrays.items()}


def frozen(array: T) -> T:
    """A read-only copy."""
    result: T = array.copy()
    result.setflags(write=False)
    return result


def writes(run: Callable[[], object]) -> bool:
    """Whether ``run`` writes into a read-only array, even if that changes no value, as in ``x *= 1.0``."""
    try:
        run()
    except ValueError as error:
        if "read-only" not in str(error):
            raise
        return True
    return False


def judged(report: GradientReport) -> str | None:
    """A description of a wrong derivative, or None.

    Raises:
        NotRun: the verdict is inconclusive.
    """
    if report.passed:
        return None
    open_only = report.verdict is Verdict.INCONCLUSIVE and all(
        finding.verdict is Verdict.PASS for finding in report.findings
    )
    if not open_only:
        return str(report)
    raise NotRun(f"the check was inconclusive: {str(report).splitlines()[0]}")


def first(*found: str | None) -> str | None:
    """The first of these that is not None."""
    return next(filter(None, found), None)
