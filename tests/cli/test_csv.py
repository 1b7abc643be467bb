"""``minigrad train --data FILE.csv --target COLUMN``: a user's own table."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from minigrad.datasets import load_iris
from tests.cli.running import run, train_json


def _clouds(path: Path, n: int = 60) -> str:
    """Two clouds, far apart, with the label column in the middle."""
    rng = np.random.default_rng(0)
    points = rng.normal(size=(n, 2)) + 4.0 * rng.choice([-1, 1], (n, 1))
    rows = [f"{x:.3f},{'wet' if x > 0 else 'dry'},{y:.3f}" for x, y in points]
    path.write_text("rain,weather,clouds\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("name", ["weather.csv", "my weather.txt", "iris.csv"])
@pytest.mark.parametrize("network", ["simple", "two-layer"])
def test_a_users_table(capsys: pytest.CaptureFixture[str], tmp_path: Path, network: str, name: str) -> None:
    path = _clouds(tmp_path / name)
    result = train_json(capsys, "--data", path, "--target", "weather", "--network", network)
    assert result["data"] == {"source": path, "samples": 60, "features": ["rain", "clouds"], "classes": ["dry", "wet"]}
    assert result["held_out"] is not None and result["held_out"]["accuracy"] == 1.0
    assert result["held_out"]["samples"] == 12


def test_words(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    ran = run(capsys, "train", "--data", _clouds(tmp_path / "weather.csv"), "--target", "weather", "--epochs", "50")
    assert ran.code == 0
    assert "weather.csv: 60 samples, 2 features, 2 classes" in ran.out and "(12 of 12 right)" in ran.out


def test_iris_from_a_file_is_iris(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    iris = load_iris()
    path = tmp_path / "flowers.csv"
    rows = [",".join([*(repr(float(v)) for v in x), iris.target_names[t]]) for x, t in zip(iris.x, iris.t, strict=True)]
    path.write_text("\n".join([",".join([*iris.feature_names, "species"]), *rows]), encoding="utf-8")
    own = train_json(capsys, "--data", str(path), "--target", "species", "--epochs", "3")
    assert own["history"] == train_json(capsys, "--epochs", "3")["history"]


def test_a_constant_column_is_no_trouble(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "constant.csv"
    path.write_text("a,b,c\n" + "".join(f"{i},7,{'uv'[i > 9]}\n" for i in range(20)), encoding="utf-8")
    result = train_json(capsys, "--data", str(path), "--target", "c")
    assert result["held_out"] is not None and result["held_out"]["accuracy"] == 1.0


def test_the_smallest_table(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "small.csv"
    path.write_text("a,c\n1,u\n2,u\n8,v\n9,v\n", encoding="utf-8")
    result = train_json(capsys, "--data", str(path), "--target", "c", "--epochs", "2")
    assert result["held_out"] is not None and result["held_out"]["samples"] == 1
