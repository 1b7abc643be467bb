"""Reads the records: one function for each kind of line that the benchmarks print."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, final

from examples.benchmarks.records.record import RESULTS


@final
@dataclass(frozen=True)
class Record:
    """One file.

    Attributes:
        command, date, machine: what its header says.
        versions: by package, and "Python".
        lines: what the benchmark printed.
    """

    command: str
    date: str
    machine: str
    versions: Mapping[str, str]
    lines: tuple[str, ...]


class Verdicts(NamedTuple):
    """Counts of one checker on one family or group; "failed" includes "raised"."""

    right: int
    failed: int
    raised: int
    open: int
    wrong: int
    passed: int
    by_design: int
    raised_at_wrong: int
    open_at_wrong: int
    undecidable: int
    said_so: int


class Row(NamedTuple):
    """A figure of ``numeric_gradient`` and what stands beside it."""

    value: str
    detail: str


def read(name: str, folder: Path = RESULTS) -> Record:
    """The record of this name.

    Raises:
        FileNotFoundError: there is none.
        ValueError: its header is not one that :mod:`examples.benchmarks.records.record` writes.
    """
    head, _, body = (folder / f"{name}.txt").read_text("utf-8").partition("\n\n")
    found = dict(line.split(": ", 1) for line in head.splitlines())
    if list(found) != ["command", "date", "versions", "machine"]:
        raise ValueError(f"`name` must be of a record with a header of four lines, got {name!r} with {list(found)}")
    versions = dict(package.rsplit(" ", 1) for package in found["versions"].split(", "))
    return Record(found["command"], found["date"], found["machine"], versions, tuple(body.splitlines()))


def verdicts(record: Record) -> dict[str, dict[str, Verdicts]]:
    """By family or group, then by checker."""
    table: dict[str, dict[str, Verdicts]] = {}
    for line in record.lines:
        if match := re.fullmatch(r"(\S.*?)\s{2,}(\S.*?)((?:\s+\d+){11})", line):
            counts = Verdicts(*(int(count) for count in match[3].split()))
            table.setdefault(match[1], {})[match[2]] = counts
    return table


def cells(record: Record) -> dict[str, list[str]]:
    """By family: PASS/FAIL/INCONCLUSIVE of each column, and the evaluations per entry."""
    table = {}
    for line in record.lines:
        name, *rest = re.split(r"\s{2,}", line)
        if len(rest) == 10 and all(re.fullmatch(r"-|\d+/\d+/\d+( !\d+)?", cell) for cell in rest[:9]):
            table[name] = rest
    return table


def bounds(record: Record) -> dict[str, list[str]]:
    """By family: count, covered, silent, NaN, median, evaluations and raised, of AdaptiveDifference."""
    rows = (re.split(r"\s{2,}", line) for line in record.lines)
    return {row[0]: row[2:] for row in rows if len(row) == 9 and row[1] == "adaptive"}


def answers(record: Record) -> dict[str, str]:
    """What trainers said, by question."""
    rows = (re.fullmatch(r"(\S.*?)\s{2,}((?:\w+ \d+(?:, )?)+)", line) for line in record.lines)
    return {row[1]: row[2] for row in rows if row}


def scores(record: Record) -> dict[str, list[str]]:
    """By method: median, 90 %, 99 %, failed, silent, covered, resolved, bound / error, evaluations."""
    table: dict[str, list[str]] = {}
    for line in record.lines:
        *name, _, _, _, _, _, _, _, _, _ = words = line.split() if len(line.split()) > 9 else [""] * 9
        if re.fullmatch(r"\d\.\d+e[-+]\d+|inf", words[-9]) and words[-6].endswith("%"):
            table[" ".join(name)] = words[-9:]
    return table


def microseconds(record: Record) -> dict[str, str]:
    """Time for one derivative, by method."""
    start = next(k for k, line in enumerate(record.lines) if line.startswith("Time for one derivative"))
    rows = (re.fullmatch(r" {4}(\S.*?)\s+(\d+)", line) for line in record.lines[start:])
    return {row[1]: row[2] for row in rows if row}


def figures(record: Record) -> dict[str, Row]:
    """What ``numeric_gradient`` measured, by what it calls it."""
    rows = (
        re.fullmatch(r"\s*(\S.*?)\s+([\d.e+-]+)\s+(?:[<>]= \S+ +(?:yes|NO)|-)\s*(.*)", line) for line in record.lines
    )
    return {row[1]: Row(row[2], row[3]) for row in rows if row}
