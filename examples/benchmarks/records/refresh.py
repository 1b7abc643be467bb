"""Brings the numbers of a Markdown file up to date with the records.

Run ``python -m examples.benchmarks.records.refresh README.md``. A table is found by the words of its head, a sentence
by its own; what the file says besides stays as it is. Sentences whose words have changed, and tables whose heads have,
must be put in by hand.
"""

from __future__ import annotations

import re
import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path

from examples.benchmarks.records.sentences import every_sentence
from examples.benchmarks.records.tables import every_table, headline_tables
from minigrad.files import write_atomically

NUMBER = r"(?:\d{4}-\d\d-\d\d|\d(?:[\d.,]*\d)?(?:e[-+]?\d+)?)"
WIDTH = 128
"""Characters of a line of the READMEs."""


def refreshed(markdown: str, tables: Sequence[list[str]], sentences: Sequence[str]) -> str:
    """The same text with the numbers of these tables and sentences."""
    blocks = markdown.split("\n\n")
    by_head = {_words(table[0]): "\n".join(table) for table in tables}
    blocks = [by_head.get(_words(block.splitlines()[0]), block) if block.startswith("|") else block for block in blocks]
    return "\n\n".join(
        block if block.startswith(("|", "#", "`" * 3, "-")) else _paragraph(block, sentences) for block in blocks
    )


def _words(head: str) -> str:
    return re.sub(NUMBER, "", head)


def _paragraph(text: str, sentences: Sequence[str]) -> str:
    flat = changed = " ".join(text.split())
    for sentence in sentences:
        changed = _pattern(sentence).sub(sentence.replace("\\", r"\\"), changed)
    return text if changed == flat else _wrapped(changed) + "\n" * text.endswith("\n")


def _pattern(sentence: str) -> re.Pattern[str]:
    """The sentence with any numbers."""
    return re.compile(NUMBER.join(re.escape(part) for part in re.split(r"(?<![\w-])" + NUMBER, sentence)))


def _wrapped(text: str) -> str:
    """Lines of at most 128 characters that do not break inside of code."""
    kept = re.sub(r"`[^`]*`", lambda code: code[0].replace(" ", "\0"), text)
    return textwrap.fill(kept, WIDTH, break_long_words=False, break_on_hyphens=False).replace("\0", " ")


def main(paths: Sequence[str]) -> None:
    """Rewrite these files."""
    for path in map(Path, paths):
        write_atomically(
            path, refreshed(path.read_text("utf-8"), [*every_table(), *headline_tables()], every_sentence())
        )


if __name__ == "__main__":
    main(sys.argv[1:])
