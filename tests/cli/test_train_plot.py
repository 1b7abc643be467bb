"""``minigrad train --plot DIR``: what is drawn of which part of the run, and that nothing else is written or begun."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("matplotlib")
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.image import imread

from minigrad.checking import GradientReport
from minigrad.cli.pictures import Album
from minigrad.cli.train import classification
from minigrad.plotting.drawing.canvas import figure_of
from minigrad.training import Trainer
from tests.cli.running import Result, parsed, run, train_json
from tests.training.helpers import Broken

NAMES = ["gradient", "history", "weights", "confusion"]


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> dict[str, Axes]:
    """The axes of each picture, which is saved no less."""
    pictures, add = dict[str, Axes](), Album.add

    def keep(self: Album, name: str, ax: Axes) -> None:
        pictures[name] = ax
        add(self, name, ax)

    monkeypatch.setattr(Album, "add", keep)
    return pictures


@pytest.fixture
def unrendered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures whose pixels nobody looks at become empty files."""
    monkeypatch.setattr(Figure, "savefig", lambda self, target, *, format: None)


def test_four_pictures_whose_files_are_named_last(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = tmp_path / "new" / "pictures"
    ran = run(capsys, "train", "--epochs", "2", "--plot", str(folder))
    assert ran.code == 0
    files = [folder / f"{name}.png" for name in NAMES]
    assert ran.out.splitlines()[-4:] == [f"picture    {file}" for file in files]
    assert sorted(folder.iterdir()) == sorted(files)
    for file in files:
        assert imread(file).shape == (480, 640, 4)
        assert len(np.unique(imread(file))) > 10


@pytest.mark.usefixtures("unrendered")
def test_with_json_the_paths_are_in_it_and_each_picture_shows_its_part_of_the_result(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, drawn: dict[str, Axes]
) -> None:
    monkeypatch.chdir(tmp_path)
    result = train_json(capsys, "--epochs", "3", "--plot", "pictures")
    assert result["pictures"] == [str(Path("pictures") / f"{name}.png") for name in NAMES]
    assert all(Path(path).is_file() for path in result["pictures"])
    assert [path.name for path in tmp_path.iterdir()] == ["pictures"], "nothing is written outside of the folder"
    assert result["options"]["plot"] == "pictures"
    _require_parts_of(result, drawn)


def test_without_the_option_there_are_none(capsys: pytest.CaptureFixture[str]) -> None:
    result = train_json(capsys, "--epochs", "1")
    assert result["pictures"] == []
    assert result["options"]["plot"] is None


def _require_parts_of(result: Result, drawn: dict[str, Axes]) -> None:
    loss = figure_of(drawn["history"]).axes[1]
    assert np.asarray(loss.lines[0].get_ydata()).tolist() == result["history"]["loss"]
    assert np.asarray(loss.lines[1].get_ydata()).tolist() == result["history"]["validation_loss"]
    maps = {axes.get_title().split(":")[0]: axes for axes in figure_of(drawn["weights"]).axes if axes.images}
    weight = maps["dense1.weight"].images[0].get_array()
    assert weight is not None
    np.testing.assert_array_equal(weight, result["network"]["theta"]["dense1.weight"])
    counts, held_out = drawn["confusion"].images[0].get_array(), result["held_out"]
    assert counts is not None
    assert held_out is not None
    assert int(counts.sum()) == held_out["samples"] == 30
    assert int(np.trace(counts)) == round(held_out["accuracy"] * 30)
    assert [label.get_text() for label in drawn["confusion"].get_xticklabels()] == ["setosa", "versicolor", "virginica"]
    assert drawn["gradient"].texts[0].get_text().startswith("PASS: 15 of 15 entries pass")


@pytest.mark.usefixtures("unrendered")
def test_weights_of_digits_are_images(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, drawn: dict[str, Axes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is drawn is tested here, not what 1797 samples and their gradient cost."""
    verify = Trainer.verify_gradient
    monkeypatch.setattr(Trainer, "verify_gradient", lambda self, x, t: verify(self, x[:2], t[:2]))
    run(capsys, "train", "--data", "digits", "--epochs", "1", "--batch-size", "500", "--plot", str(tmp_path))
    assert drawn["weights"].get_title() == "dense1.weight: 10 of 10 units"


@pytest.fixture
def wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command's objective with a gradient that is 1 % too long."""
    monkeypatch.setattr(classification, "SoftmaxCrossEntropy", lambda: Broken(lambda g: np.asarray(1.01 * g)))


@pytest.mark.usefixtures("wrong", "unrendered")
def test_of_a_wrong_gradient_there_is_the_report_alone(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, drawn: dict[str, Axes]
) -> None:
    monkeypatch.delattr(Trainer, "fit")
    ran = run(capsys, "train", "--plot", str(tmp_path))
    assert (ran.code, ran.err) == (1, "")
    assert [path.name for path in tmp_path.iterdir()] == ["gradient.png"]
    assert f"picture    {tmp_path / 'gradient.png'}\n" in ran.out
    assert drawn["gradient"].texts[0].get_text().startswith("FAIL: 0 of 15 entries pass, 15 fail")
    again = run(capsys, "train", "--json", "--plot", str(tmp_path))
    assert again.code == 1
    assert parsed(again.out)["pictures"] == [str(tmp_path / "gradient.png")]
    assert not GradientReport.from_dict(parsed(again.out)["verification"]).passed


@pytest.mark.parametrize("below", ["", "/below/it"])
@pytest.mark.parametrize("more", [(), ("--json",)])
def test_a_folder_that_cannot_be_written_to_ends_the_command_before_anything_is_computed(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    below: str,
    more: tuple[str, ...],
) -> None:
    monkeypatch.delattr(Trainer, "fit")
    monkeypatch.setattr(Trainer, "verify_gradient", None)
    file = tmp_path / "file"
    file.touch()
    ran = run(capsys, "train", "--plot", f"{file}{below}", *more)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith(f"minigrad train: error: --plot {file}{below}: no pictures can be written there: ")


def test_without_matplotlib_the_extra_is_named_before_anything_is_computed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Trainer, "verify_gradient", None)
    monkeypatch.setitem(sys.modules, "matplotlib.axes", None)
    ran = run(capsys, "train", "--plot", str(tmp_path / "pictures"))
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "the extra `plot`" in ran.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("unrendered")
def test_a_disk_that_is_full_when_pictures_are_written_does_not_cost_the_result(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    ran = run(capsys, "train", "--epochs", "1", "--plot", str(tmp_path))
    assert ran.code == 2
    assert "held out" in ran.out
    assert "picture " not in ran.out
    assert ran.err.endswith(f"minigrad train: error: {tmp_path / 'gradient.png'}: No space left on device\n")


def test_a_mistake_in_the_data_makes_no_folder(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    ran = run(capsys, "train", "--data", "nowhere.csv", "--target", "kind", "--plot", str(tmp_path / "pictures"))
    assert ran.code == 2
    assert list(tmp_path.iterdir()) == []


def test_classes_with_letters_that_the_font_lacks(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("a,b,kind\n" + "".join(f"{i},{i * i % 7},{'犬猫'[i % 2]}\n" for i in range(20)), encoding="utf-8")
    ran = run(
        capsys, "train", "--data", str(table), "--target", "kind", "--epochs", "1", "--plot", str(tmp_path / "pictures")
    )
    assert ran.code == 0
    assert len(list((tmp_path / "pictures").iterdir())) == 4
