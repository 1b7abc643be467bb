"""Metrics, evaluation every few epochs, and where the history is shown or written."""

from __future__ import annotations

import csv
import io
import math
import sys
from pathlib import Path

import numpy as np
import pytest
from typing_extensions import override

import minigrad as mg
from minigrad.arrays import FloatArray
from tests.training.helpers import CLASSES, FEATURES, digits, make_data

X, T = make_data()
HELD_OUT = make_data(1, 9)
ROWS = np.random.default_rng(3).normal(size=(len(X), CLASSES))


def _trainer(objective: mg.Objective | None = None) -> mg.Trainer[mg.AdamState]:
    network = mg.SimpleNet(FEATURES, CLASSES, rng=0)
    return mg.Trainer(network, objective or mg.SoftmaxCrossEntropy(), mg.Adam(0.1), rng=0)


def test_metrics_are_recorded_on_both_data_sets_under_their_names() -> None:
    def confidence(outputs: FloatArray, targets: mg.Targets) -> float:
        del targets
        return float(mg.softmax(outputs).max(axis=1).mean())

    trainer, plain = _trainer(), _trainer()
    history = trainer.fit(
        X, T, epochs=2, validation_data=HELD_OUT, metrics=[mg.TopKAccuracy(2), confidence, mg.accuracy]
    )
    plain.fit(X, T, epochs=2, validation_data=HELD_OUT)
    assert history.metrics == (
        "top_2_accuracy",
        "confidence",
        "validation_top_2_accuracy",
        "validation_confidence",
    )
    for (x, t), prefix in (((X, T), ""), (HELD_OUT, "validation_")):
        likely = np.argsort(-trainer.predict(x), axis=1, kind="stable")[:, :2]
        shares = [label in row for label, row in zip(t.tolist(), likely.tolist(), strict=True)]
        assert history.column(f"{prefix}top_2_accuracy")[-1] == np.mean(shares)
        assert history.column(f"{prefix}confidence")[-1] == confidence(trainer.predict(x), t)
    headings = "  ".join(["top 2 accuracy", "confidence", "validation top 2 accuracy", "validation confidence"])
    assert str(history).split("\n")[0].endswith(headings)
    np.testing.assert_array_equal(history.loss, plain.history.loss)


def test_r_squared_is_the_mean_over_columns_and_nan_where_nothing_varies() -> None:
    trainer = _trainer(mg.MeanSquaredError())
    history = trainer.fit(X, ROWS, metrics={"r2": mg.r_squared})
    by_column = 1.0 - ((trainer.predict(X) - ROWS) ** 2).mean(axis=0) / ROWS.var(axis=0)
    assert history.column("r2")[0] == pytest.approx(by_column.mean(), rel=1e-12)
    assert math.isnan(mg.r_squared([1.0, 2.0], [3.0, 3.0]))
    assert mg.r_squared(ROWS, ROWS) == 1.0
    assert mg.TopKAccuracy(1)([[1.0, 1.0]], [0]) == mg.accuracy([[1.0, 1.0]], [0]) == 1.0
    assert mg.TopKAccuracy(1)([[1.0, 1.0]], [1]) == mg.accuracy([[1.0, 1.0]], [1]) == 0.0


BAD_METRICS = {
    "no name": ([lambda outputs, targets: 0.0], TypeError, r"`metrics\[0\]` has no name to be recorded by"),
    "a class": ([mg.TopKAccuracy], TypeError, r"`metrics\[0\]` must be a function, got <class"),
    "one function": (mg.r_squared, TypeError, "`metrics` must be a sequence of functions of outputs and targets"),
    "taken": ({"loss": mg.r_squared}, ValueError, "`metrics` must have names that are not taken, got 'loss'"),
    "a prefix": ({"validation_r": mg.r_squared}, ValueError, "names that are not taken, got 'validation_r'"),
    "twice": ([mg.r_squared, mg.r_squared], ValueError, "names that are not taken, got 'r_squared'"),
    "a text": ({"mine": lambda outputs, targets: "1"}, TypeError, "the metric 'mine' must return a number, got '1'"),
}


@pytest.mark.each("case", BAD_METRICS)
def test_what_cannot_be_recorded_is_refused(case: str) -> None:
    metrics, kind, message = BAD_METRICS[case]
    with pytest.raises(kind, match=message):
        _trainer().fit(X, T, metrics=metrics)  # type: ignore[arg-type]


