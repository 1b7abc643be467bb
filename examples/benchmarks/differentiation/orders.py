"""First to sixth derivatives: how exact they are, whether their bounds hold, and what they cost.

On every sixth problem of one variable of the half that nothing was tuned on, against derivatives that mpmath finds in
300 digits. Derivatives that are 0
are left out. Run ``python -m examples.benchmarks.differentiation.orders``; about half a minute.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from typing import Final, NamedTuple

import mpmath
import numpy as np

import minigrad as mg
from examples.benchmarks.differentiation.answers import Answer, Counter, Elementwise
from examples.benchmarks.differentiation.scores import HEADER, Score, line, score
from examples.benchmarks.expressions.higher_derivatives import derivatives
from examples.benchmarks.problems.catalogue import Problem, Reference, halves

HIGHEST: Final = 6
EVERY: Final = 6

SMALLEST: Final = 1e-30
"""Derivatives below this count as 0, of which no relative error is known."""


class Known(NamedTuple):
    """A problem with its derivatives, of which number n is the n-th."""

    problem: Problem
    exact: list[Reference]


def known(every: int = EVERY) -> list[Known]:
    """Some problems that nothing was tuned on."""
    problems = [problem for problem in halves()[1] if len(problem.point) == 1][::every]
    found = []
    for problem in problems:
        exact = derivatives(problem.expression, problem.x, HIGHEST)
        found.append(Known(problem, [Reference.read(mpmath.nstr(each, 32)) for each in exact]))
    return found


def contenders() -> dict[str, Callable[[Elementwise, float, int], Answer]]:
    """Ours, and numdifftools where it is installed; scipy.differentiate has first derivatives only."""
    methods: tuple[mg.Differentiator, ...] = (
        mg.AdaptiveDifference(),
        mg.ComplexStep(fallback=mg.AdaptiveDifference()),
        mg.Richardson(mg.CentralDifference()),
        mg.CentralDifference(order=4),
        mg.CentralDifference(),
        mg.ForwardDifference(),
    )
    found = {_name(method): _ours(method) for method in methods}
    if find_spec("numdifftools") is not None:
        found["numdifftools.Derivative"] = _numdifftools
    return found


def _name(method: mg.Differentiator) -> str:
    return f"{type(method).__name__}{'(order=4)' if getattr(method, 'order', 0) == 4 else ''}"


def _ours(method: mg.Differentiator) -> Callable[[Elementwise, float, int], Answer]:
    def answer(fun: Elementwise, x: float, n: int) -> Answer:
        counter = Counter(fun)
        estimate = method.estimate_derivative(lambda t: counter(np.array(t))[()], x, n=n)
        status = int(estimate.status)
        resolved, succeeded = status in (mg.Status.CONVERGED, mg.Status.ONE_SIDED), status != mg.Status.NOT_RESOLVED
        return Answer(float(estimate.value), float(estimate.error), succeeded, counter.points, resolved)

    return answer


def _numdifftools(fun: Elementwise, x: float, n: int) -> Answer:
    from numdifftools import Derivative

    counter = Counter(fun)
    result = Derivative(counter, n=n, full_output=True)(x)
    return Answer(float(result.estimate), float(np.ravel(result.error_estimate)[0]), True, counter.points, True)


def measure(problems: Sequence[Known], n: int) -> dict[str, Score]:
    """The scores of all methods for the n-th derivative."""
    chosen = [each for each in problems if abs(each.exact[n].high) > SMALLEST]
    exact = [each.exact[n] for each in chosen]
    return {
        name: score([_ask(method, each.problem, n) for each in chosen], exact) for name, method in contenders().items()
    }


def _ask(method: Callable[[Elementwise, float, int], Answer], problem: Problem, n: int) -> Answer:
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            return method(problem.values, problem.x, n)
        except (ArithmeticError, TypeError, ValueError):
            return Answer(float("nan"), float("inf"), False, 0, False)


def table(n: int, scores: Mapping[str, Score]) -> str:
    """The scores for the n-th derivative as text."""
    count = next(iter(scores.values())).count
    return "\n".join([f"n = {n} ({count} derivatives)", HEADER, *(line(name, each) for name, each in scores.items())])


def main(every: int = EVERY, highest: int = HIGHEST) -> dict[int, dict[str, Score]]:
    """Measure and print everything."""
    problems, result = known(every), {}
    for n in range(1, highest + 1):
        result[n] = measure(problems, n)
        print(table(n, result[n]), end="\n\n")
    return result


if __name__ == "__main__":
    main()
