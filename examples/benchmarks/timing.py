"""How long something takes, and rows of a table that hold a figure and the bound that it should keep."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple

from typing_extensions import override


class Row(NamedTuple):
    """One figure: a ratio, a time or a size, and the bound that it should keep."""

    what: str
    value: float
    wanted: str
    holds: bool
    detail: str

    @override
    def __str__(self) -> str:
        verdict = "" if self.wanted == "-" else "yes" if self.holds else "NO"
        return f"{self.what:<58} {self.value:10.4g}  {self.wanted:>8} {verdict:>4}   {self.detail}"


def at_least(what: str, value: float, bound: float, detail: str = "") -> Row:
    """A row whose value should not be below ``bound``."""
    return Row(what, value, f">= {bound:g}", value >= bound, detail)


def at_most(what: str, value: float, bound: float, detail: str = "") -> Row:
    """A row whose value should not be above ``bound``."""
    return Row(what, value, f"<= {bound:g}", value <= bound, detail)


def plain(what: str, value: float, detail: str = "") -> Row:
    """A row without a bound."""
    return Row(what, value, "-", True, detail)


def best(work: Callable[[], object], *, repeats: int = 3) -> float:
    """Seconds that ``work`` takes when nothing disturbs it: the least of several runs, each of a hundredth second or
    more."""
    times: list[float] = []
    calls = 1
    while len(times) < repeats:
        start = time.perf_counter()
        for _ in range(calls):
            work()
        seconds = time.perf_counter() - start
        if seconds < 0.01 and not times:
            calls *= 4
            continue
        times.append(seconds / calls)
    return min(times)
