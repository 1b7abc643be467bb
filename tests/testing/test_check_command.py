"""``minigrad check`` and ``minigrad verify`` on files as users write them."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from minigrad.cli.commands import main

SOURCE = """
import math
import numpy as np
from dataclasses import dataclass
from minigrad import Layer, Objective

def cube(x): return float(np.sum(x**3))
def cube_grad(x): return 3 * x**2

def relu(x): return float(np.sum(np.maximum(x, 0)))
def grad_relu(x): return (x > 0) * 1.0

def likelihood(x): return math.log(x[0]) + x[1]
def likelihood_jac(x): return np.array([1 / x[0], 1.0])

@dataclass(frozen=True)
class Twice(Layer):
    def initialize(self, rng): return {}
    def forward(self, params, inputs): return 2 * inputs, lambda d: ({}, 2 * d)

class MeanAbsoluteError(Objective):
    def sample_values(self, outputs, targets): return abs(outputs - targets).mean(axis=-1)
    def sample_gradients(self, outputs, targets): return np.sign(outputs - targets) / outputs.shape[-1]
"""
WRONG = (
    SOURCE
    + """
def sine(x): return float(np.sum(np.sin(x)))
def sine_grad(x): return -np.cos(x)
"""
)


@pytest.fixture
def right(tmp_path: Path) -> Path:
    path = tmp_path / "mine.py"
    path.write_text(SOURCE, encoding="utf-8")
    return path


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "theirs.py"
    path.write_text(WRONG, encoding="utf-8")
    return path


def test_a_file_of_right_gradients_passes(right: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(right)]) == 0
    text = capsys.readouterr().out
    for line in ("gradient cube", "gradient relu", "gradient likelihood", "layer Twice", "objective MeanAbsoluteError"):
        assert f"PASS         {line}" in text
    assert "5 checked: 5 pass, 0 fail, 0 inconclusive" in text
    assert "the slope is 0 on the left and 1 on the right" in text, "the kink of relu was visited"


def test_a_wrong_gradient_fails_with_its_cause(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(wrong)]) == 1
    assert "looks like: the sign is wrong" in capsys.readouterr().out


def test_a_failure_is_shrunk_on_request(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(wrong), "--shrink"]) == 1
    text = capsys.readouterr().out
    assert "def test_gradient_of_sine() -> None:\n    x = np.array([1.0])\n" in text
    assert "minigrad.testing.assert_gradient(sine, sine_grad, x)" in text


def test_one_name_alone(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", f"{wrong}:cube"]) == 0
    assert "1 checked" in capsys.readouterr().out


def test_json(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", f"{wrong}:sine", "--json", "--shape", "2,2"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert data["results"][0]["verdict"] == "fail"
    assert len(data["results"][0]["points"][0]["x"]) == 2


def test_a_module_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "minigrad.layers.activations.relu:ReLU"]) == 0
    assert "PASS         layer ReLU" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("nowhere.py", "there is no file nowhere.py"),
        ("no_such_module", "No module named 'no_such_module'"),
        ("minigrad.layers.activations.relu:Nothing", "has no `Nothing`"),
        ("minigrad.errors", "there is nothing to check in minigrad.errors"),
    ],
)
def test_mistakes_are_told_in_one_line(target: str, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", target]) == 2
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1


def test_a_receipt_is_verified_until_something_changes(
    right: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    receipt = tmp_path / "receipt.json"
    assert main(["check", str(right), "--receipt", str(receipt)]) == 0
    assert main(["verify", str(receipt)]) == 0
    assert "same verdicts" in capsys.readouterr().out
    right.write_text(SOURCE.replace("3 * x**2", "2 * x**2"), encoding="utf-8")
    assert main(["verify", str(receipt)]) == 1
    text = capsys.readouterr().out
    assert "DIFFERENT: cube was pass, is fail" in text
    assert "DIFFERENT: the source has changed" in text


def test_a_file_is_read_as_it_stands_and_nothing_is_left_beside_it(
    right: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of two versions of the same size and second, Python would take the second for the first, which it has
    compiled."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    written = right.stat()
    assert main(["check", str(right)]) == 0
    right.write_text(SOURCE.replace("3 * x**2", "2 * x**2"), encoding="utf-8")
    os.utime(right, ns=(written.st_atime_ns, written.st_mtime_ns))
    assert main(["check", str(right)]) == 1
    assert "FAIL" in capsys.readouterr().out
    assert [path.name for path in right.parent.iterdir()] == [right.name]


def test_a_receipt_names_versions_seed_and_hashes(right: Path, tmp_path: Path) -> None:
    receipt = tmp_path / "receipt.json"
    main(["check", str(right), "--receipt", str(receipt), "--seed", "3"])
    data = json.loads(receipt.read_text(encoding="utf-8"))
    assert data["seed"] == 3
    assert len(data["data_sha256"]) == 64
    assert "numpy" in data["versions"]


def test_something_that_is_no_receipt(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "other.json"
    path.write_text("{}", encoding="utf-8")
    assert main(["verify", str(path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
