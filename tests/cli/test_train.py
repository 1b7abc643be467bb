"""``minigrad train`` on the data inside the package: what it reaches, and what it prints."""

from __future__ import annotations

import math
import re
from pathlib import Path

import numpy as np
import pytest

from minigrad.checking import GradientReport
from minigrad.cli.train.classification import Classification
from minigrad.cli.train.progress import Progress
from minigrad.cli.train.recipe import DIFFERENTIATORS, OPTIMIZERS
from minigrad.cli.train.samples import Samples
from minigrad.cli.train.train_result import HeldOut, Outcome
from minigrad.datasets import load_iris, standardize, train_test_split
from minigrad.networks import SimpleNet
from minigrad.objectives import SoftmaxCrossEntropy
from minigrad.optimizers import Momentum
from minigrad.scores import classification_report
from minigrad.training import EpochRecord, History, Trainer
from tests.cli.running import Result, parsed, run, train_json


def _held_out_accuracy(out: str) -> float:
    found = re.search(
        r"^held out .* accuracy (\d\.\d+) \((\d+) of (\d+) right; always guessing .*\), balanced", out, re.MULTILINE
    )
    assert found is not None
    assert float(found[1]) == pytest.approx(int(found[2]) / int(found[3]), abs=6e-4)
    return float(found[1])


def test_without_options_it_tells_irises_apart(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "train")
    assert ran.code == 0
    labels = [line.split()[0] for line in ran.out.splitlines() if not line.startswith(" ")]
    assert labels == ["data", "network", "gradient", "verified", "training", "held", "time"]
    assert "iris: 150 samples, 4 features, 3 classes" in ran.out
    assert "SimpleNet, 15 parameters, Adam(learning_rate=" in ran.out
    assert re.search(r"gradient +PASS.* relative error \d\.\de-\d\d \(\d+ evaluations\)", ran.out)
    assert _held_out_accuracy(ran.out) >= 0.93


def test_the_gradient_is_verified_and_shown_before_training(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []

    def update(self: Progress, record: EpochRecord) -> None:
        if record.epoch == 1:
            shown.append(capsys.readouterr().out)

    monkeypatch.setattr(Progress, "update", update)
    run(capsys, "train", "--epochs", "2")
    assert "gradient   PASS" in shown[0]
    assert "training" not in shown[0]


@pytest.mark.parametrize("seed", ["1", "2"])
def test_other_seeds_do_so_too(capsys: pytest.CaptureFixture[str], seed: str) -> None:
    result = train_json(capsys, "--seed", seed)
    assert result["held_out"] is not None
    assert result["held_out"]["accuracy"] >= 0.93
    assert result["seed"] == int(seed)


@pytest.mark.parametrize(("network", "parameters", "least"), [("simple", 650, 0.95), ("two-layer", 3760, 0.97)])
def test_digits(capsys: pytest.CaptureFixture[str], network: str, parameters: int, least: float) -> None:
    result = train_json(capsys, "--data", "digits", "--network", network)
    assert result["data"]["samples"] == 1797
    assert result["data"]["classes"] == list("0123456789")
    assert result["network"]["parameters"] == parameters
    assert result["held_out"] is not None
    assert result["held_out"]["accuracy"] >= least
    assert result["held_out"]["samples"] == 359


def test_json_is_the_whole_result_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, *"train --json --epochs 7 --seed 3 --optimizer momentum --learning-rate 0.25".split())
    assert (ran.code, ran.err) == (0, "")
    result = parsed(ran.out)
    assert set(result) == set(Result.__annotations__)
    assert result["data"]["source"] == "iris"
    assert len(result["data"]["features"]) == 4
    assert result["data"]["classes"] == ["setosa", "versicolor", "virginica"]
    assert result["network"]["kind"] == "SimpleNet"
    assert result["network"]["parameters"] == 15
    theta = result["network"]["theta"]
    assert np.shape(theta["dense1.weight"]) == (4, 3)
    assert np.shape(theta["dense1.bias"]) == (3,)
    assert result["options"]["epochs"] == 7
    assert result["options"]["learning_rate"] == 0.25
    assert result["options"]["batch_size"] == 32
    assert result["options"]["gradient"] == "analytic"
    assert result["optimizer"] == "Momentum(learning_rate=0.25, momentum=0.9)"
    assert result["history"]["epoch"] == [1, 2, 3, 4, 5, 6, 7]
    assert all(len(column) == 7 for column in (result["history"]["loss"], result["history"]["validation_accuracy"]))
    assert 0.0 < result["seconds"] < 5.0
    assert set(result["versions"]) == {"minigrad", "numpy", "python"}
    assert result["versions"]["numpy"] == np.__version__


def test_the_held_out_part_is_the_validation_of_the_last_epoch(capsys: pytest.CaptureFixture[str]) -> None:
    result = train_json(capsys, "--epochs", "3")
    history, held_out = result["history"], result["held_out"]
    assert held_out is not None
    assert held_out["loss"] == history["validation_loss"][-1]
    assert held_out["accuracy"] == history["validation_accuracy"][-1]


def test_the_verification_in_json_is_a_report(capsys: pytest.CaptureFixture[str]) -> None:
    report = GradientReport.from_dict(train_json(capsys, "--epochs", "1")["verification"])
    assert report.passed
    assert report.counts == (15, 0, 0)
    np.testing.assert_allclose(report.analytic, report.numeric, rtol=1e-6)


