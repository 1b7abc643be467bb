"""What a file holds, read to its end, before its target is taken for classes or for a quantity."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import BinaryIO, NamedTuple

import numpy as np

from minigrad.arrays import BoolArray, Float64Array
from minigrad.datasets.csv.body import Body
from minigrad.datasets.csv.cells import Converter
from minigrad.datasets.csv.column_kinds import tell_columns
from minigrad.datasets.csv.csv_options import CsvOptions
from minigrad.datasets.csv.features import to_features
from minigrad.datasets.csv.header import read_header
from minigrad.datasets.csv.messages import quoted
from minigrad.datasets.csv.rows import Rows
from minigrad.datasets.csv.table import fill_with_mean
from minigrad.datasets.csv.words import Words


class Contents(NamedTuple):
    """The features, as of a :class:`~minigrad.datasets.csv.table.Table`, and the texts of the target column."""

    x: Float64Array
    missing: BoolArray | None
    feature_names: tuple[str, ...]
    notes: tuple[str, ...]
    labels: Words
    convert: Converter
    path: str
    target: str

    @property
    def place(self) -> str:
        """The target column, for messages."""
        return f"{self.path}: column {quoted(self.target)}"

    def description(self, what: str) -> str:
        """The file, what its target was taken for, and how its columns were read."""
        return "; ".join([f'{Path(self.path).name}, {what} from column "{self.target}"', *self.notes])


def read_contents(path: str | os.PathLike[str], options: CsvOptions) -> Contents:
    """The whole file; raises as :func:`~minigrad.load_csv` does."""
    if not isinstance(path, (str, os.PathLike)):
        raise TypeError(f"`path` must be the name of a file, got {path!r}")
    name = os.fsdecode(path)
    with open_table(name) as file:
        rows = Rows(file, name, options.delimiter)
        # A first line sep=; replaces the comma.
        return _read(rows, name, replace(options, delimiter=rows.delimiter))


def open_table(path: str) -> BinaryIO:
    """The file, opened as bytes; raises an ``OSError`` that begins with its name."""
    try:
        return open(path, "rb")
    except FileNotFoundError as error:
        raise FileNotFoundError(f"{path}: there is no such file") from error
    except IsADirectoryError as error:
        raise IsADirectoryError(f"{path}: this is a folder, not a file") from error


def _read(rows: Rows, path: str, options: CsvOptions) -> Contents:
    body_rows = iter(rows)
    first = next(body_rows, None)
    if first is None:
        what = "all lines begin with # as comments do" if rows.n_comments else "the file is empty"
        raise ValueError(f"{path}: {what}; its first line must name the columns")
    header = read_header(first, f"{path}, line {first.line}", options)
    columns, looked_at = tell_columns(body_rows if options.header else chain([first], body_rows), header, options, path)
    body = Body(path, header, columns, options)
    for row in looked_at:
        body.add(row)
    _read_on(rows, body)
    if not body.labels.positions:
        left_out = (
            f": all {body.n_left_out} have missing cells" if body.n_left_out else " below the line of column names"
        )
        raise ValueError(f"{path}: there are no rows of data{left_out}")
    features = to_features(body, header, columns, path)
    x, missing = features.x, None
    if body.n_filled:
        missing = np.isnan(x)
        x = fill_with_mean(x, missing, np.arange(len(x)), features.names)
    notes = (*features.notes, *_counts(body, rows.n_comments))
    return Contents(x, missing, features.names, notes, body.labels, options.convert, path, options.target)


def _read_on(rows: Rows, body: Body) -> None:
    """Many lines at once where they have no special cells, row by row otherwise."""
    while text := rows.text():
        if n_lines := body.add_lines(text):
            rows.passed(n_lines)
            continue
        rows.put_back(text)
        for row in rows:
            body.add(row)
            if not rows.has_waiting:
                break


def _counts(body: Body, n_comments: int) -> Iterator[str]:
    """How many lines were left out and cells filled in."""
    if n_comments:
        yield f"lines that begin with #, left out: {n_comments}"
    if body.n_left_out:
        yield f"lines with missing cells, left out: {body.n_left_out}"
    if body.n_filled:
        yield f"missing cells, filled with the mean of their column: {body.n_filled}"
