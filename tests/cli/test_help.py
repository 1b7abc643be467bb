"""--help lists every command and option, with the defaults that it really has."""

from __future__ import annotations

import argparse

import pytest

import minigrad
from minigrad.cli import demo
from minigrad.cli.commands import COMMANDS
from minigrad.cli.train.train_options import DEFAULT_HIDDEN, configure
from minigrad.cli.usage import Parser, natural_int, positive_float, positive_int
from tests.cli.running import run

COMMAND_NAMES = ["train", "predict", "check", "verify", "demo"]

OPTIONS = (
    "--data --target --network --hidden --optimizer --learning-rate "
    "--data-dir --epochs --batch-size --gradient --differentiator --folds --seed --plot --save --json --task "
    "--checkpoint --resume"
)


def test_the_program(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("usage: minigrad")
    assert [name for name in COMMAND_NAMES if f"\n    {name} " not in ran.out] == []


def test_the_version_is_the_packages(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "--version")[:2] == (0, f"minigrad {minigrad.__version__}\n")


def test_the_commands() -> None:
    assert [command.NAME for command in COMMANDS] == COMMAND_NAMES


def test_the_demo(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "demo", "--help")
    assert (ran.code, ran.err) == (0, "")
    text = " ".join(ran.out.split())
    assert "--all" in text
    assert "--plot DIR" in text
    assert f"default: {demo.demo_command.FOLDER}" in text


def test_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "train", "--help")
    assert (ran.code, ran.err) == (0, "")
    assert [option for option in OPTIONS.split() if f"  {option}" not in ran.out] == []
    for choice in (
        "iris|digits|mnist|FILE.csv",
        "two-layer",
        "gradient-descent",
        "momentum",
        "adam",
        "numeric",
        "central",
    ):
        assert choice in ran.out


def test_defaults_are_as_told(capsys: pytest.CaptureFixture[str]) -> None:
    text = " ".join(run(capsys, "train", "--help").out.split())
    parser = Parser()
    configure(parser.add_subparsers(parser_class=Parser))
    arguments = vars(parser.parse_args(["train"])) | {"hidden": DEFAULT_HIDDEN, "differentiator": "central"}
    for name in ("data", "network", "hidden", "optimizer", "batch_size", "gradient", "differentiator", "seed"):
        assert f"default: {arguments[name]}" in text


@pytest.mark.parametrize(("text", "value"), [("1", 1.0), ("2.5e-3", 0.0025), ("1e308", 1e308), (" 3 ", 3.0)])
def test_positive_numbers(text: str, value: float) -> None:
    assert positive_float(text) == value


@pytest.mark.parametrize("text", ["", "0", "-0.0", "-1", "nan", "inf", "-inf", "1e400", "1,5", "one"])
def test_other_numbers(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="must be a positive number, got"):
        positive_float(text)


def test_whole_numbers() -> None:
    assert (positive_int("1"), positive_int("32"), natural_int("0")) == (1, 32, 0)
    for text in ("0", "-1", "1.0", "1e3", "", "x", "9" * 5000):
        with pytest.raises(argparse.ArgumentTypeError, match="must be a whole number of at least 1, got"):
            positive_int(text)
    with pytest.raises(argparse.ArgumentTypeError, match="must be a whole number of at least 0, got -1"):
        natural_int("-1")
