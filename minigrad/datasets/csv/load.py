"""A user's own table as a data set: ``load_csv("flowers.csv", target="species")``.

What is wrong with a file is said with its line; what was done to its columns, in the data set's description.
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
from minigrad.datasets.csv.features import Features, to_features
from minigrad.datasets.csv.header import read_header
from minigrad.datasets.csv.labels import to_labels
from minigrad.datasets.csv.messages import quoted
from minigrad.datasets.csv.options import CsvOptions, Missing
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

    Numbers stay numbers, True and False become 1 and 0, and a column of words becomes one column of 0 and 1 for each
    word (at most 50, each in two rows on average), named ``column=word``. Cells may be quoted, and lose the blanks
    around them. Blank lines and those that begin with ``#`` are skipped, a first line ``sep=;`` is followed. Text is
    UTF-8.

    Args:
        path: the file.
        target: name of the label column. Classes are in sorted order: by value if all are whole numbers (1, 01 and 1.0
            are the same), as text otherwise.
        header: whether the first line names the columns; if not, they are named "1", "2", ...
        delimiter: the character between cells.
        decimal: the decimal mark, "." or ",".
        drop: names of columns to leave out.
        missing: cells that are empty, ?, or NA, N/A, nan, null, None and the like: an error, or "drop" leaves their
            lines out, or "mean" puts the mean of the column there, which then also knows of samples that are held out
            later.

    Returns:
        x (n, d) with the columns in the order of the file, t (n,), names, and a description that tells what was done.

    Raises:
        FileNotFoundError, IsADirectoryError: there is no such file.
        TypeError, ValueError: an argument or the contents of the file; the message tells the line.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "flowers.csv")
    ...     rows = ["petal;place;species", "1,4;wet;setosa", "4,7;dry;virginica", "1,3;wet;setosa", "5,1;dry;virginica"]
    ...     _ = file.write_text("\\n".join(rows))
    ...     flowers = load_csv(file, target="species", delimiter=";", decimal=",")
    >>> flowers.feature_names, flowers.x[0].tolist(), flowers.t.tolist()
    (('petal', 'place=dry', 'place=wet'), [1.4, 0.0, 1.0], [0, 1, 0, 1])
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
        # A first line sep=; takes the place of the comma.
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
    """Many lines at once where they are plain, row by row where not."""
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
    """What was left out and filled in, in words."""
    if n_comments:
        yield f"lines that begin with #, left out: {n_comments}"
    if body.n_left_out:
        yield f"lines with missing cells, left out: {body.n_left_out}"
    if body.n_filled:
        yield f"missing cells, filled with the mean of their column: {body.n_filled}"
