"""A user's own table: comma-separated text with a line of column names, numbers, and one column of class labels.

``load_csv("flowers.csv", target="species")`` gives the :class:`Dataset`, or says in which line of the file the trouble is.
"""

from __future__ import annotations

import codecs
import csv
import io
import math
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from minigrad.arrays import Float64Array, IntArray
from minigrad.datasets.dataset import Dataset

_WHOLE_NUMBER = re.compile(r"[+-]?[0-9]{1,18}(\.0*)?")


class _Row(NamedTuple):
    place: str
    """File and line, as messages begin."""
    cells: list[str]


def load_csv(path: str | os.PathLike[str], *, target: str) -> Dataset:
    """Read a table of numbers with one column of class labels.

    The first line names the columns. Every column but ``target`` is a feature. Cells are separated by commas, may be
    quoted, and lose the blanks around them; empty lines are skipped. Text is UTF-8, with or without a byte order mark.

    Args:
        path: the file.
        target: name of the column of labels. Labels are numbered in sorted order: by value if all are whole numbers
            (2 before 10; 1, 01 and 1.0 are the same label), as text otherwise.

    Returns:
        x (n, d) with the columns in the order of the file, t (n,), and both kinds of names.

    Raises:
        FileNotFoundError, IsADirectoryError: there is no such file.
        TypeError: ``target`` is not a string.
        ValueError: the contents are not such a table; the message begins with the file and the line.

    >>> import tempfile
    >>> folder = tempfile.TemporaryDirectory()
    >>> file = Path(folder.name, "flowers.csv")
    >>> _ = file.write_text("petal,species\\n1.4,setosa\\n4.7,versicolor\\n1.3,setosa\\n")
    >>> flowers = load_csv(file, target="species")
    >>> flowers.x.tolist(), flowers.t.tolist(), flowers.target_names
    ([[1.4], [4.7], [1.3]], [0, 1, 0], ('setosa', 'versicolor'))
    >>> folder.cleanup()
    """
    if not isinstance(target, str):
        raise TypeError(f"`target` must be the name of a column, got {target!r}")
    rows = list(_rows(os.fspath(path)))
    if not rows:
        raise ValueError(f"{path}: the file is empty; its first line must name the columns")
    header, body = rows[0], rows[1:]
    column = _target_column(header, target)
    if not body:
        raise ValueError(f"{path}: there are no rows of data below the line of column names")
    for row in body:
        _require_same_width(row, header)
    names = header.cells
    features = [index for index in range(len(names)) if index != column]
    x: Float64Array = np.array([[_number(row, names, index) for index in features] for row in body], dtype=np.float64)
    t, target_names = _encode([_label(row, names, column) for row in body])
    if len(target_names) < 2:
        raise ValueError(f'{path}: column "{target}" must hold at least two classes, got only "{target_names[0]}"')
    description = f'{Path(path).name}, classes from column "{target}"'
    return Dataset(x, t, tuple(names[index] for index in features), target_names, description)


def _rows(path: str) -> Iterator[_Row]:
    reader = csv.reader(io.StringIO(_text(path), newline=""), skipinitialspace=True, strict=True)
    line = 1
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if stripped not in ([], [""]):
                yield _Row(f"{path}, line {line}", stripped)
            # A quoted cell may span lines: a row is found where it begins, one below the end of the row before.
            line = reader.line_num + 1
    except csv.Error as error:
        raise ValueError(f"{path}, line {line}: not comma-separated text ({error}); check the quotes") from error


def _text(path: str) -> str:
    try:
        data = Path(path).read_bytes()
    except FileNotFoundError as error:
        raise FileNotFoundError(f"{path}: there is no such file") from error
    except IsADirectoryError as error:
        raise IsADirectoryError(f"{path}: this is a folder, not a file") from error
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        # One more byte, so that a line of which nothing was read yet counts as well.
        line = len(data[: error.start + 1].splitlines())
        raise ValueError(f"{path}, line {line}: the file is not UTF-8 text; save it as CSV in UTF-8") from error


def _target_column(header: _Row, target: str) -> int:
    place, names = header
    for index, name in enumerate(names):
        if not name:
            raise ValueError(f"{place}: column {index + 1} has no name; name it or remove the column")
        if name in names[:index]:
            raise ValueError(f'{place}: columns {names.index(name) + 1} and {index + 1} are both named "{name}"')
    if target not in names:
        raise ValueError(f'{place}: there is no column "{target}"; the columns are {_listed(names)}{_separator_hint(names)}')
    if len(names) < 2:
        raise ValueError(f'{place}: there is no column of features beside "{target}"{_separator_hint(names)}')
    return names.index(target)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _separator_hint(names: Sequence[str]) -> str:
    if len(names) == 1 and (";" in names[0] or "\t" in names[0]):
        return f"; separate the cells by commas instead of {'semicolons' if ';' in names[0] else 'tabs'}"
    return ""


def _require_same_width(row: _Row, header: _Row) -> None:
    expected, got = len(header.cells), len(row.cells)
    if got != expected:
        raise ValueError(f"{row.place}: expected {expected} cells, one per column name, got {got}")


def _label(row: _Row, names: Sequence[str], column: int) -> str:
    cell = row.cells[column]
    if not cell:
        raise ValueError(f'{row.place}: the cell in column "{names[column]}" is empty; fill it in or remove the line')
    return cell


def _number(row: _Row, names: Sequence[str], column: int) -> float:
    cell = _label(row, names, column)
    try:
        # Python also takes 1_000 for a number; in a table that is a typing error.
        number = float(cell.replace("_", "?"))
    except ValueError:
        message = f'{row.place}: column "{names[column]}" must hold numbers, got "{cell}"'
        raise ValueError(message) from None
    if not math.isfinite(number):
        raise ValueError(
            f'{row.place}: column "{names[column]}" must hold finite numbers, got "{cell}"; fill it in or remove the line'
        )
    return number


def _encode(labels: Sequence[str]) -> tuple[IntArray, tuple[str, ...]]:
    if all(_WHOLE_NUMBER.fullmatch(label) for label in labels):
        numbers = [int(label.partition(".")[0]) for label in labels]
        values, inverse = np.unique(np.array(numbers, dtype=np.int64), return_inverse=True)
        return inverse.astype(np.int64), tuple(str(value) for value in values.tolist())
    names = sorted(set(labels))
    index = {name: position for position, name in enumerate(names)}
    return np.array([index[label] for label in labels], dtype=np.int64), tuple(names)
