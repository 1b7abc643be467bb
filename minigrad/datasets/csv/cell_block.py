"""Many lines at once, for speed: numpy reads the numbers of lines without special cells."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import repeat
from typing import NamedTuple

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.datasets.csv.cells import SWAPPED, is_text
from minigrad.datasets.csv.column_kinds import Columns
from minigrad.datasets.csv.csv_options import CsvOptions
from minigrad.datasets.csv.header import Header


class Block(NamedTuple):
    """Some lines of data: the numbers (n, k), and the cells of each column of text, labels first, with quotes and
    blanks."""

    numbers: Float64Array
    texts: list[Sequence[str]]


def read_block(text: str, header: Header, columns: Columns, options: CsvOptions) -> Block | None:
    """The cells of lines; None if there are comments, blank lines, missing or wrong numbers among them.

    >>> header, columns = Header(("a", "kind"), target=1, features=(0,)), Columns(numbers=(0,), words=())
    >>> block = read_block("1.5,x\\n2,y\\n", header, columns, CsvOptions("kind"))
    >>> block.numbers.tolist(), block.texts
    ([[1.5], [2.0]], [('x', 'y')])
    >>> read_block("1.5,x\\n?,y\\n", header, columns, CsvOptions("kind")) is None
    True
    """
    n_delimiters = len(header.names) - 1
    if "\r" in text:  # searching for one character is much faster than for two
        text = text.replace("\r\n", "\n")
    # There may be quotes in a column that is not read.
    quotes_unseen = '"' in text and len(columns.numbers) + len(columns.words) != n_delimiters
    if quotes_unseen or "#" in text or "\r" in text or not is_text(text):
        return None
    lines = text.removesuffix("\n").split("\n")
    if header.target == n_delimiters and columns.numbers == tuple(range(n_delimiters)):
        return _read_numbers_and_label(lines, columns, options)
    if set(map(str.count, lines, repeat(options.delimiter))) != {n_delimiters}:
        return None
    numbers = _numbers(lines, columns.numbers, options)
    if numbers is None:
        return None
    return Block(
        numbers, [_cells(lines, index, n_delimiters, options.delimiter) for index in (header.target, *columns.words)]
    )


def _read_numbers_and_label(lines: Sequence[str], columns: Columns, options: CsvOptions) -> Block | None:
    """The usual table, a third faster: numpy counts the cells itself when it has whole lines."""
    before, _, labels = zip(*[line.rpartition(options.delimiter) for line in lines], strict=True)
    numbers = None if "" in before else _numbers(before, None, options)  # numpy skips blank lines
    expected = (len(lines), len(columns.numbers))
    return Block(numbers, [labels]) if numbers is not None and numbers.shape == expected else None


def plain_word(cell: str) -> str | None:
    """A cell without the blanks and quotes around it; None where the quotes are escaped or unbalanced.

    >>> plain_word(' "wet" '), plain_word('"wet')
    ('wet', None)
    """
    if '"' not in cell:
        return cell.strip()
    word = cell.strip(" ")
    return word[1:-1].strip() if len(word) > 1 and word[0] == word[-1] == '"' and word.count('"') == 2 else None


def _numbers(lines: Sequence[str], indices: Sequence[int] | None, options: CsvOptions) -> Float64Array | None:
    if indices == ():
        return np.empty((len(lines), 0))
    plain = lines if options.decimal == "." else [line.translate(SWAPPED) for line in lines]
    try:
        numbers = np.loadtxt(plain, delimiter=options.delimiter, comments=None, usecols=indices, ndmin=2)
    except ValueError:
        return None
    with np.errstate(all="ignore"):  # the sum shows NaN and infinity; if it overflows, the cells are read one by one
        return numbers if math.isfinite(float(numbers.sum())) else None


def _cells(lines: Sequence[str], index: int, n_delimiters: int, delimiter: str) -> list[str]:
    """One cell of each line, split off from the nearer end."""
    if index <= n_delimiters - index:
        return [line.split(delimiter, index + 1)[index] for line in lines]
    last = n_delimiters - index + 1
    return [line.rsplit(delimiter, last)[-last] for line in lines]
