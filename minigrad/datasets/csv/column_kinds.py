"""Which columns hold numbers and which hold words, by the first cell with a value."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from minigrad.datasets.csv.cells import Converter, is_missing, number, word_trouble
from minigrad.datasets.csv.csv_options import CsvOptions
from minigrad.datasets.csv.header import Header
from minigrad.datasets.csv.messages import delimiter_hint, drop_hint, quoted
from minigrad.datasets.csv.rows import Row


class Columns(NamedTuple):
    """The indices of the columns of each kind, in the order of the file."""

    numbers: tuple[int, ...]
    words: tuple[int, ...]


def tell_columns(rows: Iterable[Row], header: Header, options: CsvOptions, path: str) -> tuple[Columns, list[Row]]:
    """The kinds of the columns, and the rows that were used to find them, which are still to be read.

    Raises:
        ValueError: a column has no value at all, or its first is a date, or nearly a number.
    """
    kinds = dict[int, bool]()
    looked_at = list[Row]()
    without_value = set(header.features)
    rest = iter(rows)
    while len(kinds) < len(header.features) and (row := next(rest, None)) is not None:
        looked_at.append(row)
        place = f"{path}, line {row.line}"
        require_width(row, header, place, options.delimiter)
        present = [index for index in header.features if not is_missing(row.cells[index])]
        without_value.difference_update(present)
        if options.missing == "drop" and (len(present) < len(header.features) or is_missing(row.cells[header.target])):
            continue  # a line that will be left out, such as one of units
        for index in sorted(set(present) - kinds.keys()):
            kinds[index] = _holds_number(row.cells[index].strip(), header.names[index], options.convert, place)
    if looked_at and without_value:
        name = header.names[min(without_value)]
        raise ValueError(f"{path}: column {quoted(name)} has no values; {drop_hint(name)}")
    numbers = tuple(index for index in header.features if kinds.get(index, True))
    return Columns(numbers, tuple(sorted(set(header.features) - set(numbers)))), looked_at


def require_width(row: Row, header: Header, place: str, delimiter: str) -> None:
    """Raise a ``ValueError`` unless the row has as many cells as the header."""
    expected, got = len(header.names), len(row.cells)
    if got != expected:
        hint = delimiter_hint(row.cells, delimiter)
        raise ValueError(f"{place}: expected {expected} cells, one per column, got {got}{hint}")


def _holds_number(cell: str, name: str, convert: Converter, place: str) -> bool:
    if number(cell, convert) is not None:
        return True
    trouble = word_trouble(cell, convert)
    if trouble:
        advice = "" if "pass " in trouble else f"; write it as a plain number, or {drop_hint(name)}"
        raise ValueError(f"{place}: column {quoted(name)} must hold numbers, got {quoted(cell)}, {trouble}{advice}")
    return False
