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


@pytest.mark.parametrize(
    ("name", "network"),
    [("weather.csv", "simple"), ("weather.csv", "two-layer"), ("my weather.txt", "simple"), ("iris.csv", "simple")],
)
def test_a_users_table(capsys: pytest.CaptureFixture[str], tmp_path: Path, network: str, name: str) -> None:
    path = _clouds(tmp_path / name)
    result = train_json(capsys, "--data", path, "--target", "weather", "--network", network, "--epochs", "30")
    expected = {"source": path, "samples": 60, "features": ["rain", "clouds"], "classes": ["dry", "wet"], "notes": []}
    assert result["data"] == expected
    assert result["held_out"] is not None
    assert result["held_out"]["accuracy"] == 1.0
    assert result["held_out"]["samples"] == 12


def test_words(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    ran = run(capsys, "train", "--data", _clouds(tmp_path / "weather.csv"), "--target", "weather", "--epochs", "50")
    assert ran.code == 0
    assert "weather.csv: 60 samples, 2 features, 2 classes" in ran.out
    assert "(12 of 12 right; always guessing" in ran.out


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
    assert result["held_out"] is not None
    assert result["held_out"]["accuracy"] == 1.0


def test_the_smallest_table(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "small.csv"
    path.write_text("a,c\n1,u\n2,u\n8,v\n9,v\n", encoding="utf-8")
    result = train_json(capsys, "--data", str(path), "--target", "c", "--epochs", "2")
    assert result["held_out"] is not None
    assert result["held_out"]["samples"] == 1


def _birds(path: Path, n: int = 40) -> str:
    """Two species that differ by their bill, with words, flags, an id, and gaps; German."""
    cells = [
        f"id{k};{['Dream', 'Biscoe', 'Torgersen'][k % 3]};{39 + 8 * (k % 2) + k / 10:.1f};"
        f"{k % 4 == 0};{['Adelie', 'Gentoo'][k % 2]}"
        for k in range(n)
    ]
    cells[3] = "id3;Dream;?;True;Gentoo"
    path.write_text("\n".join(["id;island;bill;alone;species", *cells]).replace(".", ","), encoding="utf-8")
    return str(path)


OPTIONS = ("--target", "species", "--delimiter", ";", "--decimal", ",", "--drop", "id")


def test_what_was_made_of_the_columns_is_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = _birds(tmp_path / "birds.csv")
    ran = run(capsys, "train", "--data", path, *OPTIONS, "--missing", "drop", "--epochs", "60")
    assert ran.code == 0
    assert ran.out.splitlines()[:4] == [
        f"data       {path}: 39 samples, 5 features, 2 classes",
        (
            'read       column "island" holds words: a column of 0 and 1 for each, "island=Biscoe", "island=Dream", '
            '"island=Torgersen"'
        ),
        'read       column "alone": True is read as 1, False as 0',
        "read       lines with missing cells, left out: 1",
    ]


def test_the_mean_in_missing_cells_is_that_of_the_training_part(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """All cells of one class are missing but one: what is standardised then is known."""
    path = tmp_path / "gaps.csv"
    path.write_text(
        "a,b,t\n" + "".join(f"{2**k},{'' if k % 4 else k},{'uv'[k % 2]}\n" for k in range(20)), encoding="utf-8"
    )
    result = train_json(capsys, "--data", str(path), "--target", "t", "--missing", "mean", "--epochs", "1")
    assert result["data"]["notes"] == ["missing cells, filled with the mean of their column: 15"]
    standardizer, n_train = result["standardizer"], 16
    assert standardizer is not None
    train = [
        k for k in range(20) if round(standardizer["mean"][0] * n_train) >> k & 1
    ]  # a sum of powers of 2 names its terms
    assert len(train) == n_train
    known = [k for k in train if k % 4 == 0]
    assert standardizer["mean"][1] == pytest.approx(sum(known) / len(known))
    assert standardizer["scale"][1] == pytest.approx(np.sqrt(np.sum((np.array(known) - np.mean(known)) ** 2) / n_train))


def test_the_standardisation_is_in_json(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("a,b,t\n" + "1,5,u\n3,5,v\n" * 10, encoding="utf-8")
    result = train_json(capsys, "--data", str(path), "--target", "t", "--epochs", "1")
    assert result["standardizer"] == {"mean": [2.0, 5.0], "scale": [1.0, 1.0]}
    assert train_json(capsys, "--data", "digits", "--epochs", "1")["standardizer"] is None


def test_a_file_without_a_header(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "wine.csv"
    path.write_text("".join(f"{13 + k},{2 - 0.01 * k:.2f},{k % 3 + 1}\n" for k in range(60)), encoding="utf-8")
    result = train_json(capsys, "--data", str(path), "--target", "3", "--no-header", "--epochs", "1")
    expected = {"source": str(path), "samples": 60, "features": ["1", "2"], "classes": ["1", "2", "3"], "notes": []}
    assert result["data"] == expected


def test_tabs_can_be_typed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "table.tsv"
    path.write_text("a\tt\n" + "1\tu\n3\tv\n" * 10, encoding="utf-8")
    for tab in ("tab", "\\t", "\t"):
        assert (
            train_json(capsys, "--data", str(path), "--target", "t", "--delimiter", tab, "--epochs", "1")["data"][
                "samples"
            ]
            == 20
        )


def test_a_rare_class_is_seen_beside_the_accuracy(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "rare.csv"
    path.write_text(
        "a,sick\n" + "".join(f"{k % 7},{'yes' if k < 10 else 'no'}\n" for k in range(200)), encoding="utf-8"
    )
    result = train_json(capsys, "--data", str(path), "--target", "sick", "--epochs", "1")
    assert result["held_out"] is not None
    assert result["held_out"]["largest_class"] == {"class": "no", "accuracy": 0.95}
    ran = run(capsys, "train", "--data", str(path), "--target", "sick", "--epochs", "1")
    assert 'always guessing "no": 0.950)' in ran.out


def test_numbers_too_far_apart_name_their_column(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    path.write_text("a,flow,t\n" + "1,1e308,x\n2,-1e308,y\n" * 10, encoding="utf-8")
    ran = run(capsys, "train", "--data", str(path), "--target", "t")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert 'feature "flow" has values too far apart to be standardised' in ran.err


def test_a_column_without_a_value_in_the_training_part(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Whichever line has the one value, it is held out under some seed."""
    path = tmp_path / "one.csv"
    path.write_text(
        "a,b,t\n" + "".join(f"{k},{3 if k == 4 else ''},{'uv'[k % 2]}\n" for k in range(10)), encoding="utf-8"
    )
    runs = [
        run(
            capsys,
            "train",
            "--data",
            str(path),
            "--target",
            "t",
            "--missing",
            "mean",
            "--epochs",
            "1",
            "--seed",
            str(k),
        )
        for k in range(12)
    ]
    failed = [ran.err for ran in runs if ran.code]
    assert 0 < len(failed) < 12
    assert all('column "b" has no value in the training part' in text and text.count("\n") == 1 for text in failed)
