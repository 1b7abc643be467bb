"""Which column of a table each feature of a model comes from, by its name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from minigrad.datasets.csv.cells import number
from minigrad.datasets.csv.messages import NO_HEADER, delimiter_hint, listed, no_column, quoted


class Source(NamedTuple):
    """The index of a feature's column, and the word that is 1 where it is made of a column of words."""

    column: int
    word: str | None = None


def sources(names: Sequence[str], columns: Sequence[str]) -> dict[str, Source]:
    """The source of each feature that is there; a column of words gives features named ``column=word``.

    >>> sources(["size", "color=red", "age"], ["color", "size"])
    {'size': Source(column=1, word=None), 'color=red': Source(column=0, word='red')}
    """
    found = {name: _source(name, columns) for name in names}
    return {name: source for name, source in found.items() if source is not None}


def _source(name: str, columns: Sequence[str]) -> Source | None:
    if name in columns:
        return Source(columns.index(name))
    for column, word in reversed(list(_divisions(name))):  # the longest first
        if column in columns:
            return Source(columns.index(column), word)
    return None


def _divisions(name: str) -> Iterator[tuple[str, str]]:
    """Each way to read a name as ``column=word``."""
    parts = name.split("=")
    for place in range(1, len(parts)):
        yield "=".join(parts[:place]), "=".join(parts[place:])


def sources_by_name(names: Sequence[str], columns: Sequence[str], place: str, delimiter: str) -> list[Source]:
    """The source of each feature, from a header.

    Raises:
        ValueError: a column is missing, or there are two of its name.
    """
    found = sources(names, columns)
    missing = list(dict.fromkeys(_column(name, names) for name in names if name not in found))
    if missing:
        what = (
            no_column(missing[0], columns)
            if len(missing) == 1
            else f"there are no columns {listed(missing)}; the columns are {listed(columns)}"
        )
        hint = delimiter_hint(columns, delimiter) or _data_hint(columns)
        raise ValueError(f"{place}: {what}; the model needs what it was trained on{hint}")
    for source in found.values():
        if columns.count(columns[source.column]) > 1:
            raise ValueError(f"{place}: there are two columns named {quoted(columns[source.column])}; rename one")
    return [found[name] for name in names]


def _column(name: str, names: Sequence[str]) -> str:
    """The column of a feature, which is one of words where several features have its name before ``=``."""
    column = name.split("=")[0]
    return column if sum(other.startswith(f"{column}=") for other in names) > 1 else name


def _data_hint(columns: Sequence[str]) -> str:
    is_data = any(number(name, float) is not None for name in columns)
    return f"; if this line is data, pass {NO_HEADER}" if is_data else ""


def sources_by_place(names: Sequence[str], n_columns: int, place: str) -> list[Source]:
    """The source of each feature in a table without a header: by number, where the names are such, or by the order.

    Raises:
        ValueError: there are not as many columns as features.

    >>> [[source.column for source in sources_by_place(["2", "3"], width, "table")] for width in (3, 2)]
    [[1, 2], [0, 1]]
    """
    found = sources(names, [str(position) for position in range(1, n_columns + 1)])
    if len(found) == len(names):
        return [found[name] for name in names]
    if n_columns != len(names):
        raise ValueError(
            f"{place}: without names of columns there must be the {len(names)} features of the model in their order, "
            f"{listed(names)}; got {n_columns} columns"
        )
    return [Source(index) for index in range(n_columns)]
