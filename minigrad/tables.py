"""Tables as HTML, which notebooks show in place of text."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape


def html_table(headings: Sequence[str], rows: Sequence[Sequence[str]], caption: str = "") -> str:
    """A table whose cells are text, escaped, with an optional line above it.

    >>> html_table(["a"], [["<1>"]], "one")
    '<table><caption>one</caption><tr><th>a</th></tr><tr><td>&lt;1&gt;</td></tr></table>'
    """
    above = f"<caption>{escape(caption)}</caption>" if caption else ""
    return f"<table>{above}{_row('th', headings)}{''.join(_row('td', row) for row in rows)}</table>"


def _row(tag: str, cells: Sequence[str]) -> str:
    return f"<tr>{''.join(f'<{tag}>{escape(cell)}</{tag}>' for cell in cells)}</tr>"
