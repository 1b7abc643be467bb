"""``minigrad train --save``: what was trained from the command line predicts for new samples."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import numpy as np
import pytest

from minigrad.datasets import load_iris
from minigrad.models import Model
from tests.cli.running import run, train_json


def table(folder: Path, *, regression: bool = False) -> str:
    """Birds, or prices that are 5 + 3 a - 2 [kind is u]."""
    rng = np.random.default_rng(0)
    lines = ["a,kind,target"]
    for number in range(60):
        a, kind = rng.normal(10.0, 4.0), "uv"[number % 2]
        target = repr(5.0 + 3.0 * a - 2.0 * (kind == "u")) if regression else ("low" if a < 10.0 else "high")
        lines.append(f"{a!r},{kind},{target}")
    path = folder / "table.csv"
    path.write_text("\n".join(lines), "utf-8")
    return str(path)


def columns(text: str) -> dict[str, list[str]]:
    rows = list(csv.DictReader(StringIO(text)))
    return {name: [row[name] for row in rows] for name in rows[0]}


def test_flowers_are_predicted_from_a_table(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    model, iris = str(tmp_path / "iris.npz"), load_iris()
    ran = run(capsys, "train", "--epochs", "30", "--save", model)
    assert ran.code == 0
    assert ran.out.splitlines()[-1] == f"model      {model}"
    flowers = tmp_path / "flowers.csv"
    order = [3, 1, 0, 2]
    rows = [",".join(map(repr, row)) for row in iris.x[:, order].tolist()]
    flowers.write_text("\n".join([",".join(iris.feature_names[index] for index in order), *rows]), "utf-8")
    found = columns(run(capsys, "predict", "--model", model, "--data", str(flowers)).out)
    assert list(found) == ["class", "P(setosa)", "P(versicolor)", "P(virginica)"]
    expected = Model.load(model)
    assert found["class"] == expected.predict(iris.x).tolist()
    np.testing.assert_array_equal([float(p) for p in found["P(setosa)"]], expected.probabilities(iris.x)[:, 0])
    assert np.mean(np.array(found["class"]) == np.array(iris.target_names)[iris.t]) > 0.93


def test_the_column_of_classes_gives_its_name(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    data, model = table(tmp_path), str(tmp_path / "a.npz")
    result = train_json(capsys, "--data", data, "--target", "target", "--save", model)
    assert result["options"]["save"] == model
    ran = run(capsys, "predict", "--model", model, "--data", data)
    assert ran.err.endswith('columns that the model does not use: "target"\n')
    found = columns(ran.out)["target"]
    assert np.mean(np.array(found) == np.loadtxt(data, str, delimiter=",", skiprows=1)[:, 2]) > 0.95


def test_a_quantity_comes_back_in_its_units(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    data, model = table(tmp_path, regression=True), str(tmp_path / "a.npz")
    run(capsys, "train", "--data", data, "--target", "target", "--save", model)
    found = columns(run(capsys, "predict", "--model", model, "--data", data).out)
    true = np.loadtxt(data, str, delimiter=",", skiprows=1)[:, 2].astype(float)
    np.testing.assert_allclose([float(number) for number in found["target"]], true, atol=0.1)


@pytest.mark.each(
    ("options", "message"),
    [
        ("--save none/a.npz", "--save none/a.npz: there is no such folder"),
        ("--save .", "--save .: that is a folder; give the name of a file"),
        ("--save a.npz --folds 3", "leave out --folds or --save"),
    ],
)
def test_a_place_that_cannot_be_written_is_found_before_training(
    capsys: pytest.CaptureFixture[str], options: str, message: str
) -> None:
    ran = run(capsys, "train", *options.split())
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err


def test_a_disk_that_is_full_in_the_end_costs_the_file_and_not_the_result(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    ran = run(capsys, "train", "--epochs", "2", "--save", str(tmp_path / "a.npz"))
    assert ran.code == 2
    assert "held out" in ran.out
    assert ran.err.endswith(f"minigrad train: error: {tmp_path / 'a.npz'}: No space left on device\n")
    assert list(tmp_path.iterdir()) == []
