"""A cell that is neither plainly a number nor a known word: how it is read, or why it is refused."""

from __future__ import annotations

import math
from collections.abc import Collection
from typing import NamedTuple, NoReturn

from minigrad.datasets.csv.cells import is_missing, number, word_trouble
from minigrad.datasets.csv.csv_options import CsvOptions
from minigrad.datasets.csv.messages import NO_HEADER, delimiter_hint, drop_hint, quoted


class Cell(NamedTuple):
    """The text of a cell, the name of its column, and the file and line that it is in."""

    text: str
    column: str
    place: str

    def refuse(self, what: str) -> NoReturn:
        """Raise a ``ValueError`` that begins with where the cell is."""
        raise ValueError(f"{self.place}: column {quoted(self.column)} {what}")


def read_number(cell: Cell, options: CsvOptions) -> float:
    """The cell of a column of numbers; NaN where it is missing."""
    if is_missing(cell.text):
        return math.nan
    value = number(cell.text, options.convert)
    if value is None:
        trouble = word_trouble(cell.text, options.convert)
        advice = delimiter_hint([cell.text], options.delimiter) or f"; correct it, or {drop_hint(cell.column)}"
        hint = "" if "pass " in trouble else advice
        cell.refuse(f"must hold numbers, got {quoted(cell.text)}{', ' + trouble if trouble else ''}{hint}")
    if not math.isfinite(value):
        cell.refuse(f"must hold finite numbers, got {quoted(cell.text)}; correct it or remove the line")
    return value


def read_word(cell: Cell, known: Collection[str], options: CsvOptions) -> str:
    """The cell of a column of words; the empty word where it is missing."""
    if is_missing(cell.text):
        return ""
    if cell.text not in known and (trouble := word_trouble(cell.text, options.convert)):
        word = quoted(next(iter(known), ""))
        other = f", as {word} above" if known else ""
        blank = (
            f"if {word} stands for no value, leave such cells empty"
            if len(known) == 1 and options.header
            else "correct it"
        )
        header = "" if options.header else f"; if the first line names the columns, leave out {NO_HEADER}"
        cell.refuse(
            f"must hold words{other}, got {quoted(cell.text)}, {trouble}; {blank}, or {drop_hint(cell.column)}{header}"
        )
    return cell.text


def refuse_missing(cell: Cell, *, label: bool) -> NoReturn:
    """Raise the ``ValueError`` for a cell without a value."""
    state = f"has a missing value, {quoted(cell.text)}" if cell.text else "has an empty cell"
    others = (
        ""
        if label
        else f', or put the mean of the column there with missing="mean" (--missing mean), or {drop_hint(cell.column)}'
    )
    cell.refuse(
        f'{state}; fill it in, or leave such lines out with missing="drop" (--missing drop on the command line){others}'
    )
