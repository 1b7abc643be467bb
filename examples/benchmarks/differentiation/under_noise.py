"""AdaptiveDifference on functions with noise, against the least error that a central difference can have there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from examples.benchmarks.differentiation.answers import Elementwise
from examples.benchmarks.differentiation.contenders import ask, contenders
from examples.benchmarks.differentiation.scores import errors, quantile
from examples.benchmarks.expressions.tree import Values
from examples.benchmarks.problems.catalogue import Problem
from minigrad.arrays import Float64Array

LEVELS: Final = (1e-12, 1e-9, 1e-6)
"""Relative noise of f, from a few roundings to single precision."""


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


def under_noise(problems: Sequence[Problem], level: float) -> Noisy:
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
