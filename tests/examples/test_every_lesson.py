"""Every lesson is short, explains itself, prints and draws, writes its picture and nothing else, and has its numbers
asserted."""

from __future__ import annotations

import inspect
import re
from importlib import import_module
from pathlib import Path

import pytest

pytest.importorskip("matplotlib")

from matplotlib.axes import Axes

from tests.examples.lessons import FOLDER, NAMES, run
from tests.examples.reading_order import entries

pytestmark = pytest.mark.xdist_group("lessons")

HERE = Path(__file__).parent


def test_the_order_of_reading_names_every_lesson_once() -> None:
    assert sorted({*entries(FOLDER)} - {"thumbnails", "derived_by_hand/", "benchmarks/"}) == NAMES
    assert len(NAMES) >= 25


@pytest.mark.parametrize("name", NAMES)
def test_it_explains_itself_in_about_three_sentences(name: str) -> None:
    title, _, body = (import_module(f"examples.{name}").__doc__ or "").partition("\n\n")
    assert "\n" not in title
    sentences = re.split(r"(?<=[.?]) +(?=[A-Z`])", " ".join(body.split()))
    assert 2 <= len(sentences) <= 5
    assert "picture" in body


@pytest.mark.parametrize("name", NAMES)
def test_it_is_short_and_ends_like_all_others(name: str) -> None:
    lines = [line for line in (FOLDER / f"{name}.py").read_text("utf-8").splitlines() if line.strip()]
    assert len(lines) <= 48
    assert lines[-2:] == [
        'if __name__ == "__main__":',
        f'    print("picture:", mg.plotting.save(main(), "{name}.png"))',
    ]
    assert not any(
        line.startswith(("from examples", "import examples")) for line in lines
    )  # python examples/NAME.py finds none
    assert "NamedTuple" not in "".join(lines).replace("State(NamedTuple)", "").replace("import NamedTuple", "")


@pytest.mark.parametrize("name", NAMES)
def test_main_returns_the_axes_of_its_picture(name: str) -> None:
    main = import_module(f"examples.{name}").main
    assert inspect.signature(main).return_annotation == "mg.plotting.Axes"
    assert not inspect.signature(main).parameters
    assert isinstance(run(name).axes, Axes)


@pytest.mark.parametrize("name", NAMES)
def test_it_prints_for_people_and_writes_its_picture_only(name: str) -> None:
    result = run(name)
    numbers, last = result.text.rstrip().rsplit("\n", 1)
    assert last == f"picture: {name}.png"
    assert re.search(r"\d", numbers)
    assert "array(" not in numbers
    assert not re.search(r"<[A-Za-z]", numbers)  # what a repr of an object begins with
    assert list(result.files) == [f"{name}.png"]
    assert result.files[f"{name}.png"].startswith(b"\x89PNG")


@pytest.mark.parametrize("name", NAMES)
def test_every_panel_has_something_in_it(name: str) -> None:
    for panel in run(name).panels:
        assert panel.has_data()


@pytest.mark.parametrize("name", NAMES)
def test_its_numbers_are_asserted(name: str) -> None:
    asserted = [
        path
        for path in HERE.glob("test_*.py")
        if path != Path(__file__) and f'run("{name}")' in path.read_text("utf-8")
    ]
    assert asserted, f'write a test that asserts on run("{name}")'
