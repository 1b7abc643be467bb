"""What screening and spot checks say about right gradients, and about gradients with one wrong entry.

``python -m examples.benchmarks.screening --first 1 --seeds 500`` takes every second seed: even ones are for tuning, odd
ones for reports. The sum of the printed probabilities of a miss is what the misses that were counted should be close
to.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import dataclass, field
from typing import final

import numpy as np
from typing_extensions import override

from examples.benchmarks.screening.screened_networks import Screened, network_of
from minigrad.arrays import Float64Array, FloatArray
from minigrad.checking import GradientReport, ScreenedBlock, Verdict, check_gradient, spot_check

FACTORS = {"doubled": 2.0, "1 % off": 1.01}


@final
@dataclass
class Misses:
    """Wrong entries: how many there were, and how many the checks did not find."""

    tried: int = 0
    expected: float = 0.0
    variance: float = 0.0
    screen: int = 0
    unnamed: int = 0
    spot: int = 0

    @override
    def __str__(self) -> str:
        spread = self.variance**0.5
        return (
            f"{self.tried} tried; screen misses {self.screen}, expected by its reports {self.expected:.1f} +- "
            f"{spread:.1f}; {self.unnamed} found but not named; spot check misses {self.spot}"
        )


@final
@dataclass
class Scores:
    """Everything that was counted."""

    right: Counter[str] = field(default_factory=Counter)
    spot_fails: int = 0
    evaluations: list[int] = field(default_factory=list)
    spot_evaluations: list[int] = field(default_factory=list)
    misses: dict[str, Misses] = field(default_factory=lambda: {kind: Misses() for kind in FACTORS})

    @override
    def __str__(self) -> str:
        verdicts = ", ".join(f"{self.right[verdict.value]} {verdict.name}" for verdict in Verdict)
        lines = [f"screen, right gradients: {verdicts}; evaluations {_spread(self.evaluations)}"]
        spots = f"{len(self.spot_evaluations)} looked at, {self.spot_fails} FAIL"
        lines += [f"spot check, right gradients: {spots}; evaluations {_spread(self.spot_evaluations)}"]
        return "\n".join([*lines, *(f"one entry {kind}: {misses}" for kind, misses in self.misses.items())])


def _spread(counts: list[int]) -> str:
    middle, most, largest = np.percentile(counts, [50.0, 90.0, 100.0])
    return f"{middle:.0f} (median), {most:.0f} (90 %), {largest:.0f} (largest)"


def add(scores: Scores, case: Screened, seed: int) -> None:
    """Look at one network: its right gradient, and one wrong entry of each kind."""
    report = check_gradient(case.fun, case.jac, case.theta, names=case.name, mode="screen", rng=seed)
    scores.right[report.verdict.value] += 1
    scores.evaluations.append(report.evaluations)
    calls = [0]

    def counted(theta: Float64Array) -> float:
        calls[0] += 1
        return case.fun(theta)

    found = spot_check(counted, case.jac, case.theta, names=case.name, rng=seed)
    scores.spot_fails += found is not None
    scores.spot_evaluations.append(calls[0])
    chosen = _entry(case, report, np.random.default_rng([seed, 5]))
    if chosen is not None:
        for kind, factor in FACTORS.items():
            _try(scores.misses[kind], case, chosen, factor, seed + 1)


def _entry(case: Screened, report: GradientReport, rng: np.random.Generator) -> tuple[ScreenedBlock, int] | None:
    """One entry of one block, both at random; none where the block has only zeros, whose double is no mistake."""
    number = int(rng.integers(len(report.screened)))
    start = sum(block.entries for block in report.screened[:number])
    block = report.screened[number]
    candidates = np.flatnonzero(case.jac(case.theta)[start : start + block.entries])
    return (block, start + int(rng.choice(candidates))) if candidates.size else None


def _try(misses: Misses, case: Screened, chosen: tuple[ScreenedBlock, int], factor: float, seed: int) -> None:
    block, entry = chosen
    missed = block.missed_if_doubled if factor == FACTORS["doubled"] else block.missed_if_1_percent_off

    def wrong(theta: FloatArray) -> FloatArray:
        gradient = np.array(case.jac(theta))
        gradient[entry] *= factor
        return gradient

    report = check_gradient(case.fun, wrong, case.theta, names=case.name, mode="screen", rng=seed)
    named = any(item.verdict is Verdict.FAIL and item.name == case.name(entry) for item in report.worst)
    misses.tried += 1
    misses.expected += missed
    misses.variance += missed * (1.0 - missed)
    misses.screen += report.verdict is not Verdict.FAIL
    misses.unnamed += report.verdict is Verdict.FAIL and not named
    misses.spot += spot_check(case.fun, wrong, case.theta, names=case.name, rng=seed) is None


def main(first: int = 0, seeds: int = 100) -> Scores:
    """Look at networks number first, first + 2, ..., and print what came of it."""
    scores = Scores()
    with np.errstate(all="ignore"):
        for seed in range(first, first + 2 * seeds, 2):
            add(scores, network_of(seed), seed)
    print(scores)
    return scores


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m examples.benchmarks.screening", description=__doc__)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seeds", type=int, default=100)
    arguments = parser.parse_args()
    main(arguments.first, arguments.seeds)
