"""Reports as text for a terminal and as HTML for a notebook."""

from __future__ import annotations

from html import escape

import numpy as np

from minigrad.checking.contracts.findings import STATIONARY, FindingKind
from minigrad.checking.reporting.contents import ReportContents
from minigrad.checking.reporting.entries import Coordinate
from minigrad.checking.reporting.part_counts import part_lines
from minigrad.checking.rules.verdict import Verdict
from minigrad.tables import html_table, text_table

SHOWN = 5
DEFAULT_METHOD = "a quick look, and RobustDifference in doubt"
NOT_A_CONTRACT = {FindingKind.NUMERIC_GRADIENT, FindingKind.PARTS}
HEADINGS = ("", "entry", "analytic", "numeric", "+-", "rel. error", "reason")
OF_PRODUCTS = ("", "product", "adjoint", "forward", "+-", "rel. error", "reason")


def as_text(report: ReportContents) -> str:
    """A summary line, the findings, the entries that deserve a look."""
    lines = [summary(report), *(f"  ! {finding}" for finding in report.findings)]
    lines += [f"  {line}" for line in _parts(report)]
    if report.worst:
        lines += [
            f"  {line}" for line in text_table(_headings(report), [*map(_row, report.worst[:SHOWN])]).splitlines()
        ]
    lines += [f"  screened: {block}" for block in report.screened]
    lines += [f"  {remark}" for remark in _remarks(report)]
    if report.order:
        shown = str(report.order).splitlines()
        lines += [f"  {line}" for line in (shown[:1] if report.passed else shown)]
    if not report.screened:
        lines.append(f"  {report.self_test}")
    if report.unchecked:
        lines.append(
            f"  not checked: {', '.join(report.unchecked[:SHOWN])}{', ...' if len(report.unchecked) > SHOWN else ''}"
        )
    return "\n".join(lines)


def _headings(report: ReportContents) -> tuple[str, ...]:
    return OF_PRODUCTS if report.compared.startswith("products") else HEADINGS


def _remarks(report: ReportContents) -> list[str]:
    """What the slopes are from, the notes, and the likely cause."""
    remarks = [f"slopes by {report.method}"] if report.method not in ("", DEFAULT_METHOD) else []
    remarks += report.notes
    if report.cause:
        where = f" in `{report.cause.where.replace(', ', '`, `')}`" if report.cause.where not in ("", "x") else ""
        remarks.append(f"looks like{where}: {report.cause.message}")
    return remarks


def _parts(report: ReportContents) -> list[str]:
    """The counts of each point, where they differ, and of each named array."""
    outcomes = {(point.failed, point.inconclusive, point.unchecked) for point in report.points}
    return [*(part_lines(report.points) if len(outcomes) > 1 else []), *part_lines(report.blocks)]


def summary(report: ReportContents) -> str:
    """The verdict and the counts in one line."""
    passed, failed, inconclusive = report.counts
    looked = "entries looked at pass" if report.screened else f"{report.compared} pass"
    counts = [f"{passed} of {passed + failed + inconclusive} {looked}"]
    counts += [f"{failed} fail"] if failed else []
    counts += [f"{inconclusive} inconclusive"] if inconclusive else []
    counts[-1] += f" at {len(report.points)} points" if report.points else ""
    largest = f"; largest relative error {report.max_relative_error:.2g}" if np.isfinite(report.bound).any() else ""
    return f"{report.verdict.name}{_qualified(report)}: {', '.join(counts)}{largest}; {report.evaluations} evaluations"


def _qualified(report: ReportContents) -> str:
    """What belongs to the verdict: the digits that it rests on, a stationary x, or a broken contract."""
    if not report.counts[1] and report.verdict is Verdict.FAIL:
        return f" ({_broken(report)})"
    if not report.passed:
        return ""
    if STATIONARY in report.findings:
        return " (x is stationary: check another point too)"
    return f" to {report.digits} digit{'s' if report.digits != 1 else ''}" if report.digits is not None else ""


def _broken(report: ReportContents) -> str:
    """What fails where no entry does."""
    guilty = {finding.kind for finding in report.findings if finding.verdict is Verdict.FAIL}
    return str(guilty.pop()) if guilty <= NOT_A_CONTRACT and len(guilty) == 1 else "broken contract"


def as_html(report: ReportContents) -> str:
    """The same as HTML for a notebook, with more of the entries."""
    colour = {Verdict.PASS: "#2e7d32", Verdict.FAIL: "#c62828", Verdict.INCONCLUSIVE: "#b26a00"}[report.verdict]
    remarks = [
        *map(str, report.findings),
        *_parts(report),
        *(f"screened: {block}" for block in report.screened),
        *_remarks(report),
    ]
    items = "".join(f"<li>{escape(remark)}</li>" for remark in remarks)
    listed = f"<ul>{items}</ul>" if items else ""
    table = html_table(_headings(report), [_row(entry) for entry in report.worst]) if report.worst else ""
    return f'<div><b style="color:{colour}">{escape(summary(report))}</b>{listed}{table}</div>'


def _row(coordinate: Coordinate) -> tuple[str, ...]:
    """The cells of an entry; of one that does not pass, with the parts of its bound."""
    parts = coordinate.parts if coordinate.verdict is not Verdict.PASS else ""
    return (
        coordinate.verdict.name,
        coordinate.name,
        f"{coordinate.analytic:.10g}",
        f"{coordinate.numeric:.10g}",
        f"{coordinate.bound:.1g}",
        f"{coordinate.relative_error:.1e}",
        coordinate.reason + (f" ({parts})" if parts else ""),
    )
