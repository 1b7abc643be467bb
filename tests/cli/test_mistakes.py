"""A user's mistake gives exit code 2 and one line that says what to do: no traceback, no warnings, no half results."""

from __future__ import annotations

from pathlib import Path

import pytest

from minigrad.cli.train import recipe
from minigrad.differentiators import CentralDifference
from minigrad.plain_data.json_values import JsonObject
from minigrad.testing.discovery import Loaded
from minigrad.testing.discovery.items import Item
from tests.cli.running import run

GOOD = "a,b,kind\n" + "".join(f"{i},{i * i % 7},{'uv'[i % 2]}\n" for i in range(20))


def _receipt(**changes: str) -> str:
    """One that is complete but for the changes, as JSON; its target is not there."""
    parts = {"schema": "1", "target": '"gone.py"', "seed": "0", "shape": "null", "results": "[]"}
    parts |= {"source_sha256": '""', "data_sha256": '""'} | changes
    return "{" + ", ".join(f'"{name}": {value}' for name, value in parts.items()) + "}"


def _check(capsys: pytest.CaptureFixture[str], message: str, *arguments: str) -> None:
    for more in ((), ("--json",)):
        ran = run(capsys, *arguments, *more)
        assert ran.code == 2
        assert ran.err.count("\n") == 1, ran.err
        assert ran.err.endswith("\n"), ran.err
        assert ran.err.startswith("minigrad")
        assert ": error: " in ran.err
        assert message in ran.err
        assert "Traceback" not in ran.err
        assert "Warning" not in ran.err
        assert ran.out == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("train --epochs 0", "argument --epochs: must be a whole number of at least 1, got 0"),
        ("train --epochs -3", "argument --epochs: must be a whole number of at least 1, got -3"),
        ("train --epochs 1.5", "argument --epochs: must be a whole number of at least 1, got 1.5"),
        ("train --batch-size 0", "argument --batch-size: must be a whole number of at least 1, got 0"),
        ("train --batch-size many", "argument --batch-size: must be a whole number of at least 1, got many"),
        ("train --hidden 0", "argument --hidden: must be a whole number of at least 1, got 0"),
        ("train --learning-rate -1", "argument --learning-rate: must be a positive number, got -1"),
        ("train --learning-rate 0", "argument --learning-rate: must be a positive number, got 0"),
        ("train --learning-rate nan", "argument --learning-rate: must be a positive number, got nan"),
        ("train --learning-rate inf", "argument --learning-rate: must be a positive number, got inf"),
        ("train --learning-rate abc", "argument --learning-rate: must be a positive number, got abc"),
        ("train --learning-rate", "argument --learning-rate: expected one argument"),
        ("train --seed -1", "argument --seed: must be a whole number of at least 0, got -1"),
        ("train --seed x", "argument --seed: must be a whole number of at least 0, got x"),
        ("train --network deep", "argument --network: invalid choice: 'deep'"),
        ("train --optimizer sgd", "argument --optimizer: invalid choice: 'sgd'"),
        ("train --gradient nmeric", "argument --gradient: invalid choice: 'nmeric'"),
        ("train --differentiator best", "argument --differentiator: invalid choice: 'best'"),
        ("train --hidden 5", "--hidden needs a hidden layer; add --network two-layer, or leave --hidden out"),
        ("train --gradient numeric --differentiator", "argument --differentiator: expected one argument"),
        ("train --speed 3", "unrecognized arguments: --speed 3"),
        ("train iris", "unrecognized arguments: iris"),
        ("trian", "invalid choice: 'trian'"),
        (
            "check some.py --shape 0",
            "argument --shape: must be positive whole numbers separated by commas, such as 3 or 2,3, got 0",
        ),
        ("check some.py --shape=-3", "argument --shape: must be positive whole numbers separated by commas"),
        ("check some.py --shape ,", "argument --shape: must be positive whole numbers separated by commas"),
        ("check some.py --shape 2,,3", "argument --shape: must be positive whole numbers separated by commas"),
        ("check some.py --shape 2.5", "argument --shape: must be positive whole numbers separated by commas"),
        ("train --target species", "--target goes with a CSV file; iris is built in"),
        ("train --data digits --target 7", "--target goes with a CSV file; digits is built in"),
        ("train --no-header", "--no-header goes with a CSV file; iris is built in"),
        ("train --drop petal --delimiter ;", "--delimiter goes with a CSV file; iris is built in"),
        ("train --task regression", "--task goes with a CSV file; iris is built in"),
        (
            "train --data a.csv --target t --task clustering",
            "--task: invalid choice: 'clustering' (choose from",
        ),
        ("train --folds 1", "argument --folds: must be a whole number of at least 2, got 1"),
        ("train --folds 151", "--folds must be at most the number of samples, 150, got 151"),
        (
            "train --data mnist",
            "needs --data-dir DIR, the folder with train-images-idx3-ubyte, ",
        ),
        (
            "train --data mnist --data-dir nowhere",
            "there is no folder nowhere; MNIST (or Fashion-MNIST, ",
        ),
        ("train --data mnist --target t", "--target goes with a CSV file; mnist is not a table"),
        ("train --data-dir here", "--data-dir goes with --data mnist, whose files it names the folder of"),
        ("train --data-dir=", "argument --data-dir: must be the name of a file, got an empty one"),
        ("train --data a.csv --target t --decimal ;", "argument --decimal: invalid choice: ';' (choose from"),
        ("train --data a.csv --target t --missing median", "argument --missing: invalid choice: 'median' (choose from"),
        ("train --data a.csv --target t --delimiter ab", "`delimiter` must be one character"),
        (
            "train --data Iris",
            "--data Iris: there is no such file; --data takes iris, digits, mnist or the name of a CSV file",
        ),
        (
            "train --data= --target kind",
            "--data '': there is no such file; --data takes iris, digits, mnist or the name of a CSV file",
        ),
        (
            f"train --data {__file__}",
            f"--data {__file__} is taken for a CSV file; name its target column with --target",
        ),
        ("check some.py --receipt nowhere/receipt.json", "--receipt nowhere/receipt.json: there is no such folder"),
        ("train --data nowhere.csv --target kind", "nowhere.csv: there is no such file"),
        ("train --data . --target kind", "this is a folder, not a file"),
    ],
)
def test_options(capsys: pytest.CaptureFixture[str], arguments: str, message: str) -> None:
    _check(capsys, message, *arguments.split())


