"""Shows a page: prints its text and code, runs the code, and prints the output."""

from __future__ import annotations

import sys
import textwrap
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from doctest import Example
from io import StringIO
from typing import final

import numpy as np

import minigrad
from minigrad.cli.demo.page import Page
from minigrad.cli.usage import UsageError
from minigrad.errors import MissingExtraError

WIDTH = 80
"""The width of a line in characters; longer lines of output are broken between words."""

NO_PICTURE = "(no picture)\n"
"""The output of an example that draws, without matplotlib."""


@final
class Player:
    """Shows pages one after the other in one namespace.

    Args:
        picture: the function ``picture`` of the pages, which saves axes under a name.
    """

    def __init__(self, picture: object) -> None:
        self._names: dict[str, object] = {"np": np, "mg": minigrad, "picture": picture}

    def play(self, page: Page) -> None:
        """Print the text of the page and its code, each example followed by its own output."""
        for part in page.parts:
            print(part if isinstance(part, str) else _prompted(part.source), end="", flush=True)
            if isinstance(part, Example):
                print(self._output(part, page.name), end="", flush=True)

    def _output(self, example: Example, name: str) -> str:
        code = compile(example.source, f"<{name}>", "single", dont_inherit=True)
        with redirect_stdout(StringIO()) as printed, _display():
            try:
                exec(code, self._names)
            except UsageError:
                raise
            except MissingExtraError:
                return NO_PICTURE
            except Exception as error:
                print(_traceback(error), end="")
        return folded(printed.getvalue())


def folded(text: str) -> str:
    """``text`` with lines of more than 80 columns broken between words."""
    return "\n".join(
        textwrap.fill(line, WIDTH - 1, break_long_words=False, break_on_hyphens=False) if len(line) > WIDTH else line
        for line in text.split("\n")
    )


@contextmanager
def _display() -> Iterator[None]:
    """Within the context, values of expressions are printed as in an interactive session, but not kept as ``_``."""
    before = sys.displayhook
    sys.displayhook = _show
    try:
        yield
    finally:
        sys.displayhook = before


def _show(value: object) -> None:
    if value is not None:
        print(repr(value))


def _traceback(error: Exception) -> str:
    """The traceback of an interactive session, without the lines of files."""
    return "".join(["Traceback (most recent call last):\n    ...\n", *traceback.format_exception_only(error)])


def _prompted(source: str) -> str:
    first, *others = source.splitlines()
    return "".join([f">>> {first}\n", *(f"... {line}".rstrip() + "\n" for line in others)])
