"""What became of each entry, as one letter, and how far off it is: for tables and pictures of a whole gradient."""

from __future__ import annotations

from enum import StrEnum
from typing import final

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, IntArray
from minigrad.checking.rules.check_settings import CHECK
from minigrad.checking.rules.verdict import Judgement
from minigrad.differentiators.estimate import Status
from minigrad.differentiators.robust.slopes import Slopes


@final
class Mark(StrEnum):
    """What became of one entry."""

    PASSED = "p"
    CONFIRMED = "c"
    """Passes on other evidence, such as the parts of a loss whose values hide its slope."""
    FAILED = "f"
    INCONCLUSIVE = "i"
    UNCHECKED = "u"
    """The budget did not reach it; it counts as inconclusive."""


def write_marks(judgement: Judgement, slopes: Slopes, confirmed: IntArray) -> str:
    """One letter for each of n entries."""
    letters = np.full(slopes.status.size, Mark.INCONCLUSIVE.value, dtype="S1")
    letters[slopes.status == Status.UNCHECKED] = Mark.UNCHECKED.value
    letters[judgement.passed] = Mark.PASSED.value
    letters[confirmed] = Mark.CONFIRMED.value
    letters[judgement.failed] = Mark.FAILED.value
    return letters.tobytes().decode("ascii")


def marked(marks: str, mark: Mark) -> BoolArray:
    """(n,) where the entries with this mark are.

    >>> marked("ppfp", Mark.FAILED)
    array([False, False,  True, False])
    """
    return np.asarray(np.frombuffer(marks.encode("ascii"), dtype="S1") == mark.value.encode("ascii"))


def relative_errors(
    analytic: Float64Array, numeric: Float64Array, bound: Float64Array, passed: BoolArray
) -> Float64Array:
    """(n,) distance over the larger value, 0 where both are zero within the bound, NaN where nothing was measured.

    Args:
        analytic, numeric, bound: (n,) as in a report.
        passed: (n,) where entries pass: those that pass as zero have no error.
    """
    with np.errstate(invalid="ignore", over="ignore"):
        gap, size = np.abs(analytic - numeric), np.maximum(np.abs(analytic), np.abs(numeric))
        zero = (size <= bound) | (passed & (size <= CHECK.zero_errors * np.maximum(bound, gap)))
        relative = np.divide(gap, size, out=np.zeros_like(gap), where=~zero)
    return np.where(np.isfinite(bound), relative, np.nan)
