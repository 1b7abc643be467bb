"""Each folder of examples/ opens with one sentence and the list of its files, each with the title of the file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.examples.reading_order import FOLDER, entries, programs, title

FOLDERS = sorted(path.parent for path in FOLDER.rglob("__init__.py"))
each_folder = pytest.mark.parametrize("folder", FOLDERS, ids=[str(path.relative_to(FOLDER)) for path in FOLDERS])
BENCHMARKS = FOLDER / "benchmarks"


@each_folder
def test_a_list_names_every_file_once_and_nothing_else(folder: Path) -> None:
    files = [path.stem for path in folder.glob("*.py") if not path.stem.startswith("__")]
    folders = [f"{path.parent.name}/" for path in folder.glob("*/__init__.py")]
    assert sorted(entries(folder)) == sorted([*files, *folders])
    assert len(files) <= 15 or folder == FOLDER  # a lesson is a file of this folder


@each_folder
def test_a_list_says_of_a_file_what_the_file_says_of_itself(folder: Path) -> None:
    for name, said in entries(folder).items():
        assert said == title(folder / (name if name.endswith("/") else f"{name}.py"))
        assert re.fullmatch(r"[A-Za-z`].*[.?]", said)


@each_folder
def test_a_folder_that_is_a_program_has_its_title(folder: Path) -> None:
    if (folder / "__main__.py").is_file():
        assert title(folder) == title(folder / "__main__.py")


def test_the_readme_of_the_benchmarks_names_every_program() -> None:
    table = (BENCHMARKS / "README.md").read_text("utf-8").split("\n## ")[0]
    cells = re.findall(r"^\| (`[^|]*) \|", table, re.MULTILINE)
    assert {name for cell in cells for name in re.findall(r"`(\w+)", cell)} == set(programs(BENCHMARKS))
