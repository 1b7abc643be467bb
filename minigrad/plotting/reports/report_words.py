"""The text of the picture of a report: the verdict, marked entries, and what is not shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from minigrad.checking.reporting.marks import Mark
from minigrad.checking.reporting.report import GradientReport
from minigrad.checking.reporting.text import summary
from minigrad.checking.rules.verdict import Verdict
from minigrad.plotting.reports.marked_map import MOST_MARKERS, Part

MOST_NAMES = 4
"""How many entries with the same mark are named; the others are counted."""
KEYS: Final = {
    Mark.FAILED: ("✖", "orange outline", "fail"),
    Mark.INCONCLUSIVE: ("○", "dotted outline", "inconclusive"),
    Mark.CONFIRMED: ("●", "dash-dotted outline", "confirmed from parts of the loss"),
}
"""The marker of an entry, the outline around many, and their meaning."""


def verdict_in_words(report: GradientReport) -> list[str]:
    """The summary, the broken contracts, and the likely cause."""
    broken = [f"! {finding.heading}" for finding in report.findings if finding.verdict is not Verdict.PASS]
    cause = [f"looks like: {report.cause.message}"] if report.cause else []
    return [summary(report), *broken[:2], *cause]


def about_entries(report: GradientReport, parts: Sequence[Part]) -> list[str]:
    """One line for each mark that occurs, and one for what was not measured."""
    lines = [line for mark in KEYS if (line := _about(report, parts, mark))]
    unmeasured = sum(int(np.isnan(part.errors).sum()) for part in parts)
    unchecked = sum(part.count(Mark.UNCHECKED) for part in parts)
    if unmeasured:
        budget = f", {unchecked} of them not checked for lack of budget" if unchecked else ""
        lines.append(f"hatched: {unmeasured} without a relative error{budget}")
    if report.counts[1] > sum(part.count(Mark.FAILED) for part in parts):
        lines.append("marks are missing: this report, of an earlier release, names only the worst entries")
    return lines


def about_screening(report: GradientReport) -> list[str]:
    """What screening leaves open, and the wrong entries that it found."""
    guilty = [entry.name for entry in report.worst if entry.verdict is Verdict.FAIL]
    missed = max(block.missed_if_doubled for block in report.screened)
    lines = [f"wrong entries: {some(guilty, report.counts[1])}"] if guilty else []
    lines.append("screened along random directions: single entries were not measured, so there is no map of them")
    return [*lines, f"one random entry doubled or dropped would be missed with probability {missed:.2g}"]


def about_hidden(names: Sequence[str], total: int, *, failing: bool) -> list[str]:
    """The arrays that are not shown."""
    if not names:
        return []
    more = "some of which fail" if failing else "none of which fails"
    return [f"not shown: {len(names)} of {total} arrays, {more}: {some(names, len(names))}"]


def some(names: Sequence[str], total: int) -> str:
    """The first few names.

    >>> some(["a", "b", "c", "d", "e"], 5)
    'a, b, c, d and 1 more'
    """
    shown = names[:MOST_NAMES]
    return ", ".join(shown) + (f" and {total - len(shown)} more" if total > len(shown) else "")


def _about(report: GradientReport, parts: Sequence[Part], mark: Mark) -> str:
    """The marker, the number, the meaning, and the names of some."""
    counts = [part.count(mark) for part in parts]
    if not any(counts):
        return ""
    marker, line, meaning = KEYS[mark]
    keys = [marker] * any(0 < count <= MOST_MARKERS for count in counts) + [line] * (max(counts) > MOST_MARKERS)
    verdict = {Mark.FAILED: Verdict.FAIL, Mark.INCONCLUSIVE: Verdict.INCONCLUSIVE}.get(mark)
    names = [entry.name for entry in report.worst if entry.verdict is verdict and entry.name not in report.unchecked]
    return f"{' or '.join(keys)} {sum(counts)} {meaning}" + (f": {some(names, sum(counts))}" if names else "")
