"""One report from those of several points."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from math import prod
from typing import TypeVar

import numpy as np

from minigrad.arrays import Float64Array, Shape
from minigrad.checking.explaining.causes import Cause
from minigrad.checking.explaining.self_test import SelfTest
from minigrad.checking.points.joined_findings import joined_findings, stationary_points
from minigrad.checking.reporting.assemble import worst_of
from minigrad.checking.reporting.entries import Coordinate, worst_first
from minigrad.checking.reporting.part_counts import PartCounts
from minigrad.checking.reporting.report import GradientReport
from minigrad.checking.rules.verdict import Verdict

T = TypeVar("T")


def joined(reports: Sequence[GradientReport]) -> GradientReport:
    """The report on all points: the worst verdict, the entries of all of them, and what is said of single points.

    Args:
        reports: at x, and at ``points[0]``, ``points[1]``, ...
    """
    first, *_ = reports
    if len(reports) == 1:
        return first
    titles = ["", *(f"points[{number}]: " for number in range(len(reports) - 1))]
    failing = next((report for report in reports if report.verdict is Verdict.FAIL), first)
    return replace(
        first,
        verdict=worst_of([report.verdict for report in reports]),
        max_relative_error=max(report.max_relative_error for report in reports),
        worst=worst_first(_entries(titles, reports)),
        findings=joined_findings(titles, reports),
        counts=_counts(reports),
        unchecked=_titled(titles, reports, lambda report: report.unchecked)[:1000],
        evaluations=sum(report.evaluations for report in reports),
        shape=_shape(reports),
        analytic=_stacked(reports, lambda report: report.analytic),
        numeric=_stacked(reports, lambda report: report.numeric),
        bound=_stacked(reports, lambda report: report.bound),
        rtol=max(report.rtol for report in reports),
        self_test=_self_test([report.self_test for report in reports]),
        digits=min((report.digits for report in reports if report.digits is not None), default=None),
        cause=_cause(reports),
        order=failing.order,
        screened=tuple(
            replace(block, name=f"{title}{block.name or 'x'}" if title else block.name)
            for title, report in zip(titles, reports, strict=True)
            for block in report.screened
        ),
        names=_titled(titles, reports, lambda report: report.names) if all(report.names for report in reports) else (),
        notes=(*_distinct(chain.from_iterable(report.notes for report in reports)), *stationary_points(reports)),
        marks="".join(report.marks for report in reports),
        blocks=_blocks(reports),
        points=tuple(
            _of_point(title.removesuffix(": ") or "x", report) for title, report in zip(titles, reports, strict=True)
        ),
    )


def _shape(reports: Sequence[GradientReport]) -> Shape:
    """One more axis for the points, where all have entries of the same shape; sparse matrices may have others."""
    shapes = {report.shape for report in reports}
    if len(shapes) == 1:
        return (len(reports), *shapes.pop())
    return (sum(prod(report.shape) for report in reports),)


def _stacked(reports: Sequence[GradientReport], part: Callable[[GradientReport], Float64Array]) -> Float64Array:
    return np.concatenate([part(report) for report in reports])


def _titled(
    titles: Sequence[str], reports: Sequence[GradientReport], part: Callable[[GradientReport], tuple[str, ...]]
) -> tuple[str, ...]:
    """Names of entries with their points."""
    names = [tuple(f"{title}{name}" for name in part(report)) for title, report in zip(titles, reports, strict=True)]
    return tuple(chain.from_iterable(names))


def _entries(titles: Sequence[str], reports: Sequence[GradientReport]) -> Iterator[Coordinate]:
    """The worst entries of each point, named with it."""
    for title, report in zip(titles, reports, strict=True):
        yield from (replace(entry, name=f"{title}{entry.name}") for entry in report.worst)


def _counts(reports: Sequence[GradientReport]) -> tuple[int, int, int]:
    passed, failed, inconclusive = (sum(report.counts[k] for report in reports) for k in range(3))
    return passed, failed, inconclusive


def _self_test(tests: Sequence[SelfTest]) -> SelfTest:
    """A corruption is noticed if it is at any of the points."""
    noticed = _distinct(chain.from_iterable(test.noticed for test in tests))
    missed = [name for name in _distinct(chain.from_iterable(test.missed for test in tests)) if name not in noticed]
    visible = [test.visible for test in tests if test.entries]
    entries, blind = sum(test.entries for test in tests), sum(test.blind for test in tests)
    shown = max(visible, default=float("inf"))
    return replace(tests[0], noticed=noticed, missed=tuple(missed), visible=shown, entries=entries, blind=blind)


def _cause(reports: Sequence[GradientReport]) -> Cause | None:
    """The cause that is named wherever one is; none where they differ."""
    causes = [report.cause for report in reports if report.cause is not None]
    same = len({(cause.message, cause.where) for cause in causes}) == 1
    return min(causes, key=lambda cause: cause.fit) if same else None


def _blocks(reports: Sequence[GradientReport]) -> tuple[PartCounts, ...]:
    """The counts of each named array at all points."""
    if len({tuple(block.name for block in report.blocks) for report in reports}) > 1:
        return ()
    columns = zip(*(report.blocks for report in reports), strict=True)
    return tuple(PartCounts.total(parts[0].name, parts) for parts in columns)


def _of_point(name: str, report: GradientReport) -> PartCounts:
    passed, failed, inconclusive = report.counts
    unchecked = report.marks.count("u")
    return PartCounts(name, passed, failed, inconclusive - unchecked, unchecked)


def _distinct(items: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(items))
