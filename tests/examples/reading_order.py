"""The lists with which the folders of examples/ open, and the titles of the files that they name."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import examples

FOLDER = Path(examples.__file__).parent


def opening(path: Path) -> str:
    """The docstring of a file, or of a folder's ``__init__.py``."""
    source = path / "__init__.py" if path.is_dir() else path
    return ast.get_docstring(ast.parse(source.read_text("utf-8"))) or ""


def title(path: Path) -> str:
    """Its first paragraph, on one line."""
    return " ".join(opening(path).split("\n\n")[0].split())


def entries(folder: Path) -> dict[str, str]:
    """What the list of a folder says of each file, and of each folder (with a slash)."""
    listed = re.findall(r"^- ``(\w+/?)``: (.+(?:\n  .+)*)", opening(folder), re.MULTILINE)
    return {name: " ".join(said.split()) for name, said in listed}


def programs(folder: Path) -> list[str]:
    """The names of the programs in a folder: files and folders that can be run, in the order of its list."""
    return [name.rstrip("/") for name in entries(folder) if _runs(folder / name / "__main__.py", folder / f"{name}.py")]


def _runs(*paths: Path) -> bool:
    return any(path.is_file() and 'if __name__ == "__main__"' in path.read_text("utf-8") for path in paths)
