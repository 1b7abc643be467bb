"""The features of a model, read from a CSV file."""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from typing import NamedTuple, final

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.datasets.csv.careful import Cell
from minigrad.datasets.csv.cells import Converter, converter, is_missing, number, word_trouble
from minigrad.datasets.csv.contents import open_table
from minigrad.datasets.csv.messages import delimiter_hint, listed, quoted
from minigrad.datasets.csv.rows import Row, Rows
from minigrad.models.feature_columns import Source, sources_by_name, sources_by_place

_TRUTH = {"true": 1.0, "false": 0.0}


class FeatureTable(NamedTuple):
    """x (n, d), and what there is to say of the file."""

    x: Float64Array
    notes: tuple[str, ...]


def read_features(
    path: str | os.PathLike[str],
    names: Sequence[str],
    *,
    header: bool = True,
    delimiter: str = ",",
    decimal: str = ".",
    fill: Float64Array | None = None,
) -> FeatureTable:
    """The columns of these names, whatever their order, as numbers; other columns are passed over.

    A feature named ``column=word`` is 1 where the column has this word; True and False are 1 and 0.

    Args:
        path: of a CSV file, as for :func:`~minigrad.load_csv`.
        names: of the features.
        header: whether the first line names the columns; if not, they are taken by number or in order.
        delimiter: the character between cells.
        decimal: the decimal mark.
        fill: (d,) the numbers for cells without a value; None where these are an error.

    Raises:
        OSError, ValueError: no such file, columns that are missing, or a cell that is no number; the message names the
            line.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "flowers.csv").write_text("kind,size,color\\nx,1.5,red\\ny,2,blue\\n")
    ...     table = read_features(Path(folder, "flowers.csv"), ["color=red", "size", "color=blue"])
    >>> table.x.tolist(), table.notes
    ([[1.0, 1.5, 0.0], [0.0, 2.0, 1.0]], ('columns that the model does not use: "kind"',))
    """
    name = os.fsdecode(path)
    with open_table(name) as file:
        rows = Rows(file, name, delimiter)
        body = iter(rows)
        first = next(body, None)
        if first is None:
            raise ValueError(f"{name}: the file is empty")
        columns = [cell.strip() for cell in first.cells]
        place = f"{name}, line {first.line}"
        found = (
            sources_by_name(names, columns, place, rows.delimiter)
            if header
            else sources_by_place(names, len(columns), place)
        )
        reader = _Reader(name, columns, found, converter(decimal), fill)
        values = [reader.read(row, rows.delimiter) for row in ([] if header else [first])]
        values += [reader.read(row, rows.delimiter) for row in body]
    if not values:
        raise ValueError(f"{name}: there are no rows of data below the line of column names")
    unused = [column for index, column in enumerate(columns) if index not in {source.column for source in found}]
    notes = (f"columns that the model does not use: {listed(unused)}",) if unused and header else ()
    return FeatureTable(np.array(values, dtype=np.float64), notes)


@final
class _Reader:
    """Rows as features."""

    def __init__(
        self,
        path: str,
        columns: Sequence[str],
        found: Sequence[Source],
        convert: Converter,
        fill: Float64Array | None,
    ) -> None:
        self._path, self._columns, self._sources, self._convert, self._fill = path, columns, found, convert, fill
        self._words: dict[int, list[str]] = {}
        for column, word in found:
            if word is not None:
                self._words.setdefault(column, []).append(word)

    def read(self, row: Row, delimiter: str) -> list[float]:
        """One row."""
        place = f"{self._path}, line {row.line}"
        if len(row.cells) != len(self._columns):
            hint = delimiter_hint(row.cells, delimiter)
            raise ValueError(
                f"{place}: expected {len(self._columns)} cells, one per column, got {len(row.cells)}{hint}"
            )
        cells = [Cell(row.cells[column].strip(), self._columns[column], place) for column, _ in self._sources]
        return [self._number(index, cell) for index, cell in enumerate(cells)]

    def _number(self, index: int, cell: Cell) -> float:
        if is_missing(cell.text):
            if self._fill is None:
                cell.refuse(
                    "has no value; fill it in, or put the mean of the training part there (--missing mean on the "
                    "command line)"
                )
            return float(self._fill[index])
        column, word = self._sources[index]
        if word is None:
            return self._plain_number(cell)
        known = self._words[column]
        if cell.text not in known:
            cell.refuse(f"must hold words that the model knows, {listed(known)}, got {quoted(cell.text)}")
        return float(cell.text == word)

    def _plain_number(self, cell: Cell) -> float:
        value = number(cell.text, self._convert)
        if value is None:
            value = _TRUTH.get(cell.text.lower())
        if value is None or not math.isfinite(value):
            trouble = word_trouble(cell.text, self._convert) if value is None else ""
            cell.refuse(f"must hold finite numbers, got {quoted(cell.text)}{', ' + trouble if trouble else ''}")
        return value
