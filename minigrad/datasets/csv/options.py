"""How a file is to be read, checked before it is opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, final, get_args

from minigrad.arguments import require_flag
from minigrad.datasets.csv.cells import Converter, converter

Missing: TypeAlias = Literal["error", "drop", "mean"]
MISSING_CHOICES: Final[tuple[Missing, ...]] = get_args(Missing)


@final
@dataclass(frozen=True)
class CsvOptions:
    """The arguments of :func:`minigrad.load_csv`, which describes them.

    Raises:
        TypeError, ValueError: an argument is not of its kind.
    """

    target: str
    header: bool = True
    delimiter: str = ","
    decimal: str = "."
    drop: Sequence[str] = ()
    missing: Missing = "error"

    def __post_init__(self) -> None:
        if not isinstance(self.target, str):
            raise TypeError(f"`target` must be the name of a column, got {self.target!r}")
        require_flag("header", self.header)
        _require_mark("delimiter", self.delimiter)
        _require_choice("decimal", self.decimal, (".", ","))
        if self.delimiter == self.decimal:
            raise ValueError(
                f"`delimiter` and `decimal` must differ, got {self.decimal!r} for both;"
                ' such files often have delimiter=";" (--delimiter ";" on the command line)'
            )
        _require_choice("missing", self.missing, MISSING_CHOICES)
        if isinstance(self.drop, str) or not all(isinstance(name, str) for name in self.drop):
            raise TypeError(f'`drop` must be a sequence of column names, such as ["id"], got {self.drop!r}')

    @property
    def convert(self) -> Converter:
        """What turns a cell into a number."""
        return converter(self.decimal)


def _require_mark(name: str, value: str) -> None:
    if not isinstance(value, str):
        raise TypeError(f"`{name}` must be one character, such as ';' or '\\t', got {value!r}")
    if len(value) != 1 or value.isalnum() or value in "\"#+-.' \r\n":
        raise ValueError(f"`{name}` must be one character that is in no number or quote, such as ';' or '\\t', got {value!r}")


def _require_choice(name: str, value: str, choices: Sequence[str]) -> None:
    if not isinstance(value, str):
        raise TypeError(f"`{name}` must be a string, got {value!r}")
    if value not in choices:
        raise ValueError(f"`{name}` must be one of {', '.join(map(repr, choices))}, got {value!r}")
