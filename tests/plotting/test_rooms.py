"""Each folder of ``minigrad.plotting`` opens with the list of its files."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from minigrad import plotting

FOLDER = Path(plotting.__file__).parent
ROOMS = sorted(path.parent.name for path in FOLDER.glob("*/__init__.py"))


@pytest.mark.parametrize("room", ROOMS)
def test_the_list_is_complete(room: str) -> None:
    listed = re.findall(r"^- ``(\w+)``: ", import_module(f"minigrad.plotting.{room}").__doc__ or "", re.MULTILINE)
    assert listed == sorted(path.stem for path in (FOLDER / room).glob("*.py") if path.stem != "__init__")


def test_the_folders_are_named() -> None:
    assert ROOMS
    assert all(f"``{room}``" in (plotting.__doc__ or "") for room in ROOMS)
