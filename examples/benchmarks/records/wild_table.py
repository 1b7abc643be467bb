"""The table of what minigrad says of the derivatives of released libraries, from its record."""

from __future__ import annotations

import re
from typing import NamedTuple

from examples.benchmarks.records.recorded import Record

HEAD = "| library | derivatives | PASS | FAIL | INCONCLUSIVE | raised | wrong by 1 %: FAIL / INCONCLUSIVE / PASS |"
LINE = re.compile(r"(\S.*?)\s{2,}(\w+)((?:\s+\d+){6})\s+(\d+) / (\d+) / (\d+)")


class Counts(NamedTuple):
    """Of one library, or of one kind of derivatives of it: cases, and checks at two points of each."""

    cases: int
    passed: int
    failed: int
    open: int
    raised: int
    wrong_failed: int
    wrong_open: int
    wrong_passed: int


def counts(record: Record) -> dict[str, Counts]:
    """By library, the kinds together."""
    found: dict[str, Counts] = {}
    for line in record.lines:
        if match := LINE.fullmatch(line):
            *first, _ = (int(number) for number in match[3].split())  # less the evaluations, which do not add up
            row = [*first, int(match[4]), int(match[5]), int(match[6])]
            found[match[1]] = Counts(*(a + b for a, b in zip(found.get(match[1], Counts(*[0] * 8)), row, strict=True)))
    return found


def wild_table(record: Record) -> list[str]:
    """A row for each library, and their sum."""
    rows = counts(record)
    total = Counts(*(sum(column) for column in zip(*rows.values(), strict=True)))
    return [HEAD, "|" + "---|" * 7, *(_row(name, row) for name, row in {**rows, "all": total}.items())]


def _row(name: str, row: Counts) -> str:
    wrong = f"{row.wrong_failed} / {row.wrong_open} / {row.wrong_passed}"
    return f"| {name} | {row.cases} | {row.passed} | {row.failed} | {row.open} | {row.raised} | {wrong} |"
