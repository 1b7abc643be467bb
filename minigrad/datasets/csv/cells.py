"""The text of one cell: a number, a missing value, a date, or a word."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, TypeAlias

Converter: TypeAlias = Callable[[str], float]
"""``float``, or the same with a decimal comma; raises ValueError for anything else."""

_MISSING: Final = frozenset(
    {
        "",
        "?",
        "na",
        "n/a",
        "#na",
        "#n/a",
        "#n/a n/a",
        "<na>",
        "nan",
        "-nan",
        "null",
        "none",
        "1.#ind",
        "-1.#ind",
        "1.#qnan",
        "-1.#qnan",
    }
)
"""What programs write where a value is missing, in lower case: what pandas takes for it, and the question mark."""

_DATE: Final = re.compile(r"\d{1,4}([-/.])\d{1,2}\1\d{1,4}(\D.*)?")
_NEARLY_A_NUMBER: Final = re.compile(r"[-+−–(\s$€£¥.,']*\d[\d.,'’_\s]*([dD][-+]\d+|[%$€£¥)]+)?")
"""Digits with marks that ``float`` does not take, such as ``1,5``, ``1_000``, ``1 000``, ``5 €``, ``(5)`` and
``1D+05``."""

_DECIMAL_COMMA: Final = re.compile(r"[-+]?\d*,\d+([eE][-+]?\d+)?")
_THOUSANDS: Final = re.compile(r"[-+]?[1-9]\d{0,2},\d{3}")
"""Either a decimal comma, or one between thousands: ``484,341``."""

_EXACT: Final = 2.0**53
"""Below it, a float holds every whole number; above, neighbours become the same."""

_COMMA: Final = 'decimal="," (--decimal , on the command line)'
SWAPPED: Final = str.maketrans(",.", ".,")
"""For numbers with a decimal comma. A point becomes a comma, which no reader takes: in 1.234,5 it separates
thousands."""


def is_missing(cell: str) -> bool:
    """Whether a cell has no value: it is empty, ``?`` or a word such as NA, nan, null and None, in capitals or not."""
    return cell.strip().lower() in _MISSING


def converter(decimal: str) -> Converter:
    """What turns a cell into a number.

    >>> converter(",")("3,25")
    3.25
    """
    return float if decimal == "." else _comma_float


def _comma_float(cell: str) -> float:
    return float(cell.translate(SWAPPED))


def number(cell: str, convert: Converter) -> float | None:
    """The number that a cell holds, NaN and infinity included, or None."""
    if "_" in cell:  # Python takes 1_000 for a number; in a table it is a typing error
        return None
    try:
        return convert(cell)
    except ValueError:
        return None


def whole(cell: str, convert: Converter) -> int | None:
    """The whole number that a cell holds, exactly, or None: ``7``, ``07``, ``7.0`` and ``7e0`` are 7."""
    if re.fullmatch(r"[-+]?[0-9]{1,4000}", cell):  # Python reads no more than 4300 digits
        return int(cell)
    value = number(cell, convert)
    return int(value) if value is not None and abs(value) < _EXACT and value.is_integer() else None


def word_trouble(cell: str, convert: Converter) -> str:
    """What a cell is that cannot be a word, with what to do; nothing if it can."""
    if number(cell, convert) is not None:
        return "a number"
    if _DATE.fullmatch(cell):
        return "a date"
    if _THOUSANDS.fullmatch(cell):
        plain = cell.replace(",", "")
        return (
            f"which may be {plain} or {cell.replace(',', '.')}; write it as {plain}, or if the comma is the "
            f"decimal mark, pass {_COMMA}"
        )
    if _DECIMAL_COMMA.fullmatch(cell):
        return f"a number with a decimal comma; pass {_COMMA}"
    if _NEARLY_A_NUMBER.fullmatch(cell):
        return f"not a plain number such as {'1234.5' if convert is float else '1234,5'}"
    return ""


def is_text(text: str) -> bool:
    """Whether there is neither a zero byte, nor a byte that is not UTF-8, which Python reads as a surrogate."""
    try:
        return "\0" not in text and (text.isascii() or bool(text.encode()))
    except UnicodeEncodeError:
        return False
