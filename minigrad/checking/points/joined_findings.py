"""The findings at several points: each kind once, and what is said of stationary ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from minigrad.checking.contracts.findings import STATIONARY, Finding
from minigrad.checking.reporting.report import GradientReport
from minigrad.checking.rules.verdict import Verdict


def joined_findings(titles: Sequence[str], reports: Sequence[GradientReport]) -> tuple[Finding, ...]:
    """Each kind of finding once, with the first point at which it turned up; a stationary x only if all points are."""
    found: dict[tuple[str, Verdict], Finding] = {}
    for title, report in zip(titles, reports, strict=True):
        for finding in report.findings:
            if finding != STATIONARY:
                message = f"at {title}{finding.message}" if title else finding.message
                found.setdefault((finding.kind, finding.verdict), replace(finding, message=message))
    everywhere = all(STATIONARY in report.findings for report in reports)
    return (*found.values(), *([STATIONARY] if everywhere else []))


def stationary_points(reports: Sequence[GradientReport]) -> Iterable[str]:
    """What is said of points at which every entry is zero, where others are not."""
    names = [
        "x" if number == 0 else f"points[{number - 1}]"
        for number, report in enumerate(reports)
        if STATIONARY in report.findings
    ]
    if names and len(names) < len(reports):
        verb = "is" if len(names) == 1 else "are"
        yield f"{', '.join(names)} {verb} stationary: a factor or a sign cannot show there"
