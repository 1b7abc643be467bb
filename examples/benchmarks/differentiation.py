"""Which differentiator finds the derivative, how exactly, at what cost, and does it know how wrong it is?

Every installed method on the same problems in the same run, against derivatives known to 40 digits. minigrad was tuned
on the other half of the problems. Run ``python -m examples.benchmarks.differentiation``; about half a minute.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from time import perf_counter
from typing import NamedTuple, final

import numpy as np

import minigrad as mg
from examples.benchmarks.contenders import Answer, Contender, Elementwise, ask, contenders
from examples.benchmarks.problems.catalogue import Problem, halves
from examples.benchmarks.problems.expressions import Values
from examples.benchmarks.scores import HEADER, Score, errors, line, quantile, score
from examples.benchmarks.wins import by_family, overall
from minigrad.arrays import Float64Array, IntArray

NOISE_LEVELS = (1e-12, 1e-9, 1e-6)
TIE = 2.0


class Noisy(NamedTuple):
    """Errors under noise, in units of the least error that a 3-point central difference can have.

    Attributes:
        level: the relative noise of f.
        median, p90: quantiles of the ratio.
        covered: share of derivatives inside their bound.
        evaluations: mean per derivative.
    """

    level: float
    median: float
    p90: float
    covered: float
    evaluations: float


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
        noisy=[_under_noise(problems, level) for level in NOISE_LEVELS],
        microseconds=_times(methods, repeat),
        two_numbers=_two_numbers(repeat),
        gradient_overhead=_gradient_overhead(max(1, repeat // 4)),
        gradient_ratio=_gradient_ratio(max(1, repeat // 4)),
    )


def _families(problems: Sequence[Problem], answers: dict[str, list[Answer]]) -> dict[str, dict[str, float]]:
    table: dict[str, dict[str, float]] = {}
    for family in dict.fromkeys(problem.family for problem in problems):
        members = [k for k, problem in enumerate(problems) if problem.family == family]
        exact = [problems[k].first for k in members]
        medians = {n: quantile(errors([given[k] for k in members], exact)[1], 0.5) for n, given in answers.items()}
        table[family] = medians
    return table


def with_noise(fun: Elementwise, level: float) -> Elementwise:
    """f (1 + level u(x)) with u of variance 1 that depends on every bit of x, so that f stays a function."""

    def noisy(x: Values) -> Values:
        bits = np.asarray(x, np.float64).view(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        bits = (bits ^ (bits >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
        uniform = ((bits ^ (bits >> np.uint64(32))) >> np.uint64(11)).astype(np.float64) / 2.0**53
        result: Values = fun(x) * (1 + level * np.sqrt(12.0) * (uniform - 0.5))
        return result

    return noisy


def three_point_floor(problem: Problem, level: float) -> float:
    """The least expected error of (f(x + h) - f(x - h)) / 2h over all h, for noise of this relative size."""
    h = abs(problem.x) * 2.0 ** np.arange(-40.0, 14.0, 0.5)
    above, below = problem.values(problem.x + h), problem.values(problem.x - h)
    with np.errstate(all="ignore"):
        slope = (above - below) / ((problem.x + h) - (problem.x - h))
        rounding = 8 * np.finfo(np.float64).eps * abs(problem.value) / h
        truncation = np.maximum(np.abs(slope - problem.first.high) - rounding, 0.0)
        truncation = np.maximum.accumulate(np.where(np.isfinite(truncation), truncation, np.inf))
        noise = level * np.hypot(above, below) / (2 * h) * np.sqrt(2 / np.pi)  # the mean of |normal| is sqrt(2 / pi)
        total: Float64Array = np.hypot(truncation, noise).astype(np.float64)
    return float(np.min(np.where(np.isfinite(total), total, np.inf)))


def _under_noise(problems: Sequence[Problem], level: float) -> Noisy:
    """Ours on all problems whose derivative a central difference could find to 10 % under this noise."""
    method = contenders()[0]
    floors = [three_point_floor(problem, level) for problem in problems]
    seen = [(p, floor) for p, floor in zip(problems, floors, strict=True) if floor < 0.1 * abs(p.first.high)]
    answers = [ask(method, with_noise(p.values, level), p.x) for p, _ in seen]
    absolute, _ = errors(answers, [p.first for p, _ in seen])
    ratio = absolute / np.array([floor for _, floor in seen])
    inside = [a.bound >= e or not np.isfinite(a.value) for a, e in zip(answers, absolute.tolist(), strict=True)]
    covered = sum(inside) / len(inside)
    evaluations = float(np.mean([a.evaluations for a in answers]))
    return Noisy(level, quantile(ratio, 0.5), quantile(ratio, 0.9), covered, evaluations)


def _times(methods: Sequence[Contender], repeat: int) -> dict[str, float]:
    """The least of five rounds, in which the methods take turns, so that what else the machine does counts for all."""
    rounds = [[_microseconds(method, repeat) for method in methods] for _ in range(5)]
    return {method.name: min(times) for method, *times in zip(methods, *rounds, strict=True)}


def _microseconds(method: Contender, repeat: int) -> float:
    """Time of one derivative of sin at 1, less that of evaluating sin as often."""
    points = np.ones(max(1, ask(method, np.sin, 1.0).evaluations))
    total = _best_time(lambda: method.answer(np.sin, 1.0), repeat)
    return 1e6 * (total - _best_time(lambda: [np.sin(point) for point in points], repeat))


def _gradient_overhead(repeat: int) -> float:
    """Microseconds per coordinate of a gradient of 100 coordinates, less the time that f takes on the same stacks."""
    x, shapes = np.linspace(0.5, 1.5, 100), list[tuple[int, ...]]()

    def fun(points: Float64Array) -> Float64Array:
        shapes.append(points.shape)
        return _cheap(points)

    method = mg.AdaptiveDifference()
    method.estimate(fun, x, vectorized=True)
    stacks = [np.ones(shape) for shape in shapes]
    total = _best_time(lambda: method.estimate(_cheap, x, vectorized=True), repeat)
    inside = _best_time(lambda: [_cheap(stack) for stack in stacks], repeat)
    return 1e6 * (total - inside) / x.size


def _two_numbers(repeat: int) -> float:
    """The two take turns, so that what else the machine does counts for both."""
    if find_spec("scipy") is None:
        return float("nan")
    from scipy.optimize._numdiff import approx_derivative

    def fun(x: Float64Array) -> np.float64:
        value: np.float64 = x[0] ** 2 + x[1] ** 2
        return value

    x, central = np.array([3.0, 4.0]), mg.CentralDifference()
    times = [
        (_best_time(lambda: central.gradient(fun, x), repeat), _best_time(lambda: approx_derivative(fun, x), repeat))
        for _ in range(5)
    ]
    return min(ours for ours, _ in times) / min(theirs for _, theirs in times)


def _gradient_ratio(repeat: int) -> float:
    """The same gradient by both, each with one call of f for many points."""
    if find_spec("scipy") is None:
        return float("nan")
    from scipy.differentiate import derivative

    x, method = np.linspace(0.5, 1.5, 100), mg.AdaptiveDifference()

    def moved(t: Float64Array, coordinate: IntArray) -> Float64Array:
        return _cheap(np.where(np.arange(100) == coordinate[..., np.newaxis], t[..., np.newaxis], x))

    ours = _best_time(lambda: method.estimate(_cheap, x, vectorized=True), repeat)
    return ours / _best_time(lambda: derivative(moved, x, args=(np.arange(100),)), repeat)


def _cheap(points: Float64Array) -> Float64Array:
    values: Float64Array = np.tanh(points.sum(axis=-1) / 100)
    return values


def _best_time(call: Callable[[], object], repeat: int) -> float:
    """Seconds for one call: the best of twenty batches, so that other work on the machine does not count."""
    batch, times = max(1, repeat // 20), []
    for _ in range(20):
        start = perf_counter()
        for _ in range(batch):
            call()
        times.append((perf_counter() - start) / batch)
    return min(times)


def report(result: Result) -> str:
    """The tables as text."""
    count = next(iter(result.scores.values())).count
    peers = [method.name for method in contenders() if not method.ours]
    lines = [f"{count} derivatives (the half that minigrad was not tuned on); errors are relative", "", HEADER]
    lines += [line(name, s) for name, s in result.scores.items()]
    lines += ["", "Median error by family; * within a factor 2 of the best"]
    for family, row in result.families.items():
        lines.append(family)
        lines += [f"    {n:34}{e:9.1e}{' *' if n in result.best[family] else ''}" for n, e in row.items()]
    lines += ["", "Where a method of another package has a smaller median error than AdaptiveDifference"]
    lines += by_family(result.families, peers)
    lines += ["", "Where it is better than AdaptiveDifference over all problems, and in time"]
    lines += overall(result.scores, result.microseconds, peers)
    lines += ["", "AdaptiveDifference under noise: error / the least possible of a 3-point central difference"]
    lines += [
        (
            f"    noise {n.level:.0e}: median {n.median:5.2f}, 90 % {n.p90:5.2f}, covered {n.covered:.2%}, evaluations "
            f"{n.evaluations:.1f}"
        )
        for n in result.noisy
    ]
    lines += ["", "Time for one derivative of sin, without sin itself (microseconds)"]
    lines += [f"    {name:34}{time:9.0f}" for name, time in result.microseconds.items()]
    lines += [
        (
            f"    CentralDifference on x0**2 + x1**2: {result.two_numbers:.2f} of the time of scipy "
            "approx_derivative 3-point"
        )
    ]
    lines += [f"    AdaptiveDifference, per coordinate of a vectorised gradient of 100: {result.gradient_overhead:.1f}"]
    lines += [f"    that gradient, in units of the time of scipy.differentiate: {result.gradient_ratio:.2f}"]
    return "\n".join(lines)


if __name__ == "__main__":
    print(report(main()))
