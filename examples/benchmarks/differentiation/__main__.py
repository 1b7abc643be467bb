"""Which differentiator finds the derivative, how exactly, at what cost, and does it know how wrong it is?

Every installed method on the same problems in the same run, against derivatives known to 40 digits. minigrad was tuned
on the other half of the problems. Run ``python -m examples.benchmarks.differentiation``; about half a minute.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from examples.benchmarks.differentiation.answers import Answer
from examples.benchmarks.differentiation.contenders import ask, contenders
from examples.benchmarks.differentiation.report import Result, report
from examples.benchmarks.differentiation.scores import errors, quantile, score
from examples.benchmarks.differentiation.times import gradient_overhead, gradient_ratio, times, two_numbers
from examples.benchmarks.differentiation.under_noise import LEVELS, under_noise
from examples.benchmarks.problems.catalogue import Problem, halves

TIE: Final = 2.0
"""Methods whose median error is within this factor of the least one share the first place."""


def main(limit: int | None = None, repeat: int = 200) -> Result:
    """Measure everything.

    Args:
        limit: how many problems to use, evenly spread; all by default.
        repeat: how many calls each timing takes.
    """
    problems = halves()[1]
    problems = problems if limit is None else problems[:: max(1, len(problems) // limit)]
    methods = contenders()
    answers = {m.name: [ask(m, problem.values, problem.x) for problem in problems] for m in methods}
    exact = [problem.first for problem in problems]
    families = _families(problems, answers)
    best = {
        family: [name for name, e in row.items() if e <= TIE * min(row.values())] for family, row in families.items()
    }
    return Result(
        scores={name: score(given, exact) for name, given in answers.items()},
        families=families,
        best=best,
        noisy=[under_noise(problems, level) for level in LEVELS],
        microseconds=times(methods, repeat),
        two_numbers=two_numbers(repeat),
        gradient_overhead=gradient_overhead(max(1, repeat // 4)),
        gradient_ratio=gradient_ratio(max(1, repeat // 4)),
    )


def _families(problems: Sequence[Problem], answers: dict[str, list[Answer]]) -> dict[str, dict[str, float]]:
    table: dict[str, dict[str, float]] = {}
    for family in dict.fromkeys(problem.family for problem in problems):
        members = [k for k, problem in enumerate(problems) if problem.family == family]
        exact = [problems[k].first for k in members]
        medians = {n: quantile(errors([given[k] for k in members], exact)[1], 0.5) for n, given in answers.items()}
        table[family] = medians
    return table


if __name__ == "__main__":
    print(report(main()))
