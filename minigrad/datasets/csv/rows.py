"""A file as rows of cells, each with the line of the file that it begins in."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterator
from io import StringIO
from typing import BinaryIO, Final, NamedTuple, final

from minigrad.datasets.csv.cells import is_missing, is_text
from minigrad.datasets.csv.messages import delimiter_hint

_SEPARATOR_LINE: Final = re.compile(r'"?sep=(.)"?\s*')
"""With which a spreadsheet program is told how the cells of a file are separated."""

_FOREIGN: Final = {
    "\x1f\udc8b": "a gzip archive; unpack it first",
    "PK\x03\x04": "a zip archive or a spreadsheet; save the table as CSV in UTF-8",
    "\udcff\udcfe": "UTF-16 text; save it as CSV in UTF-8",
    "\udcfe\udcff": "UTF-16 text; save it as CSV in UTF-8",  # noqa: F601 (another key: ruff reads surrogates as one)
}


BYTES: Final = 1 << 19
"""How much is read at once where it holds nothing unusual: enough that numpy's speed counts."""


class Row(NamedTuple):
    """The cells of one row, and the line (from 1) that it begins in."""

    line: int
    cells: list[str]


@final
class Rows:
    """Iterates over rows of an open file; blank lines and lines that begin with # are skipped.

    Args:
        file: opened in binary mode, so that whole blocks are decoded at once.
        path: what messages begin with.
        delimiter: a first line such as ``sep=;`` takes its place if this is a comma.

    Raises:
        ValueError: the quotes are not those of a CSV file, or a byte is not UTF-8.
    """

    def __init__(self, file: BinaryIO, path: str, delimiter: str) -> None:
        self._file = file
        self._waiting = deque[str]()
        self.put_back(self._read().removeprefix("\ufeff"))
        separator = _SEPARATOR_LINE.fullmatch(self._waiting[0]) if self._waiting else None
        self._path = path
        self.delimiter: str = self._delimiter(delimiter, separator[1] if separator else None)
        if separator:
            self._waiting[0] = "\n"
        self._n_lines = 0
        self._blanks = re.compile(rf'("(?:[^"]|"")*+") +(?=[{re.escape(self.delimiter)}\r\n]|$)|"(?:[^"]|"")*+"?')
        self._in_row = False
        self._quoted_line = ""
        self._reader = csv.reader(self._text(), delimiter=self.delimiter, skipinitialspace=True, strict=True)
        self.n_comments: int = 0
        self._width: int | None = None  # cells of the first row, once it is known
        self._early = list[tuple[int, int]]()  # comments above it: line, and number of cells

    def __iter__(self) -> Iterator[Row]:
        """The rows from here on."""
        # A quoted cell may span lines: a row is found where it begins.
        line = self._n_lines + 1
        try:
            for cells in self._reader:
                self._in_row = False
                if len(cells) > 1 or (cells and cells[0].strip()):
                    if self._width is None:
                        self._begin(len(cells))
                    yield Row(line, cells)
                line = self._n_lines + 1
        except csv.Error as error:
            raise ValueError(self._broken(line, error)) from error

    def text(self) -> str:
        """The next lines as they are, not taken apart; nothing at the end. Say by `passed` or `put_back` what came of
        it."""
        text = "".join(self._waiting)
        self._waiting.clear()
        return text or self._read()

    def passed(self, n_lines: int) -> None:
        """Count lines that were read from the text."""
        self._n_lines += n_lines

    def put_back(self, text: str) -> None:
        """Let these be the next lines again."""
        self._waiting.extend(StringIO(text, newline=""))

    def _read(self) -> str:
        """Whole lines; bytes that are not UTF-8 become surrogates, which are found when their line is looked at."""
        return (self._file.read(BYTES) + self._file.readline()).decode(errors="surrogateescape")

    @property
    def has_waiting(self) -> bool:
        """Whether some of the lines that were put back are still to come."""
        return bool(self._waiting)

    def _text(self) -> Iterator[str]:
        """The lines for ``csv``, comments emptied, so that each row is asked for anew."""
        while self._waiting or self._refilled():
            line = self._waiting.popleft()
            self._n_lines += 1
            if self._n_lines == 1 or not is_text(line):
                self._require_text(self._n_lines, line)
            if line[:1] == "#" and not self._in_row:
                line = self._without_comment(line)
            elif '"' in line:
                line = self._without_blanks(line)
            self._in_row = True  # until the reader has the whole row
            yield line

    def _refilled(self) -> bool:
        self.put_back(self._read())
        return self.has_waiting

    def _without_comment(self, line: str) -> str:
        if is_missing(line.partition(self.delimiter)[0]):  # the first cell is #N/A
            return line
        cells = next(csv.reader([line], delimiter=self.delimiter, skipinitialspace=True))
        self._require_comment(self._n_lines, len(cells))
        self.n_comments += 1
        return "\n"

    def _begin(self, width: int) -> None:
        """Look at the comments above the first row again: one may be the line of column names."""
        self._width = width
        for line, found in self._early:
            self._require_comment(line, found)

    def _require_comment(self, line: int, n_cells: int) -> None:
        if self._width is None:
            self._early.append((line, n_cells))
        elif 1 < n_cells == self._width:
            raise ValueError(
                f"{self._path}, line {line}: it begins with # as a comment does, but has as many cells as the table;"
                " remove the #, or if it belongs to the first cell, put that in quotes; or remove the line"
            )

    def _without_blanks(self, line: str) -> str:
        """``csv`` takes blanks before a quoted cell, but none after it, when it is strict about quotes."""
        self._quoted_line = line
        opening = '"' if self._in_row else ""  # the line begins within a quoted cell
        return self._blanks.sub(lambda cell: cell[1] or cell[0], opening + line)[len(opening) :]

    def _require_text(self, number: int, line: str) -> None:
        for beginning, what in _FOREIGN.items():
            if number == 1 and line.startswith(beginning):
                raise ValueError(f"{self._path}: the file is {what}")
        if not is_text(line):
            raise ValueError(f"{self._path}, line {number}: the file is not UTF-8 text; save it as CSV in UTF-8")

    def _delimiter(self, delimiter: str, separator: str | None) -> str:
        if separator is None or separator == delimiter:
            return delimiter
        if delimiter != ",":
            raise ValueError(
                f"{self._path}, line 1: it says sep={separator}, but `delimiter` is {delimiter!r}; leave that out"
            )
        return separator

    def _broken(self, line: int, error: csv.Error) -> str:
        outside = self._blanks.sub("", self._quoted_line)
        hint = delimiter_hint([outside], self.delimiter) or "; check the quotes"
        return f"{self._path}, line {line}: not text with cells separated by {self.delimiter!r} ({error}){hint}"
