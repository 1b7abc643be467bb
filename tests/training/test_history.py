"""The history: each column against losses and accuracies computed by hand at the thetas that training passed
through."""

from __future__ import annotations

import dataclasses
import json
import math

import numpy as np
import pytest

from minigrad.arrays import Float64Array, FloatArray, IntArray
from minigrad.networks import SimpleNet
from minigrad.objectives import MeanSquaredError, SoftmaxCrossEntropy
from minigrad.optimizers import Adam
from minigrad.training import EpochRecord, History, Trainer
from tests.html_cells import read_html
from tests.training.helpers import CLASSES, FEATURES, loss_by_hand, make_data

TRAIN, VALIDATION = make_data(0), make_data(1, 9)


def _run() -> tuple[History, list[Float64Array]]:
    """Four epochs, and the weight after each."""
    network = SimpleNet(FEATURES, CLASSES, rng=0)
    weights: list[Float64Array] = []
    trainer = Trainer(network, SoftmaxCrossEntropy(), Adam(0.1), rng=0)
    history = trainer.fit(
        *TRAIN,
        epochs=4,
        batch_size=5,
        validation_data=VALIDATION,
        callback=lambda record: weights.append(network.weight.astype(np.float64)),
    )
    return history, weights


def _accuracy_by_hand(weight: Float64Array, x: FloatArray, t: IntArray) -> float:
    scores = [[float(row @ weight[:, c]) for c in range(CLASSES)] for row in x]
    right = [row.index(max(row)) == label for row, label in zip(scores, t.tolist(), strict=True)]
    return float(sum(right)) / len(right)


def test_columns_are_what_the_saved_weights_give() -> None:
    history, weights = _run()
    assert len(weights) == 4
    np.testing.assert_allclose(history.loss, [loss_by_hand(TRAIN.x @ w, TRAIN.t) for w in weights], rtol=1e-13)
    np.testing.assert_allclose(
        history.validation_loss, [loss_by_hand(VALIDATION.x @ w, VALIDATION.t) for w in weights], rtol=1e-13
    )
    assert history.accuracy.tolist() == [_accuracy_by_hand(w, *TRAIN) for w in weights]
    assert history.validation_accuracy.tolist() == [_accuracy_by_hand(w, *VALIDATION) for w in weights]
    assert [record.epoch for record in history.records] == [1, 2, 3, 4]


def test_types_are_plain() -> None:
    history, _ = _run()
    for record in history.records:
        assert type(record) is EpochRecord
        assert [type(value) for value in record.values().values()] == [int, float, float, float, float]
    for column in (history.loss, history.accuracy, history.validation_loss, history.validation_accuracy):
        assert column.dtype == np.float64
        assert column.shape == (4,)


def test_without_validation_data_there_is_nothing_to_report() -> None:
    history = Trainer(SimpleNet(FEATURES, CLASSES, rng=0), SoftmaxCrossEntropy(), Adam(0.1)).fit(*TRAIN, epochs=2)
    assert np.isnan(history.validation_loss).all()
    assert np.isnan(history.validation_accuracy).all()
    assert np.isfinite(history.loss).all()
    assert np.isfinite(history.accuracy).all()


def test_regression_has_losses_and_no_accuracy() -> None:
    t = np.random.default_rng(0).normal(size=(len(TRAIN.x), CLASSES))
    trainer = Trainer(SimpleNet(FEATURES, CLASSES, rng=0), MeanSquaredError(), Adam(0.1))
    history = trainer.fit(TRAIN.x, t, epochs=2, validation_data=(TRAIN.x, t))
    assert np.isnan(history.accuracy).all()
    assert np.isnan(history.validation_accuracy).all()
    np.testing.assert_array_equal(history.loss, history.validation_loss)


def test_a_history_is_frozen_and_grows_by_copies() -> None:
    empty = History()
    longer = empty.plus(EpochRecord(1, 0.5, 1.0, 0.75, 0.5))
    assert (len(empty), len(longer)) == (0, 1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        longer.__setattr__("records", ())
    longer.loss[0] = 7.0
    assert longer.loss.tolist() == [0.5]


def test_equal_is_what_holds_the_same_numbers() -> None:
    """NaN is made anew each time, as training does."""
    one, same, other = (History((EpochRecord(1, loss, 1.0, float("nan"), float("nan")),)) for loss in (0.5, 0.5, 0.25))
    assert one == same
    assert hash(one) == hash(same)
    assert len({one, same, other}) == 2
    assert one != other
    assert one != History()
    assert one != one.records
    assert History((EpochRecord(1, 0.5, 1.0, 0.5, float("nan")),)) != one
    run, again = (
        Trainer(SimpleNet(FEATURES, CLASSES, rng=0), SoftmaxCrossEntropy(), Adam(0.1), rng=0) for _ in range(2)
    )
    assert run.fit(*TRAIN, epochs=2) == again.fit(*TRAIN, epochs=2)


def test_an_empty_history_has_empty_columns() -> None:
    empty = History()
    assert empty.loss.shape == (0,)
    assert empty.loss.dtype == np.float64
    assert all(column == [] for column in empty.to_dict().values())
    assert str(empty).split() == "epoch loss accuracy validation loss validation accuracy".split()


def test_plain_columns() -> None:
    history = History((EpochRecord(1, 0.5, 1.0, 0.75, 0.5), EpochRecord(2, 0.25, 1.0, math.nan, math.nan)))
    columns = history.to_dict()
    assert list(columns) == ["epoch", "loss", "accuracy", "validation_loss", "validation_accuracy"]
    assert (columns["epoch"], columns["loss"], columns["accuracy"]) == ([1, 2], [0.5, 0.25], [1.0, 1.0])
    assert columns["validation_loss"] == [0.75, None]
    assert json.loads(json.dumps(columns))["loss"] == [0.5, 0.25]


def test_printed_as_a_table() -> None:
    lines = str(History((EpochRecord(9, 0.51239, 0.9, 0.75, 0.5),))).splitlines()
    assert len(lines) == 2
    assert len(lines[0]) == len(lines[1])
    assert lines[1].split() == ["9", "0.5124", "0.900", "0.75", "0.500"]


def test_as_html_the_cells_are_those_that_are_printed() -> None:
    history = History((EpochRecord(1, 0.51239, 0.9, 0.75, 0.5), EpochRecord(2, 0.25, 1.0, math.nan, math.nan)))
    read = read_html(history._repr_html_())
    assert read.rows == [
        ["epoch", "loss", "accuracy", "validation loss", "validation accuracy"],
        ["1", "0.5124", "0.900", "0.75", "0.500"],
        ["2", "0.25", "1.000", "nan", "nan"],
    ]
    assert read.texts("caption") == ["2 epochs"]


def test_of_a_long_history_a_notebook_shows_both_ends() -> None:
    history = History(tuple(EpochRecord(k, 1.0 / k, 0.5, 2.0 / k, 0.25) for k in range(1, 26)))
    epochs = [row[0] for row in read_html(history._repr_html_()).rows[1:]]
    assert epochs == [*map(str, range(1, 11)), "... 5 more", *map(str, range(16, 26))]
    shorter = History(history.records[:20])
    assert [row[0] for row in read_html(shorter._repr_html_()).rows[1:]] == [str(k) for k in range(1, 21)]
