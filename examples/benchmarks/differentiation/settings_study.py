"""What each number in ``AdaptiveSettings`` is worth: every one of them halved and doubled, on the functions for tuning.

``python -m examples.benchmarks.differentiation.settings_study`` takes ten minutes;
names of settings after it are varied alone.
A number is calibrated where both neighbours are worse in some column, and arbitrary where neither changes anything.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace
from typing import NamedTuple

import numpy as np

import minigrad as mg
from examples.benchmarks.differentiation.contenders import ask, contenders
from examples.benchmarks.differentiation.scores import score
from examples.benchmarks.families.registry import PARTS, families
from examples.benchmarks.families.tables.bound_table import bound_row
from examples.benchmarks.problems.catalogue import halves
from minigrad.differentiators.adaptive import ladder
from minigrad.differentiators.adaptive.adaptive_settings import SETTINGS, AdaptiveSettings
from minigrad.differentiators.adaptive.extrapolation.table_matrices import table_matrices

ENGINE = "minigrad.differentiators.adaptive"


class Figures(NamedTuple):
    """What is compared; counts are over all coordinates of the families.

    Attributes:
        outside: slopes outside their error bounds.
        silent: those of them that are called CONVERGED or ONE_SIDED.
        missing: NaN.
        evaluations: per coordinate, the mean of all members.
        median: of the relative error on the problems with exact derivatives.
        tail: the 90th percentile there.
        idle: the median of bound / error there.
    """

    outside: int
    silent: int
    missing: int
    evaluations: float
    median: float
    tail: float
    idle: float


HEADER = f"{'':40}{'outside':>8}{'silent':>8}{'NaN':>6}{'evals':>8}{'median':>10}{'90 %':>10}{'bound/error':>13}"


def main(
    names: Sequence[str] = (), seeds: Sequence[int] = (0, 2), parts: Sequence[str] = tuple(PARTS), every: int = 4
) -> None:
    """Print a line for the settings as they are, and two for each that is varied.

    Args:
        names: the settings; all by default.
        seeds: of the members of the families; even ones are for tuning.
        parts: the families.
        every: one in so many problems with exact derivatives is used.
    """
    print(HEADER)
    print(line("as they are", figures(seeds, parts, every)), flush=True)
    for name in names or [field.name for field in fields(SETTINGS)]:
        old: float = getattr(SETTINGS, name)
        for new in (old / 2, old * 2):
            with settings(replace(SETTINGS, **{name: new})):
                print(line(f"{name} {old:.3g} -> {new:.3g}", figures(seeds, parts, every)), flush=True)


def figures(seeds: Sequence[int], parts: Sequence[str], every: int) -> Figures:
    """Of the engine with its present settings."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        rows = [bound_row(family, "", mg.AdaptiveDifference(), seeds) for family in families(parts)]
        problems = halves()[0][::every]
        problem_score = score([ask(contenders()[0], p.values, p.x) for p in problems], [p.first for p in problems])
    return Figures(
        sum(int((~part).sum()) for row in rows for part in row.covered),
        sum(int(part.sum()) for row in rows for part in row.silent),
        sum(int(part.sum()) for row in rows for part in row.missing),
        float(np.mean([number for row in rows for number in row.evaluations])),
        problem_score.median,
        problem_score.p90,
        problem_score.idle,
    )


def line(what: str, found: Figures) -> str:
    """One line of the table."""
    counts = f"{found.outside:>8}{found.silent:>8}{found.missing:>6}{found.evaluations:>8.2f}"
    return f"{what:40}{counts}{found.median:>10.1e}{found.tail:>10.1e}{found.idle:>13.1f}"


@contextmanager
def settings(varied: AdaptiveSettings) -> Iterator[None]:
    """These settings in all modules of the engine, then its own again."""
    try:
        _install(varied)
        yield
    finally:
        _install(SETTINGS)


def _install(used: AdaptiveSettings) -> None:
    for name, module in list(sys.modules.items()):
        if name.startswith(ENGINE) and "SETTINGS" in vars(module) and not name.endswith("adaptive_settings"):
            vars(module)["SETTINGS"] = used
    ladder.OFFSETS[[ladder.SENTINEL, ladder.SECOND_SENTINEL]] = used.sentinel, used.second_sentinel
    ladder.PAIRS[False][1, 0] = used.one_sided_pair
    table_matrices.cache_clear()


if __name__ == "__main__":
    main(sys.argv[1:])
