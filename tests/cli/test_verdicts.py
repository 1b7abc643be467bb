"""A gradient that fails its verification is not trained on: exit code 1, and the entries that are wrong by name."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from minigrad.arrays import FloatArray
from minigrad.checking import GradientReport, Verdict
from minigrad.cli.train import classification
from minigrad.training import Trainer
from tests.cli.running import parsed, run
from tests.training.helpers import Broken


@pytest.fixture
def wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command's objective with a gradient that is 1 % too long."""
    monkeypatch.setattr(classification, "SoftmaxCrossEntropy", lambda: Broken(lambda g: np.asarray(1.01 * g)))


@pytest.fixture
def undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    """A verification that cannot tell."""
    verify = Trainer.verify_gradient

    def verify_gradient(self: Trainer[tuple[float, ...]], x: FloatArray, t: FloatArray) -> GradientReport:
        return dataclasses.replace(verify(self, x, t), verdict=Verdict.INCONCLUSIVE)

    monkeypatch.setattr(Trainer, "verify_gradient", verify_gradient)


@pytest.mark.usefixtures("wrong")
@pytest.mark.parametrize("options", [[], ["--network", "two-layer"], ["--data", "digits"], ["--gradient", "numeric"]])
def test_a_failed_verification_exits_with_1_and_trains_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, options: list[str]
) -> None:
    monkeypatch.delattr(Trainer, "fit")
    ran = run(capsys, "train", *options)
    assert (ran.code, ran.err) == (1, "")
    assert "gradient   FAIL" in ran.out
    assert "dense1." in ran.out  # the table of entries that are off
    assert ran.out.endswith("The gradient failed its verification, so nothing was trained.\n")
    assert "held out" not in ran.out


@pytest.mark.usefixtures("wrong")
def test_a_failed_verification_as_json(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(Trainer, "fit")
    ran = run(capsys, "train", "--json")
    assert (ran.code, ran.err) == (1, "")
    result = parsed(ran.out)
    assert result["verification"]["verdict"] == "fail"
    report = GradientReport.from_dict(result["verification"])
    np.testing.assert_allclose(report.analytic, 1.01 * report.numeric, rtol=1e-6)
    assert result["held_out"] is None
    assert result["history"]["epoch"] == []
    assert result["history"]["loss"] == []


@pytest.mark.usefixtures("undecided")
def test_an_inconclusive_one_is_shown_and_training_goes_on(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "train", "--epochs", "1")
    assert ran.code == 0
    assert "gradient   INCONCLUSIVE" in ran.out
    assert "dense1." in ran.out
    assert "held out" in ran.out
