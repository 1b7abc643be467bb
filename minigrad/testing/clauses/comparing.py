"""How two arrays differ, in words, or None where they do not; and the arrays to compare."""

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
"""What is added where a write changes no value, as ``x *= 1.0``."""

ROUNDING = 1e-12
"""How far results may differ, relative to the largest entry, that are computed in another order."""


def same(what: str, one: AnyArray, other: AnyArray, *, rtol: float = 0.0) -> str | None:
    """How two arrays differ by more than ``rtol`` times the largest entry, or None; NaN equals NaN."""
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
    """How ``array`` differs from ``model`` in shape or dtype, or None."""
    if not isinstance(array, np.ndarray):
        return f"{what} must be an array, got {type(array).__name__}"
    if array.shape != model.shape or array.dtype != model.dtype:
        return f"{what} must be {model.dtype} of shape {model.shape}, got {array.dtype} of shape {array.shape}"
    return None


def as_table(name: str, value: npt.ArrayLike) -> FloatArray:
    """A float64 copy of (samples, features).

    Raises:
        TypeError, ValueError: it is none.
    """
    array = as_float_array(name, value).astype(np.float64)
    if array.ndim != 2:
        raise ValueError(f"`{name}` must have shape (samples, features), got {array.shape}")
    return array


def copies(arrays: Mapping[str, FloatArray]) -> dict[str, FloatArray]:
    """New, writeable arrays."""
    return {name: array.copy() for name, array in arrays.items()}


def frozen(array: T) -> T:
    """A copy that cannot be written into."""
    result: T = array.copy()
    result.setflags(write=False)
    return result


def writes(run: Callable[[], object]) -> bool:
    """Whether ``run`` writes into a frozen array, even if that changes no value, as ``x *= 1.0``."""
    try:
        run()
    except ValueError as error:
        if "read-only" not in str(error):
            raise
        return True
    return False


def judged(report: GradientReport) -> str | None:
    """How a derivative is broken, or None.

    Raises:
        NotRun: rounding hides some entries and nothing speaks against the others, so that nothing is decided.
    """
    if report.passed:
        return None
    open_only = report.verdict is Verdict.INCONCLUSIVE and all(
        finding.verdict is Verdict.PASS for finding in report.findings
    )
    if not open_only:
        return str(report)
    raise NotRun(f"it was tried, and is not decided: {str(report).splitlines()[0]}")


def first(*found: str | None) -> str | None:
    """The first of these that says something."""
    return next(filter(None, found), None)
