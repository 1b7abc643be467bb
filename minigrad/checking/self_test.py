"""The checker checks itself: would it have noticed if the gradient had been spoilt?

The intervals are already measured, so spoiling the claimed gradient and judging it again costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import final

import numpy as np
from typing_extensions import override

from minigrad.arrays import Float64Array
from minigrad.checking.plain import JsonObject, number, to_float, to_list, to_text
from minigrad.checking.slopes import Slopes
from minigrad.checking.verdict import OUTSIDE, Tolerance, judge


@final
@dataclass(frozen=True)
class SelfTest:
    """What became of spoilt versions of the gradient.

    Attributes:
        noticed: the corruptions that would have failed.
        missed: the ones that would not.
        visible: the relative error of a single entry that would be noticed in half of the measured entries.
    """

    noticed: tuple[str, ...]
    missed: tuple[str, ...]
    visible: float

    @property
    def score(self) -> float:
        """The part that was noticed; 1 where nothing could be tried."""
        tried = len(self.noticed) + len(self.missed)
        return len(self.noticed) / tried if tried else 1.0

    @override
    def __str__(self) -> str:
        tried = len(self.noticed) + len(self.missed)
        missed = f" (missed: {', '.join(self.missed)})" if self.missed else ""
        return f"self-test: {len(self.noticed)} of {tried} corruptions noticed{missed}; an error of {self.visible:.1g} in one entry shows"

    def to_dict(self) -> JsonObject:
        """The result as JSON."""
        return {"noticed": list(self.noticed), "missed": list(self.missed), "visible": number(self.visible)}

    @staticmethod
    def from_dict(data: JsonObject) -> SelfTest:
        """The inverse of :meth:`to_dict`."""
        noticed, missed = (tuple(to_text(item) for item in to_list(data[key])) for key in ("noticed", "missed"))
        return SelfTest(noticed, missed, to_float(data["visible"]))


def examine(analytic: Float64Array, slopes: Slopes, tolerance: Tolerance) -> SelfTest:
    """Spoil the gradient in every way that would change it, and judge the result.

    Where the claimed gradient is wrong already, the measured one is spoilt instead: a wrong sign would be put right.
    """
    already = judge(analytic, slopes, tolerance).failed
    analytic = np.where(already & slopes.measured, slopes.value, analytic)
    noticed: list[str] = []
    missed: list[str] = []
    for name, spoilt in _corruptions(analytic, slopes):
        if _changes(spoilt, analytic, tolerance):
            (noticed if judge(spoilt, slopes, tolerance).failed.any() else missed).append(name)
    return SelfTest(tuple(noticed), tuple(missed), _visible(slopes, tolerance))


def _changes(spoilt: Float64Array, analytic: Float64Array, tolerance: Tolerance) -> bool:
    """Whether a corruption changes any entry by more than what is let pass anyway: two equal entries can be swapped."""
    return not bool((np.abs(spoilt - analytic) <= 2.0 * tolerance.relative * np.abs(analytic) + tolerance.absolute).all())


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
    yield "two entries swapped", _with(analytic, [(largest, float(analytic[smallest])), (smallest, float(analytic[largest]))])
    yield "one entry dropped", _with(analytic, [(biggest, 0.0)])
    yield "one entry NaN", _with(analytic, [(biggest, float("nan"))])


def _with(analytic: Float64Array, changes: list[tuple[np.int64, float]]) -> Float64Array:
    result = analytic.copy()
    for index, value in changes:
        result[index] = value
    return result


def _visible(slopes: Slopes, tolerance: Tolerance) -> float:
    """The smallest relative error of one entry that would fail, in the median over entries that are not zero."""
    telling = slopes.measured & (np.abs(slopes.value) > 10.0 * slopes.bound)
    if not telling.any():
        return float("inf")
    size = np.abs(slopes.value[telling])
    return float(np.median((OUTSIDE * slopes.bound[telling] + tolerance.absolute[telling]) / size + tolerance.relative))
