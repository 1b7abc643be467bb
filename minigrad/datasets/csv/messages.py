"""Hints that several messages share. Each names the Python argument and the command-line option."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Final

SHOWN: Final = 10
"""How many column names a message lists."""

_DELIMITERS: Final = {";": "semicolons", "\t": "tabs", "|": "vertical bars", ",": "commas"}

NO_HEADER: Final = "header=False (--no-header on the command line)"


def drop_hint(name: str) -> str:
    """How to leave a column out.

    >>> drop_hint("id")
    'leave the column out with drop=["id"] (--drop id on the command line)'
    """
    return f'leave the column out with drop=["{name}"] (--drop {shlex.quote(name)} on the command line)'


def delimiter_hint(cells: Sequence[str], delimiter: str) -> str:
    """Which other character seems to separate the cells of a line, or nothing.

    >>> delimiter_hint(["a;b;c"], ",")
    '; the cells seem to be separated by semicolons: pass delimiter=";" (--delimiter ";" on the command line)'
    >>> delimiter_hint(["a", "b"], ",")
    ''
    """
    text = "".join(cells)
    likely = max((mark for mark in _DELIMITERS if mark != delimiter), key=text.count)
    if text.count(likely) < max(1, len(cells) - 1):
        return ""
    python, command = ('"\\t"', "tab") if likely == "\t" else (f'"{likely}"', f'"{likely}"')
    return (
        f"; the cells seem to be separated by {_DELIMITERS[likely]}: pass delimiter={python}"
        f" (--delimiter {command} on the command line)"
    )


def no_column(name: str, names: Sequence[str]) -> str:
    """That there is no column of this name, with those that come closest.

    >>> no_column("Kind", ["size", "kind"])
    'there is no column "Kind", did you mean "kind"? The columns are "size", "kind"'
    """
    parts = [part.strip() for part in name.split(",")]
    if len(parts) > 1 and all(part in names for part in parts):
        return (
            f'there is no column "{name}"; pass one name at a time, as in --drop '
            f"{' --drop '.join(map(shlex.quote, parts))}"
        )
    plain = {each.lower(): each for each in names}
    close = [plain[match] for match in get_close_matches(name.lower(), plain, n=3)]
    meant = f", did you mean {' or '.join(map(quoted, close))}? The" if close else "; the"
    return f'there is no column "{name}"{meant} columns are {listed(names)}'


def listed(names: Sequence[str]) -> str:
    """The first names, and how many more there are."""
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(map(quoted, names[:SHOWN])) + more


def quoted(name: str) -> str:
    """A name or the text of a cell, cut to what a line of a message can hold."""
    return f'"{name}"' if len(name) <= 60 else f'"{name[:57]}..."'
