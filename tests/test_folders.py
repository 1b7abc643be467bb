"""Each folder of the package opens with one sentence and the list of its files; the map in CONTRIBUTING.md has the
same sentences."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "minigrad"
FOLDERS = sorted(path.parent for path in PACKAGE.rglob("__init__.py"))
IDS = [str(folder.relative_to(ROOT)) for folder in FOLDERS]


def opening(folder: Path) -> str:
    """The docstring of the folder's ``__init__.py``."""
    return ast.get_docstring(ast.parse((folder / "__init__.py").read_text("utf-8"))) or ""


def sentence(folder: Path) -> str:
    """Its first paragraph on one line."""
    return " ".join(opening(folder).split("\n\n")[0].split())


def entries(folder: Path) -> list[tuple[str, str]]:
    """The names that its list has, folders with a slash, and what it says of each."""
    return re.findall(r"^- ``(\w+/?)``: (.+)$", opening(folder), re.MULTILINE)


def parts(folder: Path) -> list[str]:
    """The names of the files and folders that there are."""
    files = [path.stem for path in folder.glob("*.py") if not path.stem.startswith("__")]
    return sorted([*files, *(f"{path.parent.name}/" for path in folder.glob("*/__init__.py"))])


@pytest.mark.parametrize("folder", FOLDERS, ids=IDS)
def test_a_folder_opens_with_one_sentence_and_lists_each_of_its_files_once(folder: Path) -> None:
    assert re.fullmatch(r"[^.]+(?:\.\w[^.]*)*\.", sentence(folder)), "one sentence, which ends with a full stop"
    assert sorted(name for name, _ in entries(folder)) == parts(folder)


@pytest.mark.parametrize("folder", FOLDERS, ids=IDS)
def test_a_list_says_of_a_folder_what_the_folder_says_of_itself(folder: Path) -> None:
    for name, said in entries(folder):
        assert said.endswith(".")
        if name.endswith("/"):
            assert said == sentence(folder / name)


def test_the_map_for_contributors_is_the_list_of_the_package() -> None:
    text = (ROOT / ".github" / "CONTRIBUTING.md").read_text("utf-8")
    rows: list[tuple[str, str]] = re.findall(
        r"^\| `(\w+)` \| (.+) \|$", text.split("\n## The map of the package\n")[1], re.MULTILINE
    )
    assert rows == [(name.rstrip("/"), said.replace("``", "`")) for name, said in entries(PACKAGE)]
