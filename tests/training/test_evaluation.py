"""evaluate, predict and accuracy, against counting by hand."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pytest

from minigrad.arrays import FloatArray
from minigrad.networks import SimpleNet
from minigrad.objectives import MeanSquaredError, SoftmaxCrossEntropy, Targets
from minigrad.optimizers import Adam
from minigrad.scores import accuracy
from minigrad.training import Evaluation, Trainer
from tests.training.helpers import CLASSES, FEATURES, loss_by_hand, make_data

OUTPUTS = np.array([[2.0, 1.0, 0.0], [0.0, 0.5, 3.0], [-1.0, -0.5, -2.0], [0.1, 0.2, 0.3]])  # classes 0, 2, 1, 2
LABELS = np.array([0, 2, 1, 0])  # three of four right
X, T = make_data()


@pytest.mark.parametrize(
    ("targets", "expected"),
    [
        (LABELS, 0.75),
        (LABELS.astype(np.int32), 0.75),
        (np.array([0, 2, 1, 2]), 1.0),
        (np.array([1, 1, 2, 1]), 0.0),
        (np.eye(3)[LABELS], 0.75),
        (np.eye(3, dtype=np.float32)[LABELS], 0.75),
    ],
)
def test_accuracy_counts_what_is_right(targets: Targets, expected: float) -> None:
    assert accuracy(OUTPUTS, targets) == expected
    assert type(accuracy(OUTPUTS, targets)) is float


@pytest.mark.parametrize(
    "targets",
    [
        np.array([[0.9, 0.1, 0.0], [0.0, 0.0, 1.0], [0.0, 1.0, 0.0], [1.0, 0.0, 0.0]]),  # one soft row
        np.full((4, 3), 1.0 / 3.0),
        np.random.default_rng(0).normal(size=(4, 3)),
        np.zeros((4, 3)),
        np.ones((4, 3)),
        np.array([[1.0, 1.0, 0.0]] * 4),  # two labels at once
        np.array([[2.0, 0.0, -1.0]] * 4),  # adds up to 1
    ],
)
def test_where_no_class_is_named_there_is_no_accuracy(targets: FloatArray) -> None:
    assert math.isnan(accuracy(OUTPUTS, targets))


def test_one_number_for_each_sample_is_regression_even_if_all_are_one() -> None:
    assert math.isnan(accuracy(np.zeros((3, 1)), np.ones((3, 1))))
    assert math.isnan(accuracy(np.zeros((3, 1)), np.array([[1.0], [0.5], [2.0]])))


def test_accuracy_takes_lists() -> None:
    assert accuracy([[0, 1.0], [1.0, 0]], [1, 1]) == 0.5
    assert accuracy([[0, 1.0]], [[0, 1]]) == 1.0


@pytest.mark.parametrize(
    ("outputs", "targets", "kind", "message"),
    [
        (np.zeros((3, 2)), [0], ValueError, r"`targets` must have shape \(3,\), got \(1,\)"),
        (np.zeros((3, 2)), [[1, 0]], ValueError, r"`targets` must have shape \(3, 2\), got \(1, 2\)"),
        (np.zeros((3, 2)), 0, ValueError, r"`targets` must have shape \(3, 2\), got \(\)"),
        (np.zeros(2), [0], ValueError, r"`outputs` must have shape \(samples, classes\), got \(2,\)"),
        (np.zeros((2, 2)), [1, 2], ValueError, r"labels in \[0, 2\), one class for each output, got 1 to 2"),
        (np.zeros((2, 2)), [-1, 0], ValueError, r"labels in \[0, 2\), .* got -1 to 0"),
        (np.zeros((2, 2)), [0.0, 1.0], TypeError, "must be integers, got dtype float64"),
        (np.zeros((2, 2)), ["a", "b"], TypeError, "must be integers, got dtype <U1"),
        ([[0.0, np.nan]], [1], ValueError, r"`outputs` must be finite, got nan at index \(0, 1\)"),
    ],
)
def test_accuracy_refuses_what_does_not_fit(
    outputs: npt.ArrayLike, targets: npt.ArrayLike, kind: type[Exception], message: str
) -> None:
    with pytest.raises(kind, match=message):
        accuracy(outputs, targets)


def test_evaluate_is_loss_and_accuracy_at_the_present_theta() -> None:
    network = SimpleNet(FEATURES, CLASSES, rng=0)
    trainer = Trainer(network, SoftmaxCrossEntropy(), Adam(0.1))
    for _ in range(2):
        evaluation = trainer.evaluate(X, T)
        logits = X @ network.weight
        assert type(evaluation) is Evaluation
        assert [type(value) for value in evaluation] == [float, float]
        assert evaluation.loss == pytest.approx(loss_by_hand(logits, T), rel=1e-14)
        assert evaluation.accuracy == np.mean([max(range(3), key=list(row).__getitem__) for row in logits] == T)
        assert evaluation == trainer.evaluate(X, np.eye(CLASSES)[T])
        network.theta = -network.theta


def test_evaluate_with_soft_targets_and_in_regression() -> None:
    network = SimpleNet(FEATURES, CLASSES, rng=0)
    soft = np.full((len(X), CLASSES), 1.0 / CLASSES)
    assert math.isnan(Trainer(network, SoftmaxCrossEntropy(), Adam(0.1)).evaluate(X, soft).accuracy)
    numbers = np.random.default_rng(0).normal(size=(len(X), CLASSES))
    evaluation = Trainer(network, MeanSquaredError(), Adam(0.1)).evaluate(X, numbers)
    assert math.isnan(evaluation.accuracy)
    assert evaluation.loss == pytest.approx(float(((X @ network.weight - numbers) ** 2).mean()), rel=1e-14)


def test_one_sample_is_evaluated_like_a_row() -> None:
    trainer = Trainer(SimpleNet(FEATURES, CLASSES, rng=0), SoftmaxCrossEntropy(), Adam(0.1))
    assert trainer.evaluate(X[3], T[3]) == trainer.evaluate(X[3:4], T[3:4])


def test_predict_gives_logits() -> None:
    network = SimpleNet(FEATURES, CLASSES, bias=True, rng=0)
    network.theta = np.arange(15.0)
    trainer = Trainer(network, SoftmaxCrossEntropy(), Adam(0.1))
    weight, bias = np.arange(12.0).reshape(4, 3), np.array([12.0, 13.0, 14.0])
    np.testing.assert_allclose(trainer.predict(X), X @ weight + bias, rtol=1e-14)
    assert trainer.predict(X).shape == (len(X), CLASSES)
    assert trainer.predict(X[0]).shape == (CLASSES,)


def test_predictions_belong_to_the_caller() -> None:
    trainer = Trainer(SimpleNet(FEATURES, CLASSES, rng=0), SoftmaxCrossEntropy(), Adam(0.1))
    outputs = trainer.predict(X)
    copy = outputs.copy()
    outputs.fill(0.0)
    np.testing.assert_array_equal(trainer.predict(X), copy)
