"""The times of all contestants, taken in turns, and their ratios."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from typing_extensions import override

from examples.benchmarks.training.book_layers import BookNetwork
from examples.benchmarks.training.cases import Case
from examples.benchmarks.training.contender import Contender
from examples.benchmarks.training.minigrad_trainer import Evaluating
from examples.benchmarks.training.numpy_loop import NumpyLoop
from examples.benchmarks.training.scikit_learn import ScikitLearn
from examples.benchmarks.training.torch_eager import TorchEager

CONTENDERS: tuple[type[Contender], ...] = (NumpyLoop, Evaluating, BookNetwork, TorchEager, ScikitLearn)


class Contest(NamedTuple):
    """One case.

    Attributes:
        case: what was trained.
        seconds: by the name of each contestant that is installed, the time of each run; the runs with one index were
            made one after the other.
    """

    case: Case
    seconds: dict[str, list[float]]

    def ratio(self, one: str, other: str) -> float:
        """How many times as long ``one`` takes: the median over the turns; NaN where one of them is not installed."""
        if one not in self.seconds or other not in self.seconds:
            return float("nan")
        return median(a / b for a, b in zip(self.seconds[one], self.seconds[other], strict=True))

    def microseconds(self, name: str) -> float:
        """What a step takes."""
        return 1e6 * median(self.seconds[name]) / self.case.steps

    @override
    def __str__(self) -> str:
        loop = NumpyLoop.name
        cells = [f"{name} {self.ratio(name, loop):.2f}" for name in self.seconds if name != loop]
        verdict = "reached" if self.ratio(Evaluating.name, loop) <= self.case.reach else "NOT reached"
        time = f"{self.microseconds(loop):4.0f} us a step by hand; times that:"
        return f"{self.case.name:<41} {time} {', '.join(cells)}; {self.case.reach:g} {verdict}"


def contests(cases: Sequence[Case], turns: int) -> Iterator[Contest]:
    """Each case in so many turns, in each of which every contestant trains once from the same start.

    Measured is the processor's time of this process, which other programs disturb less than the time of day; all
    compute on one thread.
    """
    for case in cases:
        seconds: dict[str, list[float]] = {}
        for turn in range(turns + 1):
            for kind in CONTENDERS:
                try:
                    contender = kind(case)
                except ImportError:
                    continue
                start = time.process_time()
                contender.train()
                if turn:  # the first one warms up
                    seconds.setdefault(kind.name, []).append(time.process_time() - start)
        yield Contest(case, seconds)