def test_epochs_between_evaluations_are_trained_alike_and_recorded_as_nan() -> None:
    each, some, never = _trainer(), _trainer(), _trainer()
    each.fit(X, T, epochs=5, metrics={"r": mg.TopKAccuracy(2)}, validation_data=HELD_OUT)
    some.fit(X, T, epochs=5, metrics={"r": mg.TopKAccuracy(2)}, validation_data=HELD_OUT, evaluate_every=2)
    never.fit(X, T, epochs=5, evaluate_every=None)
    assert each.network.theta.tobytes() == some.network.theta.tobytes() == never.network.theta.tobytes()
    for whole, part in zip(each.history.records, some.history.records, strict=True):
        values = [*whole.values().values()] if whole.epoch % 2 == 0 else [whole.epoch, *[math.nan] * 6]
        np.testing.assert_array_equal([*part.values().values()], values)
    assert np.isnan(never.history.loss).all()
    assert repr(never.history) == "<History of 5 epochs>"
    with pytest.raises(ValueError, match="`evaluate_every` must be a whole number of at least 1, got 0"):
        _trainer().fit(X, T, evaluate_every=0)


def test_the_log_is_the_history_to_the_last_digit(tmp_path: Path) -> None:
    path, trainer = tmp_path / "log.csv", _trainer()
    trainer.fit(X, T, epochs=3, callbacks=[mg.CsvLog(path)], metrics=[mg.TopKAccuracy(2)])
    with path.open(newline="") as file:
        header, *lines = csv.reader(file)
    assert header == ["epoch", "loss", "accuracy", "validation_loss", "validation_accuracy", *trainer.history.metrics]
    assert [line[0] for line in lines] == ["1", "2", "3"]
    for line, record in zip(lines, trainer.history.records, strict=True):
        np.testing.assert_array_equal([float(cell) for cell in line], [*record.values().values()])


def test_a_log_that_cannot_be_written_ends_the_fit_and_loses_nothing(tmp_path: Path) -> None:
    trainer = _trainer()
    with pytest.raises(FileNotFoundError, match="no folder here"):
        trainer.fit(X, T, epochs=3, callbacks=[mg.CsvLog(tmp_path / "no folder here" / "log.csv")])
    twin = _trainer()
    twin.fit(X, T)
    assert digits(trainer.history) == digits(twin.history)


class Terminal(io.StringIO):
    """A stderr that is a terminal."""

    @override
    def isatty(self) -> bool:
        return True


def test_progress_is_lines_where_there_is_no_terminal_and_only_if_asked(capsys: pytest.CaptureFixture[str]) -> None:
    _trainer().fit(X, T, epochs=20, callbacks=[mg.Progress()])
    assert capsys.readouterr().err == ""
    trainer = _trainer()
    trainer.fit(X, T, epochs=20, callbacks=[mg.Progress(shown=True)], validation_data=HELD_OUT)
    printed = capsys.readouterr()
    last = trainer.history.records[-1]
    assert len(printed.err.splitlines()) == 10
    assert printed.out == ""
    assert printed.err.splitlines()[-1] == (
        f"epoch    20 of 20: loss {last.loss:.4g}, accuracy {last.accuracy:.4g}, "
        f"validation loss {last.validation_loss:.4g}, validation accuracy {last.validation_accuracy:.4g}"
    )


def test_progress_is_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("tqdm")
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    trainer = _trainer()
    trainer.fit(X, T, callbacks=[mg.Progress()])
    trainer.fit(X, T, epochs=2, callbacks=[mg.Progress()])
    _trainer().fit(X, T, epochs=2, callbacks=[mg.Progress(shown=False)])
    bars = [line for line in terminal.getvalue().replace("\r", "\n").splitlines() if line]
    assert [line.split("[")[0].split()[-1] for line in bars] == ["1/1", "1/2", "2/2"]
    assert f"loss {trainer.history.loss[-1]:.4g}" in bars[-1]


def test_the_accuracy_of_logits_is_the_share_on_the_right_side_of_zero() -> None:
    x = np.array([[1.0], [2.0], [-3.0], [4.0]])
    network = mg.SimpleNet(1, 1, rng=0)
    network.theta = [1.0]  # so the logits are x
    trainer = mg.Trainer(network, mg.BinaryCrossEntropy(), mg.GradientDescent(0.1), rng=0)
    assert trainer.evaluate(x, [1, 0, 0, 1]).accuracy == 0.75
    assert math.isnan(trainer.evaluate(x, [[0.9], [0.1], [0.0], [1.0]]).accuracy)
    regression = mg.Trainer(network, mg.MeanSquaredError(), mg.GradientDescent(0.1), rng=0)
    assert math.isnan(regression.evaluate(x, [[1.0], [0.0], [0.0], [1.0]]).accuracy)
