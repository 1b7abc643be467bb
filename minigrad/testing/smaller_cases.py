"""The search for the smallest arrays on which a check still fails.

Rows and columns are dropped while the check still fails, then numbers are rounded: to one digit, to whole numbers, to 0
and 1.

Source: delta debugging, Zeller and Hildebrandt (2002), IEEE Transactions on Software Engineering 28, 183-200.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

import numpy as np

from minigrad.arrays import AnyArray, FloatArray
from minigrad.checking.reporting.report import GradientReport
from minigrad.checking.rules.verdict import Verdict
from minigrad.testing.pasting import Arrays

Axes: TypeAlias = Mapping[str, tuple[str, ...]]
"""The meaning of each axis of each array; axes with the same meaning are shortened together."""

MOST_TRIES = 400
"""The largest number of cases that are checked; chosen, not calibrated."""


def smallest(start: Arrays, axes: Axes, verdict: Callable[[Arrays], GradientReport]) -> tuple[Arrays, GradientReport]:
    """Accept simpler cases that still fail until there are none."""
    best, report = start, verdict(start)
    if report.verdict is not Verdict.FAIL:
        raise ValueError(f"there is nothing to shrink: the verdict is {report.verdict.name}, not FAIL")
    tries = 0
    progress = True
    while progress and tries < MOST_TRIES:
        progress = False
        for simpler in _simpler(best, axes):
            tries += 1
            found = _attempt(verdict, simpler)
            if found is not None:
                best, report, progress = simpler, found, True
                break
    return best, report


def _attempt(verdict: Callable[[Arrays], GradientReport], arrays: Arrays) -> GradientReport | None:
    try:
        with np.errstate(all="ignore"):
            report = verdict(arrays)
    except Exception:  # a case that cannot be evaluated is not accepted
        return None
    return report if report.verdict is Verdict.FAIL else None


def _simpler(arrays: Arrays, axes: Axes) -> Iterator[Arrays]:
    """Smaller versions, the largest reductions first."""
    for meaning in dict.fromkeys(meaning for meanings in axes.values() for meaning in meanings):
        yield from _cuts(arrays, axes, meaning)
    for name, array in arrays.items():
        if array.dtype.kind == "f":
            for rounder in _rounder(floats(array)):
                if not np.array_equal(rounder, array):
                    yield {**arrays, name: rounder}


def _cuts(arrays: Arrays, axes: Axes, meaning: str) -> Iterator[Arrays]:
    """One half or the other, then all entries but one."""
    places = {name: meanings.index(meaning) for name, meanings in axes.items() if meaning in meanings}
    length = next(arrays[name].shape[axis] for name, axis in places.items())
    kept = [range(length // 2), range(length // 2, length)] if length > 2 else []
    singles = [[i for i in range(length) if i != gone] for gone in range(min(length, 20))] if length > 1 else []
    for keep in [*kept, *singles]:
        yield {
            name: np.take(array, list(keep), axis=places[name]) if name in places else array
            for name, array in arrays.items()
        }


def _rounder(array: FloatArray) -> Iterator[FloatArray]:
    yield np.ones_like(array)
    yield np.round(array)
    yield np.round(array, 1)
    yield np.round(array, 2)


def floats(array: AnyArray) -> FloatArray:
    """``array`` in float64."""
    return array.astype(np.float64)
