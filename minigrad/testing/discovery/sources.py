"""The source text of a checked file as code objects: one for a Python file, one for each code cell of a notebook."""

from __future__ import annotations

import linecache
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType
from typing import final

from minigrad.plain_data.json_values import JsonValue, loads, to_list, to_object, to_text

MAGIC = re.compile(r"(?m)^([ \t]*)(%{1,2}[A-Za-z].*|!.*|\?.*|[\w.]+\?{1,2}[ \t]*)$")
"""Lines that notebooks understand and Python does not."""

ELSEWHERE = re.compile(r"(?m)^[ \t]*(%(?:run|load)\b.*?)[ \t]*$")
"""Those of them that bring functions from elsewhere, which are then not looked at."""

TRANSPARENT = ("%%time", "%%timeit", "%%capture", "%%prun")
"""Magic lines after which the rest of a cell is Python."""


@final
@dataclass(frozen=True)
class Source:
    """A piece of a file.

    Attributes:
        name: what messages call it.
        text: Python, with the line numbers of the original.
        left_out: why it is not executed, or nothing.
        partly: which of its lines are not executed though they may bring something to check, or nothing.
    """

    name: str
    text: str
    left_out: str = ""
    partly: str = ""

    def compiled(self) -> CodeType:
        """The code, whose lines tracebacks can show."""
        linecache.cache[self.name] = (len(self.text), None, self.text.splitlines(keepends=True), self.name)
        return compile(self.text, self.name, "exec", dont_inherit=True)


def read_sources(path: Path) -> list[Source]:
    """The pieces of a file, in their order.

    Raises:
        FileNotFoundError: there is no such file.
        ImportError: it is not a notebook, or not text.
    """
    if not path.is_file():
        raise FileNotFoundError(f"there is no file {path}")
    if path.suffix == ".ipynb":
        return list(_cells(path))
    return [Source(str(path), _decoded(path))]


def _decoded(path: Path) -> str:
    """With the encoding that the file declares."""
    try:
        return "".join(linecache.updatecache(str(path))) or path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportError(f"{path} does not load: it is not UTF-8 text: {error}") from error


def _cells(path: Path) -> Iterator[Source]:
    try:
        notebook = loads(path.read_text(encoding="utf-8"))
        cells = [to_object(cell) for cell in to_list(notebook["cells"])]
        texts = [_text(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    except (ValueError, TypeError, KeyError) as error:
        told = f"`{error.args[0]}` is missing" if isinstance(error, KeyError) else str(error)
        raise ImportError(
            f"{path} is not a notebook of format 4: {told}; save it again with Jupyter, or as .py"
        ) from error
    for number, text in enumerate(texts, 1):
        yield _cell(f"{path}, code cell {number}", text)


def _text(source: JsonValue) -> str:
    return source if isinstance(source, str) else "".join(to_text(line) for line in to_list(source))


def _cell(name: str, text: str) -> Source:
    """A cell without the lines that are not Python."""
    first = text.lstrip().split(maxsplit=1)[:1]
    if first and first[0].startswith("%%") and first[0] not in TRANSPARENT:
        return Source(name, "", f"a cell that starts with {first[0]} is not Python and is not executed")
    if _is_python(text):
        return Source(name, text)
    lines = [
        f"`{line}` is not Python and is not executed; check that file by itself" for line in ELSEWHERE.findall(text)
    ]
    return Source(name, re.sub(MAGIC, r"\1pass", text), partly="; ".join(lines))


def _is_python(text: str) -> bool:
    try:
        compile(text, "cell", "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return False
    return True
