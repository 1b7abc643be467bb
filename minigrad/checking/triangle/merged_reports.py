"""One report made of several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain

import numpy as np

from minigrad.checking.contracts.findings import Finding
from minigrad.checking.reporting.assemble import worst_of
from minigrad.checking.reporting.entries import worst_first
from minigrad.checking.reporting.report import GradientReport


def merged(
    reports: Sequence[GradientReport], evaluations: int, findings: Sequence[Finding] = (), notes: tuple[str, ...] = ()
) -> GradientReport:
    """All that was compared in several reports.

    Args:
        reports: of which at least one.
        evaluations: in all.
        findings: besides theirs.
        notes: besides theirs.
    """
    every = [*findings, *chain.from_iterable(report.findings for report in reports)]
    counts = [report.counts for report in reports]
    sizes = sum(sum(each) for each in counts)
    digits = [report.digits for report in reports if report.digits is not None]
    return replace(
        reports[0],
        verdict=worst_of([*(report.verdict for report in reports), *(finding.verdict for finding in findings)]),
        max_relative_error=max(report.max_relative_error for report in reports),
        worst=worst_first(chain.from_iterable(report.worst for report in reports)),
        findings=tuple(dict.fromkeys(every)),
        counts=(sum(each[0] for each in counts), sum(each[1] for each in counts), sum(each[2] for each in counts)),
        unchecked=tuple(chain.from_iterable(report.unchecked for report in reports)),
        evaluations=evaluations,
        shape=(sizes,),
        analytic=np.concatenate([report.analytic for report in reports]),
        numeric=np.concatenate([report.numeric for report in reports]),
        bound=np.concatenate([report.bound for report in reports]),
        digits=min(digits, default=None),
        cause=next((report.cause for report in reports if report.cause), None),
        names=tuple(chain.from_iterable(report.names for report in reports)),
        notes=(*notes, *dict.fromkeys(chain.from_iterable(report.notes for report in reports))),
        marks="".join(report.marks for report in reports),
        blocks=(),
        compared="numbers",
    )


def renamed(report: GradientReport, rename: Callable[[str], str]) -> GradientReport:
    """The same report with other names of its entries."""
    return replace(
        report,
        names=tuple(map(rename, report.names)),
        worst=tuple(replace(entry, name=rename(entry.name)) for entry in report.worst),
    )


def about(side: str, report: GradientReport) -> GradientReport:
    """The same report with findings on jac that say which function they are about."""
    told = (
        replace(each, message=f"(of {side}) {each.message}") if each.kind.startswith(("jac", "the product")) else each
        for each in report.findings
    )
    return replace(report, findings=tuple(told))
