"""How these tests read a text as a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from minigrad.datasets.csv import CsvOptions, Table, read_table

PLAIN = CsvOptions("t")


def read(folder: Path, text: str, options: CsvOptions = PLAIN) -> Table:
    """The table in a file with this text."""
    path = folder / "table.csv"
    path.write_bytes(text.encode())
    return read_table(path, options)


def refused(folder: Path, text: str, options: CsvOptions = PLAIN) -> str:
    """Why the text is no table, after the file's name."""
    with pytest.raises(ValueError) as caught:  # noqa: PT011 (the callers look at the message)
        read(folder, text, options)
    return str(caught.value).removeprefix(str(folder / "table.csv"))


NO_HEADER = replace(PLAIN, target="3", header=False)
