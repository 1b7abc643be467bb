"""The names of the columns, and which of them are read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from minigrad.datasets.csv.cells import number
from minigrad.datasets.csv.csv_options import CsvOptions
from minigrad.datasets.csv.messages import NO_HEADER, delimiter_hint, drop_hint, no_column, quoted
from minigrad.datasets.csv.rows import Row


class Header(NamedTuple):
    """Every column's name, the index of the labels' column, and the indices of the features' columns."""

    names: tuple[str, ...]
    target: int
    features: tuple[int, ...]


def read_header(first: Row, place: str, options: CsvOptions) -> Header:
    """The header from the first row, or numbered columns where that is a row of data.

    Raises:
        ValueError: the first row is no header, or has no such columns as the options name.
    """
    names = [cell.strip() for cell in first.cells]
    hint = delimiter_hint(names, options.delimiter)
    if len(names) == 1 and (hint or " " in names[0]):
        blanks = "; if blanks separate the cells, put commas in their place"
        raise ValueError(f"{place}: there is a single column{hint or blanks}")
    if not options.header:
        names = [str(position) for position in range(1, len(names) + 1)]
    elif _is_data(names, options):
        raise ValueError(f"{place}: the column names seem to be missing, the cells are numbers; pass {NO_HEADER}")
    for name in (options.target, *options.drop):
        if name not in names:
            raise ValueError(f"{place}: {no_column(name, names)}{hint or _data_hint(names, options)}")
    if options.target in options.drop:
        raise ValueError(f"{place}: column {quoted(options.target)} cannot be both `target` and in `drop`")
    kept = [index for index, name in enumerate(names) if name not in options.drop]
    _require_distinct(place, names, kept)
    target = names.index(options.target)
    if len(kept) < 2:
        raise ValueError(f"{place}: there is no column of features beside {quoted(options.target)}{hint}")
    return Header(tuple(names), target, tuple(index for index in kept if index != target))


def _data_hint(names: Sequence[str], options: CsvOptions) -> str:
    numbers = options.header and any(number(name, options.convert) is not None for name in names)
    return f"; if this line is data, pass {NO_HEADER}" if numbers else ""


def _is_data(names: Sequence[str], options: CsvOptions) -> bool:
    """Whether a first row is data: all cells are numbers, or one has a fraction and none is the target. 0, 1, 2, ...
    are column names of pandas."""
    if options.target in names and number(options.target, options.convert) is None:
        return False
    values = [value for value in (number(name, options.convert) for name in names) if value is not None]
    if any(not value.is_integer() for value in values):
        return True
    counted = (
        len(values) > 1 and values == [values[0] + step for step in range(len(values))] and values[0] in (0.0, 1.0)
    )
    return len(values) == len(names) and not counted


def _require_distinct(place: str, names: Sequence[str], kept: Sequence[int]) -> None:
    seen = dict[str, int]()
    for index in kept:
        name = names[index]
        if not name:
            raise ValueError(f"{place}: column {index + 1} has no name; name it, or {drop_hint('')}")
        if name in seen:
            raise ValueError(
                f"{place}: columns {seen[name] + 1} and {index + 1} are both named {quoted(name)}; rename one,"
                f" or if this line is data, pass {NO_HEADER}"
            )
        seen[name] = index
