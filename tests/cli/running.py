"""How the tests of the command line run it: in this process, with what it printed, or as a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import NamedTuple, TypedDict

import pytest

from minigrad.cli import main
from minigrad.plain_data.json_values import JsonObject


class HistoryColumns(TypedDict):
    epoch: list[int]
    loss: list[float]
    accuracy: list[float]
    validation_loss: list[float | str | None]
    validation_accuracy: list[float | None]


class DataPart(TypedDict):
    source: str
    samples: int
    features: list[str]
    classes: list[str]
    notes: list[str]


class StandardizerPart(TypedDict):
    mean: list[float]
    scale: list[float]


class NetworkPart(TypedDict):
    kind: str
    parameters: int
    theta: dict[str, list[float] | list[list[float]]]


LargestClass = TypedDict("LargestClass", {"class": str, "accuracy": float})


class HeldOutPart(TypedDict):
    loss: float | str | None
    accuracy: float
    samples: int
    largest_class: LargestClass | None
    report: JsonObject


class FoldsPart(TypedDict):
    number: int
    figures: dict[str, dict[str, float | list[float]]]
    together: JsonObject


class Result(TypedDict):
    """What ``--json`` prints."""

    data: DataPart
    task: str
    standardizer: StandardizerPart | None
    target_standardizer: StandardizerPart | None
    options: dict[str, str | float | list[str] | None]
    network: NetworkPart
    optimizer: str
    seed: int
    verification: JsonObject
    history: HistoryColumns
    held_out: HeldOutPart | None
    folds: FoldsPart | None
    seconds: float
    pictures: list[str]
    versions: dict[str, str]


class Ran(NamedTuple):
    """An exit code and what was printed."""

    code: int
    out: str
    err: str


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> Ran:
    """``minigrad ARGUMENTS`` in this process."""
    try:
        code = main(arguments)
    except SystemExit as end:  # argparse ends the program by itself
        code = end.code if isinstance(end.code, int) else 1
    out, err = capsys.readouterr()
    return Ran(code, out, err)


def train_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> Result:
    """What ``minigrad train --json ARGUMENTS`` found."""
    ran = run(capsys, "train", "--json", *arguments)
    assert (ran.code, ran.err) == (0, "")
    return parsed(ran.out)


def parsed(text: str) -> Result:
    """The one JSON value that ``text`` is; NaN and Infinity, which are not JSON, are refused."""
    result: Result = json.loads(text, parse_constant=_no_constant)
    return result


def _no_constant(name: str) -> float:
    raise AssertionError(f"{name} is not JSON")


def environment() -> dict[str, str]:
    """This process's, with the usual buffering: what a pipe shows when is part of what is tested."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}


def process(*arguments: str) -> Ran:
    """``python -m minigrad ARGUMENTS``."""
    command = [sys.executable, "-m", "minigrad", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, env=environment(), check=False)
    return Ran(done.returncode, done.stdout, done.stderr)
