"""How many entries of each part of a gradient pass: of each named array, each output of a function, or each point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, final

import numpy as np
import numpy.typing as npt
from typing_extensions import override

from minigrad.arrays import IntArray
from minigrad.checking.names import EntryNames, JacobianNames
from minigrad.checking.reporting.marks import Mark
from minigrad.layout import Block
from minigrad.plain_data import PlainData

MOST_NAMED: Final = 6
"""How many parts that do not pass are named, and up to how many that do; more are counted."""
WIDTH: Final = 100
"""The longest line, in characters."""


@final
@dataclass(frozen=True)
class PartCounts(PlainData):
    """What became of the entries of one part.

    Attributes:
        name: of the part, such as ``W1``.
        passed, failed, inconclusive, unchecked: how many entries pass, fail, are inconclusive, and were not reached by
            the budget.
    """

    name: str
    passed: int
    failed: int = 0
    inconclusive: int = 0
    unchecked: int = 0

    @staticmethod
    def of(name: str, letters: str) -> PartCounts:
        """The counts in a text with one :class:`Mark` for each entry.

        >>> str(PartCounts.of("W1", "ffpi"))
        'W1: 2 of 4 fail, 1 inconclusive'
        """
        passed = letters.count(Mark.PASSED) + letters.count(Mark.CONFIRMED)
        return PartCounts(name, passed, *map(letters.count, (Mark.FAILED, Mark.INCONCLUSIVE, Mark.UNCHECKED)))

    @staticmethod
    def total(name: str, parts: Sequence[PartCounts]) -> PartCounts:
        """The sum of several."""
        counted = [(part.passed, part.failed, part.inconclusive, part.unchecked) for part in parts]
        return PartCounts(name, *map(sum, zip(*counted, strict=True)))

    @property
    def entries(self) -> int:
        """How many there are."""
        return self.passed + self.failed + self.inconclusive + self.unchecked

    @property
    def all_pass(self) -> bool:
        """Whether every entry passes."""
        return self.passed == self.entries

    @override
    def __str__(self) -> str:
        kinds = ((self.failed, "fail"), (self.inconclusive, "inconclusive"), (self.unchecked, "not checked"))
        counted = [(count, word) for count, word in kinds if count]
        if not counted:
            return f"{self.name}: all pass"
        (count, word), *more = counted
        return ", ".join([f"{self.name}: {count} of {self.entries} {word}", *(f"{n} {what}" for n, what in more)])


def named_parts(names: EntryNames, marks: str = "") -> list[tuple[str, IntArray]]:
    """The named arrays of a gradient and their places; entries whose names tell of no array are called by the first
    and the last of them.

    Args:
        names: of the entries.
        marks: one letter for each of them; they tell whether a Jacobian is wrong by rows or by columns.
    """
    if isinstance(names, JacobianNames):
        return _parts_of_jacobian(names, marks)
    places: dict[str, list[IntArray]] = {}
    for block in names.blocks:
        if block.size:
            places.setdefault(_name(block, names), []).append(block.entries)
    return [(name, np.concatenate(entries)) for name, entries in places.items()]


def _parts_of_jacobian(names: JacobianNames, marks: str) -> list[tuple[str, IntArray]]:
    """The arrays that x consists of, with the derivatives of all outputs; or the outputs, where x is one array, or its
    entries, where fewer of these do not pass."""
    output, moved = names.places
    blocks = [block for block in names.inputs.blocks if block.size]
    if len(blocks) <= 1:
        rows, columns = _groups(output), _groups(moved)
        letters = np.frombuffer(marks.encode("ascii"), dtype="S1")
        if len(columns) > 1 and _spoilt(letters, columns) < _spoilt(letters, rows):
            return [(names.inputs.name(column), entries) for column, entries in columns]
        return [(names.output(row), entries) for row, entries in rows]
    owner = np.zeros(names.columns, np.int64)
    for number, block in enumerate(blocks):
        owner[block.entries] = number
    return [(_name(blocks[number], names.inputs), entries) for number, entries in _groups(owner[moved])]


def _groups(numbers: IntArray) -> list[tuple[int, IntArray]]:
    """Each number that there is, and where."""
    order = np.argsort(numbers, kind="stable")
    found, starts = np.unique(numbers[order], return_index=True)
    return list(zip(found.tolist(), np.split(order, starts[1:]), strict=True)) if found.size else []


def _spoilt(letters: npt.NDArray[np.bytes_], groups: Sequence[tuple[int, IntArray]]) -> int:
    """How many groups do not pass as a whole."""
    good = np.isin(letters, [mark.encode("ascii") for mark in (Mark.PASSED, Mark.CONFIRMED)])
    return sum(not good[entries].all() for _, entries in groups) if letters.size else 0


def _name(block: Block, names: EntryNames) -> str:
    first, last = names.name(block.place.start), names.name(block.place.stop - 1)
    return block.name or (first if block.size == 1 else f"{first} to {last}")


def count_parts(marks: str, parts: Sequence[tuple[str, IntArray]]) -> tuple[PartCounts, ...]:
    """The counts of each part; none where there is only one.

    Args:
        marks: one letter for each entry of the whole.
        parts: the name of each, and where its entries are.
    """
    letters = np.frombuffer(marks.encode("ascii"), dtype="S1")
    counts = tuple(PartCounts.of(name, letters[place].tobytes().decode("ascii")) for name, place in parts)
    return counts if len(counts) > 1 else ()


def part_lines(parts: Sequence[PartCounts]) -> list[str]:
    """What is printed of parts: those that do not pass first; nothing of many that pass all.

    >>> part_lines([PartCounts("b1", 3), PartCounts("W1", 0, 12)])
    ['W1: 12 of 12 fail; b1: all pass']
    """
    passing = [part for part in parts if part.all_pass]
    if len(passing) == len(parts) > MOST_NAMED:
        return []
    others = sorted((part for part in parts if not part.all_pass), key=lambda part: part.failed == 0)
    hidden = len(others) - MOST_NAMED
    said = [*map(str, others[:MOST_NAMED]), *([f"{hidden} more do not pass"] if hidden > 0 else [])]
    return _packed([*said, *(map(str, passing) if len(passing) <= MOST_NAMED else [f"{len(passing)} more: all pass"])])


def _packed(items: Sequence[str]) -> list[str]:
    """As many items on each line as it has room for."""
    lines = list[str]()
    for item in items:
        if lines and len(lines[-1]) + len(item) + 2 <= WIDTH:
            lines[-1] += f"; {item}"
        else:
            lines.append(item)
    return lines
