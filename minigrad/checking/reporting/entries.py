"""One entry of a gradient, with both values and what can be said about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite, isnan
from typing import Final, final

from typing_extensions import override

from minigrad.checking.rules.verdict import Verdict
from minigrad.plain_data import PlainData

WORST: Final = 20
"""As many of the entries that deserve a look are kept in a report."""

LEAST_PART: Final = 0.01
"""A part of a bound that is smaller than this share of it is printed as that: digits below it are accidents."""


@final
@dataclass(frozen=True)
class Coordinate(PlainData):
    """One entry of the gradient.

    Attributes:
        name: what reports call it, such as ``dense1.weight[0, 2]``.
        index: its place in x.
        analytic: what jac says.
        numeric: the slope from values of f, NaN where they do not show it.
        bound: how far ``numeric`` may be off.
        relative_error: distance of the two values over the larger of them; 0 where both are zero within the bound (or
            the entry passes as that, see ``reason``), since 1e-17 against 0 +- 1e-16 is no error of 1.
        verdict: of this entry.
        reason: why, in one sentence.
        truncation, rounding: the parts of ``bound``: what the formula may be off by at the step that was chosen, and
            what noise and rounding of fun account for; NaN where the method does not tell them apart.
        step: the step that was chosen: how far from x the values lie that ``numeric`` rests on; NaN where there is
            none, as in screen mode.
    """

    name: str
    index: tuple[int, ...]
    analytic: float
    numeric: float
    bound: float
    relative_error: float
    verdict: Verdict
    reason: str
    truncation: float = float("nan")
    rounding: float = float("nan")
    step: float = float("nan")

    @property
    def parts(self) -> str:
        """The parts of the bound and the step in a few words, empty where there is no bound, or no step and no
        truncation.

        >>> Coordinate("x", (), 2.0, 1.0, 2e-11, 0.5, Verdict.FAIL, "", 3e-12, 1.7e-11, 1.3e-3).parts
        'truncation 3e-12, rounding 2e-11, step 0.0013'
        >>> Coordinate("x", (), 2.0, 1.0, 2e-11, 0.5, Verdict.FAIL, "", 3e-22, 2e-11, 1.3e-3).parts
        'truncation <2e-13, rounding 2e-11, step 0.0013'
        """
        if not isfinite(self.bound) or (isnan(self.step) and self.rounding == self.bound):
            return ""
        apart = ", ".join(
            f"{name} {'<' if part < LEAST_PART * self.bound else ''}{max(part, LEAST_PART * self.bound):.1g}"
            for name, part in (("truncation", self.truncation), ("rounding", self.rounding))
        )
        known = "truncation and rounding not told apart" if isnan(self.rounding) else apart
        return ", ".join([known, *([] if isnan(self.step) else [f"step {self.step:.2g}"])])

    @override
    def __repr__(self) -> str:
        values = f"analytic {self.analytic:.6g}, numeric {self.numeric:.6g} +- {self.bound:.1g}"
        return f"<Coordinate {self.name} {self.verdict.name}: {values}>"


def worst_first(entries: Iterable[Coordinate]) -> tuple[Coordinate, ...]:
    """The entries that deserve a look: failed, inconclusive, passed; those of unknown error, and then the least
    accurate, first."""
    ranks = {Verdict.FAIL: 0, Verdict.INCONCLUSIVE: 1, Verdict.PASS: 2}
    ordered = sorted(
        entries, key=lambda entry: (ranks[entry.verdict], not isnan(entry.relative_error), -entry.relative_error)
    )
    return tuple(ordered[:WORST])
