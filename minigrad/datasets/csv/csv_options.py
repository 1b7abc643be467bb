"""The options of reading a file, checked before it is opened."""

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
        TypeError, ValueError: an argument is of the wrong kind.
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
        _require_choice("missing", self.missing, MISSING_CHOICES)
        _require_names("drop", self.drop)

    @property
    def convert(self) -> Converter:
        """The function that converts a cell to a number."""
        return converter(self.decimal)


def _require_names(name: str, value: object) -> None:
    if isinstance(value, str) or not isinstance(value, Sequence) or not all(isinstance(each, str) for each in value):
        raise TypeError(f'`{name}` must be a sequence of column names, such as ["id"], got {value!r}')


def _require_mark(name: str, value: str) -> None:
    if not isinstance(value, str):
        raise TypeError(f"`{name}` must be one character, such as ';' or '\\t', got {value!r}")
    if len(value) != 1 or value.isalnum() or value in "\"#+-.' \r\n":
        raise ValueError(
            f"`{name}` must be one character that is in no number or quote, such as ';' or '\\t', got {value!r}"
        )


def _require_choice(name: str, value: str, choices: Sequence[str]) -> None:
    if not isinstance(value, str):
        raise TypeError(f"`{name}` must be a string, got {value!r}")
    if value not in choices:
        raise ValueError(f"`{name}` must be one of {', '.join(map(repr, choices))}, got {value!r}")
