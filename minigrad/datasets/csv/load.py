"""``load_csv`` and ``load_csv_regression``: a CSV file as a data set.

Messages about a file name the line; the data set's description says how the columns were read.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Literal, TypeAlias

from minigrad.datasets.csv.contents import Contents, read_contents
from minigrad.datasets.csv.csv_options import CsvOptions, Missing
from minigrad.datasets.csv.labels import QUANTITY_IS_NO_CLASS, quantity, to_labels, to_numbers
from minigrad.datasets.csv.table import QuantityTable, Table
from minigrad.datasets.dataset import Dataset
from minigrad.datasets.regression_dataset import RegressionDataset

Task: TypeAlias = Literal["classification", "regression"]


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
    ``column=word``. Blank lines and those that begin with ``#`` are skipped. Text is UTF-8. A label column of prices or
    other quantities is refused: see :func:`~minigrad.load_csv_regression`.

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

    >>> from pathlib import Path
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


def load_csv_regression(
    path: str | os.PathLike[str],
    *,
    target: str,
    header: bool = True,
    delimiter: str = ",",
    decimal: str = ".",
    drop: Sequence[str] = (),
    missing: Missing = "error",
) -> RegressionDataset:
    """Read a table with a column of numbers that are to be predicted; all else is as for :func:`~minigrad.load_csv`.

    Args:
        path: the file.
        target: the column of numbers.
        header, delimiter, decimal, drop, missing: as for :func:`~minigrad.load_csv`; a cell of ``target`` without a
            value is never filled.

    Raises:
        OSError, TypeError, ValueError: no such file, a wrong argument, or wrong contents; the message names the line.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "flowers.csv").write_text("petal,width\\n1.4,0.2\\n4.7,1.4\\n")
    ...     flowers = load_csv_regression(Path(folder, "flowers.csv"), target="width")
    >>> flowers.feature_names, flowers.target_name, flowers.t.tolist()
    (('petal',), 'width', [0.2, 1.4])
    """
    options = CsvOptions(target, header=header, delimiter=delimiter, decimal=decimal, drop=drop, missing=missing)
    return _of_a_quantity(read_contents(path, options), "").data


def read_table(path: str | os.PathLike[str], options: CsvOptions) -> Table:
    """The data set of classes, with what was done to make it one; a quantity is refused."""
    contents = read_contents(path, options)
    if reason := quantity(contents.labels, contents.convert, contents.place):
        raise ValueError(f"{contents.place} {reason}{QUANTITY_IS_NO_CLASS}")
    return _of_classes(contents)


def read_either(path: str | os.PathLike[str], options: CsvOptions, task: Task | None) -> Table | QuantityTable:
    """The data set of classes or of a quantity, as ``task`` says, or else as the target column shows."""
    contents = read_contents(path, options)
    reason = quantity(contents.labels, contents.convert, contents.place) if task is None else ""
    return _of_a_quantity(contents, reason) if reason or task == "regression" else _of_classes(contents)


def _of_classes(contents: Contents) -> Table:
    t, target_names = to_labels(contents.labels, contents.convert, contents.place)
    data = Dataset(contents.x, t, contents.feature_names, target_names, contents.description("classes"))
    return Table(data, contents.notes, contents.missing)


def _of_a_quantity(contents: Contents, reason: str) -> QuantityTable:
    t = to_numbers(contents.labels, contents.convert, contents.place)
    data = RegressionDataset(contents.x, t, contents.feature_names, contents.target, contents.description("numbers"))
    return QuantityTable(data, contents.notes, contents.missing, reason)
