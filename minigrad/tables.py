"""Tables as text for a terminal and as HTML for a notebook."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from html import escape


def text_table(headings: Sequence[str], rows: Sequence[Sequence[str]], right: Collection[str] = ()) -> str:
    """Columns below their headings, two spaces apart; those whose heading is in ``right`` are aligned on the right.

    >>> print(text_table(["name", "size"], [["a", "10"], ["long name", "5"]], right=["size"]))
    name       size
    a            10
    long name     5
    """
    lines = [headings, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(headings))]
    columns = [
        (width, str.rjust if heading in right else str.ljust) for heading, width in zip(headings, widths, strict=True)
    ]
    return "\n".join(
        "  ".join(place(cell, width) for cell, (width, place) in zip(line, columns, strict=True)).rstrip()
        for line in lines
    )


def html_table(headings: Sequence[str], rows: Sequence[Sequence[str]], caption: str = "") -> str:
    """A table whose cells are text, escaped, with an optional line above it.

    >>> html_table(["a"], [["<1>"]], "one")
    '<table><caption>one</caption><tr><th>a</th></tr><tr><td>&lt;1&gt;</td></tr></table>'
    """
    above = f"<caption>{escape(caption)}</caption>" if caption else ""
    return f"<table>{above}{_row('th', headings)}{''.join(_row('td', row) for row in rows)}</table>"


def _row(tag: str, cells: Sequence[str]) -> str:
    return f"<tr>{''.join(f'<{tag}>{escape(cell)}</{tag}>' for cell in cells)}</tr>"
