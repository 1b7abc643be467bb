"""The rows of data, read one at a time into compact arrays of numbers."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import final

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.datasets.csv.careful import Cell, read_number, read_word, refuse_missing
from minigrad.datasets.csv.cell_block import plain_word, read_block
from minigrad.datasets.csv.cells import is_missing, word_trouble
from minigrad.datasets.csv.column_kinds import Columns, require_width
from minigrad.datasets.csv.csv_options import CsvOptions
from minigrad.datasets.csv.header import Header
from minigrad.datasets.csv.rows import Row
from minigrad.datasets.csv.words import Words


@final
class Body:
    """All rows of data: numbers in blocks of rows, the columns of ``words``, and the ``labels``."""

    def __init__(self, path: str, header: Header, columns: Columns, options: CsvOptions) -> None:
        self._blocks = [np.empty((0, len(columns.numbers)))]
        self._single = array("d")
        self.words: dict[int, Words] = {index: Words() for index in columns.words}
        self.labels: Words = Words()
        self.n_left_out: int = 0
        self.n_filled: int = 0
        self._path, self._header, self._columns, self._options = path, header, columns, options
        self._convert = options.convert

    def add(self, row: Row) -> None:
        """Read one row.

        Raises:
            ValueError: a cell does not fit its column, or is missing and may not be.
        """
        cells = row.cells
        if len(cells) != len(self._header.names):
            require_width(row, self._header, f"{self._path}, line {row.line}", self._options.delimiter)
        if self._skips(row):
            return
        self._single.extend([read_number(self._cell(row, index), self._options) for index in self._columns.numbers])
        for index, column in self.words.items():
            column.add(read_word(self._cell(row, index), column.positions, self._options))
        self.labels.add(cells[self._header.target].strip())

    def add_lines(self, text: str) -> int:
        """Read many lines of one row each, and return how many: all, or 0 if one has special cells."""
        block = read_block(text, self._header, self._columns, self._options)
        if block is None:
            return 0
        columns = list(zip((self.labels, *self.words.values()), block.texts, strict=True))
        words = [self._plain_words(column, cells) for column, cells in columns]
        if any(known is None for known in words):
            return 0
        self._close_single()
        self._blocks.append(block.numbers)
        for (column, cells), known in zip(columns, words, strict=True):
            column.extend(cells, known or {})
        return len(block.numbers)

    def _plain_words(self, column: Words, cells: Sequence[str]) -> dict[str, str] | None:
        """The word of each different cell; None where a cell is missing, a number among words, or quoted in a special
        way."""
        known = dict[str, str]()
        for cell in dict.fromkeys(cells):
            word = plain_word(cell)
            if word is None or not (word in column.positions or self._fits(column, word)):
                return None
            known[cell] = word
        return known

    def _fits(self, column: Words, word: str) -> bool:
        return not is_missing(word) and (column is self.labels or not word_trouble(word, self._convert))

    def numbers(self) -> Float64Array:
        """The columns of numbers (n, k), read-only; they are not kept here."""
        self._close_single()
        x: Float64Array = np.concatenate(self._blocks)
        self._blocks.clear()
        x.setflags(write=False)
        return x

    def _close_single(self) -> None:
        """Make a block of the rows that were read one by one."""
        if self._single:
            self._blocks.append(np.array(self._single).reshape(-1, len(self._columns.numbers)))
            self._single = array("d")

    def _skips(self, row: Row) -> bool:
        """Whether the row is left out for a missing cell."""
        target, missing = self._header.target, self._options.missing
        gaps = [index for index in (target, *self._header.features) if is_missing(row.cells[index])]
        if gaps and missing == "drop":
            self.n_left_out += 1
            return True
        if gaps and (missing == "error" or target in gaps):
            refuse_missing(self._cell(row, gaps[0]), label=gaps[0] == target)
        self.n_filled += len(gaps)
        return False

    def _cell(self, row: Row, index: int) -> Cell:
        return Cell(row.cells[index].strip(), self._header.names[index], f"{self._path}, line {row.line}")
