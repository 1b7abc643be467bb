"""A user's mistake gives exit code 2 and one line that says what to do: no traceback, no warnings, no half results."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import run

GOOD = "a,b,kind\n" + "".join(f"{i},{i * i % 7},{'uv'[i % 2]}\n" for i in range(20))


def _check(capsys: pytest.CaptureFixture[str], message: str, *arguments: str) -> None:
    for more in ((), ("--json",)):
        ran = run(capsys, *arguments, *more)
        assert ran.code == 2
        assert ran.err.count("\n") == 1 and ran.err.endswith("\n"), ran.err
        assert ran.err.startswith("minigrad") and ": error: " in ran.err
        assert message in ran.err
        assert "Traceback" not in ran.err and "Warning" not in ran.err
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
        ("train --speed 3", "unrecognized arguments: --speed 3"),
        ("train iris", "unrecognized arguments: iris"),
        ("trian", "invalid choice: 'trian'"),
        ("train --target species", "--target goes with a CSV file; iris has its own labels"),
        ("train --data digits --target 7", "--target goes with a CSV file; digits has its own labels"),
        ("train --data flowers.csv", "--data flowers.csv is taken for a CSV file; name its label column with --target"),
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
        (GOOD.replace("\n3,", "\nnan,"), 'table.csv, line 5: column "a" must hold finite numbers, got "nan"'),
        (GOOD.replace("\n3,", "\n,"), 'table.csv, line 5: the cell in column "a" is empty'),
        (GOOD.replace("\n3,", "\n3,3,"), "table.csv, line 5: expected 3 cells, one per column name, got 4"),
        (GOOD.replace("kind", "sort"), 'table.csv, line 1: there is no column "kind"; the columns are "a", "b", "sort"'),
        (GOOD.replace(",", ";"), "separate the cells by commas instead of semicolons"),
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


@pytest.mark.parametrize("more", ["--optimizer gradient-descent", "--optimizer momentum", "--network two-layer"])
@pytest.mark.parametrize("epochs", ["1", "200"])
def test_a_learning_rate_that_diverges(capsys: pytest.CaptureFixture[str], more: str, epochs: str) -> None:
    for options in ((), ("--json",)):
        ran = run(capsys, "train", "--learning-rate", "1e308", "--epochs", epochs, *more.split(), *options)
        assert ran.code == 2
        assert ran.err.count("\n") == 1 and "Traceback" not in ran.err
        assert "minigrad train: error: " in ran.err and "became infinite or NaN in epoch 1, batch 2" in ran.err
        assert "use a smaller learning rate" in ran.err
        assert "accuracy" not in ran.out and (options == () or ran.out == "")


def test_a_loss_that_only_the_last_evaluation_finds_infinite(capsys: pytest.CaptureFixture[str]) -> None:
    options = "--optimizer gradient-descent --learning-rate 1e308 --epochs 1 --batch-size 1000 --json"
    ran = run(capsys, "train", *options.split())
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1 and "the loss became infinite or NaN in epoch 1, with GradientDescent" in ran.err
