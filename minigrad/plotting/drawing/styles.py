"""Colours, dashes and markers that differ without colour too."""

from __future__ import annotations

from typing import Final, NamedTuple

from minigrad.arguments import require_count

SEQUENTIAL = "cividis"
"""A colour map of growing brightness, readable in greyscale and by the colour-blind.

Source: Nunez, Anderton and Renslow (2018), PLOS ONE 13, e0199239.
"""


class Style(NamedTuple):
    """How one of several lines is drawn; colour, dashes and marker all differ from line to line."""

    color: str
    linestyle: str
    marker: str


STYLES: Final = (
    Style("#0072B2", "-", "o"),
    Style("#D55E00", "--", "s"),
    Style("#009E73", "-.", "^"),
    Style("#000000", ":", "D"),
    Style("#CC79A7", "-", "v"),
    Style("#56B4E9", "--", "P"),
    Style("#E69F00", "-.", "X"),
)
"""Source of the colours: Okabe and Ito (2002), Color universal design."""

WRONG: Final = "#D55E00"
"""The colour of what is wrong, failed or diverged, always together with a marker or a word."""


def style(number: int) -> Style:
    """The colour, dashes and marker of line ``number``, counted from 0; they repeat after seven.

    Raises:
        TypeError, ValueError: ``number`` is not a whole number of at least 0.

    >>> style(1)
    Style(color='#D55E00', linestyle='--', marker='s')
    """
    require_count("number", number, minimum=0)
    return STYLES[number % len(STYLES)]
