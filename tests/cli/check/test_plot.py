"""``minigrad check --plot DIR``: which reports are drawn, under which names, and what is not written."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

pytest.importorskip("matplotlib")
from matplotlib.figure import Figure
from matplotlib.image import imread

from minigrad.cli import check_command
from minigrad.cli.pictures import Album, safe_name
from minigrad.cli.usage import UsageError
from minigrad.plotting.drawing.canvas import canvas
from tests.cli.running import run

RIGHT = """
import numpy as np

def cube(x): return float(np.sum(x**3))
def cube_grad(x): return 3 * x**2

def line(x): return float(np.sum(x))
def line_grad(x): return np.ones(x.shape)
"""
WRONG_AT_ZERO = """
def half(x): return float(x @ x)
def half_grad(x): return 2 * x + (abs(x).max() < 1e-3)
"""


@pytest.fixture
def unrendered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures whose pixels nobody looks at become empty files."""
    monkeypatch.setattr(Figure, "savefig", lambda self, target, *, format: None)


def written(folder: Path, source: str) -> Path:
    """A file of functions, in a folder that is not the one for the pictures."""
    path = folder / "mine.py"
    path.write_text(source, encoding="utf-8")
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_where_nothing_fails_there_is_one_picture_of_each_pair(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path, folder = written(tmp_path, RIGHT), tmp_path / "new" / "pictures"
    ran = run(capsys, "check", str(path), "--plot", str(folder))
    assert (ran.code, ran.err) == (0, "")
    files = [folder / "cube-random-size-1.png", folder / "line-random-size-1.png"]
    assert ran.out.splitlines()[-2:] == [f"picture: {file}" for file in files]
    assert names(folder) == [file.name for file in files]
    assert imread(files[0]).shape == (480, 640, 4)


@pytest.mark.usefixtures("unrendered")
def test_where_something_fails_there_is_a_picture_of_the_first_point_at_which_it_does(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path, folder = written(tmp_path, RIGHT + WRONG_AT_ZERO), tmp_path / "pictures"
    ran = run(capsys, "check", str(path), "--shape", "3", "--plot", str(folder))
    assert ran.code == 1
    assert names(folder) == ["half-zero.png"], "two points fail"
    assert "picture: " + str(folder / "half-zero.png") in ran.out


def test_the_picture_says_whose_report_it_is(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    titles = list[str]()
    monkeypatch.setattr(Figure, "savefig", lambda self, target, *, format: titles.append(self.get_suptitle()))
    run(capsys, "check", f"{written(tmp_path, RIGHT)}:cube", "--plot", str(tmp_path / "pictures"))
    assert titles == ["cube at random, size 1"]


@pytest.mark.usefixtures("unrendered")
def test_with_json_the_paths_are_in_it_and_nothing_else_is_printed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path, folder, receipt = written(tmp_path, RIGHT), tmp_path / "pictures", tmp_path / "receipt.json"
    ran = run(capsys, "check", f"{path}:line", "--plot", str(folder), "--json", "--receipt", str(receipt))
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out)["pictures"] == [str(folder / "line-random-size-1.png")]
    assert "pictures" not in json.loads(receipt.read_text("utf-8")), "a receipt is about the check alone"
    assert "pictures" not in json.loads(run(capsys, "check", f"{path}:line", "--json").out)


def test_nothing_is_written_outside_of_the_folder(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    path = written(tmp_path, RIGHT)
    run(capsys, "check", f"{path}:cube", "--plot", "here")
    assert names(tmp_path) == ["here", "mine.py"]
    assert names(tmp_path / "here") == ["cube-random-size-1.png"]


def test_components_have_no_report_to_draw(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    ran = run(capsys, "check", "minigrad.layers.activations.relu:ReLU", "--plot", str(tmp_path / "pictures"))
    assert ran.code == 0
    assert ran.out.endswith("no picture: there is no function pair\n")
    assert names(tmp_path / "pictures") == []


@pytest.mark.parametrize("below", ["", "/below/it"])
def test_a_folder_that_cannot_be_written_to_ends_the_command_before_the_check(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, below: str
) -> None:
    monkeypatch.delattr(check_command, "audit")
    path = written(tmp_path, RIGHT)
    ran = run(capsys, "check", str(path), "--plot", f"{path}{below}")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    reason = "Not a directory" if below else "it is a file"
    assert ran.err.startswith(
        f"minigrad check: error: --plot {path}{below}: no pictures can be written there: {reason}"
    )


def test_without_matplotlib_the_extra_is_named_and_no_folder_made(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(check_command, "audit")
    monkeypatch.setitem(sys.modules, "matplotlib.axes", None)
    ran = run(capsys, "check", str(written(tmp_path, RIGHT)), "--plot", str(tmp_path / "pictures"))
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "the extra `plot`" in ran.err
    assert names(tmp_path) == ["mine.py"]


@pytest.mark.usefixtures("unrendered")
def test_two_pictures_never_share_a_file(tmp_path: Path) -> None:
    """Upper and lower case are the same to some file systems, and what is not safe becomes a dash."""
    album = Album(str(tmp_path))
    for name in ("f", "F", "f", "größe", "gr?e", "../f", "", "con/sole"):
        album.add(name, canvas(None))
    expected = ["f", "F-2", "f-3", "gr-e", "gr-e-2", "f-4", "picture", "con-sole"]
    assert [Path(path).name for path in album.paths] == [f"{name}.png" for name in expected]
    assert names(tmp_path) == sorted(f"{name}.png" for name in expected)


def test_names_of_files_are_short() -> None:
    assert len(safe_name("x" * 1000)) == 100


def test_a_disk_that_is_full_by_then_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    album = Album(str(tmp_path))

    def full(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(UsageError, match="No space left on device"):
        album.add("f", canvas(None))


def test_letters_that_the_font_lacks_are_no_complaint(tmp_path: Path) -> None:
    axes = canvas(None)
    axes.set_title("梯度")
    Album(str(tmp_path)).add("gradient", axes)
    assert names(tmp_path) == ["gradient.png"]


def test_a_folder_that_may_not_be_written_to(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Simulated, since nothing is forbidden to some of the users who run tests."""

    def refuse(dir: Path) -> None:
        raise PermissionError(13, "Permission denied", str(dir))

    monkeypatch.setattr("minigrad.cli.pictures.TemporaryFile", refuse)
    monkeypatch.delattr(check_command, "audit")
    ran = run(capsys, "check", str(written(tmp_path, RIGHT)), "--plot", str(tmp_path))
    message = f"--plot {tmp_path}: no pictures can be written there: Permission denied"
    assert (ran.code, ran.out, ran.err) == (2, "", f"minigrad check: error: {message}\n")
