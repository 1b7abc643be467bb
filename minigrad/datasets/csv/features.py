"""From what was read to the matrix of features: a column of words becomes one column of 0 and 1 for each word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.datasets.csv.body import Body
from minigrad.datasets.csv.column_kinds import Columns
from minigrad.datasets.csv.header import Header
from minigrad.datasets.csv.messages import drop_hint, listed, quoted
from minigrad.datasets.csv.words import NO_WORD, Words

MOST_WORDS: Final = 50
"""Different words in a column, at most: each becomes a feature. Names and free text have more."""

ROWS_PER_WORD: Final = 2
"""Rows for each different word, at least, on average: words that all differ, as in a column of ids, say nothing about
others."""


class Features(NamedTuple):
    """x (n, d) with NaN where a cell is missing, its d names, and how columns of words were read."""

    x: Float64Array
    names: tuple[str, ...]
    notes: tuple[str, ...]


class _Encoded(NamedTuple):
    x: Float64Array
    names: tuple[str, ...]
    note: str


def to_features(body: Body, header: Header, columns: Columns, path: str) -> Features:
    """Every feature column of the file, in its order.

    Raises:
        ValueError: a column has too many different words, or two features have the same name.
    """
    block, names = body.numbers(), header.names
    if not columns.words:
        return Features(block, tuple(names[index] for index in columns.numbers), ())
    encoded = {index: _encode(words, names[index], path) for index, words in body.words.items()}
    plain = {index: block[:, position : position + 1] for position, index in enumerate(columns.numbers)}
    parts = [encoded[index].x if index in encoded else plain[index] for index in header.features]
    feature_names = tuple(_names(header, encoded))
    if twice := [name for name, count in Counter(feature_names).items() if count > 1]:
        raise ValueError(f"{path}: there are two features of the name {quoted(twice[0])}; rename one of the columns")
    notes = tuple(each.note for each in encoded.values())
    return Features(np.concatenate(parts, axis=1), feature_names, notes)


def _names(header: Header, encoded: dict[int, _Encoded]) -> Iterator[str]:
    for index in header.features:
        yield from encoded[index].names if index in encoded else (header.names[index],)


def _encode(words: Words, name: str, path: str) -> _Encoded:
    positions = words.rows
    missing = (positions == NO_WORD)[:, np.newaxis]
    if words.are_truth_values:
        true = [position for word, position in words.positions.items() if word.lower() == "true"]
        x: Float64Array = np.isin(positions, true)[:, np.newaxis].astype(np.float64)
        return _Encoded(np.where(missing, np.nan, x), (name,), f"column {quoted(name)}: True is read as 1, False as 0")
    _require_few(words, len(positions), name, path)
    ordered = sorted(words.positions)
    indices = np.array([words.positions[word] for word in ordered])
    x = (positions[:, np.newaxis] == indices).astype(np.float64)
    names = tuple(f"{name}={word}" for word in ordered)
    note = f"column {quoted(name)} holds words: a column of 0 and 1 for each, {listed(names)}"
    return _Encoded(np.where(missing, np.nan, x), names, note)


def _require_few(words: Words, n_rows: int, name: str, path: str) -> None:
    n_words = len(words.positions)
    if n_words > MOST_WORDS or n_words * ROWS_PER_WORD > n_rows:
        raise ValueError(
            f"{path}: column {quoted(name)} holds {n_words} different words in {n_rows} rows, too many for a feature "
            f"each (at most {MOST_WORDS}, and one for every {ROWS_PER_WORD} rows); {drop_hint(name)}"
        )
