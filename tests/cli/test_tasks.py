"""``minigrad train`` on quantities, on folds, and on MNIST's files."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

import minigrad as mg
from minigrad.arrays import Float64Array
from tests.cli.running import run, train_json
from tests.datasets.test_idx import write_mnist

QUICK = ("--learning-rate", "0.1", "--epochs", "50")


@pytest.fixture(name="prices")
def prices_fixture(tmp_path: Path) -> str:
    """price = 1000 + 50 size - 20 age + noise of standard deviation 10."""
    path = tmp_path / "flats.csv"
    data = flats()
    lines = [f"{size!r},{age!r},{price!r}" for size, age, price in data.tolist()]
    path.write_text("\n".join(["size,age,price", *lines]), encoding="utf-8")
    return str(path)


def flats() -> Float64Array:
    rng = np.random.default_rng(0)
    x = rng.uniform(0.0, 10.0, size=(80, 2))
    price: Float64Array = 1000.0 + x @ [50.0, -20.0] + rng.normal(0.0, 10.0, 80)
    return np.column_stack([x, price])


def test_a_quantity_is_recognised_and_judged_in_its_units(capsys: pytest.CaptureFixture[str], prices: str) -> None:
    ran = run(capsys, "train", "--data", prices, "--target", "price", *QUICK)
    assert ran.code == 0
    lines = {line.split()[0]: line for line in ran.out.splitlines()}
    assert re.search(r"80 samples, 2 features, \"price\" from 8\d\d\.?\d* to 1\d+", lines["data"])
    assert lines["task"].startswith('task       regression: column "price" holds numbers with fractions, such as "')
    assert lines["task"].endswith("(--task classification takes each number for a class)")
    found = re.search(
        r"R2 (0\.\d+), mean absolute error (\S+), RMS error (\S+) \(always guessing (\S+): \S+ and (\S+)\)",
        lines["held"],
    )
    assert found is not None
    r2, absolute, rms, guess, guessed = map(float, found.groups())
    assert r2 > 0.98
    assert 6.0 < absolute < rms < 15.0  # the noise
    assert 1100.0 < guess < 1200.0
    assert guessed > 100.0
    assert "accuracy" not in ran.out + ran.err
    assert "nan" not in ran.out + ran.err


def test_a_regression_is_these_few_lines_of_python(capsys: pytest.CaptureFixture[str], prices: str) -> None:
    data = mg.load_csv_regression(prices, target="price")
    np.testing.assert_array_equal(np.column_stack([data.x, data.t]), flats())
    rows = np.arange(80)
    train, test = mg.train_test_split(rows, rows, stratify=False, rng=3)[2:]
    x_train, x_test = mg.standardize(data.x[train], data.x[test])
    scale = mg.Standardizer.fit(data.t[train, np.newaxis])
    network = mg.SimpleNet(2, 1, bias=True, scale=0.01, rng=3)
    trainer = mg.Trainer(network, mg.MeanSquaredError(), mg.Adam(0.02), rng=3)
    trainer.fit(x_train, scale.transform(data.t[train, np.newaxis]), epochs=4)
    report = mg.regression_report(scale.inverse(trainer.predict(x_test)), data.t[test], guess=scale.mean[0])
    result = train_json(capsys, "--data", prices, "--target", "price", "--epochs", "4", "--seed", "3")
    assert result["task"] == "regression"
    assert result["history"]["loss"] == trainer.history.loss.tolist()
    assert result["held_out"] is not None
    assert result["held_out"]["report"] == report.to_dict()
    assert result["held_out"]["largest_class"] is None
    assert result["target_standardizer"] == {"mean": scale.mean.tolist(), "scale": scale.scale.tolist()}
    assert result["data"]["classes"] == []


def test_the_task_that_is_asked_for(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "rings.csv"
    path.write_text("size,rings\n" + "".join(f"{k}.5,{k % 5}\n" for k in range(40)), encoding="utf-8")
    options = ("--data", str(path), "--target", "rings", "--epochs", "1")
    told = run(capsys, "train", *options).out
    assert (
        'task       classification: column "rings" holds 5 different whole numbers, taken for classes (--task '
        "regression takes them for a quantity)\n"
    ) in told
    assert train_json(capsys, *options, "--task", "classification")["data"]["classes"] == list("01234")
    assert train_json(capsys, *options, "--task", "regression")["task"] == "regression"
    path.write_text("size,rings\n1,2\n2,3.5\n", encoding="utf-8")
    assert train_json(capsys, *options)["task"] == "regression"
    path.write_text("size,rings\n1,low\n2,high\n", encoding="utf-8")
    ran = run(capsys, "train", *options, "--task", "regression")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith('column "rings" must hold finite numbers for a regression, got "low"\n')


def test_folds_are_those_of_python(capsys: pytest.CaptureFixture[str]) -> None:
    """Each fold has a network of its own, and the standardisation of its own training part."""
    iris = mg.load_iris()

    def accuracy(fold: mg.Fold) -> float:
        number = next(index for index, each in enumerate(folds, start=1) if each is fold)
        x_train, x_test = mg.standardize(iris.x[fold.train], iris.x[fold.test])
        network = mg.SimpleNet(4, 3, bias=True, scale=0.01, rng=(5, number))
        trainer = mg.Trainer(network, mg.SoftmaxCrossEntropy(), mg.Adam(0.02), rng=(5, number))
        trainer.fit(x_train, iris.t[fold.train], epochs=10)
        return trainer.evaluate(x_test, iris.t[fold.test]).accuracy

    folds = mg.k_fold_indices(150, 3, stratify=iris.t, rng=5)
    expected = mg.cross_validate(accuracy, folds)
    result = train_json(capsys, "--folds", "3", "--epochs", "10", "--seed", "5")
    assert result["folds"] is not None
    assert result["folds"]["figures"]["accuracy"] == expected.to_dict()
    together = mg.ClassificationReport.from_dict(result["folds"]["together"])
    assert together.samples == (50, 50, 50)
    assert together.accuracy == pytest.approx(expected.mean)
    assert (result["held_out"], result["network"]["theta"], result["history"]["epoch"]) == (None, {}, [])


def test_folds_in_words(capsys: pytest.CaptureFixture[str], prices: str) -> None:
    ran = run(capsys, "train", "--folds", "3", "--epochs", "10")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    labels = [line[:11].strip() for line in lines if not line.startswith(" ")]
    assert labels[4:] == ["fold 1", "fold 2", "fold 3", "folds", "together", "time"]
    figure = r"(\d\.\d+)"
    each = [re.match(rf"fold \d     accuracy {figure}, balanced accuracy .* \(50 samples\)", line) for line in lines]
    accuracies = [float(found[1]) for found in each if found is not None]
    overall = re.search(
        rf"^folds      accuracy {figure} \+- {figure}, balanced .* of 3 folds\)$", ran.out, re.MULTILINE
    )
    assert overall is not None
    assert float(overall[1]) == pytest.approx(np.mean(accuracies), abs=1e-3)
    assert float(overall[2]) == pytest.approx(np.std(accuracies, ddof=1), abs=2e-3)
    of_prices = run(capsys, "train", "--data", prices, "--target", "price", "--folds", "2", *QUICK).out
    assert re.search(r"^folds      R2 0\.99\d* \+- .*RMS error \d+\.\d+ \+- ", of_prices, re.MULTILINE)


def test_the_files_of_mnist(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The last samples are the held-out part, since they came as one."""
    write_mnist(tmp_path, n_train=40, n_test=12)
    options = ("--data", "mnist", "--data-dir", str(tmp_path), "--epochs", "40", "--network", "two-layer")
    result = train_json(capsys, *options)
    assert (result["data"]["samples"], len(result["data"]["features"])) == (52, 4)
    assert result["held_out"] is not None
    assert (result["held_out"]["samples"], result["held_out"]["accuracy"]) == (12, 1.0)
    assert result["standardizer"] is None
    assert train_json(capsys, *options[:-4], "--folds", "2", "--epochs", "1")["folds"] is not None


def test_of_many_parameters_the_gradient_is_verified_along_directions(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "train", "--network", "two-layer", "--hidden", "1300", "--epochs", "1")
    assert ran.code == 0
    assert re.search(
        r"^gradient   PASS, .* of its 10403 entries at once, along random directions", ran.out, re.MULTILINE
    )