def test_same_seed_same_result(capsys: pytest.CaptureFixture[str]) -> None:
    one, other = (train_json(capsys, "--epochs", "5", "--network", "two-layer") for _ in range(2))
    assert one["history"] == other["history"]
    assert one["verification"] == other["verification"]
    assert train_json(capsys, "--epochs", "5", "--network", "two-layer", "--seed", "1")["history"] != one["history"]


def test_numbers_and_words_agree(capsys: pytest.CaptureFixture[str]) -> None:
    result, words = train_json(capsys, "--epochs", "20"), run(capsys, "train", "--epochs", "20").out
    history, held_out = result["history"], result["held_out"]
    assert held_out is not None
    assert f"training   loss {history['loss'][-1]:.4g}, accuracy {history['accuracy'][-1]:.3f}" in words
    assert f"held out   loss {held_out['loss']:.4g}, accuracy {held_out['accuracy']:.3f}" in words


@pytest.mark.parametrize("seed", [0, 5])
def test_the_command_is_these_few_lines_of_python(capsys: pytest.CaptureFixture[str], seed: int) -> None:
    """The one seed splits the data, draws the weights, and orders the samples."""
    iris = load_iris()
    x_train, x_test, t_train, t_test = train_test_split(iris.x, iris.t, rng=seed)
    x_train, x_test = standardize(x_train, x_test)
    network = SimpleNet(4, 3, bias=True, scale=0.01, rng=seed)
    trainer = Trainer(network, SoftmaxCrossEntropy(), Momentum(0.05), rng=seed)
    history = trainer.fit(x_train, t_train, epochs=3, batch_size=20, validation_data=(x_test, t_test))
    options = f"--optimizer momentum --learning-rate 0.05 --epochs 3 --batch-size 20 --seed {seed}"
    assert train_json(capsys, *options.split())["history"] == history.to_dict()


def test_what_json_cannot_hold_becomes_null_or_a_string() -> None:
    trainer = Trainer(SimpleNet(4, 3, rng=0), SoftmaxCrossEntropy(), Momentum(0.05))
    iris = load_iris()
    report = trainer.verify_gradient(iris.x[::10], iris.t[::10])
    history = History((EpochRecord(1, 0.5, 1.0, math.inf, math.nan),))
    samples = Samples(iris.x, iris.t, iris.feature_names, Classification(iris.target_names))
    outcome = Outcome("iris", 0, samples, trainer.network, "Momentum", {}, report)
    score = classification_report([[1, 0, 0]] * 4, [0, 0, 1, 2], target_names=iris.target_names)
    held_out = parsed(outcome.trained(history, HeldOut(math.inf, score), 1.5).to_json())["held_out"]
    assert held_out is not None
    assert (held_out["loss"], held_out["accuracy"], held_out["samples"]) == ("inf", 0.5, 4)
    assert held_out["largest_class"] == {"class": "setosa", "accuracy": 0.5}
    assert held_out["report"]["precision"] == [0.5, None, None]
    columns = parsed(outcome.trained(history, HeldOut(math.inf, score), 1.5).to_json())["history"]
    assert (columns["loss"], columns["validation_loss"], columns["validation_accuracy"]) == ([0.5], ["inf"], [None])


@pytest.mark.parametrize("network", ["simple", "two-layer --hidden 8"])
def test_the_numeric_gradient_gives_the_same_losses(capsys: pytest.CaptureFixture[str], network: str) -> None:
    analytic, numeric = (
        train_json(capsys, "--epochs", "20", "--network", *network.split(), "--gradient", kind)["history"]["loss"]
        for kind in ("analytic", "numeric")
    )
    assert np.abs(np.subtract(analytic, numeric)).max() < 1e-6
    assert analytic != numeric  # it was another computation


def test_every_differentiator_trains_and_they_are_different_ones(capsys: pytest.CaptureFixture[str]) -> None:
    analytic = train_json(capsys, "--epochs", "5")["history"]["loss"]
    numeric = [
        train_json(capsys, "--epochs", "5", "--gradient", "numeric", "--differentiator", name)["history"]["loss"]
        for name in DIFFERENTIATORS
    ]
    assert np.abs(np.subtract(numeric, analytic)).max() < 1e-6
    assert len({tuple(losses) for losses in numeric}) == len(DIFFERENTIATORS) > 1


@pytest.mark.parametrize("network", ["two-layer"])  # for the other, Adam's is that of the tests above
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_every_optimizer_learns_at_its_default_rate(
    capsys: pytest.CaptureFixture[str], optimizer: str, network: str
) -> None:
    result = train_json(capsys, "--optimizer", optimizer, "--network", network)
    assert result["optimizer"].lower().startswith(optimizer.replace("-", ""))
    assert result["held_out"] is not None
    assert result["held_out"]["accuracy"] >= 0.93


def test_hidden_units_and_batches(capsys: pytest.CaptureFixture[str]) -> None:
    result = train_json(capsys, "--network", "two-layer", "--hidden", "7", "--epochs", "1")
    assert result["network"]["kind"] == "TwoLayerNet"
    assert result["network"]["parameters"] == 4 * 7 + 7 + 7 * 3 + 3
    one_by_one, at_once = (train_json(capsys, "--epochs", "1", "--batch-size", size) for size in ("1", "1000"))
    assert one_by_one["history"]["loss"][0] < 0.5 * at_once["history"]["loss"][0]  # 120 steps against one


def test_nothing_is_written_to_the_folder(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run(capsys, "train", "--epochs", "1")
    assert list(tmp_path.iterdir()) == []
