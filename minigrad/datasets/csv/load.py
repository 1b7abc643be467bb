"""``load_csv``: a CSV file as a data set.

Messages about a file name the line; the data set's description says how the columns were read.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import BinaryIO

import numpy as np

from minigrad.datasets.csv.body import Body
from minigrad.datasets.csv.column_kinds import tell_columns
from minigrad.datasets.csv.csv_options import CsvOptions, Missing
from minigrad.datasets.csv.features import Features, to_features
from minigrad.datasets.csv.header import read_header
from minigrad.datasets.csv.labels import to_labels
from minigrad.datasets.csv.messages import quoted
from minigrad.datasets.csv.rows import Rows
from minigrad.datasets.csv.table import Table, fill_with_mean
from minigrad.datasets.dataset import Dataset


def load_csv(
    path: str | os.PathLike[str],
    *,
    target: str,
    header: bool = True,
    delimiter: str = ",",
    decimal: str = ".",
    drop: Sequence[str] = (),
    missing: Missing = "error",
) -> Dataset:
    """Read a table with a column of class labels; all other columns become features.

    True and False become 1 and 0, and a column of words one column of 0 and 1 for each word (at most 50), named
    ``column=word``. Blank lines and those that begin with ``#`` are skipped. Text is UTF-8.

    Args:
        path: the file.
        target: the label column. Classes are sorted by value if all are whole numbers, as text otherwise.
        header: whether the first line names the columns; if not, they are named "1", "2", ...
        delimiter: the character between cells; a first line ``sep=;`` sets it, too.
        decimal: the decimal mark, "." or ",".
        drop: names of columns to leave out.
        missing: what to do with cells that are empty, ?, NA, nan, null, None and the like: "error", "drop" the line, or
            "mean" of the column, which then also depends on samples that are held out later.

    Raises:
        OSError, TypeError, ValueError: no such file, a wrong argument, or wrong contents; the message names the line.

    >>> from tempfile import TemporaryDirectory
    >>> table = "petal;place;kind\\n1,4;wet;setosa\\n4,7;dry;virginica\\n1,3;wet;setosa\\n"
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "flowers.csv").write_text(table)
    ...     flowers = load_csv(Path(folder, "flowers.csv"), target="kind", delimiter=";", decimal=",", drop=["place"])
    >>> flowers.feature_names, flowers.x.tolist(), flowers.t.tolist()
    (('petal',), [[1.4], [4.7], [1.3]], [0, 1, 0])
    """
    options = CsvOptions(target, header=header, delimiter=delimiter, decimal=decimal, drop=drop, missing=missing)
    return read_table(path, options).data


def read_table(path: str | os.PathLike[str], options: CsvOptions) -> Table:
    """The data set, with what was done to make it one."""
    if not isinstance(path, (str, os.PathLike)):
        raise TypeError(f"`path` must be the name of a file, got {path!r}")
    name = os.fsdecode(path)
    with _open(name) as file:
        rows = Rows(file, name, options.delimiter)
        # A first line sep=; replaces the comma.
        return _read(rows, name, replace(options, delimiter=rows.delimiter))


def _open(path: str) -> BinaryIO:
    try:
        return open(path, "rb")
    except FileNotFoundError as error:
        raise FileNotFoundError(f"{path}: there is no such file") from error
    except IsADirectoryError as error:
        raise IsADirectoryError(f"{path}: this is a folder, not a file") from error


def _read(rows: Rows, path: str, options: CsvOptions) -> Table:
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
    return _table(features, body, rows.n_comments, path, options)


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


def _table(features: Features, body: Body, n_comments: int, path: str, options: CsvOptions) -> Table:
    t, target_names = to_labels(body.labels, options.convert, f"{path}: column {quoted(options.target)}")
    notes = (*features.notes, *_counts(body, n_comments))
    description = "; ".join([f'{Path(path).name}, classes from column "{options.target}"', *notes])
    x, missing = features.x, None
    if body.n_filled:
        missing = np.isnan(x)
        x = fill_with_mean(x, missing, np.arange(len(x)), features.names)
    return Table(Dataset(x, t, features.names, target_names, description), notes, missing)


def _counts(body: Body, n_comments: int) -> Iterator[str]:
    """How many lines were left out and cells filled in."""
    if n_comments:
        yield f"lines that begin with #, left out: {n_comments}"
    if body.n_left_out:
        yield f"lines with missing cells, left out: {body.n_left_out}"
    if body.n_filled:
        yield f"missing cells, filled with the mean of their column: {body.n_filled}"
