"""What the benchmark reports of one method on one set of problems."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import final

import numpy as np

from examples.benchmarks.differentiation.answers import Answer
from examples.benchmarks.problems.catalogue import Reference
from minigrad.arrays import Float64Array

FAILED = 1e-3
"""A larger relative error counts as a failure."""


@final
@dataclass(frozen=True)
class Score:
    """Relative errors and what the method says of them.

    Attributes:
        median, p90, p99: quantiles of the relative error.
        failed: share of derivatives that are NaN or off by more than 1e-3.
        silent: share that failed while the method claims an error below 1e-3, or claims nothing.
        covered: share of finite answers whose true error is inside the method's bound; NaN without bounds.
        resolved: the same among those that the method says it has resolved.
        idle: median of bound / true error.
        evaluations: mean per derivative, f(x) included.
        count: how many derivatives.
    """

    median: float
    p90: float
    p99: float
    failed: float
    silent: float
    covered: float
    resolved: float
    idle: float
    evaluations: float
    count: int


def score(answers: Sequence[Answer], references: Sequence[Reference]) -> Score:
    """Compare the answers with the references."""
    value = np.array([answer.value for answer in answers])
    bound = np.array([answer.bound for answer in answers])
    succeeded = np.array([answer.succeeded for answer in answers])
    resolved = np.array([answer.resolved for answer in answers])
    error, relative = errors(answers, references)
    failed = relative > FAILED
    with np.errstate(all="ignore"):
        admitted = ~np.isfinite(value) | ~succeeded | (bound > FAILED * np.abs(value)) | (bound >= error)
        judged = np.isfinite(value) & ~np.isnan(bound)
        inside = (error <= bound)[judged]
        claimed = (error <= bound)[judged & resolved]
        idle = (bound / error)[judged & (error > 0)]
    median, p90, p99 = (quantile(relative, q) for q in (0.5, 0.9, 0.99))
    return Score(
        median=median,
        p90=p90,
        p99=p99,
        failed=float(failed.mean()),
        silent=float((failed & ~admitted).mean()),
        covered=float(inside.mean()) if inside.size else float("nan"),
        resolved=float(claimed.mean()) if claimed.size else float("nan"),
        idle=float(np.median(idle)) if idle.size else float("nan"),
        evaluations=float(np.mean([answer.evaluations for answer in answers])),
        count=len(answers),
    )


def quantile(sample: Float64Array, q: float) -> float:
    """The smallest element with at least this share of the sample up to it; also where some are infinite."""
    ordered = np.sort(sample)
    return float(ordered[max(0, int(np.ceil(q * ordered.size)) - 1)])


def errors(answers: Sequence[Answer], references: Sequence[Reference]) -> tuple[Float64Array, Float64Array]:
    """Absolute and relative errors; infinite for NaN. A derivative that is exactly 0 counts absolutely."""
    pairs = list(zip(answers, references, strict=True))
    absolute = np.array([exact.error(answer.value) for answer, exact in pairs])
    size = np.array([abs(exact.high) or 1.0 for _, exact in pairs])
    absolute = np.where(np.isfinite(absolute), absolute, np.inf)
    return absolute, absolute / size


def line(name: str, s: Score) -> str:
    """One row of a table."""
    own = "    none     none    none" if np.isnan(s.covered) else f"{s.covered:8.2%}{s.resolved:9.2%}{s.idle:8.1f}"
    return f"{name:34}{s.median:9.1e}{s.p90:9.1e}{s.p99:9.1e}{s.failed:9.2%}{s.silent:9.2%}{own}{s.evaluations:7.2f}"


HEADER = (
    f"{'':34}{'median':>9}{'90 %':>9}{'99 %':>9}{'failed':>9}{'silent':>9}"
    f"{'covered':>8}{'resolved':>9}{'bound/e':>8}{'evals':>7}"
)
