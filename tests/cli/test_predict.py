"""``minigrad predict``: a model that was kept, applied to the samples of a CSV file."""

from __future__ import annotations

import csv
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import numpy as np
import pytest

import minigrad as mg
from minigrad.models import Model
from tests.cli.running import Ran, run

FEATURES = ("bill", "flipper")


def birds(folder: Path) -> str:
    """A model whose class is that of the larger feature, after (x - mean) / scale."""
    network = mg.SimpleNet(2, 2, rng=0)
    network.theta = [1.0, 0.0, 0.0, 1.0]
    standardizer = mg.Standardizer(np.array([40.0, 200.0]), np.array([2.0, 10.0]), FEATURES)
    names = ("Adélie, small", "Gentoo")
    return str(Model(network, standardizer, names, FEATURES, "species").save(folder / "birds.npz"))


def predict(capsys: pytest.CaptureFixture[str], model: str, table: str, *more: str) -> Ran:
    path = Path(model).parent / "new.csv"
    path.write_text(table, "utf-8")
    return run(capsys, "predict", "--model", model, "--data", str(path), *more)


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text)))


def test_columns_are_found_by_name_and_the_probabilities_are_exact(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    model = birds(tmp_path)
    ran = predict(capsys, model, "island,flipper,species,bill\nx,210,?,40\ny,200,?,44\n")
    assert ran.code == 0
    assert ran.err.endswith('new.csv: columns that the model does not use: "island", "species"\n')
    assert list(read(ran.out)[0]) == ["species", "P(Adélie, small)", "P(Gentoo)"]
    small, large = 1.0 / (1.0 + np.exp([1.0, 2.0]))
    for row, (name, first, second) in zip(
        read(ran.out), [("Gentoo", small, 1.0 - small), ("Adélie, small", 1.0 - large, large)], strict=True
    ):
        assert row["species"] == name
        np.testing.assert_allclose([float(row["P(Adélie, small)"]), float(row["P(Gentoo)"])], [first, second], 1e-15)
    x = np.array([[40.0, 210.0], [44.0, 200.0]])
    printed = [[float(cell) for cell in list(row.values())[1:]] for row in read(ran.out)]
    np.testing.assert_array_equal(printed, Model.load(model).probabilities(x))  # every digit that there is


def test_the_result_may_go_into_a_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    model, table = birds(tmp_path), "bill,flipper\n40,210\n"
    printed = predict(capsys, model, table)
    written = predict(capsys, model, table, "--out", str(tmp_path / "out.csv"))
    assert (written.code, written.out, written.err) == (0, "", "")
    assert (tmp_path / "out.csv").read_text("utf-8") == printed.out


@pytest.mark.each(
    ("table", "options"),
    [
        ("bill;flipper\n40,0;210,0\n", "--delimiter ; --decimal ,"),
        ("flipper\tbill\n210\t40\n", "--delimiter tab"),
        ("40,210\n", "--no-header"),
        ("bill,flipper\n?,210\n", "--missing mean"),
        ('# from the island\nsep=;\n"bill";flipper;x\n40;" 210";\n'.removeprefix("# from the island\n"), ""),
    ],
)
def test_tables_of_all_kinds(capsys: pytest.CaptureFixture[str], tmp_path: Path, table: str, options: str) -> None:
    model = birds(tmp_path)
    plain = predict(capsys, model, "bill,flipper\n40,210\n").out
    assert predict(capsys, model, table, *options.split()).out == plain


def numbers(folder: Path, n_outputs: int = 1, dtype: mg.arrays.FloatType = np.float64) -> str:
    """A regression, 3 + 10 x from words and truth values."""
    network = mg.SimpleNet(3, n_outputs, rng=0, dtype=dtype)
    network.theta = np.repeat([0.1, 0.2, 0.4], n_outputs)
    target = mg.Standardizer(np.full(n_outputs, 3.0), np.full(n_outputs, 10.0))
    features = ("color=red", "color=light=blue", "sold")
    model = Model(network, feature_names=features, target_name="rent", target_standardizer=target)
    return str(model.save(folder / "rent.npz"))


def test_a_regression_prints_numbers_from_words_and_truth_values(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    table = "sold,color\nTrue,red\nfalse,light=blue\n1,red\n"
    out = predict(capsys, numbers(tmp_path), table).out
    expected = [10.0 * (0.1 + 0.4) + 3.0, 10.0 * 0.2 + 3.0, 10.0 * (0.1 + 0.4) + 3.0]
    assert out == "rent\n" + "".join(f"{number!r}\n" for number in expected)
    assert predict(capsys, numbers(tmp_path, 2), table).out.splitlines()[:2] == ["rent 1,rent 2", "8.0,8.0"]
    assert predict(capsys, numbers(tmp_path, 1, np.float32), table).out.splitlines() == ["rent", "8.0", "5.0", "8.0"]


MISTAKES: dict[str, tuple[Callable[[Path], str], str, str]] = {
    "bill,wing\n": (birds, "", 'line 1: there is no column "flipper"; the columns are "bill", "wing"; the model needs'),
    "Bill,flipper\n1,2\n": (birds, "", 'there is no column "bill", did you mean "Bill"?'),
    "a,b\n1,2\n": (birds, "", 'there are no columns "bill", "flipper"; the columns are "a", "b"'),
    "40,210\n": (birds, "", "if this line is data, pass header=False (--no-header on the command line)"),
    "bill;flipper\n4;2\n": (birds, "", 'pass delimiter=";" (--delimiter ";" on the command line)'),
    "bill,flipper\n1,2,3\n": (birds, "", "line 2: expected 2 cells, one per column, got 3"),
    "bill,flipper\n1,\n": (birds, "", 'line 2: column "flipper" has no value; fill it in, or put the mean'),
    "bill,flipper\n1,b\n": (birds, "", 'line 2: column "flipper" must hold finite numbers, got "b"'),
    "bill,flipper\n1,inf\n": (birds, "", 'must hold finite numbers, got "inf"'),
    'bill,flipper\n1,"2,5"\n': (birds, "", 'a number with a decimal comma; pass decimal=","'),
    "bill,bill,flipper\n1,1,2\n": (birds, "", 'there are two columns named "bill"; rename one'),
    "bill,flipper\n": (birds, "", "there are no rows of data below the line of column names"),
    "": (birds, "", "the file is empty"),
    "1,2,3\n": (birds, "--no-header", 'the 2 features of the model in their order, "bill", "flipper"; got 3 columns'),
    "color,sold\nblue,1\n": (numbers, "", 'must hold words that the model knows, "red", "light=blue", got "blue"'),
    "sold\n1\n": (numbers, "", 'line 1: there is no column "color"; the columns are "sold"'),
    "color,sold\nred,\n": (numbers, "--missing mean", "needs a model that knows the means of its features"),
}


@pytest.mark.each("table", list(MISTAKES))
def test_a_table_that_does_not_fit_is_refused_in_one_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, table: str
) -> None:
    make, options, message = MISTAKES[table]
    ran = predict(capsys, make(tmp_path), table, *options.split())
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith("minigrad predict: error: ")
    assert message in ran.err


def test_other_files(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    model, table = birds(tmp_path), tmp_path / "new.csv"
    unnamed = Model(mg.SimpleNet(2, 2, rng=0)).save(tmp_path / "unnamed.npz")
    network = mg.SimpleNet(2, 2, rng=0).save(tmp_path / "network.npz")
    table.write_text("bill,flipper\n40,210\n", "utf-8")
    for arguments, message in [
        (("--model", "none.npz", "--data", str(table)), "none.npz: there is no such file"),
        (("--model", str(table), "--data", str(table)), "new.csv: this is text, not a file that minigrad saved"),
        (("--model", str(network), "--data", str(table)), "this file holds a network, not a model"),
        (("--model", str(unnamed), "--data", str(table)), "the model has no names of features"),
        (("--model", model, "--data", "none.csv"), "none.csv: there is no such file"),
        (("--model", model, "--data", str(table), "--out", str(tmp_path / "a" / "b")), "there is no folder"),
        (("--model", model, "--data", str(table), "--out", str(table)), f"--out {table} is the file of --data, which"),
        (("--model", model), "the following arguments are required: --data"),
    ]:
        ran = run(capsys, "predict", *arguments)
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1), ran.err
        assert message in ran.err


def test_a_table_without_names_may_have_more_columns_than_the_model_if_these_are_numbered(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """As after training with --no-header: the target's column may be there or not."""
    network = mg.SimpleNet(2, 1, rng=0)
    network.theta = [1.0, 10.0]
    model = str(Model(network, feature_names=("2", "3")).save(tmp_path / "a.npz"))
    for table in ("9,1,2\n", "1,2\n"):
        assert predict(capsys, model, table, "--no-header").out == "prediction\n21.0\n"
