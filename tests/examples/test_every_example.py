"""Every example is short, says what it returns, runs as a program, and has its numbers asserted in a test of its own."""

from __future__ import annotations

import inspect
import runpy
from importlib import import_module
from pathlib import Path
from typing import get_type_hints

import pytest

import examples

FOLDER = Path(examples.__file__).parent
NAMES = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "__init__")


def test_there_are_examples() -> None:
    assert len(NAMES) >= 9


@pytest.mark.parametrize("name", NAMES)
def test_main_has_a_typed_result(name: str) -> None:
    module = import_module(f"examples.{name}")
    assert get_type_hints(module.main)["return"] is not type(None)
    assert not inspect.signature(module.main).parameters


@pytest.mark.parametrize("name", NAMES)
def test_it_teaches_and_is_short(name: str) -> None:
    text = (FOLDER / f"{name}.py").read_text("utf-8")
    assert len((import_module(f"examples.{name}").__doc__ or "").split()) >= 30
    assert sum(bool(line.strip()) for line in text.splitlines()) <= 65


@pytest.mark.parametrize("name", NAMES)
def test_its_numbers_are_asserted(name: str) -> None:
    test = Path(__file__).with_name(f"test_{name}.py")
    assert test.exists(), f"write {test.name}: each example needs a test of its numbers"
    assert f"from examples.{name} import" in test.read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_it_prints_something_for_people(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(FOLDER / f"{name}.py"), run_name="__main__")
    printed = capsys.readouterr().out
    assert printed.strip()
    assert "array(" not in printed
