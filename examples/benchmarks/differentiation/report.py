"""All that the benchmark of differentiators measures, and its tables as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import final

from examples.benchmarks.differentiation.contenders import contenders
from examples.benchmarks.differentiation.scores import HEADER, Score, line
from examples.benchmarks.differentiation.under_noise import Noisy
from examples.benchmarks.differentiation.wins import by_family, overall


@final
@dataclass(frozen=True)
class Result:
    """All tables.

    Attributes:
        scores: by name of the method, over all problems that are reported.
        families: median relative error by family, then by name of the method.
        best: by family, the methods within a factor 2 of the least median.
        noisy: ours under noise, one entry for each level.
        microseconds: time per derivative of one call (a function of one number), less the time in f, by name.
        two_numbers: time of CentralDifference().gradient of x0**2 + x1**2 over that of scipy's 3-point formula; NaN
            without it.
        gradient_overhead: microseconds per coordinate for a gradient of 100 coordinates, less the time in f.
        gradient_ratio: time for that gradient, f included, in units of scipy.differentiate's; NaN without scipy.
    """

    scores: dict[str, Score]
    families: dict[str, dict[str, float]]
    best: dict[str, list[str]]
    noisy: list[Noisy]
    microseconds: dict[str, float]
    two_numbers: float
    gradient_overhead: float
    gradient_ratio: float


def report(result: Result) -> str:
    """The tables as text."""
    count = next(iter(result.scores.values())).count
    peers = [method.name for method in contenders() if not method.ours]
    head = [f"{count} derivatives (the half that minigrad was not tuned on); errors are relative", "", HEADER]
    scored = [line(name, s) for name, s in result.scores.items()]
    return "\n".join([*head, *scored, *_families(result), *_wins(result, peers), *_noise(result), *_times(result)])


def _families(result: Result) -> list[str]:
    lines = ["", "Median error by family; * within a factor 2 of the best"]
    for family, row in result.families.items():
        lines.append(family)
        lines += [f"    {n:34}{e:9.1e}{' *' if n in result.best[family] else ''}" for n, e in row.items()]
    return lines


def _wins(result: Result, peers: Sequence[str]) -> list[str]:
    return [
        "",
        "Where a method of another package has a smaller median error than AdaptiveDifference",
        *by_family(result.families, peers),
        "",
        "Where it is better than AdaptiveDifference over all problems, and in time",
        *overall(result.scores, result.microseconds, peers),
    ]


def _noise(result: Result) -> list[str]:
    head = ["", "AdaptiveDifference under noise: error / the least possible of a 3-point central difference"]
    return [
        *head,
        *(
            f"    noise {n.level:.0e}: median {n.median:5.2f}, 90 % {n.p90:5.2f}, covered {n.covered:.2%}, "
            f"evaluations {n.evaluations:.1f}"
            for n in result.noisy
        ),
    ]


def _times(result: Result) -> list[str]:
    central = "CentralDifference on x0**2 + x1**2"
    return [
        "",
        "Time for one derivative of sin, without sin itself (microseconds)",
        *(f"    {name:34}{time:9.0f}" for name, time in result.microseconds.items()),
        f"    {central}: {result.two_numbers:.2f} of the time of scipy approx_derivative 3-point",
        f"    AdaptiveDifference, per coordinate of a vectorised gradient of 100: {result.gradient_overhead:.1f}",
        f"    that gradient, in units of the time of scipy.differentiate: {result.gradient_ratio:.2f}",
    ]
