"""A test of the check itself: would it have failed if the gradient had been corrupted?

The intervals are already measured, so corrupting the claimed gradient and judging it again costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import final

import numpy as np
from typing_extensions import override

from minigrad.arrays import BoolArray, Float64Array
from minigrad.checking.explaining.explaining_settings import EXPLAINING
from minigrad.checking.rules.verdict import Tolerance, judge
from minigrad.differentiators.estimate import Status
from minigrad.differentiators.robust.slopes import Slopes
from minigrad.plain_data import PlainData


@final
@dataclass(frozen=True)
class SelfTest(PlainData):
    """Which corrupted versions of the gradient would have failed.

    Attributes:
        noticed: the corruptions that would have failed.
        missed: the ones that would not.
        visible: the relative error that would have failed in each of ``entries``, infinite where these are none.
        entries: the number of entries in which an error of up to their own size would have failed.
        blind: the number of the others: zero to within their bounds, or not measured well enough.
        part: what an entry is called: "row and column" of a linear map.
    """

    noticed: tuple[str, ...]
    missed: tuple[str, ...]
    visible: float
    entries: int = 0
    blind: int = 0
    part: str = "entry"

    @property
    def score(self) -> float:
        """The part that was noticed; 1 where nothing could be tried."""
        tried = len(self.noticed) + len(self.missed)
        return len(self.noticed) / tried if tried else 1.0

    @override
    def __repr__(self) -> str:
        return f"<SelfTest: {len(self.noticed)} corruptions noticed, {len(self.missed)} missed>"

    @override
    def __str__(self) -> str:
        tried = len(self.noticed) + len(self.missed)
        missed = f" (missed: {', '.join(self.missed)})" if self.missed else ""
        return f"self-test: {len(self.noticed)} of {tried} corruptions noticed{missed}; {self._sensitivity()}"

    def _sensitivity(self) -> str:
        if not self.entries:
            return f"in no {self.part} does an error of up to its own size show"
        shows = f"an error of {rounded_up(self.visible)} shows in"
        if not self.blind:
            return f"{shows} every {self.part}"
        parts = "entries" if self.part == "entry" else "rows and columns"
        return (
            f"{shows} {self.entries} of {self.entries + self.blind} {parts}, in the others (zero, or too uncertain) "
            "none of up to their own size"
        )


def run_self_test(analytic: Float64Array, slopes: Slopes, tolerance: Tolerance) -> SelfTest:
    """Corrupt the gradient in every way that would change it, and judge the result.

    Where the claimed gradient is wrong already, the measured one is corrupted instead: a wrong sign that is
    changed would be right.
    """
    already = judge(analytic, slopes, tolerance).failed
    analytic = np.where(already & slopes.measured, slopes.value, analytic)
    noticed: list[str] = []
    missed: list[str] = []
    for name, corrupted in _corruptions(analytic, slopes):
        if _changes(corrupted, analytic, tolerance):
            (noticed if judge(corrupted, slopes, tolerance).failed.any() else missed).append(name)
    shown = _shown(analytic, slopes, tolerance)
    failing = np.isfinite(shown)
    return SelfTest(
        tuple(noticed),
        tuple(missed),
        float(np.max(shown[failing], initial=0.0)) if failing.any() else float("inf"),
        int(failing.sum()),
        int((~failing).sum()),
    )


def _shown(analytic: Float64Array, slopes: Slopes, tolerance: Tolerance) -> Float64Array:
    """(n,) the smallest relative error of each entry that fails, up or down; infinite where even one of 1 does not."""

    def fails(error: Float64Array) -> BoolArray:
        up, down = (judge(analytic * (1.0 + signed), slopes, tolerance).failed for signed in (error, -error))
        return np.asarray(up & down & slopes.measured)

    largest = np.where(slopes.status == Status.QUANTISED, 0.99, 1.0)  # a claim of zero does not fail on a staircase
    low, high = np.full(analytic.size, -16.0), np.log10(largest)  # one rounding is the least
    shows = fails(10.0**high)
    for _ in range(EXPLAINING.halvings):  # of the range 0.016 is left, a factor of 1.04
        middle = 0.5 * (low + high)
        found = fails(10.0**middle)
        low, high = np.where(found, low, middle), np.where(found, middle, high)
    return np.where(shows, 10.0**high, np.inf)


def rounded_up(value: float) -> str:
    """One digit of a number between 0 and 1, never less than the number.

    >>> rounded_up(1.2e-7), rounded_up(0.91)
    ('2e-07', '1')
    """
    decade = 10.0 ** floor(log10(value))
    return f"{ceil(value / decade * (1.0 - 1e-9)) * decade:.1g}"


def _changes(corrupted: Float64Array, analytic: Float64Array, tolerance: Tolerance) -> bool:
    """Whether a corruption changes any entry by more than what is let pass anyway: two equal entries can be swapped."""
    return not bool(
        (np.abs(corrupted - analytic) <= 2.0 * tolerance.relative * np.abs(analytic) + tolerance.absolute).all()
    )


def _corruptions(analytic: Float64Array, slopes: Slopes) -> Iterator[tuple[str, Float64Array]]:
    """Corruptions of what could be measured: scale, sign, swap, drop, NaN."""
    measured = np.flatnonzero(slopes.measured)
    if not measured.size:
        return
    claimed = analytic[measured]
    largest, smallest = measured[np.argmax(claimed)], measured[np.argmin(claimed)]
    biggest = measured[np.argmax(np.abs(claimed))]
    yield "factor 1.01", 1.01 * analytic
    yield "sign", -analytic
    swapped = analytic.copy()
    swapped[[largest, smallest]] = analytic[[smallest, largest]]
    yield "two entries swapped", swapped
    here = np.arange(analytic.size) == biggest
    yield "one entry dropped", np.where(here, 0.0, analytic)
    yield "one entry NaN", np.where(here, np.nan, analytic)
