"""The times of all, taken in turns, and their ratios."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import NamedTuple

from typing_extensions import override

from examples.benchmarks.training.cases import Case
from examples.benchmarks.training.contender import Contender


class Contest(NamedTuple):
    """One case.

    Attributes:
        case: what was trained.
        seconds: by the name of each contestant that is installed, the time of each run; the runs with one index were
            made one after the other. The first one is what all are compared with, the second one is to reach a ratio.
    """

    case: Case
    seconds: dict[str, list[float]]

    def ratio(self, one: str, other: str) -> float:
        """How many times as long ``one`` takes: the median over the turns; NaN where one of them is not installed."""
        if one not in self.seconds or other not in self.seconds:
            return float("nan")
        return median(a / b for a, b in zip(self.seconds[one], self.seconds[other], strict=True))

    @override
    def __str__(self) -> str:
        base, *others = self.seconds
        time = f"{1e6 * median(self.seconds[base]) / self.case.steps:5.0f} us a step"
        cells = ", ".join(f"{name} {self.ratio(name, base):.2f}" for name in others)
        verdict = "reached" if others and self.ratio(others[0], base) <= self.case.reach else "NOT reached"
        return f"{self.case.name:<41} {base} {time}; times that: {cells}; {self.case.reach:g} {verdict}"


def contests(cases: Iterable[Case], kinds: Sequence[type[Contender]], turns: int) -> Iterator[Contest]:
    """Each case in so many turns, in each of which every contestant trains once from the same start.

    Measured is the processor's time of this process, which other programs disturb less than the time of day; all
    compute on one thread.
    """
    for case in cases:
        seconds: dict[str, list[float]] = {}
        for turn in range(turns + 1):
            for kind in kinds:
                try:
                    contender = kind(case)
                except ImportError:
                    continue
                start = time.process_time()
                contender.train()
                if turn:  # the first one warms up
                    seconds.setdefault(kind.name, []).append(time.process_time() - start)
        yield Contest(case, seconds)
