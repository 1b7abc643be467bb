"""Reads the HTML that notebooks show: rows of cells, and the text inside of each kind of element."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import final

from typing_extensions import override

VOID = {"br", "hr", "img", "meta", "link", "input"}


@dataclass
class Element:
    """One element with the text in it, that of the elements inside included."""

    tag: str
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def find(self, *tags: str) -> list[Element]:
        """The elements inside with one of these tags, in their order."""
        found = [[child, *child.find(*tags)] if child.tag in tags else child.find(*tags) for child in self.children]
        return [element for part in found for element in part]

    def texts(self, tag: str) -> list[str]:
        """The text of each of them."""
        return [element.text for element in self.find(tag)]

    @property
    def rows(self) -> list[list[str]]:
        """The cells of each row, header cells included."""
        return [[cell.text for cell in row.find("td", "th")] for row in self.find("tr")]


@final
class _Reader(HTMLParser):
    """Builds the tree, and insists that each element is closed in its turn."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("")]

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag)
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    @override
    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    @override
    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data


def read_html(text: str) -> Element:
    """The tree of a piece of HTML."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    assert len(reader.open) == 1, "an element is not closed"
    return reader.open[0]