def test_no_subcommand(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "minigrad: error: the following arguments are required: COMMAND (see minigrad --help)\n"


def test_a_line_break_on_the_command_line_does_not_break_the_message(capsys: pytest.CaptureFixture[str]) -> None:
    _check(capsys, "unrecognized arguments: --a b", "train", "--a\nb")
    _check(capsys, "no such file", "train", "--data", "a\nb.csv", "--target", "kind")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (GOOD.replace("\n3,", "\nthree,"), 'table.csv, line 5: column "a" must hold numbers, got "three"'),
        (GOOD.replace("\n3,", "\nnan,"), 'table.csv, line 5: column "a" has a missing value, "nan"'),
        (GOOD.replace("\n3,", "\n,"), 'table.csv, line 5: column "a" has an empty cell'),
        (GOOD.replace("\n3,", "\n3,3,"), "table.csv, line 5: expected 3 cells, one per column, got 4"),
        (
            GOOD.replace("kind", "sort"),
            'table.csv, line 1: there is no column "kind"; the columns are "a", "b", "sort"',
        ),
        (GOOD.replace(",", ";"), '(--delimiter ";" on the command line)'),
        (GOOD.replace("v", "u"), 'column "kind" must hold at least two classes, got only "u"'),
        (GOOD + "3,3,w\n", 'class "w" has a single sample; each class needs two, one to train on and one to hold out'),
        ("w,kind\n1,u\n2,v\n", 'class "u" has a single sample'),
        ("a,b,kind\n", "there are no rows of data below the line of column names"),
        ("", "the file is empty"),
        (GOOD + '"3,3,u\n', "check the quotes"),
        (GOOD.replace("b", "a"), 'both named "a"'),
    ],
)
def test_tables(capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")
    _check(capsys, message, "train", "--data", str(path), "--target", "kind")


def test_a_file_that_is_no_text(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(GOOD.encode() + b"3,3,\xff\n")
    _check(capsys, "line 22: the file is not UTF-8 text", "train", "--data", str(path), "--target", "kind")


@pytest.mark.parametrize("hidden", ["10000000000000", "1000000000000000000000000"])
def test_a_hidden_layer_beyond_all_memory(capsys: pytest.CaptureFixture[str], hidden: str) -> None:
    _check(capsys, "", "train", "--network", "two-layer", "--hidden", hidden)


@pytest.mark.parametrize(
    "more", ["--optimizer gradient-descent", "--optimizer momentum", "--optimizer adam", "--network two-layer"]
)
@pytest.mark.parametrize("rate", ["1e300", "1e308"])
def test_a_learning_rate_that_diverges(capsys: pytest.CaptureFixture[str], more: str, rate: str) -> None:
    for options in ((), ("--json",)):
        ran = run(capsys, "train", "--learning-rate", rate, *more.split(), *options)
        assert ran.code == 2
        assert ran.err.count("\n") == 1
        assert "Traceback" not in ran.err
        assert "minigrad train: error: the largest parameter went from " in ran.err
        assert " in epoch 1, batch 1" in ran.err
        assert "use a smaller learning rate" in ran.err
        assert "accuracy" not in ran.out
        assert options == () or ran.out == ""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{}", "receipt.json is not a receipt: `schema` is missing; make one with `minigrad check --receipt`"),
        ('{"schema": 1}', "receipt.json is not a receipt: `target` is missing"),
        ("[]", "is not a receipt: expected an object, got list; make one with `minigrad check --receipt`"),
        ("what?", "not a receipt: "),
        (_receipt(schema="7"), "receipt.json is not a receipt: `schema` must be 1, the only one known here, got 7"),
        (_receipt(target="3"), "`target`: expected a string, got int"),
        (_receipt(results='[{"name": "f"}]'), "not a receipt: `results[0].verdict` is missing"),
        (_receipt(), "there is no file gone.py"),
        (_receipt(target='"minigrad.gone"'), "No module named 'minigrad.gone'"),
    ],
)
def test_receipts(capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "receipt.json"
    path.write_text(text, encoding="utf-8")
    ran = run(capsys, "verify", str(path))
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith("minigrad verify: error: ")
    assert message in ran.err


def test_a_receipt_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "verify", "nowhere.json") == (
        2,
        "",
        "minigrad verify: error: nowhere.json: No such file or directory\n",
    )


def test_a_mistake_in_what_is_checked_is_not_one_in_the_receipt(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(receipt: JsonObject, module: Loaded, items: list[Item]) -> list[str]:
        raise KeyError("from the code under check")

    monkeypatch.setattr("minigrad.cli.verify_command.verify_receipt", broken)
    path = tmp_path / "receipt.json"
    path.write_text(_receipt(target='"minigrad.layers.activations.relu:ReLU"'), encoding="utf-8")
    with pytest.raises(KeyError, match="from the code under check"):
        run(capsys, "verify", str(path))


def test_a_numeric_gradient_whose_step_is_lost(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No weight is so small that 1e-30 moves it."""
    monkeypatch.setitem(recipe.DIFFERENTIATORS, "central", CentralDifference(abs_step=1e-30))
    ran = run(capsys, "train", "--gradient", "numeric", "--differentiator", "central", "--epochs", "1", "--json")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith("minigrad train: error: the step 1e-30 is lost to rounding")
