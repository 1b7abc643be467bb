"""The pages of the demo: text files in doctest form, so that what is shown is also what is tested.

To change a page, edit its text and code, and paste the output that ``minigrad demo --all`` then prints on it.
"""

from __future__ import annotations

from doctest import DocTestParser, Example
from importlib.resources import files
from typing import NamedTuple


class Page(NamedTuple):
    """One page: its first line is the title; text and code follow in the order of the file."""

    name: str
    title: str
    parts: tuple[str | Example, ...]


def parse(name: str, text: str) -> Page:
    """The page that ``text`` is: paragraphs, and examples that begin with ``>>>``."""
    title, _, body = text.partition("\n")
    return Page(name, title, tuple(part for part in DocTestParser().parse(body.strip("\n") + "\n", name) if part))


def load_pages() -> list[Page]:
    """All pages, in the order of their numbers."""
    found = [file for file in files(__package__).joinpath("pages").iterdir() if file.name.endswith(".txt")]
    return [parse(file.name, file.read_text("utf-8")) for file in sorted(found, key=lambda file: file.name)]
