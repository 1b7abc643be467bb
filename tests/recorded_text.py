"""Whether the numbers in a Markdown file are those that were recorded. Used for every README that shows results."""

from __future__ import annotations

import re
from collections.abc import Sequence

NUMBER = re.compile(r"(?<![\w.])[-+]?\d[\d,.]*(?:e[-+]?\d+)?")


def tables(markdown: str) -> list[list[str]]:
    """The tables, as lists of lines."""
    blocks = re.findall(r"(?:^\|.*\|$\n?)+", markdown, re.MULTILINE)
    return [block.splitlines() for block in blocks]


def missing_tables(markdown: str, expected: Sequence[list[str]]) -> list[str]:
    """The first line that differs of each expected table; "no table" where no table has its head."""
    found = {table[0]: table for table in tables(markdown)}
    return [difference for table in expected if (difference := _difference(table, found.get(table[0]))) is not None]


def _difference(expected: list[str], found: list[str] | None) -> str | None:
    if found is None:
        return f"no table {expected[0]}"
    if len(found) != len(expected):
        return f"{len(found)} lines instead of {len(expected)} in {expected[0]}"
    return next((f"{b} instead of {a}" for a, b in zip(expected, found, strict=True) if a != b), None)


def missing_sentences(markdown: str, expected: Sequence[str]) -> list[str]:
    """Those that do not occur; where lines are broken does not matter."""
    text = " ".join(markdown.split())
    return [sentence for sentence in expected if " ".join(sentence.split()) not in text]


def loose_numbers(
    markdown: str, sentences: Sequence[str], known: Sequence[list[str]], allowed: Sequence[str] = ()
) -> list[str]:
    """Numbers that no record stands behind: not in a known table, a sentence, code, or a phrase that is allowed."""
    kept = {table[0] for table in known}
    for table in tables(markdown):
        if table[0] in kept:
            markdown = markdown.replace("\n".join(table), "")
    text = " ".join(re.sub(r"^```.*?^```", "", markdown, flags=re.MULTILINE | re.DOTALL).split())
    for phrase in sorted([*sentences, *allowed], key=len, reverse=True):
        text = text.replace(" ".join(phrase.split()), "")
    return NUMBER.findall(re.sub(r"`[^`]*`", "", text))
